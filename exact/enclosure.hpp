// Enclosure: an interval that surely contains a real number, at any precision. FLINT's Arb balls, wrapped as
// a value.
//
// Every operation returns an interval that contains all results of the exact operation on members of its
// operands. Questions about the number have three answers (exact/truth.hpp).
#ifndef ISOPATH_EXACT_ENCLOSURE_HPP
#define ISOPATH_EXACT_ENCLOSURE_HPP

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
  /// Contained in [-1, 1].
  Enclosure tanh() const;

  Truth is_positive() const;
  Truth is_zero() const;
  /// Ends of the interval; the enclosed number lies between them. Precondition: is_finite().
  Rational lower() const;
  Rational upper() const;
  bool is_finite() const { return arb_is_finite(ball_) != 0; }
  long precision() const { return precision_; }

 private:
  arb_t ball_;
  long precision_;
};

}  // namespace isopath

#endif
