#include "verify/tanh/equivalence/oriented_weights.hpp"

#include <algorithm>

namespace isopath {

WeightVector oriented_weights(const Network& network, const Member& member) {
  WeightVector weights;
  for (const Number x : network.a(member.unit))
    weights.push_back(network.numbers.value(x.negated_if(member.flipped)));
  return weights;
}

bool vanishes(const WeightVector& weights) {
  return std::all_of(weights.begin(), weights.end(), [](const Rational& x) { return x.is_zero(); });
}

void add_to(WeightVector& sum, const WeightVector& weights, bool negative) {
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += negative ? -weights[k] : weights[k];
}

WeightVector weight_sum(const Network& network, std::span<const Member> units) {
  WeightVector sum(network.outputs());
  for (const Member& member : units) add_to(sum, oriented_weights(network, member), false);
  return sum;
}

}  // namespace isopath
