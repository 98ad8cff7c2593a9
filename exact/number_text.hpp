// Exact reading of number text: integers, fractions, decimals, hexadecimal floats (docs/network-files.md,
// section 1).
#ifndef ISOPATH_EXACT_NUMBER_TEXT_HPP
#define ISOPATH_EXACT_NUMBER_TEXT_HPP

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "exact/rational.hpp"

namespace isopath {

/// Limits on the text of one number, enforced before its value is formed.
struct NumberLimits {
  static constexpr std::size_t characters = 1'000'000;
  static constexpr long decimal_exponent = 100'000;
  static constexpr long binary_exponent = 400'000;
};

/// Text that is no number. `offset` is the place in the text; what() says what was expected and what was
/// found.
class NumberTextError : public std::runtime_error {
 public:
  NumberTextError(std::size_t place, const std::string& message)
      : std::runtime_error(message), offset(place) {}
  std::size_t offset;
};

/// The exact value of the whole text. Throws NumberTextError.
Rational read_rational(std::string_view text);

/// A number as it is printed.
struct PrintedNumber {
  Rational value;
  /// Of a decimal with a point or an exponent: its last digit counts units of 10 to this power.
  std::optional<long> last_digit;
};
/// The same, with what its text says of its precision.
PrintedNumber read_printed(std::string_view text);

/// Reads a number without sign at the front of the text and moves the text past it; `offset` is the place of
/// the text's front in the whole, for errors. Throws NumberTextError.
Rational read_unsigned_front(std::string_view& text, std::size_t offset);

}  // namespace isopath

#endif
