// The cells that the domain of a difference bound is split into: rule U5 of docs/certificate-format.md.
//
// Ends of cells are binary64 numbers, taken exactly.
#ifndef ISOPATH_CHECK_DIFFERENCE_CELLS_HPP
#define ISOPATH_CHECK_DIFFERENCE_CELLS_HPP

#include "kinds/difference_gathered.hpp"

namespace isopath::check {

/// A piece of the domain, in the coordinates tau: a box, or a cone from a distance on.
struct DomainCell {
  std::vector<double> lower;
  std::vector<double> upper;
  double from = box;  // the distance at which a cone begins
  static constexpr double box = -1;
  bool is_cone() const { return from >= 0; }
};

/// The domain in the coordinates tau.
struct Domain {
  std::vector<Coordinate> coordinates;
  std::vector<bool> below;  // of each input: does it reach to -infinity?
  std::vector<bool> above;  // to infinity?
  bool is_unbounded(std::size_t k) const { return below[k] || above[k]; }
};

/// Reads the scales, which are the evidence's for unbounded inputs.
Domain domain_of(Reader& in, const DifferenceClaim& claim);

/// The domain as one cell.
DomainCell whole(const Domain& domain, const std::vector<bool>& is_axis);

/// The box, and the cones around it, that an unbounded domain is split into; the first of them last.
std::vector<DomainCell> cover(DomainCell box, const Domain& domain, const std::vector<bool>& is_axis);

/// Halves an axis at about its middle: whatever number that is, the halves are the whole. False if there is
/// none between the ends. The domain itself, if it is unbounded, is not halved.
bool halve(DomainCell& cell, std::size_t axis, DomainCell& second);

/// Makes a cone the part of it from twice as far on, and a box around the rest. Distances are powers of two,
/// so that products with them are exact. False if the cell is no cone, or begins too far out.
bool split_by_distance(DomainCell& cell, const Domain& domain, DomainCell& second);

}  // namespace isopath::check

#endif
