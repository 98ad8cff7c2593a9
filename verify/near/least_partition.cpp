#include <array>
#include <bit>

#include "verify/near/partition.hpp"

namespace isopath {

namespace {

/// A set of units of the component, a bit for each.
using Set = std::uint32_t;

/// Cost, and units that change; in one number, the cost first.
using Price = std::uint32_t;
constexpr Price one_group = 1U << 8U;

class Search {
 public:
  Search(const Closeness& closeness, std::span<const std::uint32_t> units)
      : closeness_(closeness), units_(units), best_(std::size_t{1} << units.size()) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      weights_.push_back(oriented_weights(closeness.network(), {units[i], 0, false}));
      for (std::size_t j = 0; j < i; ++j)
        for (const bool opposite : {false, true})
          if (closeness.are_close(units[i], units[j], opposite)) close_[i][opposite] |= Set{1} << j;
    }
  }

  Partition run() {
    for (std::size_t i = 0; i < units_.size(); ++i) {
      WeightVector sum = weights_[i];
      extend(i, Set{1} << i, 0, sum);
    }
    return least();
  }

 private:
  struct Choice {
    Price price = UINT32_MAX;
    Set flipped = 0;
  };

  /// All groups whose last unit but those that follow is `last`: a group is built from its first unit on.
  void extend(std::size_t last, Set group, Set flipped, WeightVector& sum) {
    note(group, flipped, sum);
    for (std::size_t next = last + 1; next < units_.size(); ++next)
      for (const bool flip : {false, true}) {
        const Set same = flip ? flipped : group & ~flipped;
        const Set other = group & ~same;
        if ((same & ~close_[next][0]) != 0 || (other & ~close_[next][1]) != 0) continue;
        add_to(sum, weights_[next], flip);
        extend(next, group | Set{1} << next, flip ? flipped | Set{1} << next : flipped, sum);
        add_to(sum, weights_[next], !flip);
      }
  }

  void note(Set group, Set flipped, const WeightVector& sum) {
    const auto count = static_cast<std::size_t>(std::popcount(group));
    const bool stays = count > 1 ? !closeness_.can_cancel(sum, count) : !is_free(group);
    const bool is_kept = count > 1 ? has_one_pair(group, flipped) && (stays || vanishes(sum))
                                   : stays || is_free_already(group);
    const Price price = (stays ? one_group : 0) + (is_kept ? 0 : static_cast<Price>(count));
    if (price < best_[group].price) best_[group] = {price, flipped};
  }

  // Of a set of one unit.
  std::uint32_t unit_of(Set single) const {
    return units_[static_cast<std::size_t>(std::countr_zero(single))];
  }
  bool is_free(Set single) const { return closeness_.is_dispensable(unit_of(single)); }
  bool is_free_already(Set single) const {
    return is_blank(closeness_.network(), unit_of(single)) ||
           is_constant(closeness_.network(), unit_of(single));
  }

  /// Whether the units share their pair as they are.
  bool has_one_pair(Set group, Set flipped) const {
    const Network& network = closeness_.network();
    const auto first = static_cast<std::size_t>(std::countr_zero(group));
    for (std::size_t i = first + 1; i < units_.size(); ++i)
      if ((group >> i & 1U) != 0 &&
          !equal(network.incoming_pair(units_[first]), network.numbers, network.incoming_pair(units_[i]),
                 network.numbers, (flipped >> i & 1U) != 0))
        return false;
    return true;
  }

  /// The best partitions of all sets of units, the least set first.
  Partition least() const {
    std::vector<Price> price(best_.size(), 0);
    std::vector<Set> first(best_.size(), 0);
    for (Set set = 1; set < best_.size(); ++set) {
      const Set lowest = set & (~set + 1);
      const Set others = set ^ lowest;
      price[set] = UINT32_MAX;
      for (Set rest = others;; rest = (rest - 1) & others) {  // all subsets
        const Set group = lowest | (others ^ rest);
        if (best_[group].price != UINT32_MAX && best_[group].price + price[rest] < price[set]) {
          price[set] = best_[group].price + price[rest];
          first[set] = group;
        }
        if (rest == 0) break;
      }
    }
    Partition partition;
    partition.cost = price.back() / one_group;
    for (Set set = static_cast<Set>(best_.size()) - 1; set != 0; set ^= first[set])
      append(partition, first[set]);
    return partition;
  }

  void append(Partition& partition, Set group) const {
    NearGroup members;
    for (std::size_t i = 0; i < units_.size(); ++i)
      if ((group >> i & 1U) != 0) members.push_back({units_[i], 0, (best_[group].flipped >> i & 1U) != 0});
    if (members.size() > 1 || !closeness_.is_dispensable(members.front().unit))
      partition.groups.push_back(std::move(members));
  }

  const Closeness& closeness_;
  std::span<const std::uint32_t> units_;
  std::vector<WeightVector> weights_;
  /// For each unit those before it that it is close to, with the same and with the opposite sign.
  std::array<std::array<Set, 2>, most_units_exactly> close_{};
  std::vector<Choice> best_;  // for each set that is a group
};

}  // namespace

Partition least_partition(const Closeness& closeness, std::span<const std::uint32_t> units) {
  return Search(closeness, units).run();
}

}  // namespace isopath
