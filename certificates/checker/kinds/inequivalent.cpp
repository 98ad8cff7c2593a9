#include "kinds/inequivalent.hpp"

#include "groups.hpp"
#include "kinds/two_networks.hpp"
#include "rules.hpp"
#include "witness.hpp"

namespace isopath::check {

namespace {

/// The pair is read as a network of one unit.
void check_n2(Reader& in, const Network& a, const Network& b, std::size_t output) {
  Network pair;
  pair.inputs = a.inputs;
  in.object({"b", "c"}, [&](std::size_t k) {
    if (k == 0) read_rationals(in, a.inputs, pair.b);
    if (k == 1) pair.c.push_back(read_rational(in));
  });
  orient(pair);
  if (pair.orientation[0] == 0) in.fail("N2", "expected a pair with b != 0, found b = 0");
  if (pair.orientation[0] < 0) in.fail("N2", "expected an oriented pair, found one that is not");
  Group group;
  const std::pair<const Network*, int> sides[] = {{&a, 1}, {&b, -1}};
  for (const auto& [f, side] : sides)
    for (std::size_t i = 0; i < f->units(); ++i)
      if (f->orientation[i] != 0 && same_pair(pair, 0, *f, i))
        group.push_back({f, i, side * f->orientation[i]});
  if (is_balanced(group, output))
    in.fail("N2", "expected different sums of weights of this pair in a and in b, found equal sums");
}

void check_algebra(Reader& in, const Network& a, const Network& b) {
  std::size_t output = 0;
  in.object({"output", "pair"}, [&](std::size_t k) {
    if (k == 0)
      output = read_output(in, a, "N1");
    else if (!in.null())
      check_n2(in, a, b, output);
    else if (!differing_biases(a, b)[output])
      in.fail("N3", "expected different elements of K in a and in b, found the same");
  });
}

void check_witness(Reader& in, const Network& a, const Network& b) {
  Witness witness;
  in.object({"x", "output", "difference"}, [&](std::size_t k) {
    read_witness(in, k, a, "N1", witness);
    if (k == 2) check_n4(in, witness, {a, a, 0}, {b, b, 0});
  });
}

}  // namespace

void check_inequivalent(Reader& in, const FileOptions& files, Report& report) {
  Network a;
  Network b;
  TextStore store;
  report.lines = {"claim: f_a(x) != f_b(x) for some real x"};
  read_two_networks(in, "N1", files, report, store, a, b);
  in.object({"algebra", "witness"}, [&](std::size_t k) {
    if (k == 0) return check_algebra(in, a, b);
    const bool is_absent = in.null();
    report.lines.emplace_back(is_absent ? "evidence: algebraic; no point x is given"
                                        : "evidence: algebraic, and a point x with bounds of the difference");
    if (!is_absent) check_witness(in, a, b);
  });
}

}  // namespace isopath::check
