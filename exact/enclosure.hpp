// Enclosure: an interval that surely contains a real number, at any precision. FLINT's Arb balls, wrapped as
// a value.
//
// Every operation returns an interval that contains all results of the exact operation on members of its
// operands. Questions about the number have three answers (exact/truth.hpp).
#ifndef ISOPATH_EXACT_ENCLOSURE_HPP
#define ISOPATH_EXACT_ENCLOSURE_HPP

#include <utility>

#include "exact/flint.hpp"
#include "exact/rational.hpp"
#include "exact/tanh_sum.hpp"
#include "exact/truth.hpp"

namespace isopath {

class Enclosure {
 public:
  /// 0, exactly; `precision` in bits, at least 2, is that of every result.
  explicit Enclosure(long precision) : precision_(precision) { arb_init(ball_); }
  Enclosure(const Rational& value, long precision) : Enclosure(precision) {
    arb_set_fmpq(ball_, value.get(), precision);
  }
  Enclosure(const TanhSum& value, long precision);
  /// Exactly this binary64, which is finite: a point that some search proposes.
  static Enclosure exactly(double value, long precision);
  /// All numbers from a member of the one to a member of the other.
  static Enclosure between(const Enclosure& x, const Enclosure& y);
  /// The lesser and the greater of two numbers.
  static Enclosure least(const Enclosure& x, const Enclosure& y);
  static Enclosure greatest(const Enclosure& x, const Enclosure& y);

  Enclosure(const Enclosure& other) : Enclosure(other.precision_) { arb_set(ball_, other.ball_); }
  Enclosure(Enclosure&& other) noexcept : precision_(other.precision_) {
    arb_init(ball_);
    arb_swap(ball_, other.ball_);
  }
  Enclosure& operator=(const Enclosure& other) {
    arb_set(ball_, other.ball_);
    precision_ = other.precision_;
    return *this;
  }
  Enclosure& operator=(Enclosure&& other) noexcept {
    arb_swap(ball_, other.ball_);
    precision_ = other.precision_;
    return *this;
  }
  ~Enclosure() { arb_clear(ball_); }

  Enclosure& operator+=(const Enclosure& other);
  Enclosure& operator-=(const Enclosure& other);
  Enclosure& operator*=(const Enclosure& other);
  /// Adds x * y, the factor of a dot product.
  Enclosure& add_product(const Enclosure& x, const Enclosure& y);
  friend Enclosure operator+(Enclosure x, const Enclosure& y) { return std::move(x += y); }
  friend Enclosure operator-(Enclosure x, const Enclosure& y) { return std::move(x -= y); }
  friend Enclosure operator*(Enclosure x, const Enclosure& y) { return std::move(x *= y); }
  /// Not finite if the divisor can be 0.
  friend Enclosure operator/(const Enclosure& x, const Enclosure& y);
  Enclosure operator-() const;
  Enclosure abs() const;
  /// This times 2^exponent, exactly.
  Enclosure scaled(long exponent) const;
  /// Not finite unless this is proved positive (log), or not negative (sqrt).
  Enclosure sqrt() const;
  Enclosure log() const;
  Enclosure exp() const;
  Enclosure sinh() const;
  /// 1 / cosh, of small relative error also where it is tiny.
  Enclosure sech() const;
  /// Contained in [-1, 1].
  Enclosure tanh() const;

  Truth is_positive() const;
  Truth is_zero() const;
  /// Ends of the interval; the enclosed number lies between them. Ends that are not 0, but below 2^-2^24, are
  /// moved outwards to numbers that can be written down. Precondition: is_finite().
  Rational lower() const;
  Rational upper() const;
  /// The same, as binary64 rounded down and up; infinite where there is none.
  double lower_double() const;
  double upper_double() const;
  /// Whether the upper end of this is above that of the other, or the lower end below. (Of the ends, not of
  /// the numbers.)
  bool reaches_above(const Enclosure& other) const;
  bool reaches_below(const Enclosure& other) const;
  /// An exponent e with |number| < 2^e, near the least; the least long if the number is 0.
  long size_exponent() const;
  /// A number of it, exactly known; half its width.
  Enclosure middle() const;
  Enclosure radius() const;
  bool is_finite() const { return arb_is_finite(ball_) != 0; }
  long precision() const { return precision_; }

 private:
  arb_t ball_;
  long precision_;
};

}  // namespace isopath

#endif
