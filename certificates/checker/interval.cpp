#include "interval.hpp"

namespace isopath::check {

namespace {

/// Beyond +-p, for p bits, tanh is within 2 e^(-2p) < 2^-p of +-1, so the neighbour of +-1 towards 0 and
/// +-1 enclose it. That keeps the cost of huge arguments down.
void round_tanh(mpfr_t x, mpfr_rnd_t direction) {
  const long bits = static_cast<long>(mpfr_get_prec(x));
  const int side = mpfr_nan_p(x) != 0 ? 0 : mpfr_cmp_si(x, bits) > 0 ? 1 : mpfr_cmp_si(x, -bits) < 0 ? -1 : 0;
  const bool is_infinite = mpfr_inf_p(x) != 0;
  if (side == 0)
    mpfr_tanh(x, x, direction);
  else
    mpfr_set_si(x, side, MPFR_RNDN);
  if (is_infinite) return;
  if (side > 0 && direction == MPFR_RNDD) mpfr_nextbelow(x);
  if (side < 0 && direction == MPFR_RNDU) mpfr_nextabove(x);
}

/// The lesser, and the greater; no number if one of them is none, over which MPFR's own passes.
void set_least(mpfr_t result, const mpfr_t x, const mpfr_t y) {
  if (mpfr_nan_p(x) != 0 || mpfr_nan_p(y) != 0)
    mpfr_set_nan(result);
  else
    mpfr_min(result, x, y, MPFR_RNDD);
}
void set_greatest(mpfr_t result, const mpfr_t x, const mpfr_t y) {
  if (mpfr_nan_p(x) != 0 || mpfr_nan_p(y) != 0)
    mpfr_set_nan(result);
  else
    mpfr_max(result, x, y, MPFR_RNDU);
}

}  // namespace

Interval::Interval(const mpq_class& lower, const mpq_class& upper, mpfr_prec_t bits) : Interval(bits) {
  mpfr_set_q(lower_, lower.get_mpq_t(), MPFR_RNDD);
  mpfr_set_q(upper_, upper.get_mpq_t(), MPFR_RNDU);
}

Interval Interval::between(double lower, double upper, mpfr_prec_t bits) {
  Interval x(bits);
  mpfr_set_d(x.lower_, lower, MPFR_RNDD);
  mpfr_set_d(x.upper_, upper, MPFR_RNDU);
  return x;
}

Interval::Interval(const Interval& other) : Interval(other.bits()) { *this = other; }

Interval& Interval::operator=(const Interval& other) {
  if (this == &other) return *this;
  mpfr_set_prec(lower_, other.bits());
  mpfr_set_prec(upper_, other.bits());
  mpfr_set(lower_, other.lower_, MPFR_RNDD);
  mpfr_set(upper_, other.upper_, MPFR_RNDU);
  return *this;
}

Interval& Interval::operator+=(const Interval& other) {
  mpfr_add(lower_, lower_, other.lower_, MPFR_RNDD);
  mpfr_add(upper_, upper_, other.upper_, MPFR_RNDU);
  return *this;
}

Interval& Interval::operator-=(const Interval& other) {
  if (this == &other) return *this -= Interval(other);
  mpfr_sub(lower_, lower_, other.upper_, MPFR_RNDD);
  mpfr_sub(upper_, upper_, other.lower_, MPFR_RNDU);
  return *this;
}

Interval& Interval::operator*=(const Interval& other) {
  Interval result(bits());
  Interval product(bits());  // which is least, and greatest, at ends
  bool is_first = true;
  for (const mpfr_t* x : {&lower_, &upper_}) {
    for (const mpfr_t* y : {&other.lower_, &other.upper_}) {
      mpfr_mul(product.lower_, *x, *y, MPFR_RNDD);
      mpfr_mul(product.upper_, *x, *y, MPFR_RNDU);
      result = is_first ? product : result.hull(product);
      is_first = false;
    }
  }
  return *this = result;
}

void Interval::scale(const mpq_class& q) {
  if (q < 0) mpfr_swap(lower_, upper_);
  mpfr_mul_q(lower_, lower_, q.get_mpq_t(), MPFR_RNDD);
  mpfr_mul_q(upper_, upper_, q.get_mpq_t(), MPFR_RNDU);
}

void Interval::apply_tanh() {
  round_tanh(lower_, MPFR_RNDD);
  round_tanh(upper_, MPFR_RNDU);
}

Interval Interval::hull(const Interval& other) const {
  Interval result(bits());
  set_least(result.lower_, lower_, other.lower_);
  set_greatest(result.upper_, upper_, other.upper_);
  return result;
}

Interval Interval::common(const Interval& other) const {
  Interval result(bits());
  set_greatest(result.lower_, lower_, other.lower_);
  set_least(result.upper_, upper_, other.upper_);
  return result;
}

Interval Interval::low() const {
  Interval result(*this);
  mpfr_set(result.upper_, lower_, MPFR_RNDU);
  return result;
}

Interval Interval::high() const {
  Interval result(*this);
  mpfr_set(result.lower_, upper_, MPFR_RNDD);
  return result;
}

double Interval::part_above_0() const {
  if (is_at_least_0()) return 1;
  if (is_at_most_0()) return 0;
  Interval part(*this);
  mpfr_sub(part.lower_, upper_, lower_, MPFR_RNDN);
  mpfr_div(part.upper_, upper_, part.lower_, MPFR_RNDN);
  return mpfr_get_d(part.upper_, MPFR_RNDN);
}

bool Interval::is_narrower(const mpq_class& q) const {
  Interval width(*this);
  mpfr_sub(width.upper_, upper_, lower_, MPFR_RNDU);
  return width.is_finite() && mpfr_cmp_q(width.upper_, q.get_mpq_t()) < 0;
}

}  // namespace isopath::check
