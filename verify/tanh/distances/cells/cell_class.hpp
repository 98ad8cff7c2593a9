// Cells up to the symmetries of the home cell.
//
// The home cell stays the same when spare units are permuted or their signs turned, and when essential groups
// are permuted or turned together with their home units. Distances from it depend on the orbit of a cell
// only: its class. In a cell each group k *leads to* the group of its home unit. That is a map whose cycles
// and trees, with the numbers of spare units in each group and the sign of each cycle, determine the class
// (docs/mathematics.md, section 9); its text is rule D7 of docs/certificate-format.md.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CELL_CLASS_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CELL_CLASS_HPP

#include <optional>
#include <string>
#include <string_view>

#include "verify/tanh/distances/cells/label_cell.hpp"

namespace isopath {

/// The text of the class: equal for two cells if and only if a symmetry takes the one to the other.
std::string class_text(const LabelCell& cell, const ClassShape& shape);

/// A cell with this text; empty if the text is not that of a class of this shape.
std::optional<LabelCell> cell_of_class(std::string_view text, const ClassShape& shape);

/// How many cells the class of this cell has: the number of symmetries divided by that of those that leave
/// the cell alone. Exact, as long as the result is below 2^64.
std::uint64_t size_of_class(const LabelCell& cell, const ClassShape& shape);

/// Whether every group is one unit: the cells of rigid parameters, with their constants set to 0.
bool is_rigid(const LabelCell& cell, const ClassShape& shape);

}  // namespace isopath

#endif
