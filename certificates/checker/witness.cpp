#include "witness.hpp"

#include "interval.hpp"
#include "rules.hpp"

namespace isopath::check {

namespace {

// Exponents can't overflow: numbers have at most 10^6 characters, less than 2^22 bits, no product has more
// than eight of them (a difference counts as two), and MPFR's exponents go to 2^30.

enum class Answer { no, yes, unknown };

/// Is the quantity enclosed by x in [l, u]? The answer is no, too, if x is much narrower than [l, u] and
/// still not inside.
Answer is_in(const Interval& x, const mpq_class& l, const mpq_class& u) {
  if (!x.is_finite()) return Answer::unknown;
  if (x.is_at_least(l) && x.is_at_most(u)) return Answer::yes;
  if (!x.high().is_at_least(l) || !x.low().is_at_most(u) || x.is_narrower((u - l) / 64)) return Answer::no;
  return Answer::unknown;
}

/// (1 - t) p + t q.
mpq_class at(const mpq_class& t, Rational p, Rational q) {
  const mpq_class at_0 = value(p);
  return p == q ? at_0 : mpq_class(at_0 + t * (value(q) - at_0));
}

/// d of w in one output. Terms that cancel are none.
Sum bias_of(const PointOfSegment& w, std::size_t output) {
  Sum sum = read_canonical_sum(w.u.d[output]);
  if (w.u.d[output] == w.v.d[output]) return sum;
  for (auto& entry : sum) entry.second *= 1 - w.t;
  for (const auto& [argument, coefficient] : read_canonical_sum(w.v.d[output]))
    sum[argument] += w.t * coefficient;
  std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
  return sum;
}

/// Adds q x.
void add_product(Interval& sum, const mpq_class& q, const Interval& x) {
  if (q == 0) return;
  Interval product(x);
  product.scale(q);
  sum += product;
}

/// f_w(x), in one output.
Interval enclosed(const PointOfSegment& w, const std::vector<Interval>& x, std::size_t output,
                  mpfr_prec_t bits) {
  Interval sum(0, bits);
  const Interval one(1, bits);
  for (const auto& [argument, coefficient] : bias_of(w, output)) {
    Interval term(argument, bits);
    term.apply_tanh();
    add_product(sum, coefficient, argument == 0 ? one : term);
  }
  for (std::size_t i = 0; i < w.u.units(); ++i) {
    const mpq_class weight = at(w.t, w.u.a_of(i)[output], w.v.a_of(i)[output]);
    if (weight == 0) continue;
    Interval term(at(w.t, w.u.c[i], w.v.c[i]), bits);
    for (std::size_t j = 0; j < w.u.inputs; ++j)
      add_product(term, at(w.t, w.u.b_of(i)[j], w.v.b_of(i)[j]), x[j]);
    term.apply_tanh();
    add_product(sum, weight, term);
    if (w.u.is_logistic) add_product(sum, weight, one);  // M1
  }
  return sum;
}

/// Units, and tanh terms of d.
std::uint64_t terms_of(const PointOfSegment& w) {
  std::uint64_t terms = w.u.units();
  for (std::size_t o = 0; o < w.u.outputs; ++o) {
    const Sum d = bias_of(w, o);
    terms += d.size() - d.count(0);
  }
  return terms;
}

}  // namespace

void read_witness(Reader& in, std::size_t k, const Network& f, std::string_view rule, Witness& witness) {
  if (k == 0) read_rationals(in, f.inputs, witness.x);
  if (k == 1) witness.output = read_output(in, f, rule);
  if (k == 2) read_rationals(in, 2, witness.difference);
}

void check_n4(const Reader& in, const Witness& witness, const PointOfSegment& a, const PointOfSegment& b) {
  const mpq_class l = value(witness.difference[0]);
  const mpq_class u = value(witness.difference[1]);
  if (l >= u) in.fail("N4", "expected [l, u] with l < u, found l >= u");
  if (l <= 0 && u >= 0) in.fail("N4", "expected [l, u] without 0, found 0 in it");
  const std::uint64_t terms = terms_of(a) + terms_of(b) + witness.x.size();
  for (std::uint64_t bits = 64; bits <= max_bits && bits * terms <= max_bits_in_all; bits *= 2) {
    const auto precision = static_cast<mpfr_prec_t>(bits);
    std::vector<Interval> x;
    x.reserve(witness.x.size());
    for (const Rational entry : witness.x) x.emplace_back(value(entry), precision);
    Interval difference = enclosed(b, x, witness.output, precision);
    difference.scale(-1);
    difference += enclosed(a, x, witness.output, precision);
    const Answer answer = is_in(difference, l, u);
    if (answer == Answer::yes) return;
    if (answer == Answer::no)
      in.fail("N4", "expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at ", bits,
              " bits");
  }
  in.fail("N4", "expected that ", max_bits, " bits, and ", max_bits_in_all, " bits in all for ", terms,
          " units, terms and inputs, decide whether f_a(x) - f_b(x) lies in [l, u], found that they don't");
}

}  // namespace isopath::check
