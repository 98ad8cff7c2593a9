// A cell of a functional equivalence class: a label for each unit.
//
// docs/mathematics.md, section 6. E(k, s): the unit has the pair s (beta_k, gamma_k), and the weights of the
// units labelled k, each times its sign, add up to alpha_k. Z(j, s): the unit has s times the pair of
// zero-sum group j, which is free, and the weights of group j, each times its sign, add up to 0. Labels C, of
// constants, are needed at the ends of a path only (section 7): verify/tanh/distances/cells/end_cell.hpp.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_LABEL_CELL_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_LABEL_CELL_HPP

#include <compare>
#include <cstddef>
#include <cstdint>

namespace isopath {

/// The rank r and the width h of a class, r <= h.
struct ClassShape {
  std::size_t rank;
  std::size_t width;
  std::size_t spare() const { return width - rank; }
  friend bool operator==(const ClassShape&, const ClassShape&) = default;
};

/// Groups below the rank are the essential ones; the zero-sum groups follow.
class LabelCell {
 public:
  static constexpr std::size_t most_units = 12;
  static constexpr std::size_t most_groups = 16;

  std::size_t group(std::size_t unit) const { return bits_ >> (5 * unit) & 15U; }
  bool is_negative(std::size_t unit) const { return (bits_ >> (5 * unit) & 16U) != 0; }
  void set(std::size_t unit, std::size_t group, bool negative) {
    bits_ &= ~(std::uint64_t{31} << (5 * unit));
    bits_ |= std::uint64_t{group | (negative ? 16U : 0U)} << (5 * unit);
  }
  void turn(std::size_t unit) { bits_ ^= std::uint64_t{16} << (5 * unit); }
  /// All labels, as a number: equal if and only if they are.
  std::uint64_t bits() const { return bits_; }

  friend auto operator<=>(const LabelCell&, const LabelCell&) = default;

 private:
  std::uint64_t bits_ = 0;
};

/// The number of groups, essential and zero-sum. Precondition: all of them have units.
std::size_t groups_of(const LabelCell& cell, const ClassShape& shape);

/// The same cell with its zero-sum groups in the order of their first units, which have positive signs: two
/// cells are the same set of parameters if and only if these are equal.
LabelCell normalized(const LabelCell& cell, const ClassShape& shape);

/// The cell of a rigid parameter whose unit k carries essential group k with positive sign: all other units
/// are blank, that is, zero-sum groups of one.
LabelCell home_cell(const ClassShape& shape);

/// All signs of essential groups turned.
LabelCell turned(const LabelCell& cell, const ClassShape& shape);

/// The number of cells, if it is below 2^64: a closed formula, in which no cell is looked at.
std::uint64_t number_of_cells(const ClassShape& shape);

}  // namespace isopath

#endif
