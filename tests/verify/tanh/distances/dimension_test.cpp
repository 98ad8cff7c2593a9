#include "verify/tanh/distances/dimension.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The largest stratum by trying all: each unit is essential, constant, or in one of the zero-sum sets.
class AllStrata {
 public:
  explicit AllStrata(const PlainNetwork& network) : network_(network), form_(plain_canonical_form(network)) {
    label(0);
  }
  long best() const { return best_; }

 private:
  static constexpr int essential = -1;
  static constexpr int constant = -2;

  const PlainUnit& unit(std::size_t i) const { return network_.units[i]; }
  bool is_essential(std::size_t i) const {
    return std::any_of(form_.units.begin(), form_.units.end(),
                       [&](const PlainUnit& k) { return same_pair(k, oriented(unit(i))); });
  }
  bool share_pair(std::size_t i, std::size_t j) const {
    return same_pair(unit(i), unit(j)) || same_pair(unit(i), flipped(unit(j)));
  }

  void label(std::size_t i) {
    if (i == network_.units.size()) return count();
    if (is_zero(unit(i).b)) try_label(i, constant);
    if (is_essential(i)) try_label(i, essential);
    for (int set = 0; set <= sets_; ++set) {
      bool fits = true;
      for (std::size_t j = 0; j < i; ++j) fits = fits && (labels_[j] != set || share_pair(i, j));
      if (fits) try_label(i, set);
    }
  }
  void try_label(std::size_t i, int label_of_i) {
    const int before = sets_;
    labels_.push_back(label_of_i);
    sets_ = std::max(sets_, label_of_i + 1);
    label(i + 1);
    labels_.pop_back();
    sets_ = before;
  }

  /// Whether the a's of a set add up to 0, with the signs of their pairs; with any if the pair is 0.
  bool adds_up_to_zero(const std::vector<std::size_t>& set) const {
    const PlainUnit& first = unit(set.front());
    const bool free = is_zero(first.b) && first.c.is_zero();
    for (std::size_t signs = 0; signs < (free ? std::size_t{1} << set.size() : 1); ++signs) {
      Vector sum(network_.outputs);
      for (std::size_t i = 0; i < set.size(); ++i) {
        const bool turned = free ? (signs >> i & 1U) != 0 : !same_pair(first, unit(set[i]));
        sum = sum_of(sum, turned ? negated(unit(set[i]).a) : unit(set[i]).a);
      }
      if (is_zero(sum)) return true;
    }
    return false;
  }

  void count() {
    const auto m = static_cast<long>(network_.outputs);
    const auto n = static_cast<long>(network_.inputs);
    long dimension = 0;
    for (int set = 0; set < sets_; ++set) {
      std::vector<std::size_t> members;
      for (std::size_t i = 0; i < labels_.size(); ++i)
        if (labels_[i] == set) members.push_back(i);
      if (!adds_up_to_zero(members)) return;
      dimension += n + 1 + (static_cast<long>(members.size()) - 1) * m;
    }
    for (const PlainUnit& k : form_.units) {
      long carriers = 0;
      for (std::size_t i = 0; i < labels_.size(); ++i)
        if (labels_[i] == essential && same_pair(k, oriented(unit(i)))) ++carriers;
      if (carriers == 0) return;
      dimension += (carriers - 1) * m;
    }
    dimension += (m + 1) * std::count(labels_.begin(), labels_.end(), constant);
    best_ = std::max(best_, dimension);
  }

  const PlainNetwork& network_;
  PlainNetwork form_;
  std::vector<int> labels_;
  int sets_ = 0;
  long best_ = 0;
};

PlainUnit unit(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }
std::size_t dimension(std::vector<PlainUnit> units) {
  const ClassDimension found = local_dimension(build({1, 1, std::move(units), {TanhSum()}}));
  BOOST_CHECK(found.exact);
  return found.dimension;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_dimension)

BOOST_AUTO_TEST_CASE(dimensions_are_those_of_the_largest_stratum) {
  for_random_cases(1500, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 6));
    const ClassDimension found = local_dimension(build(network));
    BOOST_TEST_CONTEXT(network) {
      BOOST_CHECK(found.exact);
      BOOST_CHECK_EQUAL(found.dimension, static_cast<std::size_t>(AllStrata(network).best()));
      BOOST_CHECK_EQUAL(found.parameters,
                        network.units.size() * (network.inputs + network.outputs + 1) + network.outputs);
      BOOST_CHECK_LE(found.dimension, found.parameters);
    }
  });
}

BOOST_AUTO_TEST_CASE(small_cases) {
  BOOST_CHECK_EQUAL(dimension({}), 0);
  BOOST_CHECK_EQUAL(dimension({unit(1, 1, 0)}), 0);                  // irreducible: a point
  BOOST_CHECK_EQUAL(dimension({unit(1, 1, 0), unit(0, 5, 0)}), 2);   // b and c of a blank unit
  BOOST_CHECK_EQUAL(dimension({unit(1, 1, 0), unit(2, 1, 0)}), 1);   // weight shifts
  BOOST_CHECK_EQUAL(dimension({unit(1, 0, 1)}), 2);                  // a and c of a constant
  BOOST_CHECK_EQUAL(dimension({unit(1, 3, 1), unit(-1, 3, 1)}), 3);  // a zero-sum pair: b, c, a
  BOOST_CHECK_EQUAL(dimension({unit(1, 3, 1), unit(-1, 3, 1), unit(2, 3, 1)}),
                    3);  // or two that shift: the pair is more
}

BOOST_AUTO_TEST_CASE(large_groups_are_bounded_from_below) {
  std::vector<PlainUnit> units;
  for (long k = 1; k <= 20; ++k) {
    units.push_back(unit(k, 1, 1));
    units.push_back(unit(-k, 1, 1));
  }
  const ClassDimension found = local_dimension(build({1, 1, units, {TanhSum()}}));
  BOOST_CHECK(!found.exact);
  BOOST_CHECK_EQUAL(found.dimension, 40 + 20);  // twenty pairs, each with b and c of its own
}

BOOST_AUTO_TEST_CASE(many_outputs_do_not_make_it_long) {
  // Ten units with b = 0 and c = 0 and 10 000 outputs: 3^10 sums with signs would be 6 10^9 additions.
  constexpr std::size_t outputs = 10'000;
  PlainNetwork network{20'000, outputs, {}, std::vector<TanhSum>(outputs)};
  for (long k = 1; k <= 10; ++k)
    network.units.push_back({Vector(outputs, Rational(k)), Vector(network.inputs), Rational(0)});
  const ClassDimension found = local_dimension(build(network));
  BOOST_CHECK(!found.exact);
  BOOST_CHECK_EQUAL(found.dimension, 10 * (outputs + 1));
}

BOOST_AUTO_TEST_SUITE_END()
