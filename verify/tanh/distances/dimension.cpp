#include "verify/tanh/distances/dimension.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

namespace {

/// Units with one pair: how many are blank, and the oriented weights of the others.
struct WeightGroup {
  std::size_t blanks = 0;
  std::vector<WeightVector> weights;
};

void add_member(WeightGroup& group, const Network& network, const Member& member) {
  if (is_blank(network, member.unit)) {
    ++group.blanks;
    return;
  }
  group.weights.push_back(oriented_weights(network, member));
}

/// Disjoint sets of weights that add up to 0, in a group of few units. A set gains by its size, and the best
/// choice of sets is found.
class Packing {
 public:
  static constexpr std::size_t most_units = 10;

  Packing(const std::vector<WeightVector>& weights, bool signs_are_free, long gain, long loss_by_unit)
      : weights_(weights), signs_are_free_(signs_are_free), gain_(gain), loss_(loss_by_unit) {}

  long best() {
    const std::size_t all = (std::size_t{1} << weights_.size()) - 1;
    std::vector<long> gain_of(all + 1, 0);  // of the set as one, 0 if it does not add up to 0
    for (std::size_t set = 1; set <= all; ++set)
      if (adds_up_to_zero(set)) gain_of[set] = std::max(0L, gain_ - loss_ * count(set));
    std::vector<long> best_in(all + 1, 0);
    for (std::size_t set = 1; set <= all; ++set) {
      const std::size_t lowest = set & (~set + 1);
      best_in[set] = best_in[set ^ lowest];
      for (std::size_t part = set; part != 0; part = (part - 1) & set)
        if ((part & lowest) != 0 && gain_of[part] > 0)
          best_in[set] = std::max(best_in[set], gain_of[part] + best_in[set ^ part]);
    }
    return best_in[all];
  }

 private:
  static long count(std::size_t set) { return __builtin_popcountll(set); }

  bool adds_up_to_zero(std::size_t set) const {
    // With free signs the first of the set may keep its own.
    const std::size_t others = signs_are_free_ ? set & (set - 1) : 0;
    for (std::size_t turned = others;; turned = (turned - 1) & others) {
      if (vanishes(sum(set, turned))) return true;
      if (turned == 0) return false;
    }
  }

  WeightVector sum(std::size_t set, std::size_t turned) const {
    WeightVector total(weights_.front().size());
    for (std::size_t i = 0; i < weights_.size(); ++i)
      if ((set >> i & 1U) != 0) add_to(total, weights_[i], (turned >> i & 1U) != 0);
    return total;
  }

  const std::vector<WeightVector>& weights_;
  bool signs_are_free_;
  long gain_;
  long loss_;
};

/// Adds up what the groups of a network contribute.
class Count {
 public:
  explicit Count(const Network& network)
      : m_(static_cast<long>(network.outputs())), free_pair_(static_cast<long>(network.inputs()) + 1) {}

  /// Adds units with one pair, b != 0. If their weights add up to 0, all of them are in zero-sum sets; else
  /// the units left over carry an essential group. With g units and l sets the dimension is (g - 1 - l) m + l
  /// (n + 1), and m more in the first case.
  void add_moving(const WeightGroup& group) {
    const auto units = static_cast<long>(group.blanks + group.weights.size());
    const bool essential = !vanishes(total(group));
    const long by_set = free_pair_ - m_;
    if (by_set > 0)
      dimension_ += units * m_ + static_cast<long>(group.blanks) * by_set + packed(group, false, by_set, 0);
    else
      dimension_ += units * m_ + (essential ? 0 : by_set);
    if (essential) dimension_ -= m_;
  }

  /// Units with b = 0 and one |c|: each is a constant, m + 1, unless a zero-sum set of them has more,
  /// (n + 1) + (its size - 1) m.
  void add_constants(const WeightGroup& group, bool signs_are_free) {
    const auto units = static_cast<long>(group.blanks + group.weights.size());
    const long by_set = free_pair_ - m_;  // less 1 for each unit
    dimension_ += units * (m_ + 1) + static_cast<long>(group.blanks) * std::max(0L, by_set - 1) +
                  packed(group, signs_are_free, by_set, 1);
  }

  std::size_t dimension() const { return static_cast<std::size_t>(dimension_); }
  bool exact() const { return exact_; }

 private:
  static WeightVector total(const WeightGroup& group) {
    if (group.weights.empty()) return {};
    WeightVector sum(group.weights.front().size());
    for (const WeightVector& a : group.weights) add_to(sum, a, false);
    return sum;
  }

  /// The gain of zero-sum sets among the units that are not blank.
  long packed(const WeightGroup& group, bool signs_are_free, long gain, long loss) {
    if (group.weights.size() < 2 || gain <= 2 * loss) return 0;
    if (spend_on(group.weights.size(), signs_are_free))
      return Packing(group.weights, signs_are_free, gain, loss).best();
    exact_ = false;
    const auto [pairs, rest] = packed_pairs(group, signs_are_free);
    return pairs * (gain - 2 * loss) + (loss == 0 && rest ? gain : 0);
  }

  /// Whether all sets of so many units may be tried: the additions in all groups together take a second or
  /// two.
  bool spend_on(std::size_t units, bool signs_are_free) {
    if (units > Packing::most_units) return false;
    std::size_t additions = units * static_cast<std::size_t>(m_);
    for (std::size_t i = 0; i < units; ++i) additions *= signs_are_free ? 3 : 2;
    if (additions > additions_left_) return false;
    additions_left_ -= additions;
    return true;
  }

  /// The number of disjoint pairs of opposite weights, and whether others are left and add up to 0.
  static std::pair<long, bool> packed_pairs(const WeightGroup& group, bool signs_are_free) {
    std::map<WeightVector, long> unpaired;
    long pairs = 0;
    for (const WeightVector& a : group.weights) {
      WeightVector opposite = a;
      for (Rational& x : opposite) x = -x;
      auto partner = unpaired.find(opposite);
      if (partner == unpaired.end() && signs_are_free) partner = unpaired.find(a);
      if (partner == unpaired.end()) {
        ++unpaired[a];
        continue;
      }
      ++pairs;
      if (--partner->second == 0) unpaired.erase(partner);
    }
    return {pairs, !unpaired.empty() && vanishes(total(group))};
  }

  long m_;
  long free_pair_;
  long dimension_ = 0;
  bool exact_ = true;
  std::size_t additions_left_ = std::size_t{1} << 25U;
};

}  // namespace

ClassDimension local_dimension(const Network& network) {
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, [](std::span<const Member>) { return std::uint8_t{0}; });
  Count count(network);
  for (std::uint32_t g = 0; g < groups.count(); ++g) {
    WeightGroup group;
    for (const Member& member : groups.group(g)) add_member(group, network, member);
    count.add_moving(group);
  }
  std::map<Rational, WeightGroup> constants;  // by |c|; weights as those of c > 0
  for (const Member& member : groups.constants()) {
    const Rational c = network.numbers.value(network.c(member.unit));
    add_member(constants[c.abs()], network, {member.unit, 0, c.sign() < 0});
  }
  for (const auto& [c, group] : constants) count.add_constants(group, c.is_zero());
  const std::size_t h = network.width();
  const std::size_t m = network.outputs();
  return {h * (network.inputs() + m + 1) + m, count.dimension(), count.exact()};
}

}  // namespace isopath
