// First moves, lower bounds, distances and diameters.
#include "verify/tanh/distances/lower_bound.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/random_members.hpp"
#include "tests/verify/random_segments.hpp"
#include "verify/tanh/distances/diameter.hpp"
#include "verify/tanh/distances/distance.hpp"
#include "verify/tanh/distances/first_move.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Argument = LowerBound::Argument;

PlainUnit unit(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }
PlainNetwork one_input(std::vector<PlainUnit> units) { return {1, 1, std::move(units), {TanhSum()}}; }

/// docs/certificate-format.md, rule D4, word for word.
class PlainMoves {
 public:
  explicit PlainMoves(const PlainNetwork& network) : network_(network) {
    const std::size_t h = network.units.size();
    for (std::uint32_t set = 1; set < 1U << h; ++set) {
      std::vector<std::size_t> units;
      for (std::size_t i = 0; i < h; ++i)
        if ((set >> i & 1U) != 0) units.push_back(i);
      if (!is_one_group(units) || !adds_up_to_zero(units)) continue;
      loose_ |= set;
      has_set_of_two_ |= units.size() > 1;
    }
  }

  int operator()(std::size_t i) const {
    if ((loose_ >> i & 1U) != 0) return 1;
    if (is_zero(network_.units[i].b) || group_size(i) > 1 || has_set_of_two_) return 2;
    bool crowd = loose_ != 0;
    for (std::size_t k = 0; k < network_.units.size(); ++k)
      crowd |= group_size(k) > (is_zero(network_.units[k].b) ? 1U : 2U);
    return crowd ? 3 : 4;
  }

 private:
  bool same_group(std::size_t i, std::size_t k) const {
    const PlainUnit& x = network_.units[i];
    return same_pair(x, network_.units[k]) || same_pair(x, flipped(network_.units[k]));
  }
  bool is_one_group(const std::vector<std::size_t>& units) const {
    return std::all_of(units.begin(), units.end(),
                       [&](std::size_t k) { return same_group(units.front(), k); });
  }
  std::size_t group_size(std::size_t i) const {
    std::size_t size = 0;
    for (std::size_t k = 0; k < network_.units.size(); ++k) size += same_group(i, k) ? 1U : 0U;
    return size;
  }
  /// Signs are those that bring the pairs to that of the first; both do at 0.
  bool adds_up_to_zero(const std::vector<std::size_t>& units) const {
    const PlainUnit& first = network_.units[units.front()];
    for (std::uint32_t signs = 0; signs < 1U << units.size(); ++signs) {
      Vector sum(network_.outputs);
      bool fits = true;
      for (std::size_t i = 0; i < units.size(); ++i) {
        const PlainUnit& own = network_.units[units[i]];
        const PlainUnit with_sign = (signs >> i & 1U) != 0 ? flipped(own) : own;
        fits = fits && same_pair(first, with_sign);
        sum = sum_of(sum, with_sign.a);
      }
      if (fits && is_zero(sum)) return true;
    }
    return false;
  }

  const PlainNetwork& network_;
  std::uint32_t loose_ = 0;
  bool has_set_of_two_ = false;
};

struct Asked {
  Model first;
  Model last;
  CanonicalForm of_first;
  CanonicalForm of_last;
  Asked(const PlainNetwork& u, const PlainNetwork& v, Activation activation = Activation::tanh)
      : first(activation, build(u)),
        last(activation, build(v)),
        of_first(canonical_form(first.network())),
        of_last(canonical_form(last.network())) {}
  LowerBound bound() const { return lower_bound(first, last, of_first, of_last); }
  Distance distance(bool thorough) const {
    using Search = DistanceQuestion::Search;
    return isopath::distance(
        {first, last, of_first, of_last, thorough ? Search::thorough : Search::none, true, {}});
  }
};

void check_holds(const Path& path, const Model& first, const Model& last) {
  BOOST_CHECK(check_path(path, {&first, &last, 1, 0, {}}).valid());
  for (std::size_t k = 0; k + 1 < path.vertices(); ++k)
    BOOST_CHECK(plain_verdict(plain(path.vertex(k).network()), plain(path.vertex(k + 1).network())).valid());
}

/// A rigid member of the class of tanh(x) + ... + tanh(rank x).
PlainNetwork rigid(const std::vector<long>& carried) {
  PlainNetwork network = one_input({});
  for (std::size_t i = 0; i < carried.size(); ++i) {
    const long k = carried[i];
    const auto c = static_cast<long>(i + 1);
    network.units.push_back(k == 0 ? unit(1, 0, c) : unit(k < 0 ? -1 : 1, k, 0));
    if (k == 0) network.d[0] = network.d[0] - TanhSum(Rational(), {{Rational(c), Rational(1)}});
  }
  return network;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_lower_bound)

BOOST_AUTO_TEST_CASE(first_moves_are_those_of_the_rule) {
  std::map<int, int> seen;
  for_random_cases(3000, [&](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 7));
    const FirstMoves moves = first_moves(build(network));
    const PlainMoves plain_moves(network);
    BOOST_TEST_CONTEXT(network) for (std::size_t i = 0; i < network.units.size(); ++i) {
      BOOST_CHECK_EQUAL(int(moves.vertex[i]), plain_moves(i));
      ++seen[moves.vertex[i]];
    }
  });
  BOOST_CHECK_EQUAL(seen.size(), 4);
}

BOOST_AUTO_TEST_CASE(units_of_large_groups_count_as_loose) {
  // Weights that never add up to 0: 1, 2, 4, ...
  for (const std::size_t size : {8U, 9U}) {
    PlainNetwork network = one_input({unit(1, 5, 0)});
    for (std::size_t i = 0; i < size; ++i) network.units.push_back(unit(1L << i, 7, 0));
    const FirstMoves moves = first_moves(build(network));
    BOOST_CHECK_EQUAL(int(moves.vertex[0]), size == 8 ? 3 : 2);
    BOOST_CHECK_EQUAL(int(moves.vertex[1]), size == 8 ? 2 : 1);
  }
}

BOOST_AUTO_TEST_CASE(rigid_parameters) {
  const auto is_rigid = [](const std::vector<PlainUnit>& units) {
    return first_moves(build(one_input(units))).rigid;
  };
  BOOST_CHECK(is_rigid({}));
  BOOST_CHECK(is_rigid({unit(1, 2, 0), unit(1, 0, 1), unit(1, 0, 0)}));
  BOOST_CHECK(!is_rigid({unit(1, 2, 0), unit(0, 3, 1)}));
  BOOST_CHECK(!is_rigid({unit(1, 2, 0), unit(1, -2, 0)}));
  BOOST_CHECK(!is_rigid({unit(1, 0, 1), unit(1, 0, -1)}));
  BOOST_CHECK(!is_rigid({unit(1, 0, 0), unit(2, 0, 0)}));
}

BOOST_AUTO_TEST_CASE(each_argument) {
  const auto expect = [](const PlainNetwork& u, const PlainNetwork& v, std::size_t segments,
                         Argument argument) {
    for (const auto& asked : {Asked(u, v), Asked(v, u)}) {
      BOOST_CHECK_EQUAL(asked.bound().segments, segments);
      BOOST_CHECK(asked.bound().argument == argument);
    }
  };
  const PlainNetwork split = one_input({unit(1, 2, 0), unit(3, 2, 0)});
  expect(split, split, 0, Argument::none);
  expect(split, one_input({unit(2, 2, 0), unit(2, 2, 0)}), 1, Argument::parameters);
  expect(one_input({unit(4, 2, 0), unit(0, 7, 7)}), one_input({unit(0, 7, 7), unit(4, 2, 0)}), 3,
         Argument::unit);
  expect(split, one_input({unit(4, 2, 0), unit(0, 7, 7)}), 2, Argument::segment);
  expect(rigid({1, 0}), rigid({-1, 0}), 7, Argument::unit);
  expect(rigid({1, 2, 3, 0, 0}), rigid({-1, -2, -3, 0, 0}), 11, Argument::turned);
  expect(rigid({1, 2, 0}), rigid({-1, -2, 0}), 11, Argument::seats);
  expect(rigid({1, 2, 3, 4, 0}), rigid({2, 1, 4, 3, 0}), 11, Argument::seats);
}

BOOST_AUTO_TEST_CASE(an_argument_for_a_bound) {
  const Asked asked(rigid({1, 2, 0}), rigid({-1, -2, 0}));
  const auto argument_for = [&asked](std::size_t segments) {
    return lower_bound_of(segments, asked.first, asked.last, asked.of_first, asked.of_last);
  };
  BOOST_CHECK(argument_for(0)->argument == Argument::none);
  BOOST_CHECK(argument_for(1)->argument == Argument::parameters);
  BOOST_CHECK(argument_for(2)->argument == Argument::segment);
  BOOST_CHECK(argument_for(7)->argument == Argument::unit);
  BOOST_CHECK(argument_for(11)->argument == Argument::seats);
  BOOST_CHECK_EQUAL(argument_for(11)->segments, 11U);
  for (const std::size_t segments : {3U, 6U, 8U, 12U}) BOOST_CHECK(!argument_for(segments));
}

BOOST_AUTO_TEST_CASE(searched_bounds) {
  const auto searched = [](const std::vector<long>& first, const std::vector<long>& last) {
    const Asked asked(rigid(first), rigid(last));
    BOOST_REQUIRE(has_tables(asked.first, asked.last, asked.of_first));
    const RigidPair pair = rigid_pair(asked.of_first, asked.of_last);
    ClassSearch search(pair.shape);
    return searched_bound(pair, search);
  };
  const LowerBound turned = searched({1, 2, 3, 0, 0}, {-1, -2, -3, 0, 0});
  BOOST_CHECK_EQUAL(turned.segments, 11);
  BOOST_CHECK_EQUAL(turned.layers.size(), 5);  // from both ends
  const LowerBound other = searched({1, 2, 3, 0, 0}, {-1, 2, 3, 0, 0});
  BOOST_CHECK_EQUAL(other.segments, 7);
  BOOST_CHECK_EQUAL(other.layers.size(), 4);
  // Whatever units and signs the first member has.
  BOOST_CHECK_EQUAL(searched({0, -3, 2, 0, -1}, {0, 3, -2, 0, 1}).segments, 11);
}

BOOST_AUTO_TEST_CASE(distances_lie_between_their_bounds) {
  std::map<std::size_t, int> seen;
  for_random_cases(1500, [&](Random& random) {
    const auto [first, last] = random_members(random, 4);
    if (first.units.size() > 5) return;
    // What is a member for tanh need not be one for logistic units; permutations are.
    const Activation activation = one_in(random, 4) ? Activation::logistic : Activation::tanh;
    PlainNetwork other = activation == Activation::tanh ? last : first;
    std::shuffle(other.units.begin(), other.units.end(), random);
    const Asked asked(first, other, activation);
    const std::size_t rank = asked.of_first.rank();
    if (rank == first.units.size()) return;
    BOOST_TEST_CONTEXT(first << "to\n" << other) {
      const Distance exact = asked.distance(true);
      const Distance quick = asked.distance(false);
      check_holds(*exact.path, asked.first, asked.last);
      check_holds(*quick.path, asked.first, asked.last);
      BOOST_CHECK(!exact.gave_up);
      BOOST_CHECK_EQUAL(exact.at_least, exact.at_most());
      BOOST_CHECK_LE(exact.argument.segments, exact.at_least);
      BOOST_CHECK_LE(quick.at_least, exact.at_least);
      BOOST_CHECK_GE(quick.at_most(), exact.at_most());
      BOOST_CHECK_LE(quick.at_most(), greatest_distance_bound(rank, first.units.size()));
      BOOST_CHECK_EQUAL(Asked(other, first, activation).distance(true).at_most(), exact.at_most());
      ++seen[exact.at_most()];
    }
  });
  BOOST_CHECK_GE(seen.size(), 6);
}

BOOST_AUTO_TEST_CASE(distances_of_rigid_pairs) {
  const auto exact = [](const std::vector<long>& first, const std::vector<long>& last) {
    const Asked asked(rigid(first), rigid(last));
    const Distance distance = asked.distance(true);
    check_holds(*distance.path, asked.first, asked.last);
    BOOST_CHECK_EQUAL(distance.at_least, distance.at_most());
    BOOST_CHECK_EQUAL(distance.argument.segments, distance.at_least);
    return distance.at_most();
  };
  BOOST_CHECK_EQUAL(exact({1, 2, 3, 0, 0}, {-1, -2, -3, 0, 0}), 11);
  BOOST_CHECK_EQUAL(exact({0, -3, 2, 0, -1}, {0, 3, -2, 0, 1}), 11);
  BOOST_CHECK_EQUAL(exact({1, 2, 3, 4, 5, 6, 7, 0, 0}, {-1, -2, -3, -4, -5, -6, -7, 0, 0}), 19);
  BOOST_CHECK_EQUAL(exact({1, 2, 0}, {2, 1, 0}), 9);
  BOOST_CHECK_EQUAL(exact({1, 2, 0}, {0, 1, 2}), 7);
  // Only constants differ.
  BOOST_CHECK_EQUAL(exact({1, 0, 2}, {1, 0, 2}), 0);
}

BOOST_AUTO_TEST_CASE(diameters) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 7));
    const Model model(one_in(random, 3) ? Activation::logistic : Activation::tanh, build(network));
    const CanonicalForm form = canonical_form(model.network());
    const std::size_t h = network.units.size();
    const Diameter found = diameter(model, form);
    BOOST_TEST_CONTEXT(network) {
      BOOST_CHECK_EQUAL(found.rank, form.rank());
      BOOST_CHECK_EQUAL(found.width, h);
      for (const Model& member : {found.first, found.last}) {
        BOOST_CHECK(member.activation() == model.activation());
        BOOST_CHECK_EQUAL(member.network().width(), h);
        BOOST_CHECK(decide_equivalence(member.network(), model.network()).equivalent);
        BOOST_CHECK(first_moves(member.network()).rigid);
      }
      BOOST_CHECK_EQUAL(found.upper.has_value(), h == 0 || form.rank() < h);
      if (found.upper) BOOST_CHECK_EQUAL(found.lower.segments, *found.upper);
    }
  });
}

BOOST_AUTO_TEST_CASE(diameters_of_wide_classes_and_by_table) {
  for (std::size_t rank = 1; rank <= 30; ++rank)
    for (const std::size_t spare : {1U, 2U, 3U, 5U, 7U, 30U}) {
      PlainNetwork network = one_input({});
      for (std::size_t k = 0; k < rank + spare; ++k)
        network.units.push_back(k < rank ? unit(1, static_cast<long>(k) + 1, 0) : unit(0, 1, 1));
      const Model model(Activation::tanh, build(network));
      Diameter found = diameter(model, canonical_form(model.network()));
      BOOST_CHECK_EQUAL(found.lower.segments, 3 + 4 * ((rank + spare - 1) / spare));
      BOOST_CHECK_EQUAL(found.upper.value(), found.lower.segments);
      if (rank + spare > 8) continue;
      prove_by_table(found, {});
      BOOST_CHECK(found.lower.argument == Argument::table);
      BOOST_CHECK_EQUAL(found.upper.value(), found.lower.segments);
    }
}

BOOST_AUTO_TEST_SUITE_END()
