#include "verify/cells/neighbours.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace isopath {

namespace {

using Units = std::vector<std::size_t>;
/// The part of each of some units, 0, 1, ... in the order of their first units, but for a part that is fixed
/// as 0.
using Division = std::vector<std::size_t>;

/// All divisions of `size` units into parts 0, 1, ..., `first_free` - 1, which may be empty, and further
/// ones.
template <typename Visit>
void divide(Division& parts, std::size_t unit, std::size_t next, const Visit& visit) {
  if (unit == parts.size()) return visit(parts);
  for (std::size_t part = 0; part <= next; ++part) {
    parts[unit] = part;
    divide(parts, unit + 1, std::max(next, part + 1), visit);
  }
}

class Walk {
 public:
  Walk(const Cell& p, const ClassShape& shape, bool up_to_symmetry,
       const std::function<void(const Cell&)>& visit)
      : p_(p),
        shape_(shape),
        up_to_symmetry_(up_to_symmetry),
        visit_(visit),
        units_(groups_of(p, shape)),
        joined_to_(units_.size(), none),
        turned_(units_.size(), false) {
    for (std::size_t unit = 0; unit < shape.width; ++unit) units_[p.group(unit)].push_back(unit);
  }

  void run() { join(shape_.rank); }

 private:
  static constexpr std::size_t none = Cell::most_groups;

  /// A component with an essential group, or all units of components without: the units, and the ways to
  /// divide them into groups of Q.
  struct Block {
    Units units;
    std::vector<Division> divisions;
  };

  bool is_of_spares(std::size_t group) const { return units_[group].front() >= shape_.rank; }
  bool is_lone_spare(std::size_t group) const { return units_[group].size() == 1 && is_of_spares(group); }

  /// Chooses what zero-sum group `group` and those after it are joined to.
  void join(std::size_t group) {
    if (group == units_.size()) return divide_blocks();
    std::size_t most = shape_.rank;  // essential groups below it may be joined to
    if (up_to_symmetry_ && group > shape_.rank && is_lone_spare(group) && is_lone_spare(group - 1))
      most = joined_to_[group - 1] == none ? 0 : joined_to_[group - 1] + 1;
    for (std::size_t k = 0; k < most; ++k) {
      joined_to_[group] = k;
      turned_[group] = false;
      join(group + 1);
      if (up_to_symmetry_ && is_of_spares(group)) continue;
      turned_[group] = true;
      join(group + 1);
    }
    joined_to_[group] = none;
    turned_[group] = false;
    join(group + 1);
  }

  void divide_blocks() {
    std::vector<Block> blocks;
    for (std::size_t k = 0; k < shape_.rank; ++k) blocks.push_back(block_of(k));
    Block rest;
    for (std::size_t group = shape_.rank; group < units_.size(); ++group)
      if (joined_to_[group] == none)
        rest.units.insert(rest.units.end(), units_[group].begin(), units_[group].end());
    Division parts(rest.units.size());
    divide(parts, 0, 0, [&](const Division& found) { rest.divisions.push_back(found); });
    blocks.push_back(std::move(rest));
    Cell q = p_;
    for (std::size_t unit = 0; unit < shape_.width; ++unit)
      if (turned_[p_.group(unit)]) q.turn(unit);
    combine(blocks, 0, shape_.rank, q);
  }

  /// The component of essential group k. Part 0 of its divisions is the group k of Q.
  Block block_of(std::size_t k) const {
    Block block{units_[k], {}};
    std::vector<std::size_t> groups(units_[k].size(), 0);  // of P, for each unit, counted from 0
    std::size_t count = 1;
    for (std::size_t group = shape_.rank; group < units_.size(); ++group) {
      if (joined_to_[group] != k) continue;
      block.units.insert(block.units.end(), units_[group].begin(), units_[group].end());
      groups.resize(block.units.size(), count++);
    }
    Division parts(block.units.size());
    divide(parts, 0, 1, [&](const Division& found) {
      if (std::find(found.begin(), found.end(), 0) != found.end() && is_connected(groups, count, found))
        block.divisions.push_back(found);
    });
    return block;
  }

  /// Whether the graph of `count` groups of P and the parts of Q, an edge for each unit, is connected.
  static bool is_connected(const std::vector<std::size_t>& groups, std::size_t count, const Division& parts) {
    std::array<std::size_t, 2 * Cell::most_groups> leader{};
    std::iota(leader.begin(), leader.end(), 0);
    const auto find = [&leader](std::size_t node) {
      while (leader[node] != node) node = leader[node];
      return node;
    };
    std::size_t components = count + *std::max_element(parts.begin(), parts.end()) + 1;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::size_t here = find(groups[i]);
      const std::size_t there = find(count + parts[i]);
      if (here == there) continue;
      leader[here] = there;
      --components;
    }
    return components == 1;
  }

  /// One division of each block from `index` on; zero-sum groups of Q are numbered from `next` on.
  void combine(const std::vector<Block>& blocks, std::size_t index, std::size_t next, Cell& q) {
    const Block& block = blocks[index];
    const bool is_rest = index == shape_.rank;
    for (const Division& division : block.divisions) {
      std::size_t most = next;
      for (std::size_t i = 0; i < division.size(); ++i) {
        const bool is_essential = !is_rest && division[i] == 0;
        const std::size_t group = is_essential ? index : next + division[i] - (is_rest ? 0 : 1);
        q.set(block.units[i], group, q.is_negative(block.units[i]));
        if (!is_essential) most = std::max(most, group + 1);
      }
      if (!is_rest)
        combine(blocks, index + 1, most, q);
      else if (up_to_symmetry_)
        visit_(q);
      else
        choose_signs(block.units, q);
    }
  }

  /// All signs of the units without an essential component, in each group up to turning it.
  void choose_signs(const Units& rest, Cell q) const {
    Units free;
    std::uint32_t has_first = 0;
    for (const std::size_t unit : rest) {
      const std::uint32_t bit = 1U << q.group(unit);
      if ((has_first & bit) != 0) free.push_back(unit);
      has_first |= bit;
      q.set(unit, q.group(unit), false);
    }
    for (std::uint32_t signs = 0; signs < 1U << free.size(); ++signs) {
      for (std::size_t i = 0; i < free.size(); ++i) q.set(free[i], q.group(free[i]), (signs >> i & 1U) != 0);
      visit_(normalized(q, shape_));
    }
  }

  const Cell& p_;
  const ClassShape& shape_;
  bool up_to_symmetry_;
  const std::function<void(const Cell&)>& visit_;
  std::vector<Units> units_;            // by group of P
  std::vector<std::size_t> joined_to_;  // by zero-sum group of P; essential ones have no entry of meaning
  std::vector<bool> turned_;
};

/// Of n units, for n = 0, 1, ...; with one part marked, which may not be empty, it is the next number less
/// this one.
constexpr std::array<std::uint64_t, 14> partitions{
    1, 1, 2, 5, 15, 52, 203, 877, 4140, 21'147, 115'975, 678'570, 4'213'597, 27'644'437};

class ChoiceCount {
 public:
  ChoiceCount(const Cell& p, const ClassShape& shape, std::uint64_t most)
      : shape_(shape), most_(most), sizes_(groups_of(p, shape)), holds_home_(sizes_.size(), false) {
    for (std::size_t unit = 0; unit < shape.width; ++unit) {
      ++sizes_[p.group(unit)];
      if (unit < shape.rank) holds_home_[p.group(unit)] = true;
    }
    std::vector<std::size_t> components(sizes_.begin(),
                                        sizes_.begin() + static_cast<std::ptrdiff_t>(shape.rank));
    components.push_back(0);
    join(shape.rank, components, 1);
  }
  std::uint64_t count() const { return count_; }

 private:
  void join(std::size_t group, std::vector<std::size_t>& components, std::uint64_t signs) {
    if (count_ > most_) return;
    if (group == sizes_.size()) {
      std::uint64_t product = signs * partitions[components.back()];
      for (std::size_t k = 0; k < shape_.rank; ++k)
        product *= partitions[components[k] + 1] - partitions[components[k]];
      count_ = std::min(count_ + product, most_ + 1);
      return;
    }
    for (std::size_t k = 0; k <= shape_.rank; ++k) {
      components[k] += sizes_[group];
      join(group + 1, components, k < shape_.rank && holds_home_[group] ? 2 * signs : signs);
      components[k] -= sizes_[group];
    }
  }

  const ClassShape& shape_;
  std::uint64_t most_;
  std::vector<std::size_t> sizes_;  // of the groups of P
  std::vector<bool> holds_home_;
  std::uint64_t count_ = 0;
};

}  // namespace

std::uint64_t count_choices(const Cell& p, const ClassShape& shape, std::uint64_t most) {
  return ChoiceCount(p, shape, most).count();
}

void for_each_neighbour(const Cell& p, const ClassShape& shape,
                        const std::function<void(const Cell&)>& visit) {
  Walk(p, shape, false, visit).run();
}

void for_each_neighbouring_class(const Cell& p, const ClassShape& shape,
                                 const std::function<void(const Cell&)>& visit) {
  Walk(p, shape, true, visit).run();
}

}  // namespace isopath
