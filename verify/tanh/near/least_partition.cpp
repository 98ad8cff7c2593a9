// In a component in which few units are close to each unit, and with its units in an order in which close
// ones are near each other, few sets come up.
#include "verify/tanh/near/least_partition.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <unordered_map>
#include <utility>

#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

namespace {

/// A set of units of the component, a bit for each.
using Set = std::uint64_t;
constexpr std::size_t most_units = 64;

Set set_of(std::size_t i) { return Set{1} << i; }
std::size_t first_of(Set set) { return static_cast<std::size_t>(std::countr_zero(set)); }

/// How many groups stay and how many units change, in one number in which the groups count first.
using Price = std::uint32_t;
constexpr Price one_group = 1U << 8U;
constexpr Price unknown = std::numeric_limits<Price>::max();

/// The units in the order in which they are reached from the first one over close units, but with dispensable
/// units last.
std::vector<std::uint32_t> in_order(const Closeness& closeness, std::span<const std::uint32_t> units) {
  std::vector<std::uint32_t> rest(units.begin(), units.end());
  std::vector<std::uint32_t> order{rest.front()};
  rest.erase(rest.begin());
  for (std::size_t i = 0; i < order.size(); ++i)
    std::erase_if(rest, [&](std::uint32_t unit) {
      const bool is_close =
          closeness.are_close(order[i], unit, false) || closeness.are_close(order[i], unit, true);
      if (is_close) order.push_back(unit);
      return is_close;
    });
  order.insert(order.end(), rest.begin(), rest.end());
  std::stable_partition(order.begin(), order.end(),
                        [&](std::uint32_t unit) { return !closeness.is_dispensable(unit); });
  return order;
}

/// Work is counted in steps; a look at a group is one step.
constexpr std::size_t work_for_a_number = 8;
constexpr std::size_t work_for_a_set = 40;

class SetSearch {
 public:
  SetSearch(const Closeness& closeness, std::span<const std::uint32_t> units, std::size_t budget)
      : closeness_(closeness),
        units_(in_order(closeness, units)),
        close_(units.size()),
        groups_(units.size()),
        budget_(budget) {
    while (indispensable_ < units_.size() && !closeness.is_dispensable(units_[indispensable_]))
      ++indispensable_;
    for (std::size_t i = 0; i < units_.size(); ++i) {
      weights_.push_back(oriented_weights(closeness.network(), {units_[i], 0, false}));
      reach_.push_back(weights_[i]);
      for (Rational& x : reach_[i]) x = x.abs() + closeness.radius();
      if (is_blank(closeness.network(), units_[i]) || is_constant(closeness.network(), units_[i]))
        free_already_ |= set_of(i);
      for (std::size_t j = 0; j < i; ++j)
        for (const bool opposite : {false, true})
          if (closeness.are_close(units_[i], units_[j], opposite)) {
            close_[i][opposite] |= set_of(j);
            close_[j][opposite] |= set_of(i);
          }
    }
  }

  std::optional<Partition> run() {
    for (std::size_t i = 0; i < indispensable_; ++i) {
      WeightVector sum = weights_[i];
      extend({set_of(i), 0, 0, 0}, i, sum);
    }
    find_additions();
    const Set all = units_.size() == most_units ? ~Set{0} : set_of(units_.size()) - 1;
    const Price price = least(all);
    if (is_exhausted_) return std::nullopt;
    Partition partition;
    partition.cost = price / one_group;
    for (Set set = all; costs(set);) {
      const SignedSet& group = groups_[first_of(set)][best_.at(set).group];
      append(partition, group);
      set &= ~group.units;
    }
    return partition;
  }

 private:
  struct SignedSet {
    Set units;
    Set flipped;
    Price price;
    Set additions;  // units that it should have as well, if they are there
  };
  struct BestSplit {
    Price price;
    std::size_t group;  // of those that begin with the first unit
  };

  /// Whether there is an indispensable unit.
  bool costs(Set set) const { return set != 0 && first_of(set) < indispensable_; }

  /// Takes steps off the budget; false, from then on, if it is spent.
  bool spend(std::size_t work) {
    is_exhausted_ = is_exhausted_ || work > budget_;
    if (!is_exhausted_) budget_ -= work;
    return !is_exhausted_;
  }

  /// Notes all groups that begin with these units, the last of which is `last`.
  void extend(SignedSet group, std::size_t last, WeightVector& sum) {
    if (!spend(work_for_a_number * sum.size())) return;
    note(group, sum);
    for (std::size_t next = last + 1; next < units_.size(); ++next) {
      if (next == std::max(last + 1, indispensable_) && !is_helped(group, next, sum)) return;
      for (const bool flip : {false, true}) {
        if (!fits(next, flip, group)) continue;
        add_to(sum, weights_[next], flip);
        extend({group.units | set_of(next), flip ? group.flipped | set_of(next) : group.flipped, 0, 0}, next,
               sum);
        add_to(sum, weights_[next], !flip);
      }
    }
  }

  bool fits(std::size_t i, bool flip, const SignedSet& group) const {
    const Set same = flip ? group.flipped : group.units & ~group.flipped;
    return (same & ~close_[i][0]) == 0 && (group.units & ~same & ~close_[i][1]) == 0;
  }

  /// Whether dispensable units, those from `next` on, may be of use in the group: to make it cancel, or
  /// because they share its pair as it is.
  bool is_helped(const SignedSet& group, std::size_t next, const WeightVector& sum) {
    const auto size = static_cast<std::size_t>(std::popcount(group.units));
    return has_one_pair(group) || (!closeness_.can_cancel(sum, size) && may_cancel(group, next, sum));
  }

  /// False if the weights can't be made to add up to 0 with those of any units from `next` on.
  bool may_cancel(const SignedSet& group, std::size_t next, const WeightVector& sum) {
    std::vector<std::size_t> more;
    for (std::size_t i = next; i < units_.size(); ++i)
      if (fits(i, false, group) || fits(i, true, group)) more.push_back(i);
    const Rational own = Rational(std::popcount(group.units)) * closeness_.radius();
    for (std::size_t output = 0; output < sum.size(); ++output) {
      Rational left = sum[output].abs() - own;
      std::size_t k = 0;
      for (; left.sign() > 0 && k < more.size(); ++k) left -= reach_[more[k]][output];
      if (left.sign() > 0 || !spend(work_for_a_number * (1 + k))) return false;
    }
    return true;
  }

  void note(SignedSet group, const WeightVector& sum) {
    const auto count = static_cast<std::size_t>(std::popcount(group.units));
    const bool stays = !closeness_.can_cancel(sum, count);
    const bool is_kept = has_one_pair(group) && (stays || vanishes(sum));
    if (stays && !is_kept && has_dispensable(group)) return;  // no better than without it
    group.price = (stays ? one_group : 0) + (is_kept ? 0 : static_cast<Price>(count));
    groups_[first_of(group.units)].push_back(group);
  }

  /// A unit that costs, and is in no group that cancels, may as well be added to a group that stays.
  void find_additions() {
    Set passive = 0;
    for (std::size_t i = 0; i < indispensable_; ++i) passive |= set_of(i);
    for (const auto& groups : groups_)
      for (const SignedSet& group : groups)
        if (group.price < one_group) passive &= ~group.units;
    for (auto& groups : groups_)
      for (SignedSet& group : groups) {
        if (group.price < one_group) continue;
        std::array<Set, 2> close{passive & ~group.units, passive & ~group.units};  // by sign
        for (Set rest = group.units; rest != 0; rest &= rest - 1) {
          const std::size_t i = first_of(rest);
          const bool flipped = (group.flipped & set_of(i)) != 0;
          close[0] &= close_[i][flipped];
          close[1] &= close_[i][!flipped];
        }
        group.additions = close[0] | close[1];
      }
  }

  bool has_dispensable(const SignedSet& group) const {
    return static_cast<std::size_t>(std::bit_width(group.units)) > indispensable_;
  }
  /// Whether the units share their pair as they are.
  bool has_one_pair(const SignedSet& group) const {
    const Network& network = closeness_.network();
    const NumberRow pair = network.incoming_pair(units_[first_of(group.units)]);
    for (Set rest = group.units & (group.units - 1); rest != 0; rest &= rest - 1) {
      const std::size_t i = first_of(rest);
      if (!equal(pair, network.numbers, network.incoming_pair(units_[i]), network.numbers,
                 (group.flipped & set_of(i)) != 0))
        return false;
    }
    return true;
  }

  /// The price of the best partition of a set.
  Price least(Set set) {
    if (!costs(set)) return static_cast<Price>(std::popcount(set & ~free_already_));
    if (const auto known = best_.find(set); known != best_.end()) return known->second.price;
    const std::vector<SignedSet>& groups = groups_[first_of(set)];
    BestSplit best{unknown, 0};
    if (!spend(work_for_a_set + groups.size())) return unknown;
    for (std::size_t g = 0; g < groups.size() && !is_exhausted_; ++g) {
      if ((groups[g].units & ~set) != 0 || (groups[g].additions & set) != 0) continue;
      if (groups[g].price >= best.price) continue;
      const Price others = least(set & ~groups[g].units);
      if (!is_exhausted_ && groups[g].price + others < best.price) best = {groups[g].price + others, g};
    }
    best_.emplace(set, best);
    return best.price;
  }

  void append(Partition& partition, const SignedSet& group) const {
    NearGroup members;
    for (Set rest = group.units; rest != 0; rest &= rest - 1)
      members.push_back({units_[first_of(rest)], 0, (group.flipped & rest & (~rest + 1)) != 0});
    partition.groups.push_back(std::move(members));
  }

  const Closeness& closeness_;
  std::vector<std::uint32_t> units_;
  std::size_t indispensable_ = 0;  // how many of them, the first ones
  Set free_already_ = 0;           // blank and constant units
  std::vector<WeightVector> weights_;
  std::vector<WeightVector> reach_;  // |a| + radius
  /// For each unit those that it is close to, with the same and with the opposite sign.
  std::vector<std::array<Set, 2>> close_;
  std::vector<std::vector<SignedSet>> groups_;  // by their first units
  std::unordered_map<Set, BestSplit> best_;
  std::size_t budget_;
  bool is_exhausted_ = false;
};

}  // namespace

std::optional<Partition> least_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                                         std::size_t budget) {
  if (units.size() > most_units) return std::nullopt;
  return SetSearch(closeness, units, budget).run();
}

}  // namespace isopath
