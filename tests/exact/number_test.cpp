#include "exact/number.hpp"

#include <bit>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <type_traits>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

static_assert(!std::is_constructible_v<Number, double>);
static_assert(!std::is_convertible_v<double, Number>);
static_assert(std::is_trivially_copyable_v<Number>);
static_assert(sizeof(Number) == 8);

namespace {

Rational value_of(std::uint64_t bits) { return float_value(bits, 11, 52); }

/// Every class of binary64: 0, the least and greatest subnormal and normal values, 1, and neighbours.
const std::vector<std::uint64_t> magnitudes = {
    0x0000000000000000, 0x0000000000000001, 0x0000000000000002, 0x0000000000000003, 0x0008000000000000,
    0x000fffffffffffff, 0x0010000000000000, 0x0010000000000001, 0x001fffffffffffff, 0x0020000000000000,
    0x3cb0000000000000, 0x3fe0000000000000, 0x3fefffffffffffff, 0x3ff0000000000000, 0x3ff0000000000001,
    0x3ff8000000000000, 0x4000000000000000, 0x4330000000000000, 0x433fffffffffffff, 0x4340000000000000,
    0x43e0000000000000, 0x7fe0000000000000, 0x7fefffffffffffff};

/// A number of any kind in the table, among few values so that equal ones meet.
Rational some_value(Random& random) {
  if (one_in(random, 3))
    return negated_at_random(
        random, one_of<Rational>(random, {Rational(), Rational(1), Rational::fraction(1, 3),
                                          Rational::power_of_two(-1075), Rational::power_of_two(1024)}));
  return random_rational(random);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_number)

BOOST_DATA_TEST_CASE(floats_keep_their_value, data::make(magnitudes), magnitude) {
  for (const std::uint64_t bits : {magnitude, magnitude | Number::sign_mask}) {
    const Rational expected = value_of(bits);
    const Number number = Number::from_binary64(bits);
    const NumberTable none;
    BOOST_CHECK_EQUAL(none.value(number), expected);
    BOOST_CHECK_EQUAL(number.is_zero(), magnitude == 0);
    BOOST_CHECK_EQUAL(number.is_negative(), bits != magnitude && magnitude != 0);
    BOOST_CHECK(!number.is_in_table());
    const auto again = as_binary64(expected);
    BOOST_REQUIRE(again.has_value());
    BOOST_CHECK_EQUAL(again->bits(), number.bits());
    BOOST_CHECK_EQUAL(none.value(-number), -expected);
    BOOST_CHECK_EQUAL((-(-number)).bits(), number.bits());
    BOOST_CHECK_EQUAL(number.negated_if(false).bits(), number.bits());
    BOOST_CHECK_EQUAL(number.negated_if(true).bits(), (-number).bits());
  }
}

BOOST_AUTO_TEST_CASE(extremes) {
  const NumberTable none;
  BOOST_CHECK_EQUAL(none.value(Number::from_binary64(1)), Rational::power_of_two(-1074));
  BOOST_CHECK_EQUAL(none.value(Number::from_binary64(0x7fefffffffffffff)),
                    Rational::power_of_two(1024) - Rational::power_of_two(971));
  BOOST_CHECK(Number::from_binary64(Number::sign_mask).is_zero());
  BOOST_CHECK(!Number::from_binary64(Number::sign_mask).is_negative());
  BOOST_CHECK((-Number{}).is_zero());
  BOOST_CHECK(Number{}.is_zero());
}

BOOST_AUTO_TEST_CASE(random_floats_keep_their_value) {
  for_random_cases(5000, [](Random& random) {
    const std::uint64_t bits = random_binary64_bits(random);
    const Number number = Number::from_binary64(bits);
    NumberTable table;
    const Rational value = table.value(number);
    BOOST_CHECK_EQUAL(value, value_of(bits));
    BOOST_CHECK_EQUAL(table.add(value).bits(), number.bits());
    BOOST_CHECK(table.empty());
    const Dyadic parts = dyadic(number);
    BOOST_CHECK_EQUAL(Rational(parts.mantissa) * Rational::power_of_two(parts.exponent), value);
    BOOST_CHECK(parts.mantissa == 0 || parts.mantissa % 2 != 0);
  });
}

/// Rationals that are just no binary64 values.
BOOST_AUTO_TEST_CASE(other_rationals_are_no_floats) {
  const auto power = [](long e) { return Rational::power_of_two(e); };
  const std::vector<Rational> others = {
      power(-1075),
      power(1024),
      power(5000),
      power(-5000),
      power(-1073) + power(-1075),
      power(1023) + power(970),     // 54 bits
      power(1024) - power(970),     // 54 bits
      Rational(1) + power(-53),     // 54 bits
      Rational((1L << 53) + 1),     // 54 bits
      power(-1022) + power(-1075),  // 54 bits, at the border of the subnormals
      power(-1022) - power(-1075),
      power(-1023) + power(-1075),
      Rational::fraction(1, 3),
      Rational::fraction(1, 10),
      Rational::fraction(3, 5),
      Rational::power_of_ten(400),
      Rational::power_of_ten(-400),
      power(64) + Rational(1),
  };
  for (const Rational& size : others) {
    for (const Rational& value : {size, -size}) {
      BOOST_CHECK(!as_binary64(value));
      NumberTable table;
      const Number number = table.add(value);
      BOOST_CHECK(number.is_in_table());
      BOOST_CHECK_EQUAL(number.place(), 0U);
      BOOST_CHECK(!number.is_zero());
      BOOST_CHECK_EQUAL(number.is_negative(), value.sign() < 0);
      BOOST_CHECK_EQUAL(table.value(number), value);
      BOOST_CHECK_EQUAL(table.magnitude(number), size);
      BOOST_CHECK_EQUAL(table.value(-number), -value);
      BOOST_CHECK_EQUAL((-(-number)).bits(), number.bits());
    }
  }
  // And those just within.
  for (const Rational& value :
       {power(-1074), power(1023), power(1024) - power(971), Rational(1) + power(-52),
        power(-1022) + power(-1074), power(-1022) - power(-1074), Rational(1L << 53)}) {
    BOOST_CHECK(as_binary64(value).has_value());
    BOOST_CHECK(as_binary64(-value).has_value());
  }
}

/// as_binary64 against the definition: mantissa * 2^exponent, mantissa below 2^53, -1074 <= exponent <= 971.
BOOST_AUTO_TEST_CASE(floats_by_definition) {
  for_random_cases(3000, [](Random& random) {
    const long bits = between(random, 45, 60);
    const long exponent = one_in(random, 2) ? between(random, -1140, -1060) : between(random, 950, 990);
    const Rational value =
        negated_at_random(random, integer_of_bits(random, bits) * Rational::power_of_two(exponent));
    bool expected = false;
    for (long e = std::max(-1074L, exponent - 64); e <= std::min(971L, exponent + 64) && !expected; ++e) {
      const Rational mantissa = value.abs() * Rational::power_of_two(-e);
      expected = mantissa.is_integer() && mantissa < Rational::power_of_two(53);
    }
    const auto number = as_binary64(value);
    BOOST_CHECK_EQUAL(number.has_value(), expected);
    if (number) BOOST_CHECK_EQUAL(value_of(number->bits()), value);
  });
}

BOOST_AUTO_TEST_CASE(table_keeps_every_value) {
  for_random_cases(50, [](Random& random) {
    NumberTable table;
    std::vector<std::pair<Rational, Number>> added;
    std::size_t bytes = 0;
    for (int i = 0; i < 100; ++i) {
      const Rational value = some_value(random);
      added.emplace_back(value, table.add(value));
      BOOST_CHECK_EQUAL(added.back().second.is_in_table(), !as_binary64(value));
      BOOST_CHECK_GE(table.bytes(), bytes);
      bytes = table.bytes();
    }
    for (const auto& [value, number] : added) {
      BOOST_CHECK_EQUAL(table.value(number), value);
      BOOST_CHECK_EQUAL(number.is_zero(), value.is_zero());
      BOOST_CHECK_EQUAL(number.is_negative(), value.sign() < 0);
    }
  });
}

BOOST_AUTO_TEST_CASE(comparison_is_that_of_the_values) {
  for_random_cases(200, [](Random& random) {
    NumberTable tables[2];
    std::vector<std::pair<Rational, Number>> numbers[2];
    for (std::size_t t = 0; t < 2; ++t) {
      for (int i = 0; i < 8; ++i) {
        const Rational value = i < 4 && t == 1 ? negated_at_random(random, numbers[0][below(random, 8)].first)
                                               : some_value(random);
        numbers[t].emplace_back(value, tables[t].add(value));
      }
    }
    for (std::size_t s = 0; s < 2; ++s) {
      for (const auto& [x_value, x] : numbers[s]) {
        for (const auto& [y_value, y] : numbers[1]) {
          BOOST_CHECK((compare(x, tables[s], y, tables[1]) <=> 0) == (x_value <=> y_value));
          BOOST_CHECK((compare(-x, tables[s], y, tables[1]) <=> 0) == (-x_value <=> y_value));
          BOOST_CHECK_EQUAL(equal(x, tables[s], y, tables[1]), x_value == y_value);
          BOOST_CHECK_EQUAL(equal(-x, tables[s], y, tables[1]), -x_value == y_value);
          if (x_value == y_value) BOOST_CHECK_EQUAL(tables[s].hash(x), tables[1].hash(y));
          if (x_value == -y_value) BOOST_CHECK_EQUAL(tables[s].hash(-x), tables[1].hash(y));
          if (!x.is_in_table() && !y.is_in_table())
            BOOST_CHECK_EQUAL(x.bits() == y.bits(), x_value == y_value);
          if (x.is_in_table() != y.is_in_table()) BOOST_CHECK(x_value != y_value);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(order_of_all_classes) {
  const NumberTable none;
  std::vector<Number> rising;
  for (auto m = magnitudes.rbegin(); m != magnitudes.rend(); ++m)
    rising.push_back(-Number::from_binary64(*m));
  rising.pop_back();
  for (const std::uint64_t m : magnitudes) rising.push_back(Number::from_binary64(m));
  for (std::size_t i = 0; i < rising.size(); ++i)
    for (std::size_t k = 0; k < rising.size(); ++k)
      BOOST_CHECK((compare(rising[i], none, rising[k], none) <=> 0) == (i <=> k));
}

BOOST_AUTO_TEST_SUITE_END()
