#include "exact/float_formats.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace isopath {

namespace {

/// A float of the given layout, widened to binary64 bits by work on integers alone.
std::optional<Number> widen(std::uint64_t bits, unsigned exponent_bits, unsigned mantissa_bits) {
  const std::uint64_t sign = (bits >> (exponent_bits + mantissa_bits)) << 63U;
  const std::uint64_t top = (std::uint64_t{1} << exponent_bits) - 1;
  const std::uint64_t exponent = (bits >> mantissa_bits) & top;
  const std::uint64_t mantissa = bits & ((std::uint64_t{1} << mantissa_bits) - 1);
  if (exponent == top) return std::nullopt;
  const std::uint64_t bias = (std::uint64_t{1} << (exponent_bits - 1)) - 1;
  if (exponent != 0)
    return Number::from_binary64(sign | ((exponent + 1023 - bias) << 52U) |
                                 (mantissa << (52 - mantissa_bits)));
  if (mantissa == 0) return Number::from_binary64(0);
  // A subnormal: its first bit that is 1 becomes the hidden one.
  const auto length = static_cast<unsigned>(std::bit_width(mantissa));
  const std::uint64_t fraction = (mantissa << (53 - length)) & Number::mantissa_mask;
  const std::uint64_t wide_exponent = 1023 - bias + 1 - (mantissa_bits + 1 - length);
  return Number::from_binary64(sign | (wide_exponent << 52U) | fraction);
}

struct Layout {
  long precision;  // bits of mantissa with the hidden one
  long lowest;     // exponent of the last bit of a subnormal
  long highest;    // exponent of the first bit of the largest value
};

constexpr Layout layout(FloatFormat format) {
  return format == FloatFormat::binary32 ? Layout{24, -149, 127} : Layout{53, -1074, 1023};
}

/// The exponent of the first bit of |value|, value != 0: 2^e <= |value| < 2^(e+1).
long leading_exponent(const Rational& value) {
  const long estimate = value.binary_size();
  return value.abs() < Rational::power_of_two(estimate) ? estimate - 1 : estimate;
}

int width(std::uint64_t word) { return static_cast<int>(std::bit_width(word)); }

/// Both numerator and denominator of one word, the common case: the quotient with two bits more than the
/// format has, by integer division. All such values are in the range of normal numbers of both formats.
Number nearest_small(FloatFormat format, bool negative, std::uint64_t numerator, std::uint64_t denominator) {
  __extension__ using Wide = unsigned __int128;
  const auto precision = static_cast<int>(layout(format).precision);
  const int shift = std::max(0, precision + 2 - (width(numerator) - width(denominator)));
  const Wide scaled = static_cast<Wide>(numerator) << static_cast<unsigned>(shift);
  auto quotient = static_cast<std::uint64_t>(scaled / denominator);
  if (scaled % denominator != 0) quotient |= 1U;  // below the last bit that counts: only says "more"
  const int spare = std::max(2, width(quotient) - precision);  // it is at least 2 by the choice of shift
  const std::uint64_t half = std::uint64_t{1} << static_cast<unsigned>(spare - 1);
  const std::uint64_t rest = quotient & (2 * half - 1);
  std::uint64_t mantissa = quotient >> static_cast<unsigned>(spare);
  if (rest > half || (rest == half && (mantissa & 1U) != 0)) ++mantissa;
  int exponent = spare - shift;  // of the last bit
  const int missing = 53 - width(mantissa);
  exponent -= missing;
  // A mantissa that was rounded up to 2^precision has one bit more and is even.
  mantissa = missing >= 0 ? mantissa << static_cast<unsigned>(missing) : mantissa >> 1U;
  const std::uint64_t bits =
      (mantissa & Number::mantissa_mask) | (static_cast<std::uint64_t>(exponent + 52 + 1023) << 52U);
  return Number::from_binary64(bits).negated_if(negative);
}

std::optional<Rational> nearest_large(FloatFormat format, const Rational& value) {
  const Layout range = layout(format);
  const long first = leading_exponent(value);
  // Far out of range the answer is known, and scaling would cost memory.
  if (first > range.highest) return std::nullopt;
  if (first < range.lowest - 1) return Rational();
  const long unit = std::max(first - range.precision + 1, range.lowest);
  const Rational scaled = value * Rational::power_of_two(-unit);
  Rational rounded = scaled.floor();
  const Rational above = scaled - rounded;
  const Rational half = Rational::power_of_two(-1);
  const bool odd = fmpz_is_odd(fmpq_numref(rounded.get())) != 0;
  if (above > half || (above == half && odd)) rounded += Rational(1);
  rounded *= Rational::power_of_two(unit);
  if (rounded.abs() >= Rational::power_of_two(range.highest + 1)) return std::nullopt;
  return rounded;
}

}  // namespace

std::optional<Number> from_binary16(std::uint16_t bits) { return widen(bits, 5, 10); }

std::optional<Number> from_bfloat16(std::uint16_t bits) { return widen(bits, 8, 7); }

std::optional<Number> from_binary32(std::uint32_t bits) { return widen(bits, 8, 23); }

std::optional<Number> from_binary64(std::uint64_t bits) {
  if ((bits & Number::exponent_mask) == Number::exponent_mask) return std::nullopt;
  return Number::from_binary64(bits);
}

std::optional<Number> nearest(FloatFormat format, const Rational& value) {
  if (value.is_zero()) return Number::from_binary64(0);
  const fmpz numerator = *fmpq_numref(value.get());
  const fmpz denominator = *fmpq_denref(value.get());
  if (!COEFF_IS_MPZ(numerator) && !COEFF_IS_MPZ(denominator))
    return nearest_small(format, numerator < 0,
                         static_cast<std::uint64_t>(numerator < 0 ? -numerator : numerator),
                         static_cast<std::uint64_t>(denominator));
  const auto rounded = nearest_large(format, value);
  return rounded ? as_binary64(*rounded) : std::nullopt;
}

std::optional<Rational> round_to(FloatFormat format, const Rational& value) {
  const auto number = nearest(format, value);
  if (!number) return std::nullopt;
  return NumberTable().value(*number);
}

}  // namespace isopath
