#include "exact/rational.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "exact/float_formats.hpp"
#include "exact/number_text.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

static_assert(!std::is_constructible_v<Rational, double>);
static_assert(!std::is_constructible_v<Rational, float>);
static_assert(!std::is_convertible_v<double, Rational>);
static_assert(std::is_nothrow_move_constructible_v<Rational>);
static_assert(std::is_nothrow_move_assignable_v<Rational>);

BOOST_AUTO_TEST_SUITE(exact_rational)

struct FractionCase {
  long numerator;
  long denominator;
  const char* text;
};
std::ostream& operator<<(std::ostream& out, const FractionCase& sample) { return out << sample.text; }
const FractionCase fractions[] = {
    {0, 1, "0"},
    {0, -5, "0"},
    {1, 1, "1"},
    {-1, 1, "-1"},
    {1, -1, "-1"},
    {6, 4, "3/2"},
    {-6, 4, "-3/2"},
    {6, -4, "-3/2"},
    {-6, -4, "3/2"},
    {12, 3, "4"},
    {100, 10, "10"},
    {10, 100, "1/10"},
    {7, 49, "1/7"},
    {49, 7, "7"},
    {1, 1'000'000'007, "1/1000000007"},
    {-9'223'372'036'854'775'807, 3, "-9223372036854775807/3"},
    {9'223'372'036'854'775'807, 7, "1317624576693539401"},
};

BOOST_DATA_TEST_CASE(fraction_is_in_lowest_terms, data::make(fractions), sample) {
  const Rational value = Rational::fraction(Rational(sample.numerator), Rational(sample.denominator));
  BOOST_CHECK_EQUAL(value.to_string(), sample.text);
  BOOST_CHECK_EQUAL(value.is_zero(), sample.numerator == 0);
  BOOST_CHECK_EQUAL(value.is_integer(), sample.numerator % sample.denominator == 0);
  BOOST_CHECK_EQUAL(value.is_one(), sample.numerator == sample.denominator);
}

BOOST_AUTO_TEST_CASE(fractions_of_small_integers) {
  for (long p = -30; p <= 30; ++p) {
    for (long q = -30; q <= 30; ++q) {
      if (q == 0) {
        BOOST_CHECK_THROW(Rational::fraction(Rational(p), Rational(0)), std::domain_error);
        continue;
      }
      const long divisor = std::gcd(p, q) * (q < 0 ? -1 : 1);
      const std::string text = q / divisor == 1
                                   ? std::to_string(p / divisor)
                                   : std::to_string(p / divisor) + "/" + std::to_string(q / divisor);
      BOOST_CHECK_EQUAL(Rational::fraction(Rational(p), Rational(q)).to_string(), text);
    }
  }
}

BOOST_AUTO_TEST_CASE(integers_of_every_width) {
  BOOST_CHECK_EQUAL(Rational().to_string(), "0");
  BOOST_CHECK_EQUAL(Rational(std::numeric_limits<std::int8_t>::min()).to_string(), "-128");
  BOOST_CHECK_EQUAL(Rational(std::numeric_limits<std::uint8_t>::max()).to_string(), "255");
  BOOST_CHECK_EQUAL(Rational(std::numeric_limits<std::int64_t>::min()).to_string(), "-9223372036854775808");
  BOOST_CHECK_EQUAL(Rational(std::numeric_limits<std::int64_t>::max()).to_string(), "9223372036854775807");
  BOOST_CHECK_EQUAL(Rational(std::numeric_limits<std::uint64_t>::max()).to_string(), "18446744073709551615");
  BOOST_CHECK_EQUAL(Rational(-1).to_string(), "-1");
}

BOOST_AUTO_TEST_CASE(fraction_of_rationals) {
  for_random_cases(2000, [](Random& random) {
    const Rational p = random_rational(random);
    const Rational q = random_nonzero(random);
    BOOST_CHECK_EQUAL(Rational::fraction(p, q) * q, p);
    BOOST_CHECK_THROW(Rational::fraction(p, Rational(0)), std::domain_error);
  });
}

BOOST_AUTO_TEST_CASE(from_fmpq_makes_it_canonical) {
  fmpq_t value;
  fmpq_init(value);
  fmpz_set_si(fmpq_numref(value), 6);
  fmpz_set_si(fmpq_denref(value), -4);
  BOOST_CHECK_EQUAL(Rational::from_fmpq(value).to_string(), "-3/2");
  fmpz_zero(fmpq_numref(value));
  BOOST_CHECK_EQUAL(Rational::from_fmpq(value).to_string(), "0");
  BOOST_CHECK_EQUAL(Rational::from_fmpq(value).hash(), Rational().hash());
  fmpz_zero(fmpq_denref(value));
  BOOST_CHECK_THROW(Rational::from_fmpq(value), std::domain_error);
  fmpq_clear(value);
}

BOOST_AUTO_TEST_CASE(laws_of_a_field) {
  for_random_cases(3000, [](Random& random) {
    const Rational x = random_rational(random);
    const Rational y = random_rational(random);
    const Rational z = random_rational(random);
    const Rational zero;
    const Rational one(1);
    BOOST_CHECK_EQUAL((x + y) + z, x + (y + z));
    BOOST_CHECK_EQUAL(x + y, y + x);
    BOOST_CHECK_EQUAL((x * y) * z, x * (y * z));
    BOOST_CHECK_EQUAL(x * y, y * x);
    BOOST_CHECK_EQUAL(x * (y + z), x * y + x * z);
    BOOST_CHECK_EQUAL(x + zero, x);
    BOOST_CHECK_EQUAL(x * one, x);
    BOOST_CHECK_EQUAL(x - x, zero);
    BOOST_CHECK_EQUAL(x - y, x + -y);
    BOOST_CHECK_EQUAL(-(-x), x);
    BOOST_CHECK_EQUAL(x * zero, zero);
    if (!x.is_zero()) BOOST_CHECK_EQUAL(x * Rational::fraction(one, x), one);
  });
}

BOOST_AUTO_TEST_CASE(order_is_the_sign_of_the_difference) {
  for_random_cases(3000, [](Random& random) {
    const Rational x = random_rational(random);
    const Rational y = one_in(random, 4) ? x : random_rational(random);
    const int sign = (x - y).sign();
    BOOST_CHECK_EQUAL(x < y, sign < 0);
    BOOST_CHECK_EQUAL(x > y, sign > 0);
    BOOST_CHECK_EQUAL(x <= y, sign <= 0);
    BOOST_CHECK_EQUAL(x >= y, sign >= 0);
    BOOST_CHECK_EQUAL(x == y, sign == 0);
    BOOST_CHECK_EQUAL(x != y, sign != 0);
    BOOST_CHECK_EQUAL((-x).sign(), -x.sign());
    BOOST_CHECK_EQUAL(x.abs().sign(), x.sign() * x.sign());
    BOOST_CHECK(x.abs() == x || x.abs() == -x);
    BOOST_CHECK_EQUAL(x.is_zero(), x.sign() == 0);
    BOOST_CHECK_EQUAL(x.is_one(), x == Rational(1));
  });
}

BOOST_AUTO_TEST_CASE(operands_may_be_the_same_object) {
  for_random_cases(500, [](Random& random) {
    const Rational x = random_rational(random);
    Rational y = x;
    const Rational& same = y;
    y += same;
    BOOST_CHECK_EQUAL(y, x * Rational(2));
    y = x;
    y -= same;
    BOOST_CHECK(y.is_zero());
    y = x;
    y *= same;
    BOOST_CHECK_EQUAL(y, x * x);
    y = same;
    BOOST_CHECK_EQUAL(y, x * x);
  });
}

BOOST_AUTO_TEST_CASE(values_copy_and_move) {
  for_random_cases(200, [](Random& random) {
    const Rational x = random_rational(random);
    Rational copy = x;
    copy += Rational(1);
    BOOST_CHECK_EQUAL(copy - Rational(1), x);
    const Rational moved = std::move(copy);
    BOOST_CHECK_EQUAL(moved - Rational(1), x);
    Rational assigned = random_rational(random);
    assigned = Rational(moved);
    BOOST_CHECK_EQUAL(assigned, moved);
  });
}

BOOST_AUTO_TEST_CASE(text_is_canonical_and_reads_back) {
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_rational(random);
    const std::string text = x.to_string();
    BOOST_CHECK_EQUAL(read_rational(text), x);
    const std::size_t slash = text.find('/');
    const std::string numerator = text.substr(0, slash);
    const std::string digits = numerator.substr(numerator.front() == '-' ? 1 : 0);
    BOOST_CHECK_EQUAL(numerator.front() == '-', x.sign() < 0);
    BOOST_CHECK(digits == "0" || digits.front() != '0');
    BOOST_CHECK_EQUAL(slash == std::string::npos, x.is_integer());
    if (slash != std::string::npos) {
      BOOST_CHECK(text[slash + 1] != '0');
      BOOST_CHECK(text.substr(slash + 1) != "1");
    }
  });
}

BOOST_AUTO_TEST_CASE(equal_values_have_equal_hashes) {
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_rational(random);
    const Rational y = random_nonzero(random);
    BOOST_CHECK_EQUAL(((x + y) - y).hash(), x.hash());
    BOOST_CHECK_EQUAL(Rational::fraction(x * y, y).hash(), x.hash());
    BOOST_CHECK_EQUAL((-(-x)).hash(), x.hash());
    // Through numbers of many words and back.
    const Rational far = Rational::power_of_two(200);
    BOOST_CHECK_EQUAL(((x + far) - far).hash(), x.hash());
  });
}

BOOST_AUTO_TEST_CASE(hashes_tell_small_numbers_apart) {
  std::vector<std::uint64_t> hashes;
  for (long p = -50; p <= 50; ++p)
    for (long q = 1; q <= 20; ++q)
      if (std::gcd(p, q) == 1) hashes.push_back(Rational::fraction(Rational(p), Rational(q)).hash());
  std::sort(hashes.begin(), hashes.end());
  BOOST_CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

BOOST_AUTO_TEST_CASE(floor_and_ceil) {
  BOOST_CHECK_EQUAL(Rational::fraction(7, 2).floor(), Rational(3));
  BOOST_CHECK_EQUAL(Rational::fraction(7, 2).ceil(), Rational(4));
  BOOST_CHECK_EQUAL(Rational::fraction(-7, 2).floor(), Rational(-4));
  BOOST_CHECK_EQUAL(Rational::fraction(-7, 2).ceil(), Rational(-3));
  BOOST_CHECK_EQUAL(Rational(-3).floor(), Rational(-3));
  BOOST_CHECK_EQUAL(Rational(-3).ceil(), Rational(-3));
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_rational(random);
    const Rational floor = x.floor();
    BOOST_CHECK(floor.is_integer());
    BOOST_CHECK(floor <= x);
    BOOST_CHECK(x < floor + Rational(1));
    BOOST_CHECK_EQUAL(x.ceil(), -(-x).floor());
    BOOST_CHECK_EQUAL(x.ceil() == floor, x.is_integer());
  });
}

BOOST_AUTO_TEST_CASE(binary_size_is_about_the_logarithm) {
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_nonzero(random);
    const long size = x.binary_size();
    BOOST_CHECK(Rational::power_of_two(size - 1) < x.abs());
    BOOST_CHECK(x.abs() < Rational::power_of_two(size + 1));
    BOOST_CHECK_EQUAL((-x).binary_size(), size);
  });
}

BOOST_AUTO_TEST_CASE(powers) {
  Rational two(1);
  Rational ten(1);
  for (long e = 0; e <= 400; ++e) {
    BOOST_CHECK_EQUAL(Rational::power_of_two(e), two);
    BOOST_CHECK_EQUAL(Rational::power_of_two(-e) * two, Rational(1));
    BOOST_CHECK_EQUAL(Rational::power_of_ten(e), ten);
    BOOST_CHECK_EQUAL(Rational::power_of_ten(-e) * ten, Rational(1));
    two += two;
    ten *= Rational(10);
  }
  BOOST_CHECK_EQUAL(Rational::power_of_ten(-3).to_string(), "1/1000");
}

BOOST_AUTO_TEST_CASE(bytes_follow_the_digits) {
  BOOST_CHECK_GE(Rational(1).bytes(), sizeof(Rational));
  BOOST_CHECK_LE(Rational(1).bytes(), sizeof(Rational) + 16);
  const std::size_t words = 33'220 / 64;  // of 10^10000
  BOOST_CHECK_GE(Rational::power_of_ten(10'000).bytes(), 8 * words);
  BOOST_CHECK_GE(Rational::power_of_ten(-10'000).bytes(), 8 * words);
  BOOST_CHECK_LE(Rational::power_of_ten(-10'000).bytes(), 8 * words + 100);
}

BOOST_AUTO_TEST_SUITE_END()
