#include "exact/enclosure.hpp"

#include <cmath>
#include <limits>

namespace isopath {

namespace {

/// A ball that reaches past 1 (or, with side -1, below -1) is replaced by one that contains its part up to 1
/// and ends exactly there: centre 1 - r, radius r, r a power of two.
void clip(arb_t ball, int side, long precision) {
  arf_t end;
  arf_init(end);
  if (side > 0)
    arb_get_ubound_arf(end, ball, precision);
  else
    arb_get_lbound_arf(end, ball, precision);
  if (arf_cmpabs_2exp_si(end, 0) > 0 && arf_sgn(end) == side) {
    arb_t gap;
    arb_init(gap);
    if (side > 0)
      arb_sub_si(gap, ball, 1, 2 * precision);
    else
      arb_add_si(gap, ball, 1, 2 * precision);
    // |ball - side| <= gap, so the part inside [-1, 1] is within [1 - gap, 1]; 2r >= gap.
    mag_t bound;
    mag_init(bound);
    arb_get_mag(bound, gap);
    fmpz_t exponent;
    fmpz_init(exponent);
    if (mag_cmp_2exp_si(bound, 0) > 0) {
      fmpz_zero(exponent);  // no better than [-1, 1]: 2r = 2
    } else {
      // A positive mag has its mantissa in [1/2, 1), so it is below 2^exponent.
      fmpz_sub_ui(exponent, MAG_EXPREF(bound), 1);
      // The radius at a huge argument is unimaginably small, and 1 - r would take as many bits.
      if (fmpz_cmp_si(exponent, -precision) < 0) fmpz_set_si(exponent, -precision);
    }
    mag_one(arb_radref(ball));
    mag_mul_2exp_fmpz(arb_radref(ball), arb_radref(ball), exponent);
    arf_set_mag(arb_midref(ball), arb_radref(ball));
    arf_neg(arb_midref(ball), arb_midref(ball));
    arf_add_si(arb_midref(ball), arb_midref(ball), 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    if (side < 0) arf_neg(arb_midref(ball), arb_midref(ball));
    fmpz_clear(exponent);
    mag_clear(bound);
    arb_clear(gap);
  }
  arf_clear(end);
}

}  // namespace

Enclosure::Enclosure(const TanhSum& value, long precision) : Enclosure(value.rational(), precision) {
  for (const TanhSum::Term& term : value.terms())
    add_product(Enclosure(term.coefficient, precision), Enclosure(term.argument, precision).tanh());
}

Enclosure Enclosure::exactly(double value, long precision) {
  Enclosure result(precision);
  arf_set_d(arb_midref(result.ball_), value);
  return result;
}

Enclosure Enclosure::between(const Enclosure& x, const Enclosure& y) {
  Enclosure result(x.precision_);
  arb_union(result.ball_, x.ball_, y.ball_, x.precision_);
  return result;
}

Enclosure Enclosure::least(const Enclosure& x, const Enclosure& y) {
  Enclosure result(x.precision_);
  arb_min(result.ball_, x.ball_, y.ball_, x.precision_);
  return result;
}

Enclosure Enclosure::greatest(const Enclosure& x, const Enclosure& y) {
  Enclosure result(x.precision_);
  arb_max(result.ball_, x.ball_, y.ball_, x.precision_);
  return result;
}

Enclosure& Enclosure::operator+=(const Enclosure& other) {
  arb_add(ball_, ball_, other.ball_, precision_);
  return *this;
}

Enclosure& Enclosure::operator-=(const Enclosure& other) {
  arb_sub(ball_, ball_, other.ball_, precision_);
  return *this;
}

Enclosure& Enclosure::operator*=(const Enclosure& other) {
  arb_mul(ball_, ball_, other.ball_, precision_);
  return *this;
}

Enclosure& Enclosure::add_product(const Enclosure& x, const Enclosure& y) {
  arb_addmul(ball_, x.ball_, y.ball_, precision_);
  return *this;
}

Enclosure operator/(const Enclosure& x, const Enclosure& y) {
  Enclosure result(x.precision_);
  arb_div(result.ball_, x.ball_, y.ball_, x.precision_);
  return result;
}

Enclosure Enclosure::operator-() const {
  Enclosure result(precision_);
  arb_neg(result.ball_, ball_);
  return result;
}

Enclosure Enclosure::abs() const {
  Enclosure result(precision_);
  arb_abs(result.ball_, ball_);
  return result;
}

Enclosure Enclosure::scaled(long exponent) const {
  Enclosure result(precision_);
  arb_mul_2exp_si(result.ball_, ball_, exponent);
  return result;
}

Enclosure Enclosure::sqrt() const {
  Enclosure result(precision_);
  arb_sqrt(result.ball_, ball_, precision_);
  return result;
}

Enclosure Enclosure::log() const {
  Enclosure result(precision_);
  arb_log(result.ball_, ball_, precision_);
  return result;
}

Enclosure Enclosure::exp() const {
  Enclosure result(precision_);
  arb_exp(result.ball_, ball_, precision_);
  return result;
}

Enclosure Enclosure::sinh() const {
  Enclosure result(precision_);
  arb_sinh(result.ball_, ball_, precision_);
  return result;
}

Enclosure Enclosure::sech() const {
  Enclosure result(precision_);
  arb_sech(result.ball_, ball_, precision_);
  return result;
}

Enclosure Enclosure::tanh() const {
  Enclosure result(precision_);
  arb_tanh(result.ball_, ball_, precision_);
  if (!result.is_finite()) {  // the argument may be anything; its tanh is in [-1, 1]
    arb_zero(result.ball_);
    arb_add_error_2exp_si(result.ball_, 0);
    return result;
  }
  clip(result.ball_, 1, precision_);
  clip(result.ball_, -1, precision_);
  return result;
}

Truth Enclosure::is_positive() const {
  if (arb_is_positive(ball_) != 0) return Truth::proved;
  return arb_is_nonpositive(ball_) != 0 ? Truth::refuted : Truth::undecided;
}

Truth Enclosure::is_zero() const {
  if (arb_is_zero(ball_) != 0) return Truth::proved;
  return arb_contains_zero(ball_) != 0 ? Truth::undecided : Truth::refuted;
}

Rational Enclosure::lower() const {
  constexpr long most = 1L << 24U;
  arf_t end;
  arf_init(end);
  fmpq_t value;
  fmpq_init(value);
  arb_get_lbound_arf(end, ball_, precision_);
  // A number too small to write down: 0 is below it, or 2^-most times -1.
  if (arf_is_special(end) == 0 && arf_cmpabs_2exp_si(end, -most) < 0) {
    if (arf_sgn(end) > 0)
      arf_zero(end);
    else
      arf_set_si_2exp_si(end, -1, -most);
  }
  arf_get_fmpq(value, end);
  Rational result = Rational::from_fmpq(value);
  fmpq_clear(value);
  arf_clear(end);
  return result;
}

Rational Enclosure::upper() const {
  Enclosure negated(precision_);
  arb_neg(negated.ball_, ball_);
  return -negated.lower();
}

double Enclosure::lower_double() const {
  arf_t end;
  arf_init(end);
  arb_get_lbound_arf(end, ball_, precision_);
  const double result = arf_get_d(end, ARF_RND_FLOOR);
  arf_clear(end);
  return std::isnan(result) ? -HUGE_VAL : result;
}

double Enclosure::upper_double() const {
  arf_t end;
  arf_init(end);
  arb_get_ubound_arf(end, ball_, precision_);
  const double result = arf_get_d(end, ARF_RND_CEIL);
  arf_clear(end);
  return std::isnan(result) ? HUGE_VAL : result;
}

bool Enclosure::reaches_above(const Enclosure& other) const {
  arf_t mine;
  arf_t theirs;
  arf_init(mine);
  arf_init(theirs);
  arb_get_ubound_arf(mine, ball_, precision_);
  arb_get_ubound_arf(theirs, other.ball_, precision_);
  const bool result = arf_is_nan(mine) != 0 || (arf_is_nan(theirs) == 0 && arf_cmp(mine, theirs) > 0);
  arf_clear(mine);
  arf_clear(theirs);
  return result;
}

bool Enclosure::reaches_below(const Enclosure& other) const { return (-*this).reaches_above(-other); }

long Enclosure::size_exponent() const {
  mag_t bound;
  mag_init(bound);
  arb_get_mag(bound, ball_);
  long result = std::numeric_limits<long>::min();
  if (mag_is_inf(bound) != 0)
    result = std::numeric_limits<long>::max();
  else if (mag_is_zero(bound) == 0 && fmpz_fits_si(MAG_EXPREF(bound)) != 0)
    result = fmpz_get_si(MAG_EXPREF(bound));
  mag_clear(bound);
  return result;
}

Enclosure Enclosure::middle() const {
  Enclosure result(precision_);
  arb_get_mid_arb(result.ball_, ball_);
  return result;
}

Enclosure Enclosure::radius() const {
  Enclosure result(precision_);
  arb_get_rad_arb(result.ball_, ball_);
  return result;
}

}  // namespace isopath
