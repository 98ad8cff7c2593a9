// The difference of two networks on a domain, in coordinates that fit the domain.
//
// The domain is a product of intervals, each of them a point, bounded, or unbounded on one side or both.
// Input x_i = origin_i + scale_i tau_i, exactly, so that a bounded interval is tau_i in [-1, 1], and an
// unbounded one is [0, inf), (-inf, 0] or (-inf, inf). Inputs that are a point, or that no unit looks at, are
// no axes. What is left is brought to canonical form: units that differ only in inputs that are points merge,
// and if all units vanish, the difference is a constant of K.
#ifndef ISOPATH_VERIFY_TANH_BOUND_SCALED_DIFFERENCE_HPP
#define ISOPATH_VERIFY_TANH_BOUND_SCALED_DIFFERENCE_HPP

#include <cstddef>
#include <span>
#include <vector>

#include "verify/networks/domain.hpp"
#include "verify/networks/network.hpp"

namespace isopath {

struct ScaledDifference {
  struct Axis {
    std::size_t input;
    bool below;  // reaches to -infinity
    bool above;  // reaches to infinity
    bool is_unbounded() const { return below || above; }
  };

  /// A function of tau, in canonical form; one input for each axis.
  Network network;
  std::vector<Axis> axes;
  std::vector<Rational> origin;  // of all inputs
  std::vector<Rational> scale;

  /// The point x with these coordinates.
  std::vector<Rational> point(std::span<const Rational> tau) const;
};

/// Precondition: as many ranges as inputs, lower <= upper in each.
ScaledDifference scale_to(const Domain& domain, const Network& difference);

}  // namespace isopath

#endif
