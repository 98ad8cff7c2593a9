#include "exact/float_formats.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

struct Format {
  long exponent_bits;
  long mantissa_bits;
  std::uint64_t infinity() const { return ((std::uint64_t{1} << exponent_bits) - 1) << mantissa_bits; }
  /// Of magnitude bits; what would be infinity is the next power of two.
  Rational value(std::uint64_t magnitude) const {
    if (magnitude == infinity()) return Rational::power_of_two(1L << (exponent_bits - 1));
    return float_value(magnitude, exponent_bits, mantissa_bits);
  }
};

constexpr Format binary32{8, 23};
constexpr Format binary64{11, 52};

/// Rounding to nearest, ties to even, by a search among all magnitudes of the format.
std::optional<Rational> slow_round(const Format& format, const Rational& value) {
  const Rational size = value.abs();
  if (size >= format.value(format.infinity())) return std::nullopt;
  std::uint64_t low = 0;  // value(low) <= size < value(high)
  std::uint64_t high = format.infinity();
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (format.value(middle) <= size ? low : high) = middle;
  }
  const Rational to_low = size - format.value(low);
  const Rational to_high = format.value(high) - size;
  const bool up = to_high < to_low || (to_high == to_low && low % 2 != 0);
  const std::uint64_t nearest = up ? high : low;
  if (nearest == format.infinity()) return std::nullopt;
  return value.sign() < 0 ? -format.value(nearest) : format.value(nearest);
}

/// Near the places where rounding changes: on floats, on the midpoints between them, and a little beside.
Rational near_a_change(Random& random, const Format& format) {
  std::uint64_t magnitude = random() % format.infinity();
  if (one_in(random, 4)) magnitude &= random() & random();
  if (one_in(random, 4)) magnitude = below(random, 5);                          // least subnormals
  if (one_in(random, 6)) magnitude = format.infinity() - 1 - below(random, 3);  // greatest
  if (one_in(random, 6))                                                        // at the normal border
    magnitude = (std::uint64_t{1} << format.mantissa_bits) - 2 + below(random, 4);
  const Rational low = format.value(magnitude);
  const Rational high = format.value(magnitude + 1);
  const Rational middle = (low + high) * Rational::power_of_two(-1);
  const Rational base = one_of(random, {low, middle, middle, high});
  const Rational tiny = one_of(
      random, {Rational(), Rational::power_of_two(-5000), Rational::power_of_ten(-2000),
               Rational::fraction(1, 3) * (high - low), Rational::fraction(1, 1'000'000'007) * (high - low)});
  return negated_at_random(random, base + negated_at_random(random, tiny));
}

void check_rounding(FloatFormat format, const Format& layout, const Rational& value) {
  const auto expected = slow_round(layout, value);
  const auto found = round_to(format, value);
  BOOST_TEST_CONTEXT("value " << value) {
    BOOST_REQUIRE_EQUAL(found.has_value(), expected.has_value());
    if (found) BOOST_CHECK_EQUAL(*found, *expected);
  }
}

template <typename From>
void check_all_patterns(From from, const Format& format) {
  const NumberTable none;
  std::size_t wrong = 0;
  for (std::uint32_t bits = 0; bits < 65'536; ++bits) {
    const auto number = from(static_cast<std::uint16_t>(bits));
    const bool finite = (bits & 0x7fffU) < format.infinity();
    if (number.has_value() != finite) ++wrong;
    if (!number || !finite) continue;
    if (none.value(*number) != float_value(bits, format.exponent_bits, format.mantissa_bits)) ++wrong;
    if (number->is_in_table() || number->bits() == Number::sign_mask) ++wrong;
  }
  BOOST_CHECK_EQUAL(wrong, 0U);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_float_formats)

BOOST_AUTO_TEST_CASE(all_of_binary16) { check_all_patterns(from_binary16, {5, 10}); }

BOOST_AUTO_TEST_CASE(all_of_bfloat16) { check_all_patterns(from_bfloat16, {8, 7}); }

BOOST_AUTO_TEST_CASE(known_values) {
  const NumberTable none;
  BOOST_CHECK_EQUAL(none.value(*from_binary16(0x3c00)), Rational(1));
  BOOST_CHECK_EQUAL(none.value(*from_binary16(0x7bff)), Rational(65'504));
  BOOST_CHECK_EQUAL(none.value(*from_binary16(0x0001)), Rational::power_of_two(-24));
  BOOST_CHECK_EQUAL(none.value(*from_binary16(0xc000)), Rational(-2));
  BOOST_CHECK_EQUAL(none.value(*from_bfloat16(0x3f80)), Rational(1));
  BOOST_CHECK_EQUAL(none.value(*from_bfloat16(0x0001)), Rational::power_of_two(-133));
  BOOST_CHECK_EQUAL(none.value(*from_binary32(0x3f800000)), Rational(1));
  BOOST_CHECK_EQUAL(none.value(*from_binary32(0x00000001)), Rational::power_of_two(-149));
  BOOST_CHECK_EQUAL(none.value(*from_binary64(0x3ff0000000000000)), Rational(1));
  BOOST_CHECK_EQUAL(none.value(*from_binary64(1)), Rational::power_of_two(-1074));
}

BOOST_AUTO_TEST_CASE(minus_zero_is_zero) {
  for (const auto& zero : {from_binary16(0x8000), from_bfloat16(0x8000), from_binary32(0x80000000),
                           from_binary64(0x8000000000000000)}) {
    BOOST_REQUIRE(zero.has_value());
    BOOST_CHECK_EQUAL(zero->bits(), 0U);
  }
}

BOOST_AUTO_TEST_CASE(infinities_and_nans_are_nothing) {
  for (const std::uint64_t sign : {0U, 1U}) {
    for (const std::uint64_t payload : {0UL, 1UL, 0x3ffUL, 0x7ffffUL}) {
      BOOST_CHECK(!from_binary16(static_cast<std::uint16_t>((sign << 15U) | 0x7c00U | (payload & 0x3ffU))));
      BOOST_CHECK(!from_bfloat16(static_cast<std::uint16_t>((sign << 15U) | 0x7f80U | (payload & 0x7fU))));
      BOOST_CHECK(!from_binary32(static_cast<std::uint32_t>((sign << 31U) | 0x7f800000U | payload)));
      BOOST_CHECK(!from_binary64((sign << 63U) | Number::exponent_mask | payload));
      BOOST_CHECK(!from_binary64((sign << 63U) | Number::exponent_mask | (payload << 32U)));
    }
  }
}

BOOST_AUTO_TEST_CASE(binary32_and_binary64_sampled) {
  const NumberTable none;
  for_random_cases(5000, [&none](Random& random) {
    auto bits = static_cast<std::uint32_t>(random());
    if (one_in(random, 3)) bits &= 0x807fffffU;
    if (one_in(random, 3)) bits &= 0xff800003U;
    const auto narrow = from_binary32(bits);
    BOOST_CHECK_EQUAL(narrow.has_value(), (bits & 0x7f800000U) != 0x7f800000U);
    if (narrow) BOOST_CHECK_EQUAL(none.value(*narrow), float_value(bits, 8, 23));
    const std::uint64_t wide = random_binary64_bits(random);
    BOOST_CHECK_EQUAL(none.value(*from_binary64(wide)), float_value(wide, 11, 52));
  });
}

BOOST_AUTO_TEST_CASE(rounding_to_binary32) {
  for_random_cases(2000, [](Random& random) {
    check_rounding(FloatFormat::binary32, binary32, near_a_change(random, binary32));
    check_rounding(FloatFormat::binary32, binary32, random_rational(random));
  });
}

BOOST_AUTO_TEST_CASE(rounding_to_binary64) {
  for_random_cases(1000, [](Random& random) {
    check_rounding(FloatFormat::binary64, binary64, near_a_change(random, binary64));
    check_rounding(FloatFormat::binary64, binary64, random_rational(random));
  });
}

BOOST_AUTO_TEST_CASE(overflow_begins_at_the_midpoint) {
  for (const auto& [format, layout] :
       {std::pair(FloatFormat::binary32, binary32), {FloatFormat::binary64, binary64}}) {
    const Rational greatest = layout.value(layout.infinity() - 1);
    const Rational midpoint = (greatest + layout.value(layout.infinity())) * Rational::power_of_two(-1);
    const Rational tiny = Rational::power_of_ten(-3000);
    for (const int sign : {1, -1}) {
      const Rational s(sign);
      BOOST_CHECK(round_to(format, s * greatest) == s * greatest);
      BOOST_CHECK(round_to(format, s * (midpoint - tiny)) == s * greatest);
      BOOST_CHECK(!round_to(format, s * midpoint));
      BOOST_CHECK(!round_to(format, s * (midpoint + tiny)));
      BOOST_CHECK(!round_to(format, s * Rational::power_of_ten(100'000)));
    }
  }
}

BOOST_AUTO_TEST_CASE(halves_of_the_least_subnormal) {
  for (const auto& [format, lowest] :
       {std::pair(FloatFormat::binary32, -149L), {FloatFormat::binary64, -1074L}}) {
    const Rational least = Rational::power_of_two(lowest);
    const Rational half = Rational::power_of_two(lowest - 1);
    const Rational tiny = Rational::power_of_ten(-3000);
    for (const int sign : {1, -1}) {
      const Rational s(sign);
      BOOST_CHECK(round_to(format, s * half) == Rational());
      BOOST_CHECK(round_to(format, s * (half + tiny)) == s * least);
      BOOST_CHECK(round_to(format, s * (half - tiny)) == Rational());
      BOOST_CHECK(round_to(format, s * (least + half)) == s * (least + least));  // tie, to even
      BOOST_CHECK(round_to(format, s * (least + half - tiny)) == s * least);
      BOOST_CHECK(round_to(format, s * Rational::power_of_ten(-100'000)) == Rational());
    }
    BOOST_CHECK(round_to(format, Rational()) == Rational());
  }
}

BOOST_AUTO_TEST_CASE(rounding_is_idempotent_odd_and_monotone) {
  for_random_cases(1000, [](Random& random) {
    for (const FloatFormat format : {FloatFormat::binary32, FloatFormat::binary64}) {
      const Rational x = near_a_change(random, binary32);
      const Rational y = one_in(random, 2) ? near_a_change(random, binary32) : random_rational(random);
      const auto rounded_x = round_to(format, x);
      const auto rounded_y = round_to(format, y);
      if (rounded_x) {
        BOOST_CHECK(round_to(format, *rounded_x) == rounded_x);
        BOOST_CHECK(round_to(format, -x) == -*rounded_x);
      } else {
        BOOST_CHECK(!round_to(format, -x));
      }
      if (rounded_x && rounded_y && x <= y) BOOST_CHECK(*rounded_x <= *rounded_y);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
