#include "verify/tanh/distances/cells/neighbours.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace isopath {

namespace {

using Units = std::vector<std::size_t>;

/// Goes through the choices. At each time q_ and the members below hold the choices made so far, and no more
/// is kept.
class Walk {
 public:
  Walk(const LabelCell& p, const ClassShape& shape, bool up_to_symmetry,
       const std::function<void(const LabelCell&)>& visit)
      : p_(p),
        shape_(shape),
        up_to_symmetry_(up_to_symmetry),
        visit_(visit),
        units_(groups_of(p, shape)),
        joined_to_(units_.size(), none),
        turned_(units_.size(), false),
        blocks_(shape.rank + 1),
        q_(p) {
    for (std::size_t unit = 0; unit < shape.width; ++unit) units_[p.group(unit)].push_back(unit);
  }

  void run() { join(shape_.rank); }

 private:
  static constexpr std::size_t none = LabelCell::most_groups;

  bool is_of_spares(std::size_t group) const { return units_[group].front() >= shape_.rank; }
  bool is_lone_spare(std::size_t group) const { return units_[group].size() == 1 && is_of_spares(group); }

  /// Chooses what zero-sum group `group` and those after it are joined to.
  void join(std::size_t group) {
    if (group == units_.size()) return start_dividing();
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

  /// Block k < rank holds the units in the component of essential group k; the last block holds all others.
  void start_dividing() {
    for (std::size_t block = 0; block <= shape_.rank; ++block) {
      blocks_[block].clear();
      for (std::size_t group = 0; group < units_.size(); ++group)
        if ((group < shape_.rank ? group : std::min(joined_to_[group], shape_.rank)) == block)
          blocks_[block].insert(blocks_[block].end(), units_[group].begin(), units_[group].end());
    }
    for (std::size_t unit = 0; unit < shape_.width; ++unit)
      q_.set(unit, 0, p_.is_negative(unit) != turned_[p_.group(unit)]);
    divide(0, 0, shape_.rank, shape_.rank);
  }

  /// Chooses the groups of Q of the units of a block from `index` on, and of all blocks after it. Its
  /// zero-sum groups are numbered from `first` on; `next` has no unit yet.
  void divide(std::size_t block, std::size_t index, std::size_t first, std::size_t next) {
    const Units& units = blocks_[block];
    const bool is_rest = block == shape_.rank;
    if (index == units.size()) {
      if (is_rest) return visit_all_signs();
      if (is_connected(block)) divide(block + 1, 0, next, next);
      return;
    }
    const std::size_t unit = units[index];
    if (!is_rest) {
      q_.set(unit, block, q_.is_negative(unit));
      divide(block, index + 1, first, next);
    }
    for (std::size_t group = first; group <= next; ++group) {
      q_.set(unit, group, q_.is_negative(unit));
      divide(block, index + 1, first, std::max(next, group + 1));
    }
  }

  /// Whether essential group k has a unit in Q, and the graph of the groups in its component is connected.
  bool is_connected(std::size_t k) const {
    // Bits: the groups of P and of Q that are reached from group k of P.
    std::uint32_t in_p = 1U << k;
    std::uint32_t in_q = 0;
    for (bool grows = true; grows;) {
      grows = false;
      for (const std::size_t unit : blocks_[k]) {
        const std::uint32_t of_p = 1U << p_.group(unit);
        const std::uint32_t of_q = 1U << q_.group(unit);
        if (((in_p & of_p) != 0) == ((in_q & of_q) != 0)) continue;
        in_p |= of_p;
        in_q |= of_q;
        grows = true;
      }
    }
    return (in_q >> k & 1U) != 0 && std::all_of(blocks_[k].begin(), blocks_[k].end(), [&](std::size_t unit) {
             return (in_p >> p_.group(unit) & 1U) != 0;
           });
  }

  /// Visits Q with all signs of the units of the last block, in each group up to turning it.
  void visit_all_signs() const {
    if (up_to_symmetry_) return visit_(q_);
    LabelCell q = q_;
    Units free;
    std::uint32_t has_first = 0;
    for (const std::size_t unit : blocks_[shape_.rank]) {
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

  const LabelCell& p_;
  const ClassShape& shape_;
  bool up_to_symmetry_;
  const std::function<void(const LabelCell&)>& visit_;
  std::vector<Units> units_;            // by group of P
  std::vector<std::size_t> joined_to_;  // by zero-sum group of P; entries of essential ones have no meaning
  std::vector<bool> turned_;
  std::vector<Units> blocks_;
  LabelCell q_;
};

/// The number for n units, n = 0, 1, .... With one part marked, which may not be empty, it is the next number
/// less this one.
constexpr std::array<std::uint64_t, 14> partitions{
    1, 1, 2, 5, 15, 52, 203, 877, 4140, 21'147, 115'975, 678'570, 4'213'597, 27'644'437};

class ChoiceCount {
 public:
  ChoiceCount(const LabelCell& p, const ClassShape& shape, std::uint64_t most)
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

std::uint64_t count_choices(const LabelCell& p, const ClassShape& shape, std::uint64_t most) {
  return ChoiceCount(p, shape, most).count();
}

void for_each_neighbour(const LabelCell& p, const ClassShape& shape,
                        const std::function<void(const LabelCell&)>& visit) {
  Walk(p, shape, false, visit).run();
}

void for_each_neighbouring_class(const LabelCell& p, const ClassShape& shape,
                                 const std::function<void(const LabelCell&)>& visit) {
  Walk(p, shape, true, visit).run();
}

}  // namespace isopath
