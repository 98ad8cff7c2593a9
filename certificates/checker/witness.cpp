// Evaluation of networks with directed rounding. See witness.hpp; rule N4 of docs/certificate-format.md.
//
// Every quantity is enclosed in [lower, upper], both with `bits` bits: lower only ever rounded down, upper
// up. MPFR rounds correctly in each operation used, so an enclosure stays one. Exponents can't overflow:
// numbers have at most 10^6 characters, products of two at most 2^23 bits, and MPFR's exponents go to 2^30;
// should a bound be infinite or no number all the same, it decides nothing.
#include "witness.hpp"

#include <deque>

#include <mpfr.h>

namespace isopath::check {

namespace {

class Enclosure {
 public:
  explicit Enclosure(mpfr_prec_t bits) {
    mpfr_init2(lower_, bits);
    mpfr_init2(upper_, bits);
  }
  ~Enclosure() {
    mpfr_clear(lower_);
    mpfr_clear(upper_);
  }
  Enclosure(const Enclosure&) = delete;
  Enclosure& operator=(const Enclosure&) = delete;

  void set(const mpq_class& q) {
    mpfr_set_q(lower_, q.get_mpq_t(), MPFR_RNDD);
    mpfr_set_q(upper_, q.get_mpq_t(), MPFR_RNDU);
  }
  void set(const Enclosure& other) {
    mpfr_set(lower_, other.lower_, MPFR_RNDD);
    mpfr_set(upper_, other.upper_, MPFR_RNDU);
  }
  void add(const Enclosure& other) {
    mpfr_add(lower_, lower_, other.lower_, MPFR_RNDD);
    mpfr_add(upper_, upper_, other.upper_, MPFR_RNDU);
  }
  void scale(const mpq_class& q) {
    if (sgn(q) < 0) mpfr_swap(lower_, upper_);
    mpfr_mul_q(lower_, lower_, q.get_mpq_t(), MPFR_RNDD);
    mpfr_mul_q(upper_, upper_, q.get_mpq_t(), MPFR_RNDU);
  }
  void tanh()  // which rises
  {
    round_tanh(lower_, MPFR_RNDD);
    round_tanh(upper_, MPFR_RNDU);
  }

  bool is_usable() const { return mpfr_number_p(lower_) != 0 && mpfr_number_p(upper_) != 0; }
  bool is_within(const mpq_class& l, const mpq_class& u) const {
    return mpfr_cmp_q(lower_, l.get_mpq_t()) >= 0 && mpfr_cmp_q(upper_, u.get_mpq_t()) <= 0;
  }
  bool is_disjoint_from(const mpq_class& l, const mpq_class& u) const {
    return mpfr_cmp_q(upper_, l.get_mpq_t()) < 0 || mpfr_cmp_q(lower_, u.get_mpq_t()) > 0;
  }
  bool is_narrower_than(const mpq_class& limit) const {
    Enclosure width(mpfr_get_prec(upper_));
    mpfr_sub(width.upper_, upper_, lower_, MPFR_RNDU);
    return mpfr_cmp_q(width.upper_, limit.get_mpq_t()) < 0;
  }

 private:
  mpfr_t lower_;
  mpfr_t upper_;

  /// Beyond +-p, for p bits, tanh is within 2 e^(-2p) < 2^-p of +-1, so the neighbour of +-1 towards 0 and
  /// +-1 enclose it. That keeps the cost of huge arguments down.
  static void round_tanh(mpfr_t x, mpfr_rnd_t direction) {
    const long bits = static_cast<long>(mpfr_get_prec(x));
    if (mpfr_cmp_si(x, bits) > 0) {
      mpfr_set_si(x, 1, MPFR_RNDN);
      if (direction == MPFR_RNDD) mpfr_nextbelow(x);
    } else if (mpfr_cmp_si(x, -bits) < 0) {
      mpfr_set_si(x, -1, MPFR_RNDN);
      if (direction == MPFR_RNDU) mpfr_nextabove(x);
    } else {
      mpfr_tanh(x, x, direction);
    }
  }
};

/// Adds side times f(x), in one output.
void add_function(Enclosure& sum, const TanhNetwork& f, const std::deque<Enclosure>& x, std::size_t output,
                  int side, mpfr_prec_t bits) {
  Enclosure value(bits), product(bits);
  const auto add = [&](const mpq_class& q) { value.set(q), sum.add(value); };
  const auto add_tanh_of_value = [&](const mpq_class& weight) {
    value.tanh(), value.scale(weight), sum.add(value);
  };
  const Sum d = read_canonical_sum(f.d[output]);
  add(d.rational * side);
  for (const auto& [argument, coefficient] : d.terms) {
    value.set(argument);
    add_tanh_of_value(coefficient * side);
  }
  for (std::size_t i = 0; i < f.units(); ++i) {
    if (f.a_of(i, output).is_zero()) continue;
    const mpq_class weight = f.a_of(i, output).value() * side;
    value.set(f.c[i].value());
    for (std::size_t j = 0; j < f.inputs; ++j) {
      if (f.b_of(i)[j].is_zero()) continue;
      product.set(x[j]);
      product.scale(f.b_of(i)[j].value());
      value.add(product);
    }
    add_tanh_of_value(weight);
    if (f.weights_join_bias) add(weight);
  }
}

}  // namespace

Enclosed is_enclosed(const Witness& witness, const TanhNetwork& a, const TanhNetwork& b, long bits) {
  std::deque<Enclosure> x;
  for (const Rational& entry : witness.x) x.emplace_back(bits).set(entry.value());
  Enclosure difference(bits);
  difference.set(mpq_class(0));
  add_function(difference, a, x, witness.output, 1, bits);
  add_function(difference, b, x, witness.output, -1, bits);
  const mpq_class lower = witness.lower.value();
  const mpq_class upper = witness.upper.value();
  if (!difference.is_usable()) return Enclosed::undecided;
  if (difference.is_within(lower, upper)) return Enclosed::yes;
  if (difference.is_disjoint_from(lower, upper) || difference.is_narrower_than((upper - lower) / 2))
    return Enclosed::no;
  return Enclosed::undecided;
}

}  // namespace isopath::check
