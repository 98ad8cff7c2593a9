#include "exact/number_range.hpp"

#include <algorithm>
#include <utility>

#include "exact/number_text.hpp"
#include "exact/quoting.hpp"

namespace isopath {

namespace {

constexpr std::string_view plus_minus = "+/-";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A part of a text, with the blanks at its ends dropped.
struct Part {
  std::string_view text;
  std::size_t offset;  // in the whole

  void trim_front() {
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(blanks);
    offset += blanks;
  }
  void trim_back() { text = text.substr(0, text.find_last_not_of(' ') + 1); }
};

/// What `read` makes of the part; its errors are those of the whole.
template <typename Read>
auto read_part(const Part& part, Read read) {
  try {
    return read(part.text);
  } catch (const NumberTextError& error) {
    throw NumberTextError(part.offset + error.offset, error.what());
  }
}

/// The parts before and after +/-.
std::pair<Part, Part> split_at_radius(std::string_view text) {
  const std::size_t place = text.find(plus_minus);
  Part number{text.substr(0, place), 0};
  Part radius{text.substr(place + plus_minus.size()), place + plus_minus.size()};
  number.trim_back();
  radius.trim_front();
  return {number, radius};
}

Rational read_radius(const Part& part) {
  Rational radius = read_part(part, read_rational);
  if (radius.sign() < 0)
    throw NumberTextError(part.offset, "expected a radius of 0 or more, found " + in_quotes(part.text));
  return radius;
}

template <typename T>
NumberRange<T> around(const T& number, const Rational& radius) {
  return {number - T(radius), radius + radius};
}

NumberRange<Rational> read_ends(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.back() != ']')
    throw NumberTextError(0, "expected [lower end, upper end], found " + in_quotes(text));
  Part lower{text.substr(1, comma - 1), 1};
  Part upper{text.substr(comma + 1, text.size() - comma - 2), comma + 1};
  for (Part* part : {&lower, &upper}) {
    part->trim_front();
    part->trim_back();
  }
  Rational low = read_part(lower, read_rational);
  Rational width = read_part(upper, read_rational) - low;
  if (width.sign() < 0)
    throw NumberTextError(upper.offset,
                          "expected an upper end that is not below the lower one, found " + in_quotes(text));
  return {std::move(low), std::move(width)};
}

/// Half a unit of the last digit to both sides.
NumberRange<Rational> as_printed(PrintedNumber number) {
  if (!number.last_digit) return {std::move(number.value), {}};
  return around(number.value, Rational::power_of_ten(*number.last_digit) * Rational::power_of_two(-1));
}

/// The place of a decimal with a point or an exponent in a sum that was read before; npos if there is none.
std::size_t find_decimal(std::string_view sum) {
  for (std::size_t at = 0; at < sum.size(); ++at) {
    if (!is_digit(sum[at])) continue;
    const std::size_t start = at;
    if (sum.substr(at).starts_with("0x") || sum.substr(at).starts_with("0X")) {
      at = sum.find_first_of("pP", at) + 1;  // then come a sign or not, and digits
      if (!is_digit(sum[at])) ++at;
    }
    while (at < sum.size() && is_digit(sum[at])) ++at;
    if (at < sum.size() && (sum[at] == '.' || sum[at] == 'e' || sum[at] == 'E')) return start;
  }
  return std::string_view::npos;
}

}  // namespace

NumberRange<Rational> read_number(std::string_view text, Ranges ranges) {
  if (ranges != Ranges::refused && text.starts_with('[')) return read_ends(text);
  if (ranges != Ranges::refused && text.find(plus_minus) != std::string_view::npos) {
    const auto [number, radius] = split_at_radius(text);
    return around(read_part(number, read_rational), read_radius(radius));
  }
  if (ranges == Ranges::as_printed) return as_printed(read_printed(text));
  return {read_rational(text), {}};
}

NumberRange<TanhSum> read_sum(std::string_view text, std::size_t most_bytes, Ranges ranges) {
  const auto parse = [most_bytes](std::string_view sum) { return TanhSum::parse(sum, most_bytes); };
  if (ranges != Ranges::refused && text.starts_with('[')) {
    NumberRange<Rational> ends = read_ends(text);
    return {TanhSum(std::move(ends.lower)), std::move(ends.width)};
  }
  if (ranges != Ranges::refused && text.find(plus_minus) != std::string_view::npos) {
    const auto [number, radius] = split_at_radius(text);
    return around(read_part(number, parse), read_radius(radius));
  }
  TanhSum sum = parse(text);
  if (ranges != Ranges::as_printed) return {std::move(sum), {}};
  const std::size_t decimal = find_decimal(text);
  if (decimal == std::string_view::npos) return {std::move(sum), {}};
  try {
    NumberRange<Rational> range = as_printed(read_printed(text));
    return {TanhSum(std::move(range.lower)), std::move(range.width)};
  } catch (const NumberTextError&) {
    throw NumberTextError(decimal,
                          "expected fractions and integers in a sum where decimals are as printed, found " +
                              in_quotes(text.substr(decimal)));
  }
}

bool states_range(std::string_view text, std::size_t most_bytes) {
  if (!text.starts_with('[') && text.find(plus_minus) == std::string_view::npos) return false;
  try {
    read_sum(text, most_bytes, Ranges::stated);
    return true;
  } catch (const NumberTextError&) {
    return false;
  }
}

}  // namespace isopath
