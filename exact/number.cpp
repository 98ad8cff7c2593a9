#include "exact/number.hpp"

#include <bit>
#include <utility>

namespace isopath {

Dyadic dyadic(Number number) {
  const std::uint64_t bits = number.bits();
  const long biased = static_cast<long>((bits & Number::exponent_mask) >> 52U);
  std::uint64_t mantissa = bits & Number::mantissa_mask;
  if (biased != 0) mantissa |= std::uint64_t{1} << 52U;
  if (mantissa == 0) return {0, 0};
  const int zeros = std::countr_zero(mantissa);
  const auto odd = static_cast<std::int64_t>(mantissa >> static_cast<unsigned>(zeros));
  const long exponent = (biased == 0 ? 1 : biased) - 1075 + zeros;
  return {number.is_negative() ? -odd : odd, exponent};
}

std::optional<Number> as_binary64(const Rational& value) {
  if (value.is_zero()) return Number::from_binary64(0);
  const fmpz* numerator = fmpq_numref(value.get());
  const fmpz* denominator = fmpq_denref(value.get());
  // In lowest terms one of the two shifts is 0.
  const auto up = static_cast<long>(fmpz_val2(numerator));
  const auto down = static_cast<long>(fmpz_val2(denominator));
  if (static_cast<long>(fmpz_bits(denominator)) != down + 1) return std::nullopt;
  const long length = static_cast<long>(fmpz_bits(numerator)) - up;
  const long lowest = up - down;             // exponent of the last bit that is 1
  const long highest = lowest + length - 1;  // and of the first
  if (length > 53 || highest > 1023 || lowest < -1074) return std::nullopt;
  std::uint64_t mantissa = 0;
  if (!COEFF_IS_MPZ(*numerator))
    mantissa =
        static_cast<std::uint64_t>(*numerator < 0 ? -*numerator : *numerator) >> static_cast<unsigned>(up);
  else
    mantissa = static_cast<std::uint64_t>(
        fmpz_get_ui(fmpq_numref((value.abs() * Rational::power_of_two(-lowest)).get())));
  std::uint64_t bits = 0;
  if (highest >= -1022) {
    mantissa <<= static_cast<unsigned>(53 - length);
    bits = (mantissa & Number::mantissa_mask) | (static_cast<std::uint64_t>(highest + 1023) << 52U);
  } else {
    bits = mantissa << static_cast<unsigned>(lowest + 1074);
  }
  return Number::from_binary64(bits).negated_if(value.sign() < 0);
}

Number NumberTable::add(Rational value) {
  if (const auto number = as_binary64(value)) return *number;
  const bool negative = value.sign() < 0;
  if (negative) value = -value;
  bytes_ += value.bytes() + sizeof(std::uint64_t);
  hashes_.push_back(value.hash());
  magnitudes_.push_back(std::move(value));
  return Number::in_table(magnitudes_.size() - 1, negative);
}

Number NumberTable::half(Number number, const NumberTable& from) {
  if (number.is_zero()) return number;
  // One less in the exponent, unless the half would be subnormal.
  constexpr std::uint64_t one = std::uint64_t{1} << 52U;
  if (!number.is_in_table() && (number.bits() & Number::exponent_mask) > one)
    return Number::from_binary64(number.bits() - one);
  return add(from.value(number) * Rational::power_of_two(-1));
}

Rational NumberTable::value(Number number) const {
  if (number.is_in_table()) return number.is_negative() ? -magnitude(number) : magnitude(number);
  const Dyadic parts = dyadic(number);
  if (parts.exponent == 0) return {parts.mantissa};
  return Rational(parts.mantissa) * Rational::power_of_two(parts.exponent);
}

bool equal(Number x, const NumberTable& x_table, Number y, const NumberTable& y_table) {
  if (!x.is_in_table() || !y.is_in_table()) return x.bits() == y.bits();
  return x.is_negative() == y.is_negative() && x_table.magnitude(x) == y_table.magnitude(y);
}

std::strong_ordering compare(Number x, const NumberTable& x_table, Number y, const NumberTable& y_table) {
  if (x.is_negative() != y.is_negative()) {
    if (x.is_negative()) return std::strong_ordering::less;
    return std::strong_ordering::greater;  // 0 is not negative, and y is
  }
  if (x.is_negative()) return compare(-y, y_table, -x, x_table);
  if (x.is_in_table() && y.is_in_table()) return x_table.magnitude(x) <=> y_table.magnitude(y);
  if (x.is_in_table()) return x_table.magnitude(x) <=> y_table.value(y);
  if (y.is_in_table()) return x_table.value(x) <=> y_table.magnitude(y);
  return x.bits() <=> y.bits();  // the bits of floats that are not negative are in the order of their values
}

Number NumberTable::copy(Number number, const NumberTable& from) {
  if (!number.is_in_table()) return number;
  hashes_.push_back(from.hashes_[number.place()]);
  magnitudes_.push_back(from.magnitude(number));
  bytes_ += magnitudes_.back().bytes() + sizeof(std::uint64_t);
  return Number::in_table(magnitudes_.size() - 1, number.is_negative());
}

}  // namespace isopath
