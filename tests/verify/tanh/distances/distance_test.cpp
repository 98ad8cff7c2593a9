// Distances: paths that hold, bounds that meet, and the distances of rigid members.
#include "verify/tanh/distances/distance.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/random_members.hpp"
#include "tests/verify/tanh/distances/asked.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_distance)

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

BOOST_AUTO_TEST_CASE(a_search_that_is_too_wide_gives_up) {
  // Seven groups that exchange their places by threes and fours, with one unit to spare.
  const Asked asked(rigid({1, 2, 3, 4, 5, 6, 7, 0}), rigid({2, 3, 1, 5, 6, 7, 4, 0}));
  const Distance brief = distance({asked.ends(), DistanceQuestion::Search::brief, false, {}});
  const Distance none = distance({asked.ends(), DistanceQuestion::Search::none, false, {}});
  BOOST_CHECK(!none.gave_up);
  BOOST_CHECK_LE(none.at_least, brief.at_least);
  BOOST_CHECK_GE(none.at_most(), brief.at_most());
  if (!brief.gave_up) BOOST_CHECK_EQUAL(brief.at_least, brief.at_most());
  // More units than cells are told apart of: no search, and the bounds hold.
  std::vector<long> first(LabelCell::most_units + 1);
  for (std::size_t k = 0; k + 1 < first.size(); ++k) first[k] = static_cast<long>(k) + 1;
  std::vector<long> last = first;
  std::rotate(last.begin(), last.begin() + 1, last.end());
  const Asked wide(rigid(first), rigid(last));
  const Distance found = wide.distance(true);
  BOOST_CHECK_EQUAL(found.gave_up, found.at_least < found.at_most());
  check_holds(*found.path, wide.first, wide.last);
}

BOOST_AUTO_TEST_SUITE_END()
