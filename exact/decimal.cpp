#include "exact/decimal.hpp"

#include <utility>

namespace isopath {

namespace {

/// The exponent e with 10^e <= |value| < 10^(e+1), value != 0.
long leading_exponent(const Rational& value) {
  const Rational size = value.abs();
  // log10(2) is about 30103/100000; then corrected exactly.
  long exponent = value.binary_size() * 30103 / 100000;
  while (Rational::power_of_ten(exponent) > size) --exponent;
  while (Rational::power_of_ten(exponent + 1) <= size) ++exponent;
  return exponent;
}

}  // namespace

Rational Decimal::value() const { return digits * Rational::power_of_ten(exponent); }

std::string Decimal::to_string() const {
  if (digits.is_zero()) return "0";
  std::string text = digits.abs().to_string();
  const long leading = exponent + static_cast<long>(text.size()) - 1;
  text.erase(text.find_last_not_of('0') + 1);
  const auto length = static_cast<long>(text.size());
  std::string suffix;
  if (leading < -5 || leading > 15) {
    if (length > 1) text.insert(1, ".");
    suffix = "e" + std::to_string(leading);
  } else if (leading < 0) {
    text.insert(0, "0." + std::string(static_cast<std::size_t>(-leading - 1), '0'));
  } else if (length <= leading + 1) {
    text.append(static_cast<std::size_t>(leading + 1 - length), '0');
  } else {
    text.insert(static_cast<std::size_t>(leading + 1), ".");
  }
  return (digits.sign() < 0 ? "-" : "") + text + suffix;
}

Decimal round_down(const Rational& value, long significant) {
  if (value.is_zero()) return {Rational(), 0};
  const long exponent = leading_exponent(value) - significant + 1;
  return {(value * Rational::power_of_ten(-exponent)).floor(), exponent};
}

Decimal round_up(const Rational& value, long significant) {
  Decimal result = round_down(-value, significant);
  result.digits = -result.digits;
  return result;
}

}  // namespace isopath
