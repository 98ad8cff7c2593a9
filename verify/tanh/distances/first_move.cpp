#include "verify/tanh/distances/first_move.hpp"

#include <algorithm>
#include <map>

#include "verify/tanh/equivalence/groups.hpp"
#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

namespace {

/// Units with one whole pair up to sign.
struct UnitGroup {
  std::vector<std::uint32_t> units;
  bool constant = false;
  bool at_zero = false;  // b = 0 and c = 0: signs are free
};

constexpr std::size_t most_units = 8;

/// Tries all sets of the units that are not blank.
class Sets {
 public:
  explicit Sets(bool signs_are_free) : signs_are_free_(signs_are_free) {}
  void add(WeightVector weights) { weights_.push_back(std::move(weights)); }

  /// The units that are in a set that adds up to 0. None of them is blank, so such a set has two or more.
  std::uint32_t in_zero_sets() {
    if (weights_.size() > 1) choose(0, 0, WeightVector(weights_.front().size()));
    return found_;
  }

 private:
  void choose(std::size_t index, std::uint32_t set, const WeightVector& sum) {
    if (index == weights_.size()) {
      if (vanishes(sum)) found_ |= set;
      return;
    }
    choose(index + 1, set, sum);
    const std::uint32_t with = set | 1U << index;
    WeightVector more = sum;
    add_to(more, weights_[index], false);
    choose(index + 1, with, more);
    // The first unit of a set may keep its sign.
    if (!signs_are_free_ || set == 0) return;
    more = sum;
    add_to(more, weights_[index], true);
    choose(index + 1, with, more);
  }

  bool signs_are_free_;
  std::vector<WeightVector> weights_;
  std::uint32_t found_ = 0;
};

class Survey {
 public:
  explicit Survey(const Network& network)
      : network_(network), result_{std::vector<std::uint8_t>(network.width(), 1), true} {}

  void add(const UnitGroup& group, const std::vector<bool>& flipped) {
    std::vector<std::uint32_t> heavy;  // positions of units that are not blank
    for (std::uint32_t i = 0; i < group.units.size(); ++i)
      if (!is_blank(network_, group.units[i])) heavy.push_back(i);
    const std::size_t blanks = group.units.size() - heavy.size();
    const bool is_large = heavy.size() > most_units;
    std::uint32_t loose = 0;
    if (!is_large && heavy.size() > 1) {
      Sets sets(group.at_zero);
      for (const std::uint32_t i : heavy)
        sets.add(oriented_weights(network_, {group.units[i], 0, flipped[i]}));
      loose = sets.in_zero_sets();
    }
    has_set_of_two_ |= is_large || blanks > 1 || loose != 0;
    has_loose_ |= is_large || blanks > 0 || loose != 0;
    has_crowd_ |= group.units.size() > (group.constant ? 1 : 2);
    result_.rigid = result_.rigid && group.units.size() == 1 && blanks == 0;
    for (std::size_t k = 0; !is_large && k < heavy.size(); ++k) {
      if ((loose >> k & 1U) != 0) continue;
      // For now this is 2, or 4 if the unit may have 3 or 4.
      const bool is_alone = group.units.size() == 1;
      result_.vertex[group.units[heavy[k]]] = is_alone && !group.constant ? 4 : 2;
    }
  }

  FirstMoves take() {
    const std::uint8_t best = has_set_of_two_ ? 2 : has_loose_ || has_crowd_ ? 3 : 4;
    for (std::uint8_t& vertex : result_.vertex) vertex = std::min(vertex, best);
    return std::move(result_);
  }

 private:
  const Network& network_;
  FirstMoves result_;
  bool has_set_of_two_ = false;  // a group with a set of two units or more that adds up to 0
  bool has_loose_ = false;       // a loose unit
  bool has_crowd_ = false;       // three units with b != 0 in a group, or two with b = 0
};

}  // namespace

FirstMoves first_moves(const Network& network) {
  Survey survey(network);
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, [](std::span<const Member>) { return std::uint8_t{0}; });
  for (std::size_t g = 0; g < groups.count(); ++g) {
    UnitGroup group;
    std::vector<bool> flipped;
    for (const Member& member : groups.group(g)) {
      group.units.push_back(member.unit);
      flipped.push_back(member.flipped);
    }
    survey.add(group, flipped);
  }
  std::map<Rational, std::pair<UnitGroup, std::vector<bool>>> constants;  // by |c|
  for (const Member& member : groups.constants()) {
    const Rational c = network.numbers.value(network.c(member.unit));
    auto& [group, flipped] = constants[c.abs()];
    group.constant = true;
    group.at_zero = c.is_zero();
    group.units.push_back(member.unit);
    flipped.push_back(c.sign() < 0);
  }
  for (const auto& [c, entry] : constants) survey.add(entry.first, entry.second);
  return survey.take();
}

}  // namespace isopath
