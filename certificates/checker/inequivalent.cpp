// Kind `inequivalent`, two networks are different functions: section 5 of docs/certificate-format.md, rules
// N1 to N4.
#include <optional>

#include "bias.hpp"
#include "kinds.hpp"
#include "witness.hpp"

namespace isopath::check {

namespace {

struct Algebra {
  Place place;
  std::size_t output = 0;
  bool has_pair = false;
  Place pair_place;
  std::vector<Rational> b;
  Rational c;
};

/// Reads an index of an output. N1: it is one of the claim's.
std::size_t read_output(Reader& in, std::size_t outputs) {
  in.key("output");
  const std::size_t output = in.count(max_inputs);
  if (output >= outputs)
    in.fail("N1",
            "expected an output below " + std::to_string(outputs) + ", found " + std::to_string(output));
  return output;
}

Algebra read_algebra(Reader& in, const Network& a) {
  Algebra algebra;
  in.open_object();
  algebra.place = in.place();
  algebra.output = read_output(in, a.outputs);
  in.key("pair");
  algebra.has_pair = !in.null();
  algebra.pair_place = in.place();
  if (algebra.has_pair) {
    in.open_object();
    in.key("b");
    read_rationals(in, a.inputs, algebra.b);
    in.key("c");
    algebra.c = read_rational(in);
    in.close_object();
  }
  in.close_object();
  return algebra;
}

std::optional<Witness> read_witness(Reader& in, const Network& a) {
  if (in.null()) return std::nullopt;
  Witness witness;
  std::vector<Rational> difference;
  in.open_object();
  in.key("x");
  read_rationals(in, a.inputs, witness.x);
  witness.output = read_output(in, a.outputs);
  in.key("difference");
  witness.place = in.place();
  read_rationals(in, 2, difference);
  witness.lower = difference[0];
  witness.upper = difference[1];
  in.close_object();
  return witness;
}

/// Adds side times the oriented weights of the units of f that have the oriented pair, in the output of the
/// evidence.
void add_weights(const TanhNetwork& f, const Algebra& algebra, int side, Total& total) {
  const Pair pair{algebra.b.data(), algebra.c, 1};
  for (std::size_t i = 0; i < f.units(); ++i) {
    const Rational a = f.a_of(i, algebra.output);
    if (f.orientation[i] != 0 && !a.is_zero() && same_pair(pair, pair_of(f, i), f.inputs))
      total.add(a.value() * (side * f.orientation[i]));
  }
}

void check_n2(const TanhNetwork& a, const TanhNetwork& b, const Algebra& algebra) {
  const int sign = orientation(algebra.b.data(), algebra.b.size());
  if (sign == 0) refuse(*a.source, algebra.pair_place, "N2", "expected a pair with b != 0, found b = 0");
  if (sign < 0)
    refuse(*a.source, algebra.pair_place, "N2", "expected an oriented pair, found one that is not");
  Total total;
  add_weights(a, algebra, 1, total);
  add_weights(b, algebra, -1, total);
  if (total.value() == 0)
    refuse(*a.source, algebra.pair_place, "N2",
           "expected different sums of weights of this pair in a and in b, found equal sums");
}

void check_n3(const TanhNetwork& a, const TanhNetwork& b, const Algebra& algebra) {
  if (BiasComparison(a, b).is_equal(algebra.output))
    refuse(*a.source, algebra.place, "N3", "expected different elements of K in a and in b, found the same");
}

void check_n4(const TanhNetwork& a, const TanhNetwork& b, const Witness& witness) {
  constexpr long least_bits = 64, most_bits = 16'384;
  if (witness.lower.value() >= witness.upper.value())
    refuse(*a.source, witness.place, "N4", "expected [l, u] with l < u, found l >= u");
  if (witness.lower.sign() <= 0 && witness.upper.sign() >= 0)
    refuse(*a.source, witness.place, "N4", "expected [l, u] without 0, found 0 in it");
  for (long bits = least_bits; bits <= most_bits; bits *= 2) {
    const Enclosed enclosed = is_enclosed(witness, a, b, bits);
    if (enclosed == Enclosed::yes) return;
    if (enclosed == Enclosed::no)
      refuse(*a.source, witness.place, "N4",
             "expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at " +
                 std::to_string(bits) + " bits");
  }
  refuse(*a.source, witness.place, "N4",
         "expected that 16384 bits decide whether f_a(x) - f_b(x) lies in [l, u], found that they don't");
}

}  // namespace

void check_inequivalent(Reader& in, const FileOptions& files, Report& report) {
  in.key("claim");
  in.open_object();
  in.key("a");
  Network stated_a = read_claimed_network(in);
  in.key("b");
  Network stated_b = read_claimed_network(in);
  in.close_object();
  check_same_shape(stated_a, stated_b, "N1");  // the evidence has its shape from both
  in.key("evidence");
  in.open_object();
  in.key("algebra");
  const Algebra algebra = read_algebra(in, stated_a);
  in.key("witness");
  const std::optional<Witness> witness = read_witness(in, stated_a);
  close_certificate(in);
  report.lines = {"claim: f_a(x) != f_b(x) for some real x",
                  witness ? "evidence: algebraic, and a point x with an enclosure of the difference"
                          : "evidence: algebraic; no point x is given"};
  report_networks({{"a", &stated_a}, {"b", &stated_b}}, files, report);

  TextStore store;
  const TanhNetwork a = tanh_network(std::move(stated_a), store);
  const TanhNetwork b = tanh_network(std::move(stated_b), store);
  if (algebra.has_pair)
    check_n2(a, b, algebra);
  else
    check_n3(a, b, algebra);
  if (witness) check_n4(a, b, *witness);
}

}  // namespace isopath::check
