#include "segments.hpp"

#include "rules.hpp"

namespace isopath::check {

namespace {

// On logistic networks M1 halves all a, b and c: that changes nothing in S1, S2 and the groups. Only S3
// speaks of halves.

/// Units of a segment with one joint key, as positions in the vertex that states them, and their signs.
struct JointGroup {
  bool moves = false;
  std::vector<std::pair<std::size_t, int>> units;
};

/// The units of a segment that do not meet their condition by themselves.
struct Changes {
  std::vector<JointGroup> groups;  // of S1 and S2, in the order of their first units
  Network constants_at_u;          // those that S3 speaks of, as networks without inputs
  Network constants_at_v;
};

void add_constant(Network& net, std::span<const Rational> a, Rational c) {
  net.a.insert(net.a.end(), a.begin(), a.end());
  net.c.push_back(c);
}

/// Units that are not stated at v meet their condition by themselves.
Changes changes_of(const Network& u, const Stated& v) {
  Changes changes;
  std::map<std::string, std::size_t> numbers;  // of groups, by joint key
  for (std::size_t k = 0; k < v.net.units(); ++k) {
    const std::size_t i = v.index(k);
    const auto a_at_u = u.a_of(i);
    const auto b_at_u = u.b_of(i);
    const auto a = v.net.a_of(k);
    const auto b = v.net.b_of(k);
    const Rational c = v.net.c[k];
    const bool moves = c != u.c[i] || !std::equal(b.begin(), b.end(), b_at_u.begin());
    const bool has_same_a = std::equal(a.begin(), a.end(), a_at_u.begin());
    if (has_same_a && (!moves || are_zero(a))) continue;
    const bool is_constant = !moves && are_zero(b);
    // M1: the a of any logistic unit counts in d. With c = 0, so tanh(c) = 0, it counts there and no more.
    if (is_constant || (u.is_logistic && !has_same_a)) {
      add_constant(changes.constants_at_u, a_at_u, is_constant ? c : "0");
      add_constant(changes.constants_at_v, a, is_constant ? c : "0");
    }
    if (is_constant) continue;
    auto [key, orientation] =
        moves ? oriented({b_at_u, {&u.c[i], 1}, b, {&v.net.c[k], 1}}) : oriented({b, {&v.net.c[k], 1}});
    const auto [entry, is_new] = numbers.try_emplace(std::move(key), changes.groups.size());
    if (is_new) changes.groups.push_back({moves, {}});
    changes.groups[entry->second].units.emplace_back(k, orientation);
  }
  return changes;
}

/// S1 or S2, in one output.
bool is_invariant(const JointGroup& group, const Network& u, const Stated& v, std::size_t output) {
  Terms first;   // S1: the weights at u; S2: those at v less those at u
  Terms second;  // S1: the weights at v
  for (const auto& [k, sign] : group.units) {
    const Rational before = u.a_of(v.index(k))[output];
    const Rational here = v.net.a_of(k)[output];
    if (!group.moves && before == here) continue;
    first.emplace_back(group.moves ? sign : -sign, before);
    (group.moves ? second : first).emplace_back(sign, here);
  }
  return add_up_to_0(std::move(first)) && add_up_to_0(std::move(second));
}

/// S1, S2.
std::optional<Fault> fault_of_groups(const std::vector<JointGroup>& groups, const Network& u,
                                     const Stated& v) {
  for (const JointGroup& group : groups)
    for (std::size_t o = 0; o < u.outputs; ++o)
      if (!is_invariant(group, u, v, o))
        return Fault{v.place_of(group.units.front().first), group.moves ? "S1" : "S2",
                     joined("expected units that ",
                            group.moves ? "move together to have weights that add up to 0 at both vertices"
                                        : "stay together to have the same sum of weights at both vertices",
                            ", found other sums in output ", o)};
  return std::nullopt;
}

/// S3.
std::optional<Fault> fault_of_constants(Changes& changes, const Network& u, const Stated& v) {
  const bool has_d = !v.net.d.empty();
  if (changes.constants_at_u.units() == 0 && (!has_d || v.net.d == u.d)) return std::nullopt;
  changes.constants_at_u.d = u.d;
  changes.constants_at_v.d = has_d ? v.net.d : u.d;
  TextStore store;
  for (Network* const net : {&changes.constants_at_u, &changes.constants_at_v}) {
    net->is_logistic = u.is_logistic;
    net->outputs = u.outputs;
    map_to_tanh(*net, store);
  }
  const std::vector<bool> differs = differing_biases(changes.constants_at_u, changes.constants_at_v);
  const auto o = static_cast<std::size_t>(std::find(differs.begin(), differs.end(), true) - differs.begin());
  if (o == differs.size()) return std::nullopt;
  return Fault{has_d ? v.net.place_of_output(o) : v.net.place, "S3",
               joined("expected d plus the contributions of the units that stay with b = 0 to be in output ",
                      o, " as at the vertex before, found another element of K")};
}

}  // namespace

std::optional<Fault> fault_of_segment(const Network& u, const Stated& v) {
  Changes changes = changes_of(u, v);
  if (auto fault = fault_of_groups(changes.groups, u, v)) return fault;
  return fault_of_constants(changes, u, v);
}

bool is_broken(const Network& u, const Network& w) { return fault_of_segment(u, {w, true, {}}).has_value(); }

}  // namespace isopath::check
