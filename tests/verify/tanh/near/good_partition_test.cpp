// Partitions by local search: valid, no worse than where they begin, and nearly always of least cost.
#include "verify/tanh/near/good_partition.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/verify/tanh/near/partitions.hpp"
#include "verify/tanh/near/least_partition.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(verify_good_partition)

BOOST_AUTO_TEST_CASE(local_search_is_nearly_always_best) {
  std::size_t cases = 0;
  std::size_t best = 0;
  for_random_cases(300, [&](Random& random) {
    const PlainNetwork network = random_network(random, {1 + below(random, 2), 1, 10}, coarse);
    const Network built = build(network);
    const Closeness closeness(built, random_radius(random, network));
    for (const auto& units : closeness.components()) {
      const Partition least = least_partition(closeness, units, 100'000'000).value();
      const Partition good = good_partition(closeness, units, {});
      check_partition(closeness, least);
      check_partition(closeness, good);
      BOOST_TEST(least.cost <= good.cost);
      ++cases;
      best += least.cost == good.cost ? 1U : 0U;
    }
  });
  BOOST_TEST(best * 100 >= cases * 95);
}

BOOST_AUTO_TEST_CASE(the_cost_is_not_above_that_of_the_start) {
  for_random_cases(150, [](Random& random) {
    const PlainNetwork network =
        random_network(random, {1 + below(random, 2), 1 + below(random, 2), 4 + below(random, 40)}, coarse);
    const Network built = build(network);
    const Rational radius = random_radius(random, network);
    const Closeness closeness(built, radius);
    // Groups that are right for a smaller radius are right for this one.
    const Closeness smaller(built, radius * fraction(9, 10));
    for (const auto& units : closeness.components()) {
      std::vector<NearGroup> start;
      for (const auto& part : smaller.components())
        if (std::includes(units.begin(), units.end(), part.begin(), part.end()))
          for (NearGroup& group : good_partition(smaller, part, {}).groups) start.push_back(std::move(group));
      std::size_t cost = 0;
      std::set<std::uint32_t> in_start;
      for (const NearGroup& group : start) {
        cost += closeness.can_cancel(weight_sum(built, group), group.size()) ? 0U : 1U;
        for (const Member& member : group) in_start.insert(member.unit);
      }
      for (const std::uint32_t unit : units)
        if (!in_start.contains(unit) && !closeness.is_dispensable(unit)) ++cost;
      const Partition found = good_partition(closeness, units, start);
      check_partition(closeness, found);
      BOOST_TEST(found.cost <= cost);
      // Each unit that is not dispensable is in one group, and no unit is in two.
      std::multiset<std::uint32_t> grouped;
      for (const NearGroup& group : found.groups)
        for (const Member& member : group) grouped.insert(member.unit);
      for (const std::uint32_t unit : units)
        BOOST_TEST(grouped.count(unit) >= (closeness.is_dispensable(unit) ? 0U : 1U));
      for (const std::uint32_t unit : grouped) BOOST_TEST(grouped.count(unit) == 1U);
      // The same search again finds the same.
      BOOST_TEST(good_partition(closeness, units, start).cost == found.cost);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
