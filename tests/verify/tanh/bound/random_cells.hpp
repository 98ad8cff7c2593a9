// Differences of nearly equal networks, and cells of domains that splitting leads to.
#ifndef ISOPATH_TESTS_VERIFY_TANH_BOUND_RANDOM_CELLS_HPP
#define ISOPATH_TESTS_VERIFY_TANH_BOUND_RANDOM_CELLS_HPP

#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "exact/number.hpp"
#include "tests/verify/random_networks.hpp"
#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

namespace isopath::tests {

inline Rational exactly(double value) {
  return NumberTable().value(Number::from_binary64(std::bit_cast<std::uint64_t>(value + 0.0)));
}

/// Numbers that make units near one another, steep, flat and saturated.
inline Rational near_entry(Random& random) {
  const Rational small = small_rational(random);
  if (one_in(random, 3)) return small + Rational::power_of_ten(between(random, -40, -1));
  if (one_in(random, 8)) return small * Rational::power_of_ten(between(random, -12, 6));
  return one_in(random, 4) ? Rational() : small;
}

/// Some units, and others near them that nearly cancel them.
inline Network random_difference(Random& random, std::size_t inputs) {
  const std::size_t width = 1 + below(random, 3);
  PlainNetwork network = random_network(random, {inputs, 1, width}, near_entry);
  const std::size_t units = network.units.size();
  for (std::size_t i = 0; i < units; ++i) {
    if (one_in(random, 3)) continue;
    PlainUnit near = network.units[i];
    const Rational change = Rational::power_of_ten(between(random, -30, 0));
    near.a[0] = one_in(random, 2) ? -near.a[0] : change - near.a[0];
    for (Rational& b : near.b)
      if (one_in(random, 2)) b += change * small_rational(random);
    if (one_in(random, 2)) near.c += change;
    network.units.push_back(near);
  }
  return canonical_form(build(network)).network;
}

inline Axes random_axes(Random& random, std::size_t count) {
  Axes axes;
  for (std::size_t k = 0; k < count; ++k) axes.push_back({k, one_in(random, 2), one_in(random, 2)});
  return axes;
}

inline double dyadic_between(Random& random, double low, double high) {
  return low + (high - low) * static_cast<double>(below(random, 9)) / 8;
}

/// A cell that splitting led to.
inline DomainCell random_cell(Random& random, const Axes& axes) {
  const auto cells = cover(axes);
  DomainCell cell = cells[below(random, cells.size())];
  for (std::size_t splits = below(random, 12); splits > 0; --splits) {
    const std::size_t axis = axes.empty() ? 0 : below(random, axes.size());
    auto parts = can_split_by_distance(cell) && one_in(random, 3) ? split_by_distance(cell, axes)
                 : !axes.empty() && can_split(cell, axis)         ? split(cell, axis)
                                                                  : std::pair(cell, cell);
    cell = one_in(random, 2) ? parts.first : parts.second;
  }
  return cell;
}

inline std::vector<double> random_point(Random& random, const DomainCell& cell, const Axes& axes) {
  std::vector<double> tau;
  const double rho = cell.from * std::exp2(static_cast<double>(below(random, 3) * below(random, 12)));
  for (std::size_t k = 0; k < axes.size(); ++k)
    tau.push_back(dyadic_between(random, cell.lower[k], cell.upper[k]) *
                  (cell.is_cone() && axes[k].is_unbounded() ? rho : 1));
  return tau;
}

inline Enclosure exact_value(const Network& network, const std::vector<double>& tau, long precision = 1024) {
  std::vector<Rational> point;
  for (const double entry : tau) point.push_back(exactly(entry));
  return enclose(network, point, precision)[0];
}

inline std::vector<Enclosure> enclosed(const std::vector<double>& tau, long precision) {
  std::vector<Enclosure> point;
  for (const double entry : tau) point.push_back(Enclosure::exactly(entry, precision));
  return point;
}

/// Whether the enclosed number can be in the interval.
inline bool may_contain(const Interval& interval, const Enclosure& x) {
  return interval.lower.lower() <= x.upper() && x.lower() <= interval.upper.upper();
}

/// The axes of a bounded domain.
inline Axes bounded_axes(std::size_t count) {
  Axes axes;
  for (std::size_t k = 0; k < count; ++k) axes.push_back({k, false, false});
  return axes;
}

}  // namespace isopath::tests

#endif
