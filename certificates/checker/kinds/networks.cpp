#include "report.hpp"

#include "groups.hpp"
#include "lower.hpp"
#include "rules.hpp"

namespace isopath::check {

namespace {

// --- groups: G1, G2, C4, C5, E2, E3

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

/// C5, E3.
void check_sums(const std::vector<Group>& groups, std::size_t outputs, std::string_view rule) {
  for (std::size_t k = 0; k < groups.size(); ++k)
    for (std::size_t o = 0; o < outputs; ++o)
      if (const auto& [f, unit, sign] = groups[k].front(); !is_balanced(groups[k], o))
        refuse(f->place_of_unit(unit, joined(".a[", o, "]")), rule, "expected oriented weights of group ", k,
               " with the same sum in both networks, found different sums");
}

// --- output biases: C6, E4

void check_biases(const Network& a, const Network& b, std::string_view rule) {
  const std::vector<bool> differs = differing_biases(a, b);
  for (std::size_t o = 0; o < b.outputs; ++o)
    if (differs[o])
      refuse(b.place_of_output(o), rule,
             "expected d plus the contributions of the constant units to be as in ", a.place.path,
             ", found another element of K");
}

// --- claims

/// C1, E1, N1: the same inputs and outputs.
void check_same_shape(const Network& first, const Network& second, std::string_view rule) {
  if (first.inputs != second.inputs || first.outputs != second.outputs)
    refuse(second.place, rule, "expected the inputs and outputs of ", first.place.path, ", ", first.shape(),
           ", found ", second.shape());
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

// --- kind not connected: section 9

void check_not_connected(Reader& in, const FileOptions& files, Report& report) {
  Network a, b;
  TextStore store;
  report.lines = {"claim: b is another parameter than a, and no path from a to b keeps the function"};
  read_claim(in, "I1", files, report, store, a, b);
  in.open_object();
  in.close_object();
  if (a.is_logistic != b.is_logistic || a.units() != b.units())
    refuse(b.place, "I1", "expected the activation and the units of a, ", a.shape(), ", found ", b.shape());
  if (a.a == b.a && a.b == b.b && a.c == b.c && a.d == b.d)
    refuse(b.place, "I1", "expected another parameter than a, found the same");
  std::map<std::string, std::size_t> units;  // by oriented pair
  for (std::size_t i = 0; i < a.units(); ++i) {
    if (a.orientation[i] == 0 || std::all_of(a.a_of(i).begin(), a.a_of(i).end(), is_zero))
      refuse(a.place_of_unit(i), "I2", "expected an a and a b other than 0, found 0");
    const auto [entry, is_new] = units.try_emplace(oriented({a.b_of(i), {&a.c[i], 1}}).first, i);
    if (!is_new)
      refuse(a.place_of_unit(i), "I3", "expected another oriented pair than that of unit ", entry->second,
             ", found the same");
  }
}

// --- kind diameter: section 11

/// The claim's pair, but for the functions. Q1.
std::vector<Network> read_pair(Reader& in, const Network& network) {
  std::vector<Network> pair;
  in.array([&] {
    Network& member = pair.emplace_back();
    member.is_logistic = network.is_logistic, member.inputs = network.inputs,
    member.outputs = network.outputs;
    in.peek();
    member.place = in.place();
    in.object({"units", "d"}, [&](std::size_t k) {
      read_key(in, k + 3, member);
      if (k == 0 && member.units() != network.units())
        in.fail("Q1", "expected ", counted(network.units(), "unit"), " as in the network, found ",
                member.units());
    });
  });
  if (pair.size() != 2) in.fail("T4", "expected 2 entries, found ", pair.size());
  return pair;
}

/// Q1, Q2.
void check_functions(Network network, std::vector<Network> pair, const Claimed& rank) {
  TextStore store;
  map_to_tanh(network, store);
  std::uint64_t essential = 0;
  for (const auto& [text, group] : by_pair(network)) essential += is_balanced(group) ? 0U : 1U;
  if (rank.value != essential) refuse(rank.place, "Q2", "expected ", essential, ", found ", rank.value);
  for (Network& member : pair) {
    map_to_tanh(member, store);
    for (const auto& [text, group] : by_pair(member, &network))
      if (const auto& [f, unit, sign] = group[0]; !is_balanced(group))
        refuse(f->place_of_unit(unit), "Q1",
               "expected units of this pair to have the same sums of weights in ", network.place.path,
               " and in ", member.place.path, ", found other sums");
    check_biases(network, member, "Q1");
  }
}

/// Q3. Returns the claim's "upper".
std::string check_q3(Reader& in, std::uint64_t rank, std::uint64_t units) {
  const std::uint64_t spare = units - rank;
  const std::string expected = units == 0   ? "0"
                               : spare == 0 ? "null"
                                            : std::to_string(3 + 4 * ((rank + spare - 1) / spare));
  std::string found = in.null() ? "null" : std::to_string(in.count(max_segments));
  if (found != expected) in.fail("Q3", "expected ", expected, ", found ", found);
  return found;
}

void check_diameter(Reader& in, const FileOptions& files, Report& report) {
  Network network;
  std::vector<Network> pair;
  Claimed rank, lower;
  std::string upper;
  report.lines = {
      "claim: members of the class of the network are joined by paths of at most \"upper\" segments along "
      "which f_w is the same, and the two of \"pair\" by none of fewer than \"lower\""};
  in.key("claim");
  in.object({"network", "rank", "pair", "lower", "upper"}, [&](std::size_t k) {
    if (k == 0) network = read_claimed_network(in);
    if (k == 1) rank = {in.count(max_units), in.place()};
    if (k == 2) pair = read_pair(in, network);
    if (k == 2) check_functions(network, pair, rank);
    if (k == 3) lower = {in.count(max_segments), in.place()};
    if (k == 4) upper = check_q3(in, rank.value, network.units());
  });
  compare({{"network", &network}, {"first member", &pair[0]}, {"second member", &pair[1]}}, files, report);
  report.lines.push_back(
      joined("rank: ", rank.value, "; upper: ", upper == "null" ? "none, for not all are joined" : upper));
  in.key("evidence");
  in.object({"lower"}, [&](std::size_t) { check_lower(in, pair[0], pair[1], lower, report); });
}

}  // namespace

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
  else if (report.kind == "path valid")
    check_path_valid(in, files, report);
  else if (report.kind == "path broken")
    check_path_broken(in, files, report);
  else if (report.kind == "connected")
    check_connected(in, files, report);
  else if (report.kind == "not connected")
    check_not_connected(in, files, report);
  else if (report.kind == "distance")
    check_distance(in, files, report);
  else if (report.kind == "diameter")
    check_diameter(in, files, report);
  else if (report.kind == "difference bound")
    check_difference_bound(in, files, report);
  else if (report.kind == "near")
    check_near(in, files, report);
  else
    throw Refusal(
        Exit::not_treated,
        located(in.place(), "T5", "found a kind that this program does not know, " + in_quotes(report.kind)));
  in.close_object();
  in.end();
}

}  // namespace isopath::check
