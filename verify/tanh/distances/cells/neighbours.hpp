// The cells that meet a cell. Two cells without C meet if they have a point in common: docs/mathematics.md,
// section 7. Then each component of the graph of the two holds essential group k of both, for one k, or no
// essential group at all. So these choices give each cell Q that meets P, in one way: every zero-sum group of
// P is joined to an essential group k, with one of two signs, or to none; the units of k and of the groups
// joined to it, whose signs are now settled, are divided into the units of k and zero-sum groups of Q such
// that the component is connected; and all other units are divided into zero-sum groups of Q in any way, with
// any signs.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_NEIGHBOURS_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_NEIGHBOURS_HPP

#include <functional>

#include "verify/tanh/distances/cells/label_cell.hpp"

namespace isopath {

/// Calls visit(Q) once for each cell Q, normalized, that meets P. Precondition: every group of P has a unit.
void for_each_neighbour(const LabelCell& p, const ClassShape& shape,
                        const std::function<void(const LabelCell&)>& visit);

/// Calls visit(Q) for some cells Q that meet P, not normalized: one at least of every class
/// (verify/tanh/distances/cells/cell_class.hpp) of such cells. The class of a cell does not depend on the
/// signs in its zero-sum groups; and it stays the same, as P does, when the units of a zero-sum group of
/// spare units are turned together, or two such groups of one unit are exchanged.
void for_each_neighbouring_class(const LabelCell& p, const ClassShape& shape,
                                 const std::function<void(const LabelCell&)>& visit);

/// The number of choices for P of rule D6 of docs/certificate-format.md, which bounds the number of these
/// calls; or `most` + 1 if it is more.
std::uint64_t count_choices(const LabelCell& p, const ClassShape& shape, std::uint64_t most);

}  // namespace isopath

#endif
