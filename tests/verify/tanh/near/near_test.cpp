// Near parameters against their definition, and against the least rank found by trying all partitions.
#include "verify/tanh/near/near.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/near/rank_curve.hpp"

namespace isopath::tests {

namespace {

Rational fraction(long p, long q) { return Rational::fraction(p, q); }

Rational distance(const Vector& x, const Vector& y) {
  Rational most;
  for (std::size_t k = 0; k < x.size(); ++k) most = std::max(most, (x[k] - y[k]).abs());
  return most;
}
Rational size(const Vector& x) { return distance(x, Vector(x.size())); }

Rational change(const PlainNetwork& v, const PlainNetwork& w) {
  Rational most;
  for (std::size_t i = 0; i < w.units.size(); ++i)
    most = std::max({most, distance(v.units[i].a, w.units[i].a), distance(v.units[i].b, w.units[i].b),
                     (v.units[i].c - w.units[i].c).abs()});
  return most;
}

/// The least rank within a radius, by trying all groups with all signs and looking for a common point.
class AllPartitions {
 public:
  AllPartitions(const PlainNetwork& network, const Rational& radius) : network_(network), radius_(radius) {}
  std::size_t least() {
    best_ = network_.units.size();
    extend(0);
    return best_;
  }

 private:
  using SignedGroup = std::vector<PlainUnit>;  // with their signs

  void extend(std::size_t i) {
    if (i == network_.units.size()) {
      best_ = std::min(best_, cost());
      return;
    }
    const PlainUnit& unit = network_.units[i];
    if (size(unit.a) <= radius_ || size(unit.b) <= radius_) extend(i + 1);
    for (std::size_t g = 0; g <= groups_.size(); ++g) {
      if (g == groups_.size()) groups_.emplace_back();
      for (const PlainUnit& next : {unit, flipped(unit)}) {
        groups_[g].push_back(next);
        if (have_common_point(groups_[g])) extend(i + 1);
        groups_[g].pop_back();
      }
      if (groups_[g].empty()) {
        groups_.pop_back();
        break;
      }
    }
  }
  bool have_common_point(const SignedGroup& group) const {
    for (std::size_t k = 0; k <= network_.inputs; ++k) {
      const auto entry = [k](const PlainUnit& unit) { return k < unit.b.size() ? unit.b[k] : unit.c; };
      Rational low = entry(group[0]) - radius_;
      Rational high = entry(group[0]) + radius_;
      for (const PlainUnit& unit : group) {
        low = std::max(low, entry(unit) - radius_);
        high = std::min(high, entry(unit) + radius_);
      }
      if (low > high) return false;
    }
    return true;
  }
  std::size_t cost() const {
    std::size_t stay = 0;
    for (const SignedGroup& group : groups_) {
      Vector sum(network_.outputs);
      for (const PlainUnit& unit : group) sum = sum_of(sum, unit.a);
      if (size(sum) > Rational(group.size()) * radius_) ++stay;
    }
    return stay;
  }

  const PlainNetwork& network_;
  Rational radius_;
  std::vector<SignedGroup> groups_;
  std::size_t best_ = 0;
};

/// Often one at which something just becomes possible.
Rational random_radius(Random& random, const PlainNetwork& network) {
  if (network.units.empty() || one_in(random, 3))
    return one_of<Rational>(random, {Rational(), fraction(1, 4), fraction(1, 3), fraction(1, 2), Rational(1),
                                     Rational::power_of_two(-1075), Rational::power_of_ten(401)});
  const PlainUnit& x = network.units[below(random, network.units.size())];
  const PlainUnit& y = network.units[below(random, network.units.size())];
  Rational radius = one_of<Rational>(
      random, {size(x.a), size(x.b), Rational::fraction(distance(x.b, y.b), 2),
               Rational::fraction(distance(x.b, negated(y.b)), 2), Rational::fraction((x.c - y.c).abs(), 2),
               Rational::fraction(size(sum_of(x.a, y.a)), 2)});
  if (one_in(random, 4)) radius = radius * fraction(999, 1000);
  return radius;
}

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

Rational coarse(Random& random) { return fraction(between(random, -4, 4), 4); }

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

/// A partition and what it costs, by definition.
void check_partition(const Closeness& closeness, const Partition& partition) {
  std::size_t cost = 0;
  for (const NearGroup& group : partition.groups) {
    for (const Member& x : group)
      for (const Member& y : group)
        BOOST_CHECK(closeness.are_close(x.unit, y.unit, x.flipped != y.flipped) || x.unit == y.unit);
    if (!closeness.can_cancel(weight_sum(closeness.network(), group), group.size())) ++cost;
  }
  BOOST_TEST(partition.cost == cost);
}

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
      best += least.cost == good.cost ? 1 : 0;
    }
  });
  BOOST_TEST(best * 100 >= cases * 95);
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

BOOST_AUTO_TEST_CASE(curves_fall_and_are_attained) {
  for_random_cases(30, [](Random& random) {
    const PlainNetwork network = random_network(random, {2, 1, 1 + below(random, 12)}, coarse);
    const Network built = build(network);
    const RankCurve curve = rank_curve(built, [](std::size_t) { return false; });
    BOOST_TEST(curve.complete);
    BOOST_TEST(curve.points.front().radius.is_zero());
    BOOST_TEST(curve.points.front().rank == plain_canonical_form(network).units.size());
    BOOST_TEST(curve.points.back().rank == 0U);
    for (std::size_t k = 1; k < curve.points.size(); ++k) {
      BOOST_CHECK(curve.points[k - 1].radius < curve.points[k].radius);
      BOOST_TEST(curve.points[k - 1].rank > curve.points[k].rank);
      BOOST_TEST(near_parameter(built, curve.points[k].radius).rank == curve.points[k].rank);
      BOOST_TEST(curve.points[k].least);
      const Rational below_it = curve.points[k].radius * fraction(998, 1000);
      if (below_it > curve.points[k - 1].radius)
        BOOST_TEST(near_parameter(built, below_it).rank == curve.points[k - 1].rank);
    }
  });
}

BOOST_AUTO_TEST_CASE(curves_at_given_radii_never_rise) {
  Random random(7);
  const PlainNetwork network = random_network(random, {1, 1, 40}, random_rational);
  std::vector<Rational> radii;
  for (long k = 0; k < 40; ++k) radii.push_back(fraction(k * k, 100));
  const RankCurve curve = ranks_at(build(network), radii, [](std::size_t) { return false; });
  BOOST_REQUIRE_EQUAL(curve.points.size(), radii.size());
  for (std::size_t k = 1; k < curve.points.size(); ++k)
    BOOST_TEST(curve.points[k].rank <= curve.points[k - 1].rank);
  const RankCurve stopped = ranks_at(build(network), radii, [](std::size_t n) { return n == 3; });
  BOOST_TEST(!stopped.complete);
  BOOST_TEST(stopped.points.size() == 3U);
  BOOST_TEST(!rank_curve(build(network), [](std::size_t n) { return n > 5; }).complete);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
