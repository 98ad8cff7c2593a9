// All cells of a class without C, by counting labels up; and random symmetries of the home cell.
#ifndef ISOPATH_TESTS_VERIFY_TANH_DISTANCES_CELLS_ALL_CELLS_HPP
#define ISOPATH_TESTS_VERIFY_TANH_DISTANCES_CELLS_ALL_CELLS_HPP

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "tests/exact/random_numbers.hpp"
#include "verify/tanh/distances/cells/label_cell.hpp"
#include "verify/tanh/distances/cells/meeting.hpp"

namespace isopath::tests {

inline void extend(std::set<LabelCell>& cells, const LabelCell& cell, std::size_t unit,
                   const ClassShape& shape) {
  if (unit == shape.width) {
    for (std::size_t k = 0; k < shape.rank; ++k) {
      bool has_unit = false;
      for (std::size_t i = 0; i < shape.width; ++i) has_unit |= cell.group(i) == k;
      if (!has_unit) return;
    }
    cells.insert(normalized(cell, shape));
    return;
  }
  for (std::size_t group = 0; group < shape.rank + shape.width; ++group)
    for (const bool negative : {false, true}) {
      LabelCell next = cell;
      next.set(unit, group, negative);
      extend(cells, next, unit + 1, shape);
    }
}

/// Precondition: rank plus width is at most LabelCell::most_groups.
inline std::vector<LabelCell> all_cells(const ClassShape& shape) {
  std::set<LabelCell> cells;
  extend(cells, LabelCell(), 0, shape);
  return {cells.begin(), cells.end()};
}

/// The same, kept for the next time.
inline const std::vector<LabelCell>& known_cells(const ClassShape& shape) {
  static std::map<std::pair<std::size_t, std::size_t>, std::vector<LabelCell>> known;
  std::vector<LabelCell>& cells = known[{shape.rank, shape.width}];
  if (cells.empty()) cells = all_cells(shape);
  return cells;
}

/// The shapes of which all cells are looked at.
inline std::vector<ClassShape> small_shapes() { return {{1, 2}, {1, 3}, {2, 3}, {2, 4}, {3, 4}, {1, 4}}; }

inline bool meet(const LabelCell& p, const LabelCell& q, const ClassShape& shape) {
  return meeting({p, {}}, {q, {}}, shape).has_value();
}

/// A symmetry of the home cell: it permutes spare units, groups with their homes, and turns either.
struct Symmetry {
  std::vector<std::size_t> unit;  // where each goes
  std::vector<bool> turned;       // by where it was

  LabelCell operator()(const LabelCell& cell, const ClassShape& shape) const {
    LabelCell result;
    for (std::size_t i = 0; i < shape.width; ++i) {
      const std::size_t group = cell.group(i);
      const bool essential = group < shape.rank;
      result.set(unit[i], essential ? unit[group] : group,
                 (cell.is_negative(i) != turned[i]) != (essential && turned[group]));
    }
    return normalized(result, shape);
  }
};

inline Symmetry random_symmetry(Random& random, const ClassShape& shape) {
  Symmetry symmetry{std::vector<std::size_t>(shape.width), {}};
  std::iota(symmetry.unit.begin(), symmetry.unit.end(), std::size_t{0});
  const auto spare = symmetry.unit.begin() + static_cast<std::ptrdiff_t>(shape.rank);
  std::shuffle(symmetry.unit.begin(), spare, random);
  std::shuffle(spare, symmetry.unit.end(), random);
  for (std::size_t i = 0; i < shape.width; ++i) symmetry.turned.push_back(one_in(random, 2));
  return symmetry;
}

}  // namespace isopath::tests

#endif
