// Closeness against its definition in rationals.
#include "verify/tanh/near/closeness.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <set>

#include "exact/enclosure.hpp"
#include "tests/verify/tanh/near/partitions.hpp"

namespace isopath::tests {

namespace {

/// A double near the number; infinite beyond their range.
double about(const Rational& x) {
  const Enclosure enclosed(x, 53);
  const double low = enclosed.lower_double();
  return std::isfinite(low) ? enclosed.upper_double() : low;
}

bool plain_close(const PlainUnit& x, const PlainUnit& y, const Rational& radius) {
  const Rational twice = radius + radius;
  return distance(x.b, y.b) <= twice && (x.c - y.c).abs() <= twice;
}

/// Components by their words: two units, not both dispensable, that are close with some signs are in one.
std::set<std::set<std::uint32_t>> plain_components(const PlainNetwork& network, const Rational& radius) {
  const auto is_dispensable = [&](const PlainUnit& unit) {
    return size(unit.a) <= radius || size(unit.b) <= radius;
  };
  std::vector<std::set<std::uint32_t>> sets;
  for (std::uint32_t i = 0; i < network.units.size(); ++i) sets.push_back({i});
  for (std::uint32_t i = 0; i < network.units.size(); ++i)
    for (std::uint32_t j = 0; j < i; ++j) {
      const PlainUnit& x = network.units[i];
      const PlainUnit& y = network.units[j];
      if (is_dispensable(x) && is_dispensable(y)) continue;
      if (!plain_close(x, y, radius) && !plain_close(x, flipped(y), radius)) continue;
      const auto find = [&](std::uint32_t unit) {
        return std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return set.contains(unit); });
      };
      const auto of_i = find(i);
      const auto of_j = find(j);
      if (of_i == of_j) continue;
      of_i->merge(*of_j);
      sets.erase(of_j);
    }
  std::erase_if(
      sets, [&](const auto& set) { return set.size() == 1 && is_dispensable(network.units[*set.begin()]); });
  return {sets.begin(), sets.end()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_closeness)

BOOST_AUTO_TEST_CASE(pairs_are_close_by_definition) {
  for_random_cases(1500, [](Random& random) {
    const Shape shape = random_shape(random, 8);
    const PlainNetwork network =
        one_in(random, 2) ? random_network(random, shape) : random_network(random, shape, coarse);
    Rational radius = random_radius(random, network);
    // The least more or less than a radius at which something becomes possible.
    if (one_in(random, 3)) radius += negated_at_random(random, Rational::power_of_two(-1100));
    if (radius.sign() < 0) radius = Rational();
    const Network built = build(network);
    const Closeness closeness(built, radius);
    BOOST_TEST_CONTEXT(network << "radius " << shown(radius)) {
      for (std::uint32_t i = 0; i < network.units.size(); ++i) {
        const PlainUnit& x = network.units[i];
        BOOST_TEST(closeness.is_dispensable(i) == (size(x.a) <= radius || size(x.b) <= radius));
        for (std::uint32_t j = 0; j < network.units.size(); ++j) {
          BOOST_TEST(closeness.are_close(i, j, false) == plain_close(x, network.units[j], radius));
          BOOST_TEST(closeness.are_close(i, j, true) == plain_close(x, flipped(network.units[j]), radius));
        }
      }
      std::set<std::set<std::uint32_t>> components;
      for (const auto& units : closeness.components()) {
        BOOST_TEST(std::is_sorted(units.begin(), units.end()));
        components.emplace(units.begin(), units.end());
      }
      BOOST_CHECK(components == plain_components(network, radius));
    }
  });
}

BOOST_AUTO_TEST_CASE(weights_cancel_by_definition) {
  for_random_cases(500, [](Random& random) {
    const Network network = build(random_network(random, {1, 2, 1}));
    const Rational radius = one_in(random, 5) ? Rational() : random_rational(random).abs();
    const Closeness closeness(network, radius);
    const std::size_t count = 1 + below(random, 5);
    const Rational most = Rational(count) * radius;
    const Rational little = Rational::power_of_ten(-400);
    BOOST_TEST(closeness.can_cancel({most, -most}, count));
    BOOST_TEST(!closeness.can_cancel({most, -most - little}, count));
    BOOST_TEST(!closeness.can_cancel({most + little, Rational()}, count));
  });
}

BOOST_AUTO_TEST_CASE(floating_point_decides_only_what_is_so) {
  for_random_cases(3000, [](Random& random) {
    const Network network(1, 1);
    const Rational radius = random_rational(random).abs();
    const Closeness closeness(network, radius);
    const Rational x = float_value(random_binary64_bits(random), 11, 52);
    // Often twice the radius apart, nearly.
    const Rational y =
        one_in(random, 2) ? float_value(random_binary64_bits(random), 11, 52) : x + radius * Rational(2);
    const bool are_close = (x - y).abs() <= radius + radius;
    const Closeness::Verdict verdict = closeness.compare(about(x), about(y));
    if (verdict == Closeness::Verdict::close) BOOST_TEST(are_close);
    if (verdict == Closeness::Verdict::far) BOOST_TEST(!are_close);
    BOOST_CHECK(closeness.compare(about(y), about(x)) == verdict);
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
