// Outgoing weights as vectors of exact numbers, for questions about few units: which sets add up to 0?
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_ORIENTED_WEIGHTS_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_ORIENTED_WEIGHTS_HPP

#include <span>
#include <vector>

#include "exact/rational.hpp"
#include "verify/tanh/equivalence/groups.hpp"

namespace isopath {

using WeightVector = std::vector<Rational>;  // m of them

/// The outgoing weights of a unit, with their signs turned if it is flipped.
WeightVector oriented_weights(const Network& network, const Member& member);

bool vanishes(const WeightVector& weights);

/// Adds, or subtracts if `negative`. Precondition: as many outputs.
void add_to(WeightVector& sum, const WeightVector& weights, bool negative);

/// The oriented weights of some units of one network, added.
WeightVector weight_sum(const Network& network, std::span<const Member> units);

}  // namespace isopath

#endif
