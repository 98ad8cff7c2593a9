// Ranges and affine functions of one unit, and of a couple, against values.
#include "verify/tanh/bound/unit_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

constexpr long precision = 128;

/// Arguments on a box, with their centre: near 0, far out, wide, narrow, or one point.
struct RandomRange {
  explicit RandomRange(Random& random)
      : middle(negated_at_random(random,
                                 small_rational(random) * Rational::power_of_two(between(random, -8, 6)))),
        radius(one_in(random, 8)
                   ? Rational()
                   : small_rational(random).abs() * Rational::power_of_two(between(random, -20, 4))) {}
  AffineRange enclosed() const {
    return {{Enclosure(middle - radius, precision), Enclosure(middle + radius, precision)},
            false,
            false,
            Enclosure(middle, precision),
            Enclosure(radius, precision)};
  }
  Rational at(const Rational& u) const { return middle + u * radius; }
  Rational middle;
  Rational radius;
};

/// Between -1 and 1, the ends often.
Rational place(Random& random) { return Rational::fraction(between(random, -4, 4), 4); }

Enclosure tanh_of(const Rational& s) { return Enclosure(s, 2048).tanh(); }
Enclosure slope_of(const Rational& s) {
  const Enclosure sech = Enclosure(s, 2048).sech();
  return sech * sech;
}

/// Whether |value - affine function| can be at most its error.
bool is_within(const AffineBound& bound, const Enclosure& value, const Rational& by_s,
               const Rational& by_gap) {
  const Enclosure affine =
      bound.value + bound.of_s * Enclosure(by_s, precision) + bound.of_gap * Enclosure(by_gap, precision);
  return (value - affine).abs().lower() <= bound.error.upper();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_unit_bound)

BOOST_AUTO_TEST_CASE(ranges_hold_the_values) {
  for_random_cases(3000, [](Random& random) {
    const RandomRange s(random);
    AffineRange enclosed = s.enclosed();
    enclosed.below = one_in(random, 4);
    enclosed.above = one_in(random, 4);
    const TanhRange unit(enclosed, precision);
    const RandomRange other(random);
    const TanhRange both(unit, TanhRange(other.enclosed(), precision));
    for (int i = 0; i < 6; ++i) {
      Rational at = s.at(place(random));
      if (enclosed.below && one_in(random, 2)) at -= Rational(1) + small_rational(random).abs() * Rational(3);
      if (enclosed.above && one_in(random, 2)) at = std::max(at, s.middle) + small_rational(random).abs();
      BOOST_CHECK(may_contain(unit.tanh, tanh_of(at)));
      BOOST_CHECK(may_contain(unit.slope, slope_of(at)));
      BOOST_CHECK(may_contain(both.tanh, tanh_of(at)));
      BOOST_CHECK(may_contain(both.slope, slope_of(at)));
      // The hull holds what lies between the two as well.
      const Rational between_both = Rational::fraction(at + other.at(place(random)), 2);
      BOOST_CHECK(may_contain(both.tanh, tanh_of(between_both)));
      BOOST_CHECK(may_contain(both.slope, slope_of(between_both)));
    }
  });
}

BOOST_AUTO_TEST_CASE(ranges_are_narrow) {
  for_random_cases(1000, [](Random& random) {
    const RandomRange s(random);
    const TanhRange unit(s.enclosed(), precision);
    const Rational low = s.at(-1);
    const Rational high = s.at(1);
    const Rational little = Rational::power_of_two(-100);
    BOOST_TEST((unit.tanh.lower - tanh_of(low)).abs().upper() <= little);
    BOOST_TEST((unit.tanh.upper - tanh_of(high)).abs().upper() <= little);
    const bool has_zero = low.sign() <= 0 && high.sign() >= 0;
    const Enclosure greatest =
        has_zero ? Enclosure(Rational(1), 2048) : Enclosure::greatest(slope_of(low), slope_of(high));
    BOOST_TEST((unit.slope.upper - greatest).abs().upper() <= little);
    BOOST_TEST((unit.slope.lower - Enclosure::least(slope_of(low), slope_of(high))).abs().upper() <= little);
  });
}

BOOST_AUTO_TEST_CASE(the_affine_function_is_as_near_as_it_says) {
  for_random_cases(3000, [](Random& random) {
    const RandomRange s(random);
    const TanhRange unit(s.enclosed(), precision);
    const AffineBound bound = affine_tanh(s.enclosed(), unit);
    for (int i = 0; i < 8; ++i) {
      const Rational u = place(random);
      BOOST_CHECK(is_within(bound, tanh_of(s.at(u)), u * s.radius, 0));
    }
    // No worse than the middle of the range.
    BOOST_TEST(bound.error.lower() <= Rational::fraction(width(unit.tanh).upper(), 2));
  });
}

BOOST_AUTO_TEST_CASE(differences_are_as_near_as_they_say) {
  for_random_cases(3000, [](Random& random) {
    const RandomRange s(random);
    RandomRange gap(random);
    gap.middle = gap.middle * Rational::power_of_two(between(random, -12, 0));
    // s' = s - gap, whose range the two give.
    const Rational most = s.radius + gap.radius;
    const AffineRange partner{{Enclosure(s.middle - gap.middle - most, precision),
                               Enclosure(s.middle - gap.middle + most, precision)},
                              false,
                              false,
                              Enclosure(s.middle - gap.middle, precision),
                              Enclosure(most, precision)};
    const TanhRange first(s.enclosed(), precision);
    const TanhRange second(partner, precision);
    const TanhRange both(first, second);
    const AffineBound mean = affine_difference(gap.enclosed(), s.enclosed(), partner, both,
                                               hull(s.enclosed().values, partner.values));
    const AffineBound taylor = difference_by_taylor(gap.enclosed(), s.enclosed(), second, both);
    for (int i = 0; i < 6; ++i) {
      const Rational u = place(random);
      const Rational v = place(random);
      const Enclosure difference = tanh_of(s.at(u)) - tanh_of(s.at(u) - gap.at(v));
      BOOST_CHECK(is_within(mean, difference, u * s.radius, v * gap.radius));
      BOOST_CHECK(is_within(taylor, difference, u * s.radius, v * gap.radius));
      const Enclosure two(Rational(2), precision);
      const Enclosure three(Rational(-3), precision);
      BOOST_CHECK(is_within(combined(two, mean, three, taylor), -difference, u * s.radius, v * gap.radius));
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
