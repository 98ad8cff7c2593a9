// Near parameters against their definition, and against the least rank found by trying all partitions.
#include "verify/tanh/near/near.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/near/partitions.hpp"

namespace isopath::tests {

namespace {

void check_groups(const PlainNetwork& near, const std::vector<NearGroup>& groups, bool cancel) {
  for (const NearGroup& group : groups) {
    BOOST_TEST(group.size() > 1U);
    Vector sum(near.outputs);
    for (const Member& member : group) {
      const PlainUnit& unit = near.units[member.unit];
      const PlainUnit with_sign = member.flipped ? flipped(unit) : unit;
      const PlainUnit& first = near.units[group[0].unit];
      BOOST_CHECK(same_pair(with_sign, group[0].flipped ? flipped(first) : first));
      sum = sum_of(sum, with_sign.a);
    }
    if (cancel) BOOST_CHECK(is_zero(sum));
  }
}

/// All that a Near says, but that no smaller rank is possible.
void check_near(const PlainNetwork& network, const Near& near, const Rational& radius) {
  const PlainNetwork found = plain(near.network);
  BOOST_REQUIRE_EQUAL(found.units.size(), network.units.size());
  BOOST_CHECK(found.d == network.d);
  BOOST_TEST(near.change == change(found, network));
  BOOST_TEST(near.change <= radius);
  BOOST_TEST(near.rank == plain_canonical_form(found).units.size());
  BOOST_TEST(near.rank <= plain_canonical_form(network).units.size());
  BOOST_TEST(near.lower <= near.rank);
  check_groups(found, near.merged, false);
  check_groups(found, near.cancelling, true);
  for (const std::uint32_t unit : near.blank) BOOST_CHECK(is_zero(found.units[unit].a));
  for (const std::uint32_t unit : near.constant) BOOST_CHECK(is_zero(found.units[unit].b));
  std::vector<bool> is_listed(network.units.size());
  for (const auto* list : {&near.blank, &near.constant})
    for (const std::uint32_t unit : *list) is_listed[unit] = true;
  for (const auto* list : {&near.merged, &near.cancelling})
    for (const NearGroup& group : *list)
      for (const Member& member : group) is_listed[member.unit] = true;
  for (std::size_t i = 0; i < network.units.size(); ++i)
    if (!is_listed[i]) BOOST_CHECK(found.units[i] == network.units[i]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(near)

BOOST_AUTO_TEST_CASE(the_least_rank_of_few_units) {
  for_random_cases(1500, [](Random& random) {
    const Shape shape = random_shape(random, 5);
    const PlainNetwork network =
        one_in(random, 2) ? random_network(random, shape) : random_network(random, shape, coarse);
    const Rational radius = random_radius(random, network);
    const Near near = near_parameter(build(network), radius);
    BOOST_TEST_CONTEXT(network << "radius " << shown(radius)) {
      check_near(network, near, radius);
      BOOST_TEST(near.rank == AllPartitions(network, radius).least());
      BOOST_TEST(near.lower == near.rank);
    }
  });
}

BOOST_AUTO_TEST_CASE(many_units) {
  for_random_cases(60, [](Random& random) {
    const PlainNetwork network =
        random_network(random, {1 + below(random, 3), 1 + below(random, 2), 13 + below(random, 30)}, coarse);
    Random noise(random());
    PlainNetwork noisy = network;
    for (PlainUnit& unit : noisy.units)
      for (Rational& x : unit.b) x += fraction(between(noise, -9, 9), 1000);
    const Rational radius = random_radius(random, noisy);
    check_near(noisy, near_parameter(build(noisy), radius), radius);
  });
}

BOOST_AUTO_TEST_CASE(signs_and_places_of_units_do_not_matter) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork network = random_network(random, {2, 1, 8}, coarse);
    PlainNetwork other = network;
    std::shuffle(other.units.begin(), other.units.end(), random);
    for (PlainUnit& unit : other.units)
      if (one_in(random, 2)) unit = flipped(unit);
    const Rational radius = random_radius(random, network);
    BOOST_TEST(near_parameter(build(network), radius).rank == near_parameter(build(other), radius).rank);
  });
}

BOOST_AUTO_TEST_CASE(numbers_as_binary32) {
  for_random_cases(50, [](Random& random) {
    const PlainNetwork network = random_network(random, {2, 1, 8}, few_floats);
    const Rational radius = random_radius(random, network);
    const Near wide = near_parameter(build(network), radius);
    const Near narrow = near_parameter(build(network, Network::Storage::binary32), radius);
    BOOST_CHECK(plain(wide.network) == plain(narrow.network));
  });
}

BOOST_AUTO_TEST_CASE(edges) {
  // Exactly twice the radius apart is near enough, the least more is not; 1/3 is no float.
  const auto two = [](const Rational& gap) {
    return PlainNetwork{1, 1, {{{5}, {3}, 1}, {{7}, {Rational(-3) - gap}, -1}}, {Rational()}};
  };
  const Rational more = fraction(2, 3) + Rational::power_of_ten(-300);
  BOOST_TEST(near_parameter(build(two(fraction(2, 3))), fraction(1, 3)).rank == 1U);
  BOOST_TEST(near_parameter(build(two(more)), fraction(1, 3)).rank == 2U);
  BOOST_TEST(near_parameter(build(two(Rational())), Rational()).rank == 1U);
  // Beyond the range of doubles.
  const Rational great = Rational::power_of_ten(308);
  for (const Rational& sign : {Rational(1), Rational(-1)}) {
    const PlainNetwork apart{
        1,
        1,
        {{{great}, {sign * Rational::power_of_ten(400)}, 0}, {{great}, {sign * great}, 0}},
        {Rational()}};
    BOOST_TEST(near_parameter(build(apart), great * fraction(9, 10)).rank == 2U);
    const PlainNetwork beside{
        1, 1, {{{great * 8}, {sign * great * 3}, 0}, {{great * 8}, {sign * great}, 0}}, {Rational()}};
    BOOST_TEST(near_parameter(build(beside), great).rank == 1U);
  }
  // Three that are close in pairs have a common point.
  const PlainNetwork three{2, 1, {{{5}, {3, 3}, 1}, {{7}, {4, 3}, 1}, {{9}, {3, 4}, 1}}, {Rational()}};
  BOOST_TEST(near_parameter(build(three), fraction(1, 2)).rank == 1U);
  // A dispensable unit, |a| <= radius, makes the other two cancel: 5 - 4 - 3/10 <= 3/10 * 3.
  const PlainNetwork helped{
      1, 1, {{{5}, {3}, 1}, {{-4}, {3}, 1}, {{fraction(-3, 10)}, {3}, 1}}, {Rational()}};
  const Near cancelled = near_parameter(build(helped), fraction(3, 10));
  BOOST_TEST(cancelled.rank == 0U);
  BOOST_TEST(cancelled.cancelling.at(0).size() == 3U);
  // No units, no inputs, many outputs, everything set to 0.
  BOOST_TEST(near_parameter(build({3, 1, {}, {Rational()}}), Rational(1)).rank == 0U);
  BOOST_TEST(near_parameter(build({0, 1, {{{2}, {}, 1}}, {Rational()}}), Rational()).rank == 0U);
  Random random(1);
  const PlainNetwork wide = random_network(random, {5, 100, 20}, coarse);
  BOOST_TEST(near_parameter(build(wide), Rational(1)).rank == 0U);
  check_near(wide, near_parameter(build(wide), fraction(1, 8)), fraction(1, 8));
  // Any two are close, with any signs, and there are too many outputs for all groups to be looked at.
  PlainNetwork cross{8, 100, {}, std::vector<TanhSum>(100)};
  for (std::size_t i = 0; i < 8; ++i) {
    cross.units.push_back({Vector(100, 10), Vector(8), 0});
    cross.units[i].b[i] = fraction(3, 2);
  }
  const Near merged = near_parameter(build(cross), Rational(1));
  check_near(cross, merged, Rational(1));
  BOOST_TEST(merged.rank <= 1U);
  // Exact copies stay what they are, also where a radius would let one of them go.
  const PlainNetwork copies{1, 1, {{{5}, {3}, 1}, {{fraction(1, 10)}, {3}, 1}}, {Rational()}};
  BOOST_TEST(near_parameter(build(copies), fraction(1, 5)).change.is_zero());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
