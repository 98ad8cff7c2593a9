// First moves against the words of rule D4.
#include "verify/tanh/distances/first_move.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/tanh/distances/asked.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

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

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_first_move)

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

BOOST_AUTO_TEST_SUITE_END()
