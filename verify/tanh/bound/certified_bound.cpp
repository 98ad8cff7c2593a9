#include "verify/tanh/bound/certified_bound.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

namespace {

/// Where in an axis the mean value form with a slope in [low, high] bounds best from above.
double centre(double lower, double upper, double low, double high) {
  if (!(low < 0)) return upper;
  if (!(high > 0)) return lower;
  const double at = lower + (upper - lower) * (high / (high - low));
  return at > lower ? std::min(at, upper) : lower;  // also if it is no number
}

/// sign g on a box by the mean value form: g(x) is in g(c) + sum_k slope_k (x_k - c_k) for every c of the
/// box. Adds to `gain` what its width leaves.
Enclosure centred_bound(const EnclosedSum& sum, const DomainCell& box, const std::vector<Interval>& slope,
                        int sign, std::vector<double>& gain) {
  std::vector<Enclosure> at;
  std::vector<double> about_at;
  for (std::size_t k = 0; k < slope.size(); ++k) {
    const double low = about(slope[k].lower);
    const double high = about(slope[k].upper);
    about_at.push_back(centre(box.lower[k], box.upper[k], sign > 0 ? low : -high, sign > 0 ? high : -low));
    at.push_back(Enclosure::exactly(about_at[k], sum.precision));
  }
  Enclosure bound = sign > 0 ? value_at(sum, at) : -value_at(sum, at);
  for (std::size_t k = 0; k < slope.size(); ++k) {
    if (!(box.lower[k] < box.upper[k])) continue;
    const Interval step{Enclosure::exactly(box.lower[k], sum.precision) - at[k],
                        Enclosure::exactly(box.upper[k], sum.precision) - at[k]};
    const Interval change = slope[k] * step;
    const Enclosure most = sign > 0 ? change.upper : -change.lower;
    bound += most;
    gain[k] += std::max(0.0, about(most)) +
               (about(slope[k].upper) - about(slope[k].lower)) * (box.upper[k] - box.lower[k]) / 8;
  }
  return bound;
}

}  // namespace

CertifiedBound certified_bound(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes) {
  const std::size_t n = axes.size();
  const CellShape shape(cell, sum.precision);
  Interval values{sum.bias, sum.bias};
  const Enclosure zero(sum.precision);
  std::vector<Interval> slope(n, Interval{zero, zero});
  Gains gains{std::vector<double>(n)};
  for (const EnclosedTerm& term : sum.terms) {
    const TermOnCell part(term, cell, shape, axes, Rules::certified);
    values = values + part.range;
    if (cell.is_cone()) {
      add_gains(gains, part, cell, axes, about(width(part.range)) / 2);
      continue;
    }
    const Interval by_s = part.by_s();
    const Interval by_gap = part.by_gap();
    for (std::size_t k = 0; k < n; ++k) {
      slope[k] = slope[k] + term.s.b[k] * by_s;
      if (term.is_couple) slope[k] = slope[k] + term.gap.b[k] * by_gap;
    }
  }
  Enclosure above = values.upper;
  Enclosure below = -values.lower;
  if (!cell.is_cone()) {
    for (const int sign : {1, -1}) {  // not finite where hyperbolic functions overflow, far out
      const Enclosure centred = centred_bound(sum, cell, slope, sign, gains.axis);
      Enclosure& bound = sign > 0 ? above : below;
      if (centred.is_finite()) bound = Enclosure::least(bound, centred);
    }
  }
  return {Enclosure::greatest(above, below), std::move(gains)};
}

}  // namespace isopath
