// What the difference is at most, and at least, on a cell; and how to split it.
//
// On a cell each tanh(s), and each tanh(s) - tanh(s') of a couple, gets
//   - a range, from the ranges of s, s' and their gap, finite or not;
//   - on a box, an affine function of s and of the gap, and how far it is off at most;
//   - on a box, a range of its derivatives by s and by the gap.
// The ranges add up to one bound of the sum; the affine functions, added as functions of tau before anything
// is bounded, to another, in which all that is linear cancels; the derivatives tell in which axes the sum is
// monotone, so that only a face of the box matters. The proofs are in docs/mathematics.md, section 10.
#ifndef ISOPATH_VERIFY_TANH_BOUND_CELL_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_CELL_BOUND_HPP

#include <vector>

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/term_bound.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

struct CellBound {
  /// Proved: lower <= g <= upper on the cell.
  Enclosure lower;
  Enclosure upper;
  /// About how much of upper - lower more precision would remove.
  double noise;
  /// Of a box: 1 where g is proved not to fall in that axis anywhere on it, -1 where it is proved not to
  /// rise, else 0.
  std::vector<int> monotone;
  // For the search only, in binary64: no bound rests on these.
  std::vector<double> slope;  // of the affine bound
  Gains gains;
};

/// Bounds are computed in two steps: from ranges and derivatives alone, and then narrowed by the affine
/// functions. A cell that is left out after the first step, or moved to a face, needs no second one.
class CellBounds {
 public:
  /// This refers to all three.
  CellBounds(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);

  CellBound by_ranges() const;
  void narrow(CellBound& bound) const;

 private:
  const EnclosedSum& sum_;
  const DomainCell& cell_;
  const Axes& axes_;
  CellShape shape_;
  std::vector<TermOnCell> terms_;
};

/// Both steps.
CellBound bound_on(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);

}  // namespace isopath

#endif
