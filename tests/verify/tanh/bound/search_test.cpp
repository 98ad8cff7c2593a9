// Suprema of one output: laws, points that attain the lower ends, and values that are known.
#include "verify/tanh/bound/search.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

/// Of few cells, so that it does not depend on the speed of the machine.
SupremumBound bounded(const ScaledDifference& difference, double relative, std::size_t most_cells,
                      std::optional<Rational> threshold = {}) {
  const SearchLimits limits{relative, std::move(threshold),
                            [=](std::size_t cells) { return cells > most_cells; }};
  return bound_supremum(difference, 0, limits);
}

/// A difference as the search gets it: bounded and unbounded inputs.
ScaledDifference random_scaled(Random& random) {
  const std::size_t inputs = below(random, 3);
  Domain domain;
  for (std::size_t k = 0; k < inputs; ++k)
    domain.push_back({one_in(random, 3) ? std::nullopt : std::optional(Rational(-1)),
                      one_in(random, 3) ? std::nullopt : std::optional(Rational(2))});
  return scale_to(domain, random_difference(random, inputs));
}

Enclosure size_at(const ScaledDifference& difference, const Vector& tau) {
  return enclose(difference.network, tau, 1024)[0].abs();
}

Vector random_tau(Random& random, const ScaledDifference& difference) {
  Vector tau;
  for (const auto& axis : difference.axes) {
    Rational entry = Rational::fraction(between(random, -8, 8), 8);
    if (axis.is_unbounded()) {
      entry = entry.abs() * Rational(between(random, 1, 9));
      if (!axis.above) entry = -entry;
    }
    tau.push_back(entry);
  }
  return tau;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_search)

BOOST_AUTO_TEST_CASE(bounds_hold_whenever_the_search_is_stopped) {
  for_random_cases(600, [](Random& random) {
    const ScaledDifference difference = random_scaled(random);
    const SupremumBound bound = bounded(difference, 1e-3, one_of<std::size_t>(random, {0, 1, 10, 300}));
    BOOST_TEST(bound.lower <= bound.upper);
    BOOST_TEST(size_at(difference, bound.tau).upper() >= bound.lower);
    for (int i = 0; i < 6; ++i)
      BOOST_TEST(size_at(difference, random_tau(random, difference)).lower() <= bound.upper);
  });
}

BOOST_AUTO_TEST_CASE(more_cells_never_widen_and_suffice_in_the_end) {
  for_random_cases(150, [](Random& random) {
    const ScaledDifference difference = random_scaled(random);
    if (difference.axes.size() > 1) return;
    const SupremumBound few = bounded(difference, 1e-3, 3);
    const SupremumBound many = bounded(difference, 1e-3, 100'000);
    BOOST_TEST(many.lower <= few.upper);
    BOOST_TEST(few.lower <= many.upper);
    BOOST_TEST(many.upper - many.lower <= many.upper * Rational::fraction(1, 1000));
  });
}

BOOST_AUTO_TEST_CASE(a_known_supremum) {
  // tanh(x + 1/2) - tanh(x - 1/2) is greatest at 0, where it is 2 tanh(1/2).
  const Rational half = Rational::fraction(1, 2);
  const Network network = build({1, 1, {{{1}, {1}, half}, {{-1}, {1}, -half}}, {Rational()}});
  const Enclosure known(TanhSum::parse("2*tanh(1/2)"), 128);
  for (const Domain& domain : {Domain(1), Domain{{Rational(-1), Rational(3)}}}) {
    const SupremumBound bound = bounded(scale_to(domain, network), 1e-9, 100'000);
    BOOST_TEST(bound.lower <= known.upper());
    BOOST_TEST(known.lower() <= bound.upper);
    BOOST_TEST(bound.upper - bound.lower <= bound.upper * Rational::power_of_ten(-9));
  }
}

BOOST_AUTO_TEST_CASE(a_threshold_ends_the_search_early) {
  // A sum of units whose supremum no few cells tell to 1e-9, and a threshold far from it.
  const Network network = build(
      {2, 1, {{{1}, {3, 1}, 0}, {{-2}, {1, -2}, Rational::fraction(1, 2)}, {{1}, {2, 3}, -1}}, {Rational()}});
  const ScaledDifference difference = scale_to(Domain(2, {Rational(-1), Rational(1)}), network);
  const SupremumBound narrow = bounded(difference, 1e-9, 3'000);
  const SupremumBound above = bounded(difference, 1e-9, 3'000, narrow.upper * Rational(2));
  BOOST_TEST(above.upper <= narrow.upper * Rational(2));
  BOOST_TEST(above.cells < narrow.cells);
  const SupremumBound below = bounded(difference, 1e-9, 3'000, narrow.lower * Rational::fraction(1, 2));
  BOOST_TEST(below.lower > narrow.lower * Rational::fraction(1, 2));
  BOOST_TEST(below.cells < narrow.cells);
}

BOOST_AUTO_TEST_CASE(constants_take_no_search) {
  const ScaledDifference rational = scale_to({}, build({0, 1, {}, {Rational(-3)}}));
  const SupremumBound exact = bounded(rational, 1e-3, 0);
  BOOST_TEST(exact.lower == Rational(3));
  BOOST_TEST(exact.upper == Rational(3));
  BOOST_TEST(exact.cells == 0U);
  const TanhSum value = TanhSum::parse("tanh(1) - 2");
  const SupremumBound enclosed_value = bounded(scale_to({}, build({0, 1, {}, {value}})), 1e-3, 0);
  BOOST_TEST(enclosed_value.lower <= Enclosure(value, 128).abs().upper());
  BOOST_TEST(Enclosure(value, 128).abs().lower() <= enclosed_value.upper);
  BOOST_TEST(enclosed_value.upper - enclosed_value.lower <= Rational::power_of_ten(-15));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
