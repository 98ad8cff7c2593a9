#include "verify/tanh/bound/scaled_difference.hpp"

#include <algorithm>
#include <utility>

#include "exact/sum.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

namespace {

Rational half(const Rational& value) { return value * Rational::power_of_two(-1); }

/// A power of two at which the units that look at this input have their features: any positive number is
/// right, for cells beyond tau = 1 double their size (verify/tanh/bound/domain_cell.hpp).
Rational natural_scale(const Network& difference, std::size_t input) {
  Rational steepest;
  Rational farthest(4);
  for (std::size_t unit = 0; unit < difference.width(); ++unit) {
    steepest = std::max(steepest, difference.numbers.value(difference.b(unit)[input]).abs());
    farthest = std::max(farthest, difference.numbers.value(difference.c(unit)).abs());
  }
  if (steepest.is_zero()) return 1;
  return Rational::power_of_two(farthest.binary_size() - steepest.binary_size());
}

void set_coordinates(ScaledDifference& result, const Domain& domain, const Network& difference) {
  for (std::size_t k = 0; k < domain.size(); ++k) {
    const auto& [lower, upper] = domain[k];
    if (lower && upper) {
      result.origin.push_back(half(*lower + *upper));
      result.scale.push_back(half(*upper - *lower));
    } else {
      result.origin.push_back(lower ? *lower : upper ? *upper : Rational());
      result.scale.push_back(natural_scale(difference, k));
    }
  }
}

bool is_looked_at(const Network& difference, std::size_t input) {
  for (std::size_t unit = 0; unit < difference.width(); ++unit)
    if (!difference.b(unit)[input].is_zero()) return true;
  return false;
}

}  // namespace

std::vector<Rational> ScaledDifference::point(std::span<const Rational> tau) const {
  std::vector<Rational> x = origin;
  for (std::size_t k = 0; k < axes.size(); ++k) x[axes[k].input] += scale[axes[k].input] * tau[k];
  return x;
}

namespace {

/// The difference as a function of these axes, in canonical form.
Network moved(const Network& difference, const ScaledDifference& to) {
  const std::size_t n = to.axes.size();
  Network result(n, difference.outputs());
  for (std::size_t unit = 0; unit < difference.width(); ++unit) {
    const NumberRow b = difference.b(unit);
    const auto row = result.append_unit();
    for (std::size_t k = 0; k < n; ++k)
      row[k] = result.numbers.add(difference.numbers.value(b[to.axes[k].input]) * to.scale[to.axes[k].input]);
    PairwiseSum shift;
    for (std::size_t k = 0; k < difference.inputs(); ++k)
      if (!b[k].is_zero() && !to.origin[k].is_zero())
        shift.add(difference.numbers.value(b[k]) * to.origin[k]);
    row[n] = result.numbers.add(difference.numbers.value(difference.c(unit)) + shift.total());
    for (std::size_t output = 0; output < difference.outputs(); ++output)
      row[n + 1 + output] = result.numbers.copy(difference.a(unit)[output], difference.numbers);
  }
  result.d = difference.d;
  return canonical_form(result).network;
}

}  // namespace

ScaledDifference scale_to(const Domain& domain, const Network& difference) {
  ScaledDifference result{Network(0, difference.outputs()), {}, {}, {}};
  set_coordinates(result, domain, difference);
  for (std::size_t k = 0; k < domain.size(); ++k)
    if (!result.scale[k].is_zero() && is_looked_at(difference, k))
      result.axes.push_back({k, !domain[k].lower, !domain[k].upper});
  result.network = moved(difference, result);
  // Where inputs are points, units may have merged and vanished, and axes with them.
  std::vector<ScaledDifference::Axis> axes;
  for (std::size_t k = 0; k < result.axes.size(); ++k)
    if (is_looked_at(result.network, k)) axes.push_back(result.axes[k]);
  if (axes.size() == result.axes.size()) return result;
  result.axes = std::move(axes);
  result.network = moved(difference, result);
  return result;
}

}  // namespace isopath
