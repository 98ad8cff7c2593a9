#include "exact/decimal.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "exact/number_text.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

namespace {

struct Case {
  const char* value;
  long significant;
  const char* down;
  const char* up;
};
std::ostream& operator<<(std::ostream& out, const Case& sample) { return out << sample.value; }

const Case cases[] = {
    {"0", 6, "0", "0"},
    {"1", 6, "1", "1"},
    {"-1", 1, "-1", "-1"},
    {"1/3", 3, "0.333", "0.334"},
    {"-1/3", 3, "-0.334", "-0.333"},
    {"2/3", 1, "0.6", "0.7"},
    {"1/4", 6, "0.25", "0.25"},
    {"1200", 6, "1200", "1200"},
    {"1234567", 3, "1230000", "1240000"},
    {"-1234567", 3, "-1240000", "-1230000"},
    {"9.999", 3, "9.99", "10"},
    {"-9.999", 3, "-10", "-9.99"},
    {"0.9999", 3, "0.999", "1"},
    {"99999", 2, "99000", "100000"},
    {"-1.25e-7", 6, "-1.25e-7", "-1.25e-7"},
    {"1e-5", 6, "0.00001", "0.00001"},
    {"1e-6", 6, "1e-6", "1e-6"},
    {"1.5e15", 6, "1500000000000000", "1500000000000000"},
    {"1e16", 6, "1e16", "1e16"},
    {"1.5e16", 6, "1.5e16", "1.5e16"},
    {"123456789e20", 4, "1.234e28", "1.235e28"},
    {"1e-300", 6, "1e-300", "1e-300"},
    {"0x1p-1074", 6, "4.94065e-324", "4.94066e-324"},
    {"-0x1p-1074", 6, "-4.94066e-324", "-4.94065e-324"},
    {"1e100000", 6, "1e100000", "1e100000"},
    {"22/7", 10, "3.142857142", "3.142857143"},
};

/// The exponent of the first digit, by trial.
long leading(const Rational& value) {
  long exponent = 0;
  while (Rational::power_of_ten(exponent) > value.abs()) --exponent;
  while (Rational::power_of_ten(exponent + 1) <= value.abs()) ++exponent;
  return exponent;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_decimal)

BOOST_DATA_TEST_CASE(known_texts, data::make(cases), sample) {
  const Rational value = read_rational(sample.value);
  BOOST_CHECK_EQUAL(round_down(value, sample.significant).to_string(), sample.down);
  BOOST_CHECK_EQUAL(round_up(value, sample.significant).to_string(), sample.up);
}

BOOST_AUTO_TEST_CASE(bounds_are_the_nearest_on_their_side) {
  for_random_cases(1500, [](Random& random) {
    Rational value = random_nonzero(random);
    if (one_in(random, 4))  // next to a power of ten
      value = negated_at_random(random, Rational::power_of_ten(between(random, -30, 30)) +
                                            negated_at_random(random, Rational::power_of_ten(-40)));
    const long significant = between(random, 1, 12);
    const Decimal down = round_down(value, significant);
    const Decimal up = round_up(value, significant);
    BOOST_TEST_CONTEXT(value << " to " << significant) {
      BOOST_CHECK(down.digits.is_integer());
      BOOST_CHECK(up.digits.is_integer());
      BOOST_CHECK_EQUAL(down.value(), down.digits * Rational::power_of_ten(down.exponent));
      BOOST_CHECK(down.value() <= value);
      BOOST_CHECK(value <= up.value());
      BOOST_CHECK(down.digits.abs() <= Rational::power_of_ten(significant));
      BOOST_CHECK(up.digits.abs() <= Rational::power_of_ten(significant));
      // One unit of the last digit at most on either side, and on the spot if the value is a short decimal.
      const Rational unit = Rational::power_of_ten(leading(value) - significant + 1);
      BOOST_CHECK(value - down.value() < unit);
      BOOST_CHECK(up.value() - value < unit);
      const bool is_short = (value * Rational::power_of_ten(significant - 1 - leading(value))).is_integer();
      BOOST_CHECK_EQUAL(down.value() == value, is_short);
      BOOST_CHECK_EQUAL(up.value() == value, is_short);
      // The sign is that of the value: 0 stays outside.
      BOOST_CHECK_EQUAL(down.digits.sign(), value.sign());
      BOOST_CHECK_EQUAL(up.digits.sign(), value.sign());
    }
  });
}

BOOST_AUTO_TEST_CASE(up_mirrors_down) {
  for_random_cases(300, [](Random& random) {
    const Rational value = random_rational(random);
    const long significant = between(random, 1, 12);
    BOOST_CHECK_EQUAL(round_up(value, significant).value(), -round_down(-value, significant).value());
  });
}

BOOST_AUTO_TEST_CASE(text_means_the_value) {
  for_random_cases(1500, [](Random& random) {
    const Decimal decimal{Rational(between(random, -1'000'000, 1'000'000)), between(random, -30, 30)};
    const std::string text = decimal.to_string();
    BOOST_TEST_CONTEXT(text) {
      BOOST_CHECK_EQUAL(read_rational(text), decimal.value());
      // No zeros at the ends of a fraction.
      const std::size_t point = text.find('.');
      if (point != std::string::npos) BOOST_CHECK(text[std::min(text.find('e'), text.size()) - 1] != '0');
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
