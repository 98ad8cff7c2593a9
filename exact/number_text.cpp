#include "exact/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <utility>

#include "exact/quoting.hpp"

namespace isopath {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The text still to read, and where its front stands in the whole, for messages.
struct Cursor {
  std::string_view rest;
  std::size_t offset;

  bool starts_with(char lower, char upper) const {
    return !rest.empty() && (rest.front() == lower || rest.front() == upper);
  }
  void skip(std::size_t count) {
    rest.remove_prefix(count);
    offset += count;
  }
  template <typename Predicate>
  std::string_view take_while(Predicate belongs) {
    std::size_t length = 0;
    while (length < rest.size() && belongs(rest[length])) ++length;
    const std::string_view taken = rest.substr(0, length);
    skip(length);
    return taken;
  }
  template <typename Predicate>
  std::string_view take_some(Predicate belongs, const char* expected) {
    const std::string_view taken = take_while(belongs);
    if (taken.empty()) fail(expected);
    return taken;
  }
  /// Throws if the number that began at `start` and ends here is too long to be formed.
  void limit_length(std::size_t start) const {
    if (offset - start > NumberLimits::characters)
      throw NumberTextError(start, "expected a number of at most " +
                                       std::to_string(NumberLimits::characters) + " characters, found " +
                                       std::to_string(offset - start));
  }
  [[noreturn]] void fail(const std::string& expected) const {
    const std::string found = rest.empty() ? "the end of the number" : in_quotes(rest);
    throw NumberTextError(offset, "expected " + expected + ", found " + found);
  }
};

/// Up to so many digits, in base 10 or 16, are surely a single word.
constexpr std::size_t digits_of_a_word = 15;

std::uint64_t word(std::string_view digits, int base) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return value;
}

/// A string of digits in base 10 or 16 as an integer.
Rational integer(std::string_view digits, int base) {
  if (digits.size() <= digits_of_a_word) return {word(digits, base)};
  fmpq_t value;
  fmpq_init(value);
  const std::string text(digits);
  fmpz_set_str(fmpq_numref(value), text.c_str(), base);
  Rational result = Rational::from_fmpq(value);
  fmpq_clear(value);
  return result;
}

/// The exponent after e or p: within the limit, however long its text.
long read_exponent(Cursor& cursor, long limit) {
  const Cursor start = cursor;
  const bool negative = cursor.starts_with('-', '-');
  if (negative || cursor.starts_with('+', '+')) cursor.skip(1);
  std::string_view digits = cursor.take_some(is_digit, "the digits of an exponent");
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  long exponent = limit + 1;
  if (digits.size() <= 9) std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  if (exponent > limit)
    throw NumberTextError(start.offset, "expected an exponent from -" + std::to_string(limit) + " to " +
                                            std::to_string(limit) + ", found " +
                                            in_quotes(start.rest.substr(0, cursor.offset - start.offset)));
  return negative ? -exponent : exponent;
}

Rational read_hexadecimal(Cursor& cursor) {
  const std::size_t start = cursor.offset;
  cursor.skip(2);
  std::string digits(cursor.take_some(is_hex_digit, "a hexadecimal digit"));
  long scale = 0;
  if (cursor.starts_with('.', '.')) {
    cursor.skip(1);
    const std::string_view fraction = cursor.take_some(is_hex_digit, "a hexadecimal digit after the point");
    digits += fraction;
    scale = -4 * static_cast<long>(fraction.size());
  }
  if (!cursor.starts_with('p', 'P')) cursor.fail("p and a binary exponent");
  cursor.skip(1);
  scale += read_exponent(cursor, NumberLimits::binary_exponent);
  cursor.limit_length(start);
  return integer(digits, 16) * Rational::power_of_two(scale);
}

Rational read_fraction(Cursor& cursor, std::string_view numerator) {
  cursor.skip(1);
  const Cursor start = cursor;
  const std::string_view denominator = cursor.take_some(is_digit, "the digits of a denominator");
  cursor.limit_length(start.offset - numerator.size() - 1);
  const bool words = numerator.size() <= digits_of_a_word && denominator.size() <= digits_of_a_word;
  if (denominator.find_first_not_of('0') == std::string_view::npos)
    throw NumberTextError(start.offset,
                          "expected a denominator other than 0, found " + in_quotes(denominator));
  if (words) return Rational::fraction_of_words(word(numerator, 10), word(denominator, 10));
  return Rational::fraction(integer(numerator, 10), integer(denominator, 10));
}

PrintedNumber read_decimal(Cursor& cursor, std::string_view whole) {
  const std::size_t start = cursor.offset - whole.size();
  const bool is_integer = !cursor.starts_with('.', '.') && !cursor.starts_with('e', 'E');
  long scale = 0;
  std::string digits(whole);
  if (cursor.starts_with('.', '.')) {
    cursor.skip(1);
    const std::string_view fraction = cursor.take_some(is_digit, "a digit after the point");
    digits += fraction;
    scale = -static_cast<long>(fraction.size());
  }
  if (cursor.starts_with('e', 'E')) {
    cursor.skip(1);
    scale += read_exponent(cursor, NumberLimits::decimal_exponent);
  }
  cursor.limit_length(start);
  Rational value = integer(digits, 10);
  if (scale != 0 && !value.is_zero()) value *= Rational::power_of_ten(scale);
  return {std::move(value), is_integer ? std::nullopt : std::optional(scale)};
}

PrintedNumber read_unsigned(Cursor& cursor) {
  if (cursor.rest.starts_with("0x") || cursor.rest.starts_with("0X")) return {read_hexadecimal(cursor), {}};
  const std::string_view whole = cursor.take_some(is_digit, "a digit");
  if (cursor.starts_with('/', '/')) return {read_fraction(cursor, whole), {}};
  return read_decimal(cursor, whole);
}

}  // namespace

Rational read_unsigned_front(std::string_view& text, std::size_t offset) {
  Cursor cursor{text, offset};
  Rational value = read_unsigned(cursor).value;
  text = cursor.rest;
  return value;
}

Rational read_rational(std::string_view text) { return read_printed(text).value; }

PrintedNumber read_printed(std::string_view text) {
  if (text.size() > NumberLimits::characters)
    throw NumberTextError(0, "expected a number of at most " + std::to_string(NumberLimits::characters) +
                                 " characters, found " + std::to_string(text.size()));
  const bool negative = !text.empty() && text.front() == '-';
  Cursor cursor{text, 0};
  if (negative) cursor.skip(1);
  PrintedNumber number = read_unsigned(cursor);
  if (!cursor.rest.empty()) cursor.fail("the end of the number");
  if (negative) number.value = -number.value;
  return number;
}

}  // namespace isopath
