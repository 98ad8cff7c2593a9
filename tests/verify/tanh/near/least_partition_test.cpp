// Partitions of least cost, against all partitions.
#include "verify/tanh/near/least_partition.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/near/partitions.hpp"

namespace isopath::tests {

namespace {

constexpr std::size_t enough = 100'000'000;

/// The units of a component alone.
PlainNetwork part_of(const PlainNetwork& network, const std::vector<std::uint32_t>& units) {
  PlainNetwork part{network.inputs, network.outputs, {}, network.d};
  for (const std::uint32_t unit : units) part.units.push_back(network.units[unit]);
  return part;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_least_partition)

BOOST_AUTO_TEST_CASE(the_cost_is_the_least_of_all_partitions) {
  for_random_cases(500, [](Random& random) {
    const Shape shape{below(random, 3), 1 + below(random, 2), 1 + below(random, 6)};
    const PlainNetwork network =
        one_in(random, 2) ? random_network(random, shape) : random_network(random, shape, coarse);
    const Rational radius = random_radius(random, network);
    const Network built = build(network);
    const Closeness closeness(built, radius);
    std::size_t cost = 0;
    BOOST_TEST_CONTEXT(network << "radius " << shown(radius)) {
      for (const auto& units : closeness.components()) {
        const Partition least = least_partition(closeness, units, enough).value();
        check_partition(closeness, least);
        cost += least.cost;
        BOOST_TEST(least.cost == AllPartitions(part_of(network, units), radius).least());
      }
      // What is best in each component is best in all.
      BOOST_TEST(cost == AllPartitions(network, radius).least());
    }
  });
}

BOOST_AUTO_TEST_CASE(the_budget_bounds_the_search_and_changes_no_result) {
  for_random_cases(200, [](Random& random) {
    const PlainNetwork network = random_network(random, {1, 1, 8}, coarse);
    const Network built = build(network);
    const Closeness closeness(built, random_radius(random, network));
    for (const auto& units : closeness.components()) {
      BOOST_TEST(!least_partition(closeness, units, 0));
      const std::size_t least = least_partition(closeness, units, enough).value().cost;
      std::size_t budget = 1;
      while (!least_partition(closeness, units, budget)) budget *= 2;
      BOOST_TEST(budget < enough);
      BOOST_TEST(least_partition(closeness, units, budget).value().cost == least);
    }
  });
}

BOOST_AUTO_TEST_CASE(components_of_more_than_64_units_are_too_large) {
  // A chain: each unit is close to the next only.
  for (const long size : {64L, 65L}) {
    PlainNetwork chain{1, 1, {}, {Rational()}};
    for (long k = 0; k < size; ++k) chain.units.push_back({{100}, {Rational(10) + Rational(2 * k)}, 0});
    const Network built = build(chain);
    const Closeness closeness(built, 1);
    const auto components = closeness.components();
    BOOST_REQUIRE_EQUAL(components.size(), 1U);
    const auto least = least_partition(closeness, components[0], enough);
    BOOST_REQUIRE_EQUAL(least.has_value(), size == 64);
    if (least) BOOST_TEST(least->cost == 32U);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
