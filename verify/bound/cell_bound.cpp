#include "verify/bound/cell_bound.hpp"

#include <algorithm>
#include <cmath>

namespace isopath {

namespace {

/// tanh and its derivative sech^2 on a range of arguments. tanh rises; sech^2 falls away from 0.
struct UnitRange {
  UnitRange(const AffineRange& s, long precision)
      : tanh{s.below ? Enclosure(Rational(-1), precision) : s.values.lower.tanh(),
             s.above ? Enclosure(Rational(1), precision) : s.values.upper.tanh()},
        at_lower(precision),
        at_upper(precision),
        slope{Enclosure(precision), Enclosure(precision)} {
    if (!s.below) at_lower = squared_sech(s.values.lower);
    if (!s.above) at_upper = squared_sech(s.values.upper);
    const bool may_be_negative = s.below || s.values.lower.is_positive() != Truth::proved;
    const bool may_be_positive = s.above || (-s.values.upper).is_positive() != Truth::proved;
    slope = {Enclosure::least(at_lower, at_upper), may_be_negative && may_be_positive
                                                       ? Enclosure(Rational(1), precision)
                                                       : Enclosure::greatest(at_lower, at_upper)};
  }

  static Enclosure squared_sech(const Enclosure& s) {
    const Enclosure sech = s.sech();
    return sech * sech;
  }

  Interval tanh;
  Enclosure at_lower;  // sech^2 at the ends; 0 at an infinite one
  Enclosure at_upper;
  Interval slope;
};

/// A function on a box that is within `error` of value + of_s (s - s_0) + of_gap (gap - gap_0), where s_0 and
/// gap_0 are the values at the centre.
struct AffineBound {
  explicit AffineBound(long precision)
      : value(precision), of_s(precision), of_gap(precision), error(precision) {}
  Enclosure value;
  Enclosure of_s;
  Enclosure of_gap;
  Enclosure error;
};

Enclosure width(const Interval& x) { return x.upper - x.lower; }
Enclosure half(const Enclosure& x) { return x.scaled(-1); }

/// A slope for the chord over the interval, exactly known; 0 over a point.
Enclosure chord_slope(const Enclosure& rise, const Interval& over) {
  const Enclosure quotient = rise / width(over);
  return quotient.is_finite() ? quotient.middle() : Enclosure(rise.precision());
}

/// tanh(s) on l <= s <= u. For 0 < p <= 1 the function tanh(s) - p s rises where sech^2 s > p and falls
/// elsewhere: its extrema are at the ends, and at s with tanh s = +-q, q = sqrt(1 - p), as far as these lie
/// between the ends, with the values +-(q - p artanh q), artanh q = log((1 + q) / sqrt(p)).
AffineBound affine_tanh(const AffineRange& s, const UnitRange& unit) {
  const long precision = s.centre.precision();
  const Enclosure one(Rational(1), precision);
  AffineBound bound(precision);
  Enclosure p = chord_slope(width(unit.tanh), s.values);
  if (p.is_positive() != Truth::proved || (p - one).is_positive() == Truth::proved) p = Enclosure(precision);
  const Enclosure at_lower = unit.tanh.lower - p * s.values.lower;
  const Enclosure at_upper = unit.tanh.upper - p * s.values.upper;
  Interval off{Enclosure::least(at_lower, at_upper), Enclosure::greatest(at_lower, at_upper)};
  if (p.is_positive() == Truth::proved) {
    const Enclosure q = (one - p).sqrt();
    const auto may_be_inside = [&](const Enclosure& t) {
      return (unit.tanh.lower - t).is_positive() != Truth::proved &&
             (t - unit.tanh.upper).is_positive() != Truth::proved;
    };
    const bool highest = may_be_inside(q);
    const bool lowest = may_be_inside(-q);
    if (highest || lowest) {
      const Enclosure extremum = q - p * ((one + q) / p.sqrt()).log();
      if (highest) off.upper = Enclosure::greatest(off.upper, extremum);
      if (lowest) off.lower = Enclosure::least(off.lower, -extremum);
    }
  }
  bound.value = p * s.centre + half(off.lower + off.upper);
  bound.of_s = p;
  bound.error = half(width(off));
  return bound;
}

/// sech^2 on an interval as value + slope (sigma - at), within `error`; `at` is the enclosed point.
struct AffineSlope {
  Enclosure value;
  Enclosure slope;
  Enclosure error;
};

/// f = sech^2 has f'' = 4 f - 6 f^2. A function is within -[0, 1] w^2/8 times the range of f'' of its chord
/// over an interval of width w. 4 f - 6 f^2 is concave in f and greatest, 2/3, at f = 1/3. Where that is no
/// better, the middle of the range of f serves.
AffineSlope affine_slope(const UnitRange& unit, const Interval& over, const Enclosure& at) {
  const long precision = at.precision();
  const Enclosure zero(precision);
  const Enclosure flat = half(width(unit.slope));
  const Enclosure w = width(over);
  const auto curvature = [&](const Enclosure& f) {
    return f.scaled(2) - Enclosure(Rational(6), precision) * f * f;
  };
  const Enclosure third(Rational::fraction(1, 3), precision);
  const Enclosure at_least = curvature(unit.slope.lower);
  const Enclosure at_most = curvature(unit.slope.upper);
  Enclosure top = Enclosure::greatest(at_least, at_most);
  if ((unit.slope.lower - third).is_positive() != Truth::proved &&
      (third - unit.slope.upper).is_positive() != Truth::proved)
    top = Enclosure(Rational::fraction(2, 3), precision);
  const Enclosure eighth = (w * w).scaled(-3);
  const Interval off{Enclosure::least(zero, -(top * eighth)),
                     Enclosure::greatest(zero, -(Enclosure::least(at_least, at_most) * eighth))};
  const Enclosure error = half(width(off));
  if ((flat - error).is_positive() != Truth::proved)
    return {half(unit.slope.lower + unit.slope.upper), zero, flat};
  const Enclosure k = (unit.at_upper - unit.at_lower) / w;  // finite: w is not 0, or flat would be 0
  if (!k.is_finite()) return {half(unit.slope.lower + unit.slope.upper), zero, flat};
  return {unit.at_lower + k * (at - over.lower) + half(off.lower + off.upper), k, error};
}

/// tanh(s) - tanh(s') = (s - s') K, where K is the mean of sech^2 between s' and s. With sech^2 within e of
/// v + k (sigma - sigma_0) there, K is within e of v + k (sigma - sigma_0), sigma = (s + s')/2.
AffineBound affine_difference(const AffineRange& gap, const AffineRange& s, const AffineRange& partner,
                              const UnitRange& both, const Interval& over) {
  AffineBound bound(gap.centre.precision());
  const Enclosure sigma = s.centre - half(gap.centre);
  const AffineSlope slope = affine_slope(both, over, sigma);
  bound.value = gap.centre * slope.value;
  bound.of_s = gap.centre * slope.slope;
  bound.of_gap = slope.value - half(bound.of_s);
  bound.error = gap.radius * slope.slope.abs() * half(s.radius + partner.radius) +
                (gap.centre.abs() + gap.radius) * slope.error;
  return bound;
}

/// What a term contributes, weights included.
struct TermBound {
  explicit TermBound(long precision)
      : range{Enclosure(precision), Enclosure(precision)}, affine(precision), by_s(range), by_gap(range) {}
  Interval range;
  AffineBound affine;
  Interval by_s;    // derivative of the term by s, with the gap fixed,
  Interval by_gap;  // and by the gap, with s fixed
};

AffineBound combined(const Enclosure& x_weight, const AffineBound& x, const Enclosure& y_weight,
                     const AffineBound& y) {
  AffineBound sum(x_weight.precision());
  sum.value = x_weight * x.value + y_weight * y.value;
  sum.of_s = x_weight * x.of_s + y_weight * y.of_s;
  sum.of_gap = x_weight * x.of_gap + y_weight * y.of_gap;
  sum.error = x_weight.abs() * x.error + y_weight.abs() * y.error;
  return sum;
}

/// The arguments of a term on a cell.
struct Arguments {
  Arguments(const EnclosedTerm& term, const Cell& cell, const CellShape& shape, const Axes& axes)
      : s(range(term.s, cell, shape, axes)),
        partner(term.is_pair ? range(term.partner, cell, shape, axes) : s),
        gap(range(term.gap, cell, shape, axes)) {}
  /// From the one to the other.
  AffineRange both() const {
    AffineRange result = s;
    result.values = hull(s.values, partner.values);
    result.below = s.below || partner.below;
    result.above = s.above || partner.above;
    return result;
  }
  AffineRange s;
  AffineRange partner;
  AffineRange gap;
};

/// w tanh(s) + w' tanh(s'): of the two units each, and as a pair.
Interval pair_range(const EnclosedTerm& term, const Arguments& at, const UnitRange& first,
                    const UnitRange& second, const UnitRange& both) {
  const Interval apart = term.weight * first.tanh + term.partner_weight * second.tanh;
  if (at.gap.below || at.gap.above) return apart;
  const Interval together = term.weight_sum * first.tanh - term.partner_weight * (at.gap.values * both.slope);
  return common(apart, together);
}

/// The partner by itself, as a function of s and the gap: s' = s - gap.
AffineBound affine_partner(const Arguments& at, const UnitRange& second) {
  AffineBound bound = affine_tanh(at.partner, second);
  bound.of_gap = -bound.of_s;
  return bound;
}

TermBound bound_of(const EnclosedTerm& term, const Arguments& at, bool is_box) {
  const long precision = term.weight.precision();
  TermBound result(precision);
  const UnitRange first(at.s, precision);
  if (!term.is_pair) {
    result.range = term.weight * first.tanh;
    if (is_box) {
      const AffineBound tanh = affine_tanh(at.s, first);
      result.affine = combined(term.weight, tanh, Enclosure(precision), tanh);
    }
    return result;
  }
  const UnitRange second(at.partner, precision);
  const AffineRange between = at.both();
  const UnitRange both(between, precision);
  result.range = pair_range(term, at, first, second, both);
  if (!is_box) return result;
  const AffineBound tanh = affine_tanh(at.s, first);
  const AffineBound apart = combined(term.weight, tanh, term.partner_weight, affine_partner(at, second));
  const AffineBound together = combined(term.weight_sum, tanh, -term.partner_weight,
                                        affine_difference(at.gap, at.s, at.partner, both, between.values));
  result.affine = (together.error - apart.error).is_positive() == Truth::proved ? apart : together;
  return result;
}

/// by_s: (w + w') sech^2 s - w' (sech^2 s - sech^2 s'), by_gap: -w' sech^2 s'. sech^2 s - sech^2 s' is the
/// gap times -2 tanh sech^2 somewhere between.
void set_derivatives(TermBound& result, const EnclosedTerm& term, const Arguments& at) {
  const long precision = term.weight.precision();
  const UnitRange first(at.s, precision);
  if (!term.is_pair) {
    result.by_s = term.weight * first.slope;
    return;
  }
  const UnitRange second(at.partner, precision);
  const UnitRange both(at.both(), precision);
  const Interval curvature = Enclosure(Rational(-2), precision) * (both.tanh * both.slope);
  const Interval apart = term.weight * first.slope + term.partner_weight * second.slope;
  const Interval together = term.weight_sum * first.slope - term.partner_weight * (at.gap.values * curvature);
  result.by_s = common(apart, together);
  result.by_gap = -term.partner_weight * second.slope;
}

double about(const Enclosure& x) { return x.middle().lower_double(); }

/// Shares the width that a term leaves among the axes that make its argument wide. On a cone an argument that
/// reaches to one infinity narrows with distance, one that reaches to both only with the direction.
void add_gains(CellBound& bound, const EnclosedTerm& term, const Cell& cell, const Arguments& at,
               const Axes& axes, double off) {
  if (!(off > 0)) return;
  if (at.s.below != at.s.above) {
    bound.distance_gain += off;
    return;
  }
  const auto share = [&](std::size_t k) {
    if (cell.is_cone() && axes[k].is_unbounded() != at.s.below) return 0.0;
    return std::abs(term.s.about_b[k]) * (cell.upper[k] - cell.lower[k]);
  };
  double total = 0;
  for (std::size_t k = 0; k < axes.size(); ++k) total += share(k);
  if (!(total > 0)) return;
  for (std::size_t k = 0; k < axes.size(); ++k) bound.gain[k] += off * share(k) / total;
}

}  // namespace

CellBound bound_on(const EnclosedSum& sum, const Cell& cell, const Axes& axes) {
  const long precision = sum.precision;
  const CellShape shape(cell, precision);
  const std::size_t n = axes.size();
  CellBound bound{0, 0, 0, std::vector<double>(n), std::vector<double>(n), 0};
  Interval ranges{sum.bias, sum.bias};
  Enclosure value = sum.bias;
  Enclosure error(precision);
  std::vector<Enclosure> slope(n, Enclosure(precision));
  for (const EnclosedTerm& term : sum.terms) {
    const Arguments at(term, cell, shape, axes);
    const TermBound part = bound_of(term, at, !cell.is_cone());
    ranges = ranges + part.range;
    double off = about(width(part.range)) / 2;
    if (!cell.is_cone()) {
      value += part.affine.value;
      error += part.affine.error;
      off = std::min(off, about(part.affine.error));
      for (std::size_t k = 0; k < n; ++k) {
        slope[k].add_product(part.affine.of_s, term.s.b[k]);
        if (term.is_pair) slope[k].add_product(part.affine.of_gap, term.gap.b[k]);
      }
    }
    add_gains(bound, term, cell, at, axes, off);
  }
  bound.lower = ranges.lower.lower_double();
  bound.upper = ranges.upper.upper_double();
  bound.noise = ranges.lower.radius().upper_double();
  if (cell.is_cone()) return bound;
  for (std::size_t k = 0; k < n; ++k) {
    error.add_product(slope[k].abs(), shape.radius[k]);
    bound.slope[k] = about(slope[k]);
  }
  bound.lower = std::max(bound.lower, (value - error).lower_double());
  bound.upper = std::min(bound.upper, (value + error).upper_double());
  bound.noise = std::min(bound.noise, value.radius().upper_double() + error.radius().upper_double());
  return bound;
}

std::vector<int> monotone_axes(const EnclosedSum& sum, const Cell& box, const Axes& axes) {
  const long precision = sum.precision;
  const CellShape shape(box, precision);
  const Interval nothing{Enclosure(precision), Enclosure(precision)};
  std::vector<Interval> derivative(axes.size(), nothing);
  for (const EnclosedTerm& term : sum.terms) {
    const Arguments at(term, box, shape, axes);
    TermBound part(precision);
    set_derivatives(part, term, at);
    for (std::size_t k = 0; k < axes.size(); ++k) {
      if (!(box.lower[k] < box.upper[k])) continue;
      derivative[k] = derivative[k] + term.s.b[k] * part.by_s;
      if (term.is_pair) derivative[k] = derivative[k] + term.gap.b[k] * part.by_gap;
    }
  }
  std::vector<int> result(axes.size());
  for (std::size_t k = 0; k < axes.size(); ++k)
    result[k] = derivative[k].lower.is_positive() == Truth::proved      ? 1
                : (-derivative[k].upper).is_positive() == Truth::proved ? -1
                                                                        : 0;
  return result;
}

Enclosure value_at(const EnclosedSum& sum, const std::vector<double>& tau) {
  const long precision = sum.precision;
  std::vector<Enclosure> point;
  for (const double entry : tau) point.push_back(Enclosure::exactly(entry, precision));
  const auto argument = [&](const EnclosedAffine& f) {
    Enclosure s = f.c;
    for (std::size_t k = 0; k < point.size(); ++k) s.add_product(f.b[k], point[k]);
    return s;
  };
  Enclosure value = sum.bias;
  for (const EnclosedTerm& term : sum.terms) {
    const Enclosure s = argument(term.s);
    if (!term.is_pair) {
      value.add_product(term.weight, s.tanh());
      continue;
    }
    const Enclosure partner = argument(term.partner);
    const Enclosure gap = argument(term.gap);
    // tanh s - tanh s' = sinh(s - s') sech s sech s'
    const Enclosure difference =
        gap.abs().upper_double() < 1 ? gap.sinh() * s.sech() * partner.sech() : s.tanh() - partner.tanh();
    value.add_product(term.weight_sum, s.tanh());
    value.add_product(-term.partner_weight, difference);
  }
  return value;
}

}  // namespace isopath
