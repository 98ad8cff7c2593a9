#include "verify/tanh/near/good_partition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <utility>

#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// How many times a unit is compared with a group before the search ends. Where the unit fits, the weights
/// are added, which takes as long as `trials_for_weights` comparisons.
constexpr std::size_t most_trials = 200'000'000;
constexpr std::size_t trials_for_weights = 30;

/// Among more units than this, groups are first filled by any moves that lower the cost.
constexpr std::size_t units_for_best_moves = 400;

/// A group, and about the box that its oriented pairs lie in.
struct BoxedGroup {
  NearGroup members;
  std::size_t indispensable = 0;
  std::vector<double> low;
  std::vector<double> high;
  WeightVector sum;
};

/// Moves units between groups while that lowers the cost, or, at the same cost, from a group to one that is
/// not smaller. So small groups run empty; and the search ends, because the sum of the squares of the sizes
/// rises.
class LocalSearch {
 public:
  LocalSearch(const Closeness& closeness, std::span<const std::uint32_t> units,
              std::span<const NearGroup> start)
      : closeness_(closeness), network_(closeness.network()), units_(units), place_(units.size(), none) {
    for (const std::uint32_t unit : units) weights_.push_back(oriented_weights(network_, {unit, 0, false}));
    for (const NearGroup& members : start) {
      groups_.emplace_back();
      for (const Member& member : members) insert(index_of(member.unit), member.flipped, groups_.size() - 1);
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (place_[i] != none || closeness.is_dispensable(units[i])) continue;
      groups_.emplace_back();
      insert(i, false, groups_.size() - 1);
    }
    choose_entry();
  }

  void run(const std::vector<std::size_t>& order, std::size_t& trials) {
    bool any_gain = units_.size() > units_for_best_moves;  // in the first pass, over those that cost
    for (bool moved = true; moved && trials < most_trials; any_gain = false) {
      moved = any_gain;
      fill_shelves();
      for (const std::size_t i : order) {
        if (trials >= most_trials) break;
        if (any_gain && closeness_.is_dispensable(units_[i])) continue;
        moved = improve(i, any_gain, trials) || moved;
      }
      std::erase_if(groups_, [](const BoxedGroup& group) { return group.members.empty(); });
      for (std::size_t g = 0; g < groups_.size(); ++g)
        for (const Member& member : groups_[g].members) place_[index_of(member.unit)] = g;
    }
  }

  Partition partition() const {
    Partition result;
    for (const BoxedGroup& group : groups_) {
      if (group.indispensable == 0) continue;  // its units leave by themselves
      result.cost += cost(group);
      result.groups.push_back(group.members);
    }
    return result;
  }

 private:
  std::size_t index_of(std::uint32_t unit) const {
    return static_cast<std::size_t>(std::lower_bound(units_.begin(), units_.end(), unit) - units_.begin());
  }

  std::size_t cost(const BoxedGroup& group) const {
    return group.indispensable == 0 || closeness_.can_cancel(group.sum, group.members.size()) ? 0 : 1;
  }

  void insert(std::size_t i, bool flipped, std::size_t g) {
    BoxedGroup& group = groups_[g];
    if (group.members.empty()) group.sum.assign(network_.outputs(), Rational());
    group.members.push_back({units_[i], 0, flipped});
    if (!closeness_.is_dispensable(units_[i])) ++group.indispensable;
    add_to(group.sum, weights_[i], flipped);
    widen(group, group.members.back());
    place_[i] = g;
  }

  void take_out(std::size_t i) {
    BoxedGroup& group = groups_[place_[i]];
    const auto member = std::find_if(group.members.begin(), group.members.end(),
                                     [&](const Member& each) { return each.unit == units_[i]; });
    add_to(group.sum, weights_[i], !member->flipped);
    if (!closeness_.is_dispensable(units_[i])) --group.indispensable;
    group.members.erase(member);
    group.low.clear();
    for (const Member& each : group.members) widen(group, each);
    place_[i] = none;
  }

  void widen(BoxedGroup& group, const Member& member) const {
    const auto pair = closeness_.pair(member.unit);
    const bool is_first = group.low.empty();
    group.low.resize(pair.size(), std::numeric_limits<double>::infinity());
    if (is_first) group.high.assign(pair.size(), -std::numeric_limits<double>::infinity());
    for (std::size_t k = 0; k < pair.size(); ++k) {
      const double x = member.flipped ? -pair[k] : pair[k];
      group.low[k] = std::min(group.low[k], x);
      group.high[k] = std::max(group.high[k], x);
    }
  }

  /// Whether a unit is close to all of a group.
  bool fits(std::size_t i, bool flipped, const BoxedGroup& group) const {
    const auto pair = closeness_.pair(units_[i]);
    bool is_clear = true;
    for (std::size_t k = 0; k < pair.size(); ++k) {
      const double x = flipped ? -pair[k] : pair[k];
      const auto below = closeness_.compare(x, group.low[k]);
      const auto above = closeness_.compare(x, group.high[k]);
      if (below == Closeness::Verdict::far || above == Closeness::Verdict::far) return false;
      is_clear = is_clear && below == Closeness::Verdict::close && above == Closeness::Verdict::close;
    }
    return is_clear || std::all_of(group.members.begin(), group.members.end(), [&](const Member& each) {
             return closeness_.are_close(units_[i], each.unit, each.flipped != flipped);
           });
  }

  /// The entry of the pairs, without its sign, in which the units lie farthest apart.
  void choose_entry() {
    double widest = -1;
    for (std::size_t k = 0; k <= network_.inputs(); ++k) {
      double low = std::numeric_limits<double>::infinity();
      double high = 0;
      for (const std::uint32_t unit : units_) {
        low = std::min(low, std::abs(closeness_.pair(unit)[k]));
        high = std::max(high, std::abs(closeness_.pair(unit)[k]));
      }
      if (high - low > widest) {
        widest = high - low;
        entry_ = k;
      }
    }
  }

  /// Close units are on one shelf or on neighbouring ones, nearly always.
  double shelf_of(std::uint32_t unit) const {
    const double shelf = std::floor(std::abs(closeness_.pair(unit)[entry_]) / closeness_.reach());
    return std::isnan(shelf) ? 0 : shelf;
  }

  void fill_shelves() {
    shelves_.clear();
    for (std::size_t g = 0; g < groups_.size(); ++g)
      shelves_[shelf_of(groups_[g].members.front().unit)].push_back(g);
  }

  /// The groups that the unit may be close to.
  void find_candidates(std::size_t i) {
    const double shelf = shelf_of(units_[i]);
    candidates_.clear();
    for (auto each = shelves_.lower_bound(shelf - 1); each != shelves_.end() && each->first <= shelf + 1;
         ++each)
      candidates_.insert(candidates_.end(), each->second.begin(), each->second.end());
  }

  /// By how much the cost of the unit's group falls if the unit leaves it; -1 if it rises.
  int gain_of_leaving(std::size_t i) const {
    if (place_[i] == none) return 0;
    const BoxedGroup& group = groups_[place_[i]];
    const auto member = std::find_if(group.members.begin(), group.members.end(),
                                     [&](const Member& each) { return each.unit == units_[i]; });
    BoxedGroup rest{
        {}, group.indispensable - (closeness_.is_dispensable(units_[i]) ? 0 : 1), {}, {}, group.sum};
    add_to(rest.sum, weights_[i], !member->flipped);
    const bool costs = rest.indispensable > 0 && !closeness_.can_cancel(rest.sum, group.members.size() - 1);
    return static_cast<int>(cost(group)) - (costs ? 1 : 0);
  }

  int gain_of_joining(std::size_t i, bool flipped, const BoxedGroup& group) const {
    WeightVector sum = group.sum;
    add_to(sum, weights_[i], flipped);
    return static_cast<int>(cost(group)) - (closeness_.can_cancel(sum, group.members.size() + 1) ? 0 : 1);
  }

  /// Does the best move of a unit, or the first found that lowers the cost; false if there is none.
  bool improve(std::size_t i, bool any_gain, std::size_t& trials) {
    const std::size_t from = place_[i];
    const int leaving = gain_of_leaving(i);
    // Gain, size of the group, group, sign: the move with the greatest of these is the best.
    std::pair<std::pair<int, std::size_t>, std::pair<std::size_t, bool>> best{{0, 0}, {none, false}};
    const bool may_move_for_nothing = from != none && !closeness_.is_dispensable(units_[i]);
    find_candidates(i);
    for (const std::size_t g : candidates_) {
      if (g == from || groups_[g].members.empty()) continue;
      if (any_gain && best.first.first > 0) break;
      trials += 2;
      for (const bool flipped : {false, true}) {
        if (!fits(i, flipped, groups_[g])) continue;
        trials += trials_for_weights;
        const int gain = leaving + gain_of_joining(i, flipped, groups_[g]);
        const std::size_t size = groups_[g].members.size();
        const bool is_a_move =
            gain > 0 || (gain == 0 && may_move_for_nothing && size >= groups_[from].members.size());
        if (is_a_move && std::pair(gain, size) > best.first) best = {{gain, size}, {g, flipped}};
      }
    }
    if (best.second.first == none) return false;
    if (from != none) take_out(i);
    insert(i, best.second.second, best.second.first);
    return true;
  }

  const Closeness& closeness_;
  const Network& network_;
  std::span<const std::uint32_t> units_;
  std::vector<WeightVector> weights_;
  std::vector<BoxedGroup> groups_;
  std::vector<std::size_t> place_;  // the group of each unit
  std::size_t entry_ = 0;           // see choose_entry
  std::map<double, std::vector<std::size_t>> shelves_;
  std::vector<std::size_t> candidates_;
};

}  // namespace

Partition good_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                         std::span<const NearGroup> start) {
  constexpr std::size_t units_in_all = 2'000;
  constexpr std::size_t most_rounds = 16;
  const std::size_t rounds = std::clamp<std::size_t>(units_in_all / units.size(), 1, most_rounds);
  std::vector<std::size_t> order(units.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937_64 random(units.size());  // the same for the same units
  std::optional<Partition> best;
  std::size_t trials = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    LocalSearch search(closeness, units, start);
    search.run(order, trials);
    if (Partition found = search.partition(); !best || found.cost < best->cost) best = std::move(found);
    if (best->cost == 0) break;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  }
  return *best;
}

}  // namespace isopath
