// Intervals of MPFR numbers, for N4 and section 12 of docs/certificate-format.md.
//
// Every quantity is enclosed in [lower, upper], both of as many bits as asked for: lower only ever rounded
// down, upper up. MPFR rounds correctly in each operation used, so an enclosure stays one. Ends may be
// infinite, and be no number after an undefined operation: such an interval is inside of nothing, so it
// decides nothing.
#ifndef ISOPATH_CHECK_INTERVAL_HPP
#define ISOPATH_CHECK_INTERVAL_HPP

#include <gmpxx.h>
#include <mpfr.h>

#include <cstdint>

namespace isopath::check {

// N4, U3: with how many bits a sum is enclosed at most, and how many bits all of its terms may have together.
constexpr std::uint64_t max_bits = 131'072;
constexpr std::uint64_t max_bits_in_all = std::uint64_t{1} << 31U;

class Interval {
 public:
  Interval(const mpq_class& q, mpfr_prec_t bits) : Interval(q, q, bits) {}
  Interval(const mpq_class& lower, const mpq_class& upper, mpfr_prec_t bits);
  /// Binary64 ends, exactly, for 53 bits or more; they may be infinite.
  static Interval between(double lower, double upper, mpfr_prec_t bits);
  Interval(const Interval& other);
  Interval& operator=(const Interval& other);
  ~Interval() { mpfr_clears(lower_, upper_, nullptr); }

  Interval& operator+=(const Interval& other);
  Interval& operator-=(const Interval& other);
  /// Ends of both are finite, or the product of the ends is defined.
  Interval& operator*=(const Interval& other);
  friend Interval operator+(Interval x, const Interval& y) { return x += y; }
  friend Interval operator-(Interval x, const Interval& y) { return x -= y; }
  friend Interval operator*(Interval x, const Interval& y) { return x *= y; }
  void scale(const mpq_class& q);
  void apply_tanh();  // which rises

  /// All numbers of either and between; and those of both, of which there are some.
  Interval hull(const Interval& other) const;
  Interval common(const Interval& other) const;
  /// From the lower end alone, or from the upper one.
  Interval low() const;
  Interval high() const;
  /// Ends beyond which nothing is known.
  void drop_lower() { mpfr_set_inf(lower_, -1); }
  void drop_upper() { mpfr_set_inf(upper_, 1); }

  bool is_finite() const { return mpfr_number_p(lower_) != 0 && mpfr_number_p(upper_) != 0; }
  /// All of it at least 0, and at most 0. No if an end is no number.
  bool is_at_least_0() const { return mpfr_nan_p(lower_) == 0 && mpfr_sgn(lower_) >= 0; }
  bool is_at_most_0() const { return mpfr_nan_p(upper_) == 0 && mpfr_sgn(upper_) <= 0; }
  bool is_at_least(const mpq_class& q) const {
    return mpfr_number_p(lower_) != 0 && mpfr_cmp_q(lower_, q.get_mpq_t()) >= 0;
  }
  bool is_at_most(const mpq_class& q) const {
    return mpfr_number_p(upper_) != 0 && mpfr_cmp_q(upper_, q.get_mpq_t()) <= 0;
  }
  /// About which part of it is above 0, from 0 to 1: to choose by, not to decide.
  double part_above_0() const;
  /// upper - lower, rounded up, at most q?
  bool is_narrower(const mpq_class& q) const;

 private:
  explicit Interval(mpfr_prec_t bits) { mpfr_inits2(bits, lower_, upper_, nullptr); }
  mpfr_prec_t bits() const { return mpfr_get_prec(lower_); }

  mpfr_t lower_;
  mpfr_t upper_;
};

}  // namespace isopath::check

#endif
