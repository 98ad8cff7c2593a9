// Ranges in binary64 hold the exact ones, and are as narrow as binary64 allows.
#include "verify/tanh/uncertain/float_ranges.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "exact/enclosure.hpp"
#include "tests/verify/tanh/uncertain/random_models.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

bool is_at_most(double x, const Rational& y) {
  return std::isinf(x) ? x < 0 : Enclosure::exactly(x, 53).lower() <= y;
}
bool is_at_least(double x, const Rational& y) {
  return std::isinf(x) ? x > 0 : Enclosure::exactly(x, 53).upper() >= y;
}

/// The range holds both ends; the next numbers inwards do not.
void check_range(const FloatRange& range, const Rational& lower, const Rational& upper) {
  BOOST_CHECK(is_at_most(range.lower, lower));
  BOOST_CHECK(is_at_least(range.upper, upper));
  const double two_up = std::nextafter(std::nextafter(range.lower, HUGE_VAL), HUGE_VAL);
  const double two_down = std::nextafter(std::nextafter(range.upper, -HUGE_VAL), -HUGE_VAL);
  BOOST_CHECK(is_at_least(two_up, lower));
  BOOST_CHECK(is_at_most(two_down, upper));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_float_ranges)

BOOST_AUTO_TEST_CASE(ranges_hold_the_exact_ones) {
  for_random_cases(800, [](Random& random) {
    PlainModel model;
    model.lower =
        random_network(random, {below(random, 3), 1 + below(random, 2), below(random, 4)}, random_rational);
    model.upper = model.lower;
    for_each_number(model.upper, [&](Rational& number) {
      if (one_in(random, 2)) number += random_rational(random).abs();
    });
    const Activation activation = one_in(random, 2) ? Activation::logistic : Activation::tanh;
    const UncertainModel uncertain = build(model, activation);
    const FloatRanges floats(uncertain);
    BOOST_CHECK_EQUAL(floats.width(), model.lower.units.size());
    BOOST_CHECK_EQUAL(floats.shift, activation == Activation::logistic ? 1 : 0);
    const PlainNetwork low = plain(uncertain.lower.network());
    const PlainNetwork high = plain(uncertain.upper.network());
    for (std::size_t i = 0; i < low.units.size(); ++i) {
      std::size_t place = 0;
      for (std::size_t k = 0; k < low.inputs; ++k)
        check_range(floats.at(i, place++), low.units[i].b[k], high.units[i].b[k]);
      check_range(floats.at(i, place++), low.units[i].c, high.units[i].c);
      for (std::size_t k = 0; k < low.outputs; ++k)
        check_range(floats.at(i, place++), low.units[i].a[k], high.units[i].a[k]);
    }
    // The biases are as they are stated.
    for (std::size_t output = 0; output < low.outputs; ++output) {
      const Enclosure d(model.lower.d[output], 256);
      BOOST_CHECK(is_at_most(floats.d[output].lower, d.upper()));
      BOOST_CHECK(is_at_least(floats.d[output].upper, d.lower()));
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
