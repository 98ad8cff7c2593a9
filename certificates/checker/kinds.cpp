#include "kinds.hpp"

#include <mpfr.h>

namespace isopath::check {

namespace {

// --- groups: G1, G2, C4, C5, E2, E3

/// A unit in a group. Its weights count with this sign.
struct Member {
  const Network* f;
  std::size_t unit;
  int sign;
};
using Group = std::vector<Member>;

/// Reads the groups of the units of f, whose oriented weights count with `side`. G1; G2, which is C4 for the
/// first `fixed` groups; and `numbering`, C4 or E2: each group has a unit, or is the next.
void read_groups(Reader& in, const Network& f, int side, std::size_t fixed, std::string_view numbering,
                 std::vector<Group>& groups) {
  std::size_t next = 0;
  in.array([&] {
    const std::size_t unit = next++;
    if (unit == f.units()) in.fail("G1", "expected one entry per unit, ", unit, ", found more");
    const bool is_constant = f.orientation[unit] == 0, is_null = in.null();
    const std::size_t group = is_null ? 0 : in.count(2 * max_units);
    if (is_null && !is_constant)
      in.fail("G1", "expected a group, for a unit that is not constant, found null");
    if (!is_null && is_constant) in.fail("G1", "expected null, for a constant unit, found a group");
    if (is_null) return;
    if (group > groups.size())
      in.fail(numbering, "expected a group that has a unit, or the next, ", groups.size(), ", found ", group);
    if (group == groups.size()) groups.emplace_back();
    groups[group].push_back({&f, unit, side * f.orientation[unit]});
    const Member& first = groups[group].front();
    if (!same_pair(*first.f, first.unit, f, unit))
      in.fail(group < fixed ? "C4" : "G2", "expected a unit with the oriented pair of ",
              first.f->place_of_unit(first.unit).path, ", found ", f.place_of_unit(unit).path);
  });
  if (next < f.units()) in.fail("G1", "expected one entry per unit, ", f.units(), ", found ", next);
}

/// Do the weights of a group add up to 0 in this output?
bool is_balanced(const Group& group, std::size_t output) {
  const auto weight = [output](const Member& member) { return member.f->a_of(member.unit)[output]; };
  if (group.size() == 2)  // as most have: nothing needs to be computed
    return equal_with_signs(group[0].sign, weight(group[0]), -group[1].sign, weight(group[1]));
  Total total;
  for (const Member& member : group) total.add(value(weight(member)) * member.sign);
  return total.value() == 0;
}

/// C5, E3.
void check_sums(const std::vector<Group>& groups, std::size_t outputs, std::string_view rule) {
  for (std::size_t k = 0; k < groups.size(); ++k)
    for (std::size_t o = 0; o < outputs; ++o)
      if (const auto& [f, unit, sign] = groups[k].front(); !is_balanced(groups[k], o))
        refuse(f->place_of_unit(unit, joined(".a[", o, "]")), rule, "expected oriented weights of group ", k,
               " with the same sum in both networks, found different sums");
}

// --- output biases: C6, E4, N3

/// For each output: are "d plus the contributions of the constant units" different elements of K?
std::vector<bool> differing_biases(const Network& a, const Network& b) {
  // Arguments of tanh become numbers, and 1 is "0": to compare long texts for each output could cost the
  // square of the certificate's size.
  std::map<std::string, std::size_t> numbers{{"0", 0}};
  const auto number = [&](const std::string& q) {
    return numbers.try_emplace(q, numbers.size()).first->second;
  };
  std::vector<std::pair<Member, std::size_t>> constants;  // units that contribute to all outputs
  const std::pair<const Network*, int> sides[] = {{&a, 1}, {&b, -1}};
  for (const auto& [f, side] : sides)
    for (std::size_t i = 0; i < f->units(); ++i) {
      if (f->is_logistic) constants.push_back({{f, i, side}, 0});  // M1
      if (f->orientation[i] == 0 && !is_zero(f->c[i]))             // M3; tanh(0) = 0
        constants.push_back({{f, i, side * sign(f->c[i])}, number(std::string(magnitude(f->c[i])))});
    }
  std::vector<bool> differs(a.outputs);
  for (std::size_t o = 0; o < a.outputs; ++o) {
    std::map<std::size_t, Total> difference;
    for (const auto& [f, side] : sides)
      for (const auto& [argument, coefficient] : read_canonical_sum(f->d[o]))
        difference[number(argument.get_str())].add(coefficient * side);
    for (const auto& [unit, argument] : constants)
      if (const Rational weight = unit.f->a_of(unit.unit)[o]; !is_zero(weight))
        difference[argument].add(value(weight) * unit.sign);
    for (const auto& entry : difference)
      if (entry.second.value() != 0) differs[o] = true;
  }
  return differs;
}

void check_biases(const Network& a, const Network& b, std::string_view rule) {
  const std::vector<bool> differs = differing_biases(a, b);
  for (std::size_t o = 0; o < b.outputs; ++o)
    if (differs[o])
      refuse(b.place_of_output(o), rule,
             "expected d plus the contributions of the constant units to be as in ", a.place.path,
             ", found another element of K");
}

// --- the difference at a point: N4
//
// Every quantity is enclosed in [lower, upper], both of as many bits as asked for: lower only ever rounded
// down, upper up. MPFR rounds correctly in each operation used, so an enclosure stays one. Exponents can't
// overflow: numbers have at most 10^6 characters, products of two at most 2^23 bits, and MPFR's exponents go
// to 2^30; should a bound be infinite or no number all the same, it decides nothing.

class Enclosure {
 public:
  Enclosure(const mpq_class& q, mpfr_prec_t bits) {
    mpfr_inits2(bits, lower_, upper_, nullptr);
    set(q);
  }
  Enclosure(const Enclosure& other) : Enclosure(0, mpfr_get_prec(other.lower_)) { add(other); }
  Enclosure& operator=(const Enclosure&) = delete;
  ~Enclosure() { mpfr_clears(lower_, upper_, nullptr); }

  void set(const mpq_class& q) {
    mpfr_set_q(lower_, q.get_mpq_t(), MPFR_RNDD);
    mpfr_set_q(upper_, q.get_mpq_t(), MPFR_RNDU);
  }
  void add(const Enclosure& other) {
    mpfr_add(lower_, lower_, other.lower_, MPFR_RNDD);
    mpfr_add(upper_, upper_, other.upper_, MPFR_RNDU);
  }
  void scale(const mpq_class& q) {
    if (q < 0) mpfr_swap(lower_, upper_);
    mpfr_mul_q(lower_, lower_, q.get_mpq_t(), MPFR_RNDD);
    mpfr_mul_q(upper_, upper_, q.get_mpq_t(), MPFR_RNDU);
  }
  void apply_tanh() {  // which rises
    round_tanh(lower_, MPFR_RNDD);
    round_tanh(upper_, MPFR_RNDU);
  }

  /// Is the quantity in [l, u]? Nothing if that can't be said; no if even an enclosure much narrower is not
  /// inside.
  std::optional<bool> is_in(const mpq_class& l, const mpq_class& u) const {
    if (mpfr_number_p(lower_) == 0 || mpfr_number_p(upper_) == 0) return std::nullopt;
    const auto compare = [](const mpfr_t x, const mpq_class& q) { return mpfr_cmp_q(x, q.get_mpq_t()); };
    if (compare(lower_, l) >= 0 && compare(upper_, u) <= 0) return true;
    Enclosure width(*this);
    mpfr_sub(width.upper_, upper_, lower_, MPFR_RNDU);
    const bool is_disjoint = compare(upper_, l) < 0 || compare(lower_, u) > 0;
    if (is_disjoint || compare(width.upper_, (u - l) / 64) < 0) return false;
    return std::nullopt;
  }

 private:
  mpfr_t lower_, upper_;

  /// Beyond +-p, for p bits, tanh is within 2 e^(-2p) < 2^-p of +-1, so the neighbour of +-1 towards 0 and
  /// +-1 enclose it. That keeps the cost of huge arguments down.
  static void round_tanh(mpfr_t x, mpfr_rnd_t direction) {
    const long bits = static_cast<long>(mpfr_get_prec(x));
    const int side = mpfr_cmp_si(x, bits) > 0 ? 1 : mpfr_cmp_si(x, -bits) < 0 ? -1 : 0;
    if (side == 0)
      mpfr_tanh(x, x, direction);
    else
      mpfr_set_si(x, side, MPFR_RNDN);
    if (side > 0 && direction == MPFR_RNDD) mpfr_nextbelow(x);
    if (side < 0 && direction == MPFR_RNDU) mpfr_nextabove(x);
  }
};

/// Adds side times f(x), in one output.
void add_function(Enclosure& sum, const Network& f, const std::vector<Enclosure>& x, std::size_t output,
                  int side) {
  Enclosure term(sum);
  for (const auto& [argument, coefficient] : read_canonical_sum(f.d[output])) {
    term.set(argument == 0 ? mpq_class(1) : argument);
    if (argument != 0) term.apply_tanh();
    term.scale(coefficient * side);
    sum.add(term);
  }
  for (std::size_t i = 0; i < f.units(); ++i) {
    const mpq_class weight = value(f.a_of(i)[output]) * side;
    if (weight == 0) continue;
    term.set(value(f.c[i]));
    for (std::size_t j = 0; j < f.inputs; ++j) {
      if (is_zero(f.b_of(i)[j])) continue;
      Enclosure product(x[j]);
      product.scale(value(f.b_of(i)[j]));
      term.add(product);
    }
    term.apply_tanh();
    term.scale(weight);
    sum.add(term);
    if (f.is_logistic) term.set(weight), sum.add(term);  // M1
  }
}

/// Units, and tanh terms of d: each has one bracket.
std::uint64_t terms_of(const Network& f) {
  std::uint64_t terms = f.units();
  for (const std::string_view d : f.d)
    terms += static_cast<std::uint64_t>(std::count(d.begin(), d.end(), '('));
  return terms;
}

/// A point at which two networks differ, and bounds of the difference.
struct Witness {
  std::vector<Rational> x, difference;  // difference: l and u
  std::size_t output = 0;
};

void check_n4(const Reader& in, const Witness& witness, const Network& a, const Network& b) {
  constexpr std::uint64_t most_bits = 131'072, most_bits_in_all = std::uint64_t{1} << 31U;
  const mpq_class l = value(witness.difference[0]), u = value(witness.difference[1]);
  if (l >= u) in.fail("N4", "expected [l, u] with l < u, found l >= u");
  if (l <= 0 && u >= 0) in.fail("N4", "expected [l, u] without 0, found 0 in it");
  const std::uint64_t terms = terms_of(a) + terms_of(b);
  for (std::uint64_t bits = 64; bits <= most_bits && bits * terms <= most_bits_in_all; bits *= 2) {
    const auto precision = static_cast<mpfr_prec_t>(bits);
    std::vector<Enclosure> x;
    for (const Rational entry : witness.x) x.emplace_back(value(entry), precision);
    Enclosure difference(0, precision);
    add_function(difference, a, x, witness.output, 1);
    add_function(difference, b, x, witness.output, -1);
    const std::optional<bool> is_in = difference.is_in(l, u);
    if (is_in == true) return;
    if (is_in == false)
      in.fail("N4", "expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at ", bits,
              " bits");
  }
  in.fail("N4", "expected that ", most_bits, " bits, and ", most_bits_in_all, " bits in all for ", terms,
          " units and terms, decide whether f_a(x) - f_b(x) lies in [l, u], found that they don't");
}

// --- claims

/// C1, E1, N1: the same inputs and outputs.
void check_same_shape(const Network& first, const Network& second, std::string_view rule) {
  if (first.inputs != second.inputs || first.outputs != second.outputs)
    refuse(second.place, rule, "expected the inputs and outputs of ", first.place.path, ", ", first.shape(),
           ", found ", second.shape());
}

/// F1: compares the networks of a claim with the files, and reports them.
void compare(const std::vector<std::pair<std::string, const Network*>>& networks, const FileOptions& files,
             Report& report) {
  if (files.names.size() > networks.size())
    refuse({networks.front().second->place.source, 0, "$"}, "F1", "expected at most ", networks.size(),
           " network files for this kind, found ", files.names.size());
  for (std::size_t k = 0; k < networks.size(); ++k) {
    const auto& [label, net] = networks[k];
    const bool has_file = k < files.names.size();
    if (has_file) compare_with_file(*net, files.names[k], files);
    report.lines.push_back(label + ": " + net->shape() +
                           (has_file ? "; it is that of " + files.names[k] : "; compared with no file"));
  }
}

// --- kind canonical: section 3

void check_c2(const Network& canonical) {
  for (std::size_t k = 0; k < canonical.units(); ++k) {
    const auto a = canonical.a_of(k);
    if (std::all_of(a.begin(), a.end(), is_zero))
      refuse(canonical.place_of_unit(k, ".a"), "C2", "expected an entry other than 0, found none");
    if (canonical.orientation[k] == 0)
      refuse(canonical.place_of_unit(k, ".b"), "C2", "expected an entry other than 0, found none");
    if (canonical.orientation[k] < 0)
      refuse(canonical.place_of_unit(k, ".b"), "C2",
             "expected the first entry other than 0 to be positive, found a negative");
  }
}

/// Values are formed of the first numbers of two pairs that differ, and of no others.
void check_c3(const Network& canonical) {
  for (std::size_t k = 1; k < canonical.units(); ++k) {
    const auto p = canonical.b_of(k - 1), q = canonical.b_of(k);
    const auto [i, j] = std::mismatch(p.begin(), p.end(), q.begin());
    const Rational before = i == p.end() ? canonical.c[k - 1] : *i, here = i == p.end() ? canonical.c[k] : *j;
    if (before == here || value(before) > value(here))
      refuse(canonical.place_of_unit(k), "C3",
             "expected a pair (b, c) beyond that of the unit before, found one that is not");
  }
}

void check_canonical(Reader& in, const FileOptions& files, Report& report) {
  Network network, canonical;
  std::uint64_t rank = 0;
  in.key("claim");
  in.object({"network", "canonical", "rank"}, [&](std::size_t k) {
    if (k == 0) network = read_claimed_network(in);
    if (k == 1) canonical = read_claimed_network(in);
    if (k == 2) rank = in.count(max_units);
    if (k == 2 && rank != canonical.units())
      in.fail("C1", "expected the number of units of \"canonical\", ", canonical.units(), ", found ", rank);
  });
  report.lines = {"claim: \"canonical\" is the canonical form of \"network\", and its number of units, " +
                  std::to_string(rank) + ", is the least of any tanh network with the same function"};
  compare({{"network", &network}}, files, report);
  check_same_shape(network, canonical, "C1");
  if (canonical.is_logistic)
    refuse(canonical.place, "C1", "expected a tanh network, found a logistic network");
  TextStore store;
  map_to_tanh(network, store);
  map_to_tanh(canonical, store);
  check_c2(canonical);
  check_c3(canonical);
  // The canonical units go in first, on the other side: then all groups must add up to 0.
  std::vector<Group> groups;
  for (std::size_t k = 0; k < rank; ++k) groups.push_back({{&canonical, k, -1}});
  in.key("evidence");
  in.object({"groups"}, [&](std::size_t) { read_groups(in, network, 1, rank, "C4", groups); });
  check_sums(groups, network.outputs, "C5");
  check_biases(network, canonical, "C6");
}

// --- kinds equivalent and inequivalent: sections 4 and 5

/// Reads the claim, with E1 or N1, and maps the networks to tanh.
void read_claim(Reader& in, std::string_view rule, const FileOptions& files, Report& report, TextStore& store,
                Network& a, Network& b) {
  in.key("claim");
  in.object({"a", "b"}, [&](std::size_t k) { (k == 0 ? a : b) = read_claimed_network(in); });
  compare({{"network a", &a}, {"network b", &b}}, files, report);
  check_same_shape(a, b, rule);
  map_to_tanh(a, store);
  map_to_tanh(b, store);
  in.key("evidence");
}

void check_equivalent(Reader& in, const FileOptions& files, Report& report) {
  Network a, b;
  TextStore store;
  std::vector<Group> groups;
  report.lines = {"claim: f_a(x) = f_b(x) for all real x"};
  read_claim(in, "E1", files, report, store, a, b);
  in.object({"groups"}, [&](std::size_t) {
    in.object({"a", "b"},
              [&](std::size_t k) { read_groups(in, k == 0 ? a : b, k == 0 ? 1 : -1, 0, "E2", groups); });
  });
  check_sums(groups, a.outputs, "E3");
  check_biases(a, b, "E4");
}

/// Reads an index of an output. N1: it is one of the claim's.
std::size_t read_output(Reader& in, std::size_t outputs) {
  const std::size_t output = in.count(max_inputs);
  if (output >= outputs) in.fail("N1", "expected an output below ", outputs, ", found ", output);
  return output;
}

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
      output = read_output(in, a.outputs);
    else if (!in.null())
      check_n2(in, a, b, output);
    else if (!differing_biases(a, b)[output])
      in.fail("N3", "expected different elements of K in a and in b, found the same");
  });
}

void check_witness(Reader& in, const Network& a, const Network& b) {
  Witness witness;
  in.object({"x", "output", "difference"}, [&](std::size_t k) {
    if (k == 0) read_rationals(in, a.inputs, witness.x);
    if (k == 1) witness.output = read_output(in, a.outputs);
    if (k == 2) read_rationals(in, 2, witness.difference);
    if (k == 2) check_n4(in, witness, a, b);
  });
}

void check_inequivalent(Reader& in, const FileOptions& files, Report& report) {
  Network a, b;
  TextStore store;
  report.lines = {"claim: f_a(x) != f_b(x) for some real x"};
  read_claim(in, "N1", files, report, store, a, b);
  in.object({"algebra", "witness"}, [&](std::size_t k) {
    if (k == 0) return check_algebra(in, a, b);
    const bool is_absent = in.null();
    report.lines.emplace_back(is_absent ? "evidence: algebraic; no point x is given"
                                        : "evidence: algebraic, and a point x with bounds of the difference");
    if (!is_absent) check_witness(in, a, b);
  });
}

}  // namespace

void check_certificate(const Source& source, const FileOptions& files, Report& report) {
  Reader in(source);
  in.open_object();
  in.key("format");
  in.choice({"isopath-certificate"}, "T5");
  in.key("version");
  const std::uint64_t version = in.count(max_units);
  if (version != 1) in.fail("T5", "expected version 1, found ", version);
  in.key("kind");
  report.kind = in.string("a kind", "T5");
  // Each reads claim and evidence, and checks the rules of its kind.
  if (report.kind == "canonical")
    check_canonical(in, files, report);
  else if (report.kind == "equivalent")
    check_equivalent(in, files, report);
  else if (report.kind == "inequivalent")
    check_inequivalent(in, files, report);
  else
    throw Refusal(
        Exit::not_treated,
        located(in.place(), "T5", "found a kind that this program does not know, " + in_quotes(report.kind)));
  in.close_object();
  in.end();
}

}  // namespace isopath::check
