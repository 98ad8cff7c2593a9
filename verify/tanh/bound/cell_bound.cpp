#include "verify/tanh/bound/cell_bound.hpp"

#include <algorithm>

namespace isopath {

namespace {

/// Adds the term's coefficients of each axis, given those of s and the gap.
void add_by_axis(std::vector<Enclosure>& sums, const EnclosedTerm& term, const Enclosure& of_s,
                 const Enclosure& of_gap) {
  for (std::size_t k = 0; k < sums.size(); ++k) {
    sums[k].add_product(of_s, term.s.b[k]);
    if (term.is_couple) sums[k].add_product(of_gap, term.gap.b[k]);
  }
}

Enclosure whole(const Interval& x) { return Enclosure::between(x.lower, x.upper); }

int sign_of(const Enclosure& derivative) {
  if (derivative.is_positive() == Truth::proved) return 1;
  return (-derivative).is_positive() == Truth::proved ? -1 : 0;
}

bool is_point(const DomainCell& cell) { return !cell.is_cone() && cell.lower == cell.upper; }

}  // namespace

CellBounds::CellBounds(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes)
    : sum_(sum), cell_(cell), axes_(axes), shape_(cell, sum.precision) {
  if (is_point(cell)) return;
  terms_.reserve(sum.terms.size());
  for (const EnclosedTerm& term : sum.terms) terms_.emplace_back(term, cell, shape_, axes, Rules::all);
}

CellBound CellBounds::by_ranges() const {
  const std::size_t n = axes_.size();
  const Enclosure start = is_point(cell_) ? value_at(sum_, shape_.centre) : sum_.bias;
  CellBound bound{start, start, 0, std::vector<int>(n), std::vector<double>(n), {std::vector<double>(n)}};
  std::vector<Enclosure> derivative(cell_.is_cone() ? 0 : n, Enclosure(sum_.precision));
  for (const TermOnCell& part : terms_) {
    bound.lower += part.range.lower;
    bound.upper += part.range.upper;
    if (cell_.is_cone())
      add_gains(bound.gains, part, cell_, axes_, about(width(part.range)) / 2);
    else
      add_by_axis(derivative, part.term, whole(part.by_s()), whole(part.by_gap()));
  }
  for (std::size_t k = 0; k < derivative.size(); ++k) bound.monotone[k] = sign_of(derivative[k]);
  bound.noise = bound.lower.radius().upper_double();
  return bound;
}

void CellBounds::narrow(CellBound& bound) const {
  if (cell_.is_cone() || is_point(cell_)) return;
  Enclosure value = sum_.bias;
  Enclosure error(sum_.precision);
  std::vector<Enclosure> slope(axes_.size(), error);
  for (const TermOnCell& part : terms_) {
    const AffineBound affine = part.affine();
    value += affine.value;
    error += affine.error;
    add_by_axis(slope, part.term, affine.of_s, affine.of_gap);
    add_gains(bound.gains, part, cell_, axes_, std::min(about(width(part.range)) / 2, about(affine.error)));
  }
  for (std::size_t k = 0; k < slope.size(); ++k) {
    error.add_product(slope[k].abs(), shape_.radius[k]);
    bound.slope[k] = about(slope[k]);
  }
  const Interval affine{value - error, value + error};
  const Interval both = common(Interval{bound.lower, bound.upper}, affine);
  bound.lower = both.lower;
  bound.upper = both.upper;
  bound.noise = std::min(bound.noise, affine.upper.radius().upper_double());
}

CellBound bound_on(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes) {
  const CellBounds bounds(sum, cell, axes);
  CellBound bound = bounds.by_ranges();
  bounds.narrow(bound);
  return bound;
}

}  // namespace isopath
