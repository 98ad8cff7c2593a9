// Tables of cells: rules D6 and D7 of docs/certificate-format.md; section 7 of docs/mathematics.md.
#ifndef ISOPATH_CHECK_TABLE_HPP
#define ISOPATH_CHECK_TABLE_HPP

#include <array>
#include <functional>
#include <optional>

#include "reader.hpp"

namespace isopath::check {

constexpr std::size_t max_units_of_table = 12;

/// A cell of labels, relative to a rigid vertex u. The units are numbered anew: first the homes of the
/// essential groups 0, 1, ..., in this order, then the spare units.
struct LabelCell {
  std::size_t essential;
  std::size_t units;
  /// By unit: the essential group k; or, from `essential` on and without a gap, a zero-sum group.
  std::array<std::size_t, max_units_of_table> labels{};
  /// By unit: has it another sign than at u? Classes show it of homes with a label E only.
  std::array<bool, max_units_of_table> turned{};

  std::size_t groups() const;  // of both kinds
};

/// D7.
std::string class_of(const LabelCell& cell);
/// A cell of this class, with so many essential groups and units; empty if there is none.
std::optional<LabelCell> cell_of(std::string_view text, std::size_t essential, std::size_t units);

/// D6: the number of choices for P; if there are more than the rule allows in all, any number beyond that.
std::uint64_t choices_for(const LabelCell& p);
/// Calls visit(Q) for cells Q that meet P, for one at least of each class that has such cells.
void visit_meeting(const LabelCell& p, const std::function<void(const LabelCell&)>& visit);

/// D6: reads "layers", for the cells of u and w. Returns N.
std::uint64_t read_table(Reader& in, const LabelCell& u, const LabelCell& w);

}  // namespace isopath::check

#endif
