#include "kinds/networks.hpp"

#include "groups.hpp"
#include "kinds/two_networks.hpp"
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
    const bool is_constant = f.orientation[unit] == 0;
    const bool is_null = in.null();
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
              first.f->place_of_unit(first.unit).key_path, ", found ", f.place_of_unit(unit).key_path);
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

// --- the order and shape of a canonical form: C2, C3

void check_c2(const Network& canonical) {
  for (std::size_t k = 0; k < canonical.units(); ++k) {
    if (are_zero(canonical.a_of(k)))
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
    const auto p = canonical.b_of(k - 1);
    const auto q = canonical.b_of(k);
    const auto [i, j] = std::mismatch(p.begin(), p.end(), q.begin());
    const Rational before = i == p.end() ? canonical.c[k - 1] : *i;
    const Rational here = i == p.end() ? canonical.c[k] : *j;
    if (before == here || value(before) > value(here))
      refuse(canonical.place_of_unit(k), "C3",
             "expected a pair (b, c) beyond that of the unit before, found one that is not");
  }
}

}  // namespace

void check_canonical(Reader& in, const FileOptions& files, Report& report) {
  Network network;
  Network canonical;
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

void check_equivalent(Reader& in, const FileOptions& files, Report& report) {
  Network a;
  Network b;
  TextStore store;
  std::vector<Group> groups;
  report.lines = {"claim: f_a(x) = f_b(x) for all real x"};
  read_two_networks(in, "E1", files, report, store, a, b);
  in.object({"groups"}, [&](std::size_t) {
    in.object({"a", "b"},
              [&](std::size_t k) { read_groups(in, k == 0 ? a : b, k == 0 ? 1 : -1, 0, "E2", groups); });
  });
  check_sums(groups, a.outputs, "E3");
  check_biases(a, b, "E4");
}

void check_not_connected(Reader& in, const FileOptions& files, Report& report) {
  Network a;
  Network b;
  TextStore store;
  report.lines = {"claim: b is another parameter than a, and no path from a to b keeps the function"};
  read_two_networks(in, "I1", files, report, store, a, b);
  in.open_object();
  in.close_object();
  if (a.is_logistic != b.is_logistic || a.units() != b.units())
    refuse(b.place, "I1", "expected the activation and the units of a, ", a.shape(), ", found ", b.shape());
  if (have_same_numbers(a, b)) refuse(b.place, "I1", "expected another parameter than a, found the same");
  std::map<std::string, std::size_t> units;  // by oriented pair
  for (std::size_t i = 0; i < a.units(); ++i) {
    if (a.orientation[i] == 0 || are_zero(a.a_of(i)))
      refuse(a.place_of_unit(i), "I2", "expected an a and a b other than 0, found 0");
    const auto [entry, is_new] = units.try_emplace(oriented({a.b_of(i), {&a.c[i], 1}}).first, i);
    if (!is_new)
      refuse(a.place_of_unit(i), "I3", "expected another oriented pair than that of unit ", entry->second,
             ", found the same");
  }
}

}  // namespace isopath::check
