// Rational: an exact rational number, always canonical (lowest terms, positive denominator). FLINT's fmpq,
// wrapped as a value.
#ifndef ISOPATH_EXACT_RATIONAL_HPP
#define ISOPATH_EXACT_RATIONAL_HPP

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "exact/flint.hpp"

namespace isopath {

class Rational {
 public:
  Rational() noexcept { fmpq_init(value_); }
  template <std::signed_integral I>
  Rational(I integer) : Rational() {  // NOLINT(google-explicit-constructor): integers are rationals
    fmpq_set_si(value_, static_cast<slong>(integer), 1);
  }
  template <std::unsigned_integral I>
  Rational(I integer) : Rational() {  // NOLINT(google-explicit-constructor)
    fmpz_set_ui(fmpq_numref(value_), static_cast<ulong>(integer));
  }
  /// A float does not become a number in passing: exact/number.hpp reads its bits.
  template <std::floating_point F>
  Rational(F) = delete;

  Rational(const Rational& other) : Rational() { fmpq_set(value_, other.value_); }
  Rational(Rational&& other) noexcept : Rational() { fmpq_swap(value_, other.value_); }
  Rational& operator=(const Rational& other) {
    fmpq_set(value_, other.value_);
    return *this;
  }
  Rational& operator=(Rational&& other) noexcept {
    fmpq_swap(value_, other.value_);
    return *this;
  }
  ~Rational() { fmpq_clear(value_); }

  /// numerator / denominator in lowest terms. Throws std::domain_error if the denominator is 0.
  static Rational fraction(const Rational& numerator, const Rational& denominator);
  /// The same for single words, quickly. Precondition: the denominator is not 0.
  static Rational fraction_of_words(std::uint64_t numerator, std::uint64_t denominator);
  /// The value of an fmpq that need not be canonical; its denominator is not 0.
  static Rational from_fmpq(const fmpq_t value);
  /// 2^exponent.
  static Rational power_of_two(long exponent);
  /// 10^exponent.
  static Rational power_of_ten(long exponent);

  const fmpq* get() const { return value_; }

  bool is_zero() const { return fmpq_is_zero(value_) != 0; }
  bool is_one() const { return fmpq_is_one(value_) != 0; }
  bool is_integer() const { return fmpz_is_one(fmpq_denref(value_)) != 0; }
  /// -1, 0 or 1.
  int sign() const { return fmpq_sgn(value_); }
  Rational abs() const;
  /// The greatest integer not above, the least not below.
  Rational floor() const;
  Rational ceil() const;
  /// About log2 of |value|, value != 0: s with 2^(s-1) < |value| < 2^(s+1).
  long binary_size() const;
  /// The number of bytes of memory that the digits take, about.
  std::size_t bytes() const;
  /// A hash of the value; equal values have equal hashes.
  std::uint64_t hash() const;
  /// Canonical notation: an integer, or p/q.
  std::string to_string() const;

  Rational operator-() const;
  Rational& operator+=(const Rational& other);
  Rational& operator-=(const Rational& other);
  Rational& operator*=(const Rational& other);
  friend Rational operator+(Rational x, const Rational& y) { return std::move(x += y); }
  friend Rational operator-(Rational x, const Rational& y) { return std::move(x -= y); }
  friend Rational operator*(Rational x, const Rational& y) { return std::move(x *= y); }
  friend bool operator==(const Rational& x, const Rational& y) { return fmpq_equal(x.value_, y.value_) != 0; }
  friend std::strong_ordering operator<=>(const Rational& x, const Rational& y) {
    return fmpq_cmp(x.value_, y.value_) <=> 0;
  }

 private:
  fmpq_t value_;
};

}  // namespace isopath

#endif
