// Number: one exact rational in eight bytes, and NumberTable, the rest of those that need more.
//
// Nearly every weight is a binary64 value (every float is, and every short dyadic). Such a number is kept as
// its bits. Any other rational is kept in a table, as its absolute value, and the Number is the place in that
// table, written into the mantissa of the bit pattern that would be an infinity or a NaN. The top bit is the
// sign in both cases, 0 is all bits zero, and a number has one form only: so for numbers out of the table
// equality, sign and change of sign are work on bits, and a network of a million units costs little more than
// reading it.
#ifndef ISOPATH_EXACT_NUMBER_HPP
#define ISOPATH_EXACT_NUMBER_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "exact/hash.hpp"
#include "exact/rational.hpp"

namespace isopath {

class Number {
 public:
  /// Uninitialised, as a built-in type is: code that makes an array of numbers fills it. Number{} is 0.
  Number() = default;
  /// The value of binary64 bits, which are neither an infinity nor a NaN. -0 is 0.
  static Number from_binary64(std::uint64_t bits) { return Number(bits == sign_mask ? 0 : bits); }
  static Number in_table(std::size_t place, bool negative) {
    return Number(exponent_mask | place | (negative ? sign_mask : 0));
  }

  bool is_zero() const { return bits_ == 0; }
  bool is_negative() const { return (bits_ & sign_mask) != 0; }
  bool is_in_table() const { return (bits_ & exponent_mask) == exponent_mask; }
  std::size_t place() const { return static_cast<std::size_t>(bits_ & mantissa_mask); }
  std::uint64_t bits() const { return bits_; }

  Number operator-() const { return Number(bits_ == 0 ? 0 : bits_ ^ sign_mask); }
  Number negated_if(bool negate) const { return negate ? -*this : *this; }

  static constexpr std::uint64_t sign_mask = std::uint64_t{1} << 63U;
  static constexpr std::uint64_t mantissa_mask = (std::uint64_t{1} << 52U) - 1;
  static constexpr std::uint64_t exponent_mask = std::uint64_t{0x7ff} << 52U;

 private:
  explicit Number(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_;
};

/// mantissa * 2^exponent, mantissa odd or 0.
struct Dyadic {
  std::int64_t mantissa;
  long exponent;
};

/// Precondition: the number is not in a table.
Dyadic dyadic(Number number);

/// The binary64 whose value is exactly this rational, if there is one.
std::optional<Number> as_binary64(const Rational& value);

class NumberTable {
 public:
  /// The number with this value; takes a place in the table only if no binary64 has it.
  Number add(Rational value);
  /// The number with the value that `number` has in another table.
  Number copy(Number number, const NumberTable& from);
  /// Half the value that `number` has in another table.
  Number half(Number number, const NumberTable& from);
  Rational value(Number number) const;
  std::uint64_t hash(Number number) const {
    return number.is_in_table() ? hashes_[number.place()] ^ (number.is_negative() ? Number::sign_mask : 0)
                                : number.bits();
  }
  const Rational& magnitude(Number number) const { return magnitudes_[number.place()]; }
  bool empty() const { return magnitudes_.empty(); }
  /// Memory taken, in bytes.
  std::size_t bytes() const { return bytes_; }

 private:
  std::vector<Rational> magnitudes_;
  std::vector<std::uint64_t> hashes_;
  std::size_t bytes_ = 0;
};

/// Comparison of numbers of two tables (which may be the same one).
bool equal(Number x, const NumberTable& x_table, Number y, const NumberTable& y_table);
std::strong_ordering compare(Number x, const NumberTable& x_table, Number y, const NumberTable& y_table);

}  // namespace isopath

#endif
