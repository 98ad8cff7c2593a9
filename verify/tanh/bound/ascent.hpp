// Points where a difference is likely to be large, found in floating point.
//
// No bound rests on these points: a point is only proposed, and other code encloses its value.
#ifndef ISOPATH_VERIFY_TANH_BOUND_ASCENT_HPP
#define ISOPATH_VERIFY_TANH_BOUND_ASCENT_HPP

#include <random>
#include <vector>

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

/// A point and about |g| there.
struct Proposal {
  std::vector<double> tau;
  double size;
};

/// Climbs from a point along the gradient of |g|, within the domain.
Proposal climb(const EnclosedSum& sum, const Axes& axes, std::vector<double> from);

/// A point to begin at: the best of some random points, which are anywhere, in corners, far out on unbounded
/// axes, or where some unit is not saturated.
std::vector<double> random_start(const EnclosedSum& sum, const Axes& axes, std::mt19937_64& random);

}  // namespace isopath

#endif
