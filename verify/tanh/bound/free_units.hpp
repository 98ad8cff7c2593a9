// Units whose arguments can be chosen freely.
//
// If the weights b of all units on the inputs that are unbounded on both sides are linearly independent, then
// for any numbers there is a point where the arguments are these numbers. So the values of the difference
// bias + sum w tanh(s) come as near to every bias + sum +-w as one likes, and lie between them: the supremum
// of its absolute value is |bias| + sum |w|, exactly, and is not attained. That is the usual case for two
// trained networks on all of R^n with no more units in all than inputs.
#ifndef ISOPATH_VERIFY_TANH_BOUND_FREE_UNITS_HPP
#define ISOPATH_VERIFY_TANH_BOUND_FREE_UNITS_HPP

#include <optional>
#include <vector>

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

/// A point where every unit with positive weight has the argument `size`, and every other one -size. Empty
/// if the units are not independent, or so many that no solution is tried.
std::optional<std::vector<Rational>> point_for_arguments(const std::vector<Term>& terms, const Axes& axes,
                                                         const Rational& size);

}  // namespace isopath

#endif
