#include "verify/tanh/near/near.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <stdexcept>
#include <utility>

#include "exact/parallel.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/groups.hpp"
#include "verify/tanh/equivalence/oriented_weights.hpp"
#include "verify/tanh/near/good_partition.hpp"
#include "verify/tanh/near/least_partition.hpp"

namespace isopath {

namespace {

Rational greatest(const Network& network, const NumberRow& row) {
  Rational most;
  for (const Number x : row) most = std::max(most, network.numbers.value(x).abs());
  return most;
}

/// A copy that takes new numbers.
Network writable_copy(const Network& from) {
  Network to(from.inputs(), from.outputs());
  to.set_width(from.width());
  for (std::size_t unit = 0; unit < from.width(); ++unit) {
    const NumberRow row = from.row(unit);
    const std::span<Number> copy = to.writable_row(unit);
    for (std::size_t k = 0; k < row.size(); ++k) copy[k] = to.numbers.copy(row[k], from.numbers);
  }
  to.d = from.d;
  return to;
}

/// Gives the units the pair in the middle of the least box around theirs.
void share_pair(Network& to, const Network& from, const NearGroup& group) {
  for (std::size_t k = 0; k <= from.inputs(); ++k) {
    const auto entry = [&](const Member& member) {
      return from.numbers.value(from.row(member.unit)[k].negated_if(member.flipped));
    };
    Rational low = entry(group.front());
    Rational high = low;
    for (const Member& member : group) {
      low = std::min(low, entry(member));
      high = std::max(high, entry(member));
    }
    if (low == high) continue;
    const Number middle = to.numbers.add(Rational::fraction(low + high, 2));
    for (const Member& member : group) to.writable_row(member.unit)[k] = middle.negated_if(member.flipped);
  }
}

/// Makes the oriented weights add up to 0 by changing each of them as much.
void cancel(Network& to, const Network& from, const NearGroup& group) {
  const WeightVector sum = weight_sum(from, group);
  for (std::size_t output = 0; output < sum.size(); ++output) {
    if (sum[output].is_zero()) continue;
    const Rational part = Rational::fraction(sum[output], Rational(group.size()));
    for (const Member& member : group) {
      const Rational weight = from.numbers.value(from.a(member.unit)[output]);
      to.writable_row(member.unit)[from.inputs() + 1 + output] =
          to.numbers.add(weight - (member.flipped ? -part : part));
    }
  }
}

Rational greatest_change(const Network& to, const Network& from) {
  Rational most;
  for (std::size_t unit = 0; unit < from.width(); ++unit)
    for (std::size_t k = 0; k < from.row(unit).size(); ++k) {
      const Number x = from.row(unit)[k];
      const Number y = to.row(unit)[k];
      if (equal(x, from.numbers, y, to.numbers)) continue;
      most = std::max(most, (from.numbers.value(x) - to.numbers.value(y)).abs());
    }
  return most;
}

/// Groups of two units or more that share their pair as they are.
std::vector<NearGroup> shared_already(const Network& network) {
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, [](std::span<const Member>) { return std::uint8_t{0}; });
  std::vector<NearGroup> list;
  for (std::size_t g = 0; g < groups.count(); ++g)
    if (const auto members = groups.group(g); members.size() > 1)
      list.emplace_back(members.begin(), members.end());
  return list;
}

/// The groups that lie in each component. A group that lies in none is left out, for its units are
/// dispensable.
std::vector<std::vector<NearGroup>> by_component(const std::vector<std::vector<std::uint32_t>>& components,
                                                 std::size_t width, std::span<const NearGroup> groups) {
  std::vector<std::size_t> component(width, components.size());
  for (std::size_t k = 0; k < components.size(); ++k)
    for (const std::uint32_t unit : components[k]) component[unit] = k;
  std::vector<std::vector<NearGroup>> lists(components.size());
  for (const NearGroup& group : groups) {
    const std::size_t k = component[group.front().unit];
    const bool is_whole = std::all_of(group.begin(), group.end(),
                                      [&](const Member& member) { return component[member.unit] == k; });
    if (k < components.size() && is_whole) lists[k].push_back(group);
  }
  return lists;
}

// The budgets of searches for least partitions. `least_budget` is nearly always enough for a small component;
// larger ones share `budget_in_all`. A small component is not worth a local search first.
constexpr std::size_t small_component = 8;
constexpr std::size_t least_budget = 1'000'000;
constexpr std::size_t budget_in_all = 100'000'000;

struct BestPartition {
  Partition partition;
  bool is_least = true;
};

BestPartition best_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                             std::span<const NearGroup> start, std::size_t budget) {
  const bool is_small = units.size() <= small_component;
  std::optional<Partition> least = is_small ? least_partition(closeness, units, budget) : std::nullopt;
  if (least) return {std::move(*least)};
  Partition good = good_partition(closeness, units, start);
  if (good.cost == 0) return {std::move(good)};
  if (!is_small) least = least_partition(closeness, units, budget);
  return least ? BestPartition{std::move(*least)} : BestPartition{std::move(good), false};
}

struct Found {
  std::vector<NearGroup> groups;
  std::size_t lower = 0;
};

Found search(const Closeness& closeness, std::span<const NearGroup> start) {
  const auto components = closeness.components();
  const auto shared = start.empty() ? shared_already(closeness.network()) : std::vector<NearGroup>();
  const auto starts =
      by_component(components, closeness.network().width(), start.empty() ? std::span(shared) : start);
  const auto large = std::count_if(components.begin(), components.end(),
                                   [](const auto& units) { return units.size() > small_component; });
  const std::size_t budget = std::max(least_budget, budget_in_all / (static_cast<std::size_t>(large) + 1));
  std::vector<BestPartition> best(components.size());
  in_parallel(components.size(),
              [&](std::size_t k) { best[k] = best_partition(closeness, components[k], starts[k], budget); });
  Found found;
  for (BestPartition& each : best) {
    if (each.is_least) found.lower += each.partition.cost;
    for (NearGroup& group : each.partition.groups) found.groups.push_back(std::move(group));
  }
  return found;
}

}  // namespace

Near near_parameter(const Network& network, const Rational& radius, std::span<const NearGroup> start) {
  const Closeness closeness(network, radius);
  Found found = search(closeness, start);
  Near near{writable_copy(network), 0, {}, found.lower, {}, {}, {}, {}};
  std::vector<bool> is_settled(network.width());
  for (NearGroup& group : found.groups) {
    for (const Member& member : group) is_settled[member.unit] = true;
    if (group.size() == 1) continue;
    share_pair(near.network, network, group);
    const bool cancels = closeness.can_cancel(weight_sum(network, group), group.size());
    if (cancels) cancel(near.network, network, group);
    (cancels ? near.cancelling : near.merged).push_back(std::move(group));
  }
  for (std::uint32_t unit = 0; unit < network.width(); ++unit) {
    if (is_settled[unit] || is_blank(network, unit) || is_constant(network, unit)) continue;
    const bool by_a = greatest(network, network.a(unit)) <= greatest(network, network.b(unit));
    const auto row = near.network.writable_row(unit);
    const auto part = by_a ? row.last(network.outputs()) : row.first(network.inputs());
    std::fill(part.begin(), part.end(), Number{});
    (by_a ? near.blank : near.constant).push_back(unit);
  }
  near.rank = canonical_form(near.network).rank();
  if (radius.is_zero()) near.lower = near.rank;  // the only parameter within it
  near.change = greatest_change(near.network, network);
  if (near.change > radius || near.rank < near.lower)
    throw std::logic_error("a near parameter is not what it was made to be");
  return near;
}

}  // namespace isopath
