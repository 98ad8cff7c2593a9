// What the difference is at most, and at least, on a cell; and how to split it.
//
// On a cell each tanh(s), and each tanh(s) - tanh(s') of a pair, gets
//   - a range, from the ranges of s, s' and their gap, finite or not;
//   - on a box, an affine function of s and of the gap, and how far it is off at most;
//   - on a box, a range of its derivatives by s and by the gap.
// The ranges add up to one bound of the sum; the affine functions, added as functions of tau before anything
// is bounded, to another, in which all that is linear cancels; the derivatives tell in which axes the sum is
// monotone, so that only a face of the box matters. The proofs are in docs/mathematics.md, section 10.
#ifndef ISOPATH_VERIFY_TANH_BOUND_CELL_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_CELL_BOUND_HPP

#include <memory>
#include <vector>

#include "verify/tanh/bound/domain_cell.hpp"
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
  // For the search only, in binary64: nothing rests on these.
  std::vector<double> slope;  // of the affine bound
  std::vector<double> gain;   // by how much splitting an axis may narrow the bounds
  double distance_gain;       // the same for splitting a cone by distance
};

/// The bounds from ranges and derivatives alone, and then those that the affine functions narrow. A cell that
/// is left out after the first, or moved to a face, needs no second.
class CellBounds {
 public:
  /// Refers to all three.
  CellBounds(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);
  ~CellBounds();
  CellBounds(const CellBounds&) = delete;
  CellBounds& operator=(const CellBounds&) = delete;

  CellBound by_ranges() const;
  void narrow(CellBound& bound) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Both in one.
CellBound bound_on(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);

/// What rule U6 of certificates (docs/certificate-format.md, section 12) proves about |g| on a cell: fewer
/// rules, which a small checker can follow, and on boxes the mean value form, each side at the centre that
/// suits it.
struct CertifiedBound {
  Enclosure size;  // |g| is at most that
  // For the search only, as above.
  std::vector<double> gain;
  double distance_gain;
};
CertifiedBound certified_bound(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);

/// g(tau).
Enclosure value_at(const EnclosedSum& sum, const std::vector<Enclosure>& tau);

}  // namespace isopath

#endif
