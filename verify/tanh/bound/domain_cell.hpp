// DomainCell: a piece of the domain, in the coordinates of verify/tanh/bound/scaled_difference.hpp. A *box*
// is lower_k <= tau_k <= upper_k. A *cone* reaches to infinity: the unbounded axes are rho u_k with rho >=
// from and lower_k <= u_k <= upper_k, where u is +1 or -1 on one of them; the other axes are bounded as in a
// box. The box tau in [-1, 1]^n (unbounded axes cut there) and one cone with from = 1 for each unbounded axis
// and each side to which it reaches cover the domain: rho is the largest |tau_k| of the unbounded axes. A box
// is split at the middle of an axis, a cone at the middle of one that is not +-1, or by distance: into the
// least box around its part with rho <= 2 from, and the cone from there on. That box lies in the domain, so
// no point outside the domain is ever looked at. The ends are binary64 numbers, exactly. An axis is split
// only where a binary64 lies between its ends.
#ifndef ISOPATH_VERIFY_TANH_BOUND_DOMAIN_CELL_HPP
#define ISOPATH_VERIFY_TANH_BOUND_DOMAIN_CELL_HPP

#include <cstddef>
#include <utility>
#include <vector>

#include "exact/interval.hpp"
#include "verify/tanh/bound/scaled_difference.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

struct DomainCell {
  std::vector<double> lower;
  std::vector<double> upper;
  double from = box;  // of a cone: 0, or a power of two
  static constexpr double box = -1;
  bool is_cone() const { return from >= 0; }
};

using Axes = std::vector<ScaledDifference::Axis>;

/// The domain as one cell: a cone with from = 0 if it is unbounded.
DomainCell whole(const Axes& axes);
/// Cells that cover the domain.
std::vector<DomainCell> cover(const Axes& axes);

/// Whether the cell can be split there.
bool can_split(const DomainCell& cell, std::size_t axis);
bool can_split_by_distance(const DomainCell& cell);
std::pair<DomainCell, DomainCell> split(const DomainCell& cell, std::size_t axis);
std::pair<DomainCell, DomainCell> split_by_distance(const DomainCell& cell, const Axes& axes);

/// The values of an affine function on a cell.
struct AffineRange {
  Interval values;     // the finite ends
  bool below = false;  // reaches to -infinity
  bool above = false;  // reaches to infinity
  Enclosure centre;    // of a box: the value at its centre,
  Enclosure radius;    // and the greatest distance from it
};

/// The centre and the half widths of a cell's axes (of u_k on the unbounded axes of a cone).
struct CellShape {
  CellShape(const DomainCell& cell, long precision);
  std::vector<Enclosure> centre;
  std::vector<Enclosure> radius;
};

AffineRange range(const EnclosedAffine& f, const DomainCell& cell, const CellShape& shape, const Axes& axes);

}  // namespace isopath

#endif
