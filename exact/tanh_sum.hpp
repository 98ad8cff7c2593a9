// TanhSum: an element of K = Q + sum over rational q > 0 of Q tanh(q), the home of output biases.
//
// 1 and the tanh(q), q > 0 rational, are linearly independent over Q (docs/mathematics.md, Theorem 1), so an
// element has one form, a rational part and non-zero coefficients at rising arguments, and equality is
// equality of forms.
#ifndef ISOPATH_EXACT_TANH_SUM_HPP
#define ISOPATH_EXACT_TANH_SUM_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exact/rational.hpp"

namespace isopath {

class TanhSum {
 public:
  struct Term {
    Rational argument;
    Rational coefficient;
    friend bool operator==(const Term&, const Term&) = default;
  };

  TanhSum() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): Q is a part of K
  TanhSum(Rational rational) : rational_(std::move(rational)) {}
  /// rational + sum coefficient tanh(argument), terms of any sign and order; equal arguments are added.
  TanhSum(Rational rational, std::vector<Term> terms);

  /// Throws NumberTextError, also if the numbers of the sum take more than `most_bytes` of memory.
  static TanhSum parse(std::string_view text, std::size_t most_bytes = static_cast<std::size_t>(-1));

  const Rational& rational() const { return rational_; }
  /// Arguments positive and rising, coefficients not 0.
  const std::vector<Term>& terms() const { return terms_; }
  bool is_zero() const { return rational_.is_zero() && terms_.empty(); }
  bool is_rational() const { return terms_.empty(); }
  std::string to_string() const;
  /// Memory taken, in bytes, about.
  std::size_t bytes() const;

  friend TanhSum operator+(const TanhSum& x, const TanhSum& y);
  friend TanhSum operator-(const TanhSum& x, const TanhSum& y);
  friend TanhSum operator*(const Rational& factor, const TanhSum& x);
  friend bool operator==(const TanhSum&, const TanhSum&) = default;

 private:
  Rational rational_;
  std::vector<Term> terms_;
};

}  // namespace isopath

#endif
