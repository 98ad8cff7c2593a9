#include "verify/tanh/bound/cell_bound.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace isopath {

namespace {

Enclosure half(const Enclosure& x) { return x.scaled(-1); }

/// sech^2 s with small relative error: where tanh is not near +-1, from that.
Enclosure squared_sech(const Enclosure& s, const Enclosure& tanh) {
  if (s.abs().upper_double() < 2) {
    const Enclosure one(Rational(1), s.precision());
    return (one - tanh) * (one + tanh);
  }
  const Enclosure sech = s.sech();
  return sech * sech;
}

/// tanh and its derivative sech^2 on a range of arguments. tanh rises; sech^2 is 1 at 0 and falls away from
/// it.
struct UnitRange {
  UnitRange(const AffineRange& s, long precision)
      : tanh{s.below ? Enclosure(Rational(-1), precision) : s.values.lower.tanh(),
             s.above ? Enclosure(Rational(1), precision) : s.values.upper.tanh()},
        at_lower(precision),
        at_upper(precision),
        slope{at_lower, at_upper} {
    if (!s.below) at_lower = squared_sech(s.values.lower, tanh.lower);
    if (!s.above) at_upper = squared_sech(s.values.upper, tanh.upper);
    set_slope();
  }

  /// Of the hull of two ranges of arguments.
  UnitRange(const UnitRange& x, const UnitRange& y)
      : tanh(hull(x.tanh, y.tanh)),
        at_lower(at_end(x.tanh.lower, x.at_lower, y.tanh.lower, y.at_lower)),
        at_upper(at_end(-x.tanh.upper, x.at_upper, -y.tanh.upper, y.at_upper)),
        slope{at_lower, at_upper} {
    set_slope();
  }

  Interval tanh;
  Enclosure at_lower;  // sech^2 at the ends; 0 at an infinite one
  Enclosure at_upper;
  Interval slope;

 private:
  /// What belongs to the lesser of two keys; to either where that is not known.
  static Enclosure at_end(const Enclosure& x_key, const Enclosure& x, const Enclosure& y_key,
                          const Enclosure& y) {
    const Truth y_is_less = (x_key - y_key).is_positive();
    if (y_is_less == Truth::undecided) return Enclosure::between(x, y);
    return y_is_less == Truth::proved ? y : x;
  }
  void set_slope() {
    const bool may_contain_zero =
        tanh.lower.is_positive() != Truth::proved && (-tanh.upper).is_positive() != Truth::proved;
    slope = {Enclosure::least(at_lower, at_upper), may_contain_zero
                                                       ? Enclosure(Rational(1), at_lower.precision())
                                                       : Enclosure::greatest(at_lower, at_upper)};
  }
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

/// The range of (sech^2)'' = 4 f - 6 f^2 from that of f = sech^2: concave in f, and greatest, 2/3, at f =
/// 1/3.
Interval curvature_of_slope(const Interval& f) {
  const long precision = f.lower.precision();
  const Enclosure six(Rational(6), precision);
  const Enclosure third(Rational::fraction(1, 3), precision);
  const Enclosure at_lower = f.lower.scaled(2) - six * f.lower * f.lower;
  const Enclosure at_upper = f.upper.scaled(2) - six * f.upper * f.upper;
  const bool may_contain_third =
      (f.lower - third).is_positive() != Truth::proved && (third - f.upper).is_positive() != Truth::proved;
  return {Enclosure::least(at_lower, at_upper), may_contain_third
                                                    ? Enclosure(Rational::fraction(2, 3), precision)
                                                    : Enclosure::greatest(at_lower, at_upper)};
}

/// A function is within -[0, 1] w^2/8 times the range of its second derivative of its chord over an interval
/// of width w. Where that is no better, the middle of its range serves.
AffineSlope affine_slope(const UnitRange& unit, const Interval& over, const Enclosure& at) {
  const Enclosure zero(at.precision());
  const Enclosure flat = half(width(unit.slope));
  const Enclosure w = width(over);
  const Interval curvature = curvature_of_slope(unit.slope);
  const Enclosure eighth = (w * w).scaled(-3);
  const Interval off{Enclosure::least(zero, -(curvature.upper * eighth)),
                     Enclosure::greatest(zero, -(curvature.lower * eighth))};
  const Enclosure error = half(width(off));
  const Enclosure k = (unit.at_upper - unit.at_lower) / w;
  if ((flat - error).is_positive() != Truth::proved || !k.is_finite())
    return {half(unit.slope.lower + unit.slope.upper), zero, flat};
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

/// The same by Taylor's formula in s and the gap at the centre, where E = tanh(s) - tanh(s - gap) has the
/// derivatives E_s = sech^2 s - sech^2 s' = -E (tanh s + tanh s') and E_gap = sech^2 s', and everywhere
/// |E_ss| <= |gap| max |(sech^2)''|, |E_s,gap| = |E_gap,gap| = |(sech^2)'(s')| = 2 |tanh s'| sech^2 s'. This
/// is the better one where the gap is wider than the box.
AffineBound difference_by_taylor(const AffineRange& gap, const AffineRange& s, const UnitRange& partner,
                                 const UnitRange& both) {
  AffineBound bound(gap.centre.precision());
  const Enclosure other = s.centre - gap.centre;
  const Enclosure sech = other.sech();
  bound.value = gap.centre.sinh() * s.centre.sech() * sech;
  bound.of_s = -bound.value * (s.centre.tanh() + other.tanh());
  bound.of_gap = sech * sech;
  const Interval curvature = curvature_of_slope(both.slope);
  const Enclosure second =
      (gap.centre.abs() + gap.radius) * Enclosure::greatest(curvature.lower.abs(), curvature.upper.abs());
  const Enclosure mixed =
      Enclosure::greatest(partner.tanh.lower.abs(), partner.tanh.upper.abs()).scaled(1) * partner.slope.upper;
  bound.error = half(second * s.radius * s.radius) + mixed * gap.radius * (s.radius + half(gap.radius));
  return bound;
}

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
  Arguments(const EnclosedTerm& term, const DomainCell& cell, const CellShape& shape, const Axes& axes)
      : s(range(term.s, cell, shape, axes)),
        partner(term.is_pair ? range(term.partner, cell, shape, axes) : s),
        gap(term.is_pair ? range(term.gap, cell, shape, axes) : s) {}
  AffineRange s;
  AffineRange partner;
  AffineRange gap;
};

/// (w + w') tanh(s) - w' (tanh(s) - tanh(s')) at one s; the difference is sinh(s - s') sech(s) sech(s'),
/// which has a small relative error where both are near +-1.
Enclosure pair_value(const EnclosedTerm& term, const Enclosure& s, const Enclosure& partner,
                     const Enclosure& gap) {
  constexpr double moderate = 64;
  const Enclosure difference = gap.abs().upper_double() < moderate ? gap.sinh() * s.sech() * partner.sech()
                                                                   : s.tanh() - partner.tanh();
  return term.weight_sum * s.tanh() - term.partner_weight * difference;
}

/// The range of a pair whose gap is the same everywhere: h(s) = w tanh(s) + w' tanh(s - gap) is extreme at
/// ends of the range of s, or where w sech^2 s = -w' sech^2 s'. With rho = sqrt(-w'/w) that is cosh(s') = rho
/// cosh(s), so e^(2s) = (e^gap - rho) / (rho - e^-gap): one s at most.
std::optional<Interval> range_of_parallel(const EnclosedTerm& term, const Arguments& at) {
  const long precision = term.weight.precision();
  const Enclosure& gap = at.gap.centre;
  const auto at_end = [&](bool infinite, const Enclosure& s, int side) {
    return infinite ? Enclosure(Rational(side), precision) * term.weight_sum
                    : pair_value(term, s, s - gap, gap);
  };
  const Enclosure at_lower = at_end(at.s.below, at.s.values.lower, -1);
  const Enclosure at_upper = at_end(at.s.above, at.s.values.upper, 1);
  const Interval ends{Enclosure::least(at_lower, at_upper), Enclosure::greatest(at_lower, at_upper)};
  const Enclosure square = -term.partner_weight / term.weight;
  if (square.is_positive() == Truth::refuted) return ends;
  const Enclosure rho = square.sqrt();
  const Enclosure z = (gap.exp() - rho) / (rho - (-gap).exp());
  if (z.is_positive() == Truth::refuted) return ends;
  const Enclosure s = half(z.log());
  if (!s.is_finite()) return std::nullopt;
  if ((!at.s.below && (at.s.values.lower - s).is_positive() == Truth::proved) ||
      (!at.s.above && (s - at.s.values.upper).is_positive() == Truth::proved))
    return ends;
  const Enclosure extreme = pair_value(term, s, s - gap, gap);
  return Interval{Enclosure::least(ends.lower, extreme), Enclosure::greatest(ends.upper, extreme)};
}

/// tanh(s) - tanh(s'): from the two ranges; if both have one sign, both are within max sech^2 of +1, or of
/// -1, for 1 - |t| <= 1 - t^2; and if the gap is finite, as the gap times sech^2 somewhere between.
Interval difference_range(const Arguments& at, const UnitRange& first, const UnitRange& second,
                          const UnitRange& both) {
  const Enclosure& most = both.slope.upper;
  Interval result = first.tanh - second.tanh;
  if (both.tanh.lower.is_positive() == Truth::proved || (-both.tanh.upper).is_positive() == Truth::proved)
    result = common(result, Interval{-most, most});
  return at.gap.below || at.gap.above ? result : common(result, at.gap.values * both.slope);
}

/// All that is known here, or what certificates may rest on.
enum class Rules { all, certified };

/// w tanh(s) + w' tanh(s'): of the two units each, and as a pair.
Interval pair_range(const EnclosedTerm& term, const Arguments& at, const UnitRange& first,
                    const UnitRange& second, const UnitRange& both, Rules rules) {
  const Interval apart = term.weight * first.tanh + term.partner_weight * second.tanh;
  const Interval together =
      term.weight_sum * first.tanh - term.partner_weight * difference_range(at, first, second, both);
  Interval result = common(apart, together);
  const bool is_parallel =
      rules == Rules::all && !at.gap.below && !at.gap.above && at.gap.radius.is_zero() == Truth::proved;
  if (is_parallel)
    if (const auto exact = range_of_parallel(term, at)) result = common(result, *exact);
  return result;
}

/// A pair as an affine function of s and the gap: as a pair, or if that is better as two units; s' = s - gap.
AffineBound affine_pair(const EnclosedTerm& term, const Arguments& at, const UnitRange& first,
                        const UnitRange& second, const UnitRange& both) {
  constexpr double near = 0.125;  // there the pair is better
  const bool is_wide = (at.gap.centre.abs() - at.s.radius).is_positive() == Truth::proved;
  const AffineBound tanh = affine_tanh(at.s, first);
  const AffineBound difference =
      is_wide ? difference_by_taylor(at.gap, at.s, second, both)
              : affine_difference(at.gap, at.s, at.partner, both, hull(at.s.values, at.partner.values));
  const AffineBound together = combined(term.weight_sum, tanh, -term.partner_weight, difference);
  if ((at.gap.centre.abs() + at.gap.radius).upper_double() < near) return together;
  AffineBound partner = affine_tanh(at.partner, second);
  partner.of_gap = -partner.of_s;
  const AffineBound apart = combined(term.weight, tanh, term.partner_weight, partner);
  return (together.error - apart.error).is_positive() == Truth::proved ? apart : together;
}

/// A term on a cell.
struct TermOnCell {
  TermOnCell(const EnclosedTerm& of, const DomainCell& cell, const CellShape& shape, const Axes& axes,
             Rules rules)
      : term(of),
        at(of, cell, shape, axes),
        first(at.s, of.weight.precision()),
        second(of.is_pair ? UnitRange(at.partner, of.weight.precision()) : first),
        both(of.is_pair ? UnitRange(first, second) : first),
        range(of.is_pair ? pair_range(of, at, first, second, both, rules) : of.weight * first.tanh) {}

  AffineBound affine() const {
    if (term.is_pair) return affine_pair(term, at, first, second, both);
    const AffineBound tanh = affine_tanh(at.s, first);
    return combined(term.weight, tanh, Enclosure(term.weight.precision()), tanh);
  }

  /// The derivative by s, with the gap fixed: (w + w') sech^2 s - w' (sech^2 s - sech^2 s'), where sech^2 s -
  /// sech^2 s' is the gap times -2 tanh sech^2 somewhere between.
  Interval by_s() const {
    if (!term.is_pair) return term.weight * first.slope;
    const Interval curvature = Enclosure(Rational(-2), term.weight.precision()) * (both.tanh * both.slope);
    return common(term.weight * first.slope + term.partner_weight * second.slope,
                  term.weight_sum * first.slope - term.partner_weight * (at.gap.values * curvature));
  }
  /// By the gap, with s fixed: -w' sech^2 s'.
  Interval by_gap() const { return -term.partner_weight * second.slope; }

  const EnclosedTerm& term;
  Arguments at;
  UnitRange first;
  UnitRange second;
  UnitRange both;
  Interval range;
};

double about(const Enclosure& x) { return x.middle().lower_double(); }

/// Shares the width that a term leaves among the axes that make its argument wide. On a cone an argument that
/// reaches to one infinity narrows with distance, one that reaches to both only with the direction.
void add_gains(CellBound& bound, const EnclosedTerm& term, const DomainCell& cell, const Arguments& at,
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

/// Adds the term's coefficients of each axis, given those of s and the gap.
void add_by_axis(std::vector<Enclosure>& sums, const EnclosedTerm& term, const Enclosure& of_s,
                 const Enclosure& of_gap) {
  for (std::size_t k = 0; k < sums.size(); ++k) {
    sums[k].add_product(of_s, term.s.b[k]);
    if (term.is_pair) sums[k].add_product(of_gap, term.gap.b[k]);
  }
}

Enclosure whole(const Interval& x) { return Enclosure::between(x.lower, x.upper); }

int sign_of(const Enclosure& derivative) {
  if (derivative.is_positive() == Truth::proved) return 1;
  return (-derivative).is_positive() == Truth::proved ? -1 : 0;
}

bool is_point(const DomainCell& cell) { return !cell.is_cone() && cell.lower == cell.upper; }

}  // namespace

struct CellBounds::Parts {
  const EnclosedSum& sum;
  const DomainCell& cell;
  const Axes& axes;
  CellShape shape;
  std::vector<TermOnCell> terms;
};

CellBounds::CellBounds(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes)
    : parts_(new Parts{sum, cell, axes, CellShape(cell, sum.precision), {}}) {
  if (is_point(cell)) return;
  parts_->terms.reserve(sum.terms.size());
  for (const EnclosedTerm& term : sum.terms)
    parts_->terms.emplace_back(term, cell, parts_->shape, axes, Rules::all);
}

CellBounds::~CellBounds() = default;

CellBound CellBounds::by_ranges() const {
  const auto& [sum, cell, axes, shape, terms] = *parts_;
  const std::size_t n = axes.size();
  const Enclosure start = is_point(cell) ? value_at(sum, shape.centre) : sum.bias;
  CellBound bound{start, start, 0, std::vector<int>(n), std::vector<double>(n), std::vector<double>(n), 0};
  std::vector<Enclosure> derivative(cell.is_cone() ? 0 : n, Enclosure(sum.precision));
  for (const TermOnCell& part : terms) {
    bound.lower += part.range.lower;
    bound.upper += part.range.upper;
    if (cell.is_cone())
      add_gains(bound, part.term, cell, part.at, axes, about(width(part.range)) / 2);
    else
      add_by_axis(derivative, part.term, whole(part.by_s()), whole(part.by_gap()));
  }
  for (std::size_t k = 0; k < derivative.size(); ++k) bound.monotone[k] = sign_of(derivative[k]);
  bound.noise = bound.lower.radius().upper_double();
  return bound;
}

void CellBounds::narrow(CellBound& bound) const {
  const auto& [sum, cell, axes, shape, terms] = *parts_;
  if (cell.is_cone() || is_point(cell)) return;
  Enclosure value = sum.bias;
  Enclosure error(sum.precision);
  std::vector<Enclosure> slope(axes.size(), error);
  for (const TermOnCell& part : terms) {
    const AffineBound affine = part.affine();
    value += affine.value;
    error += affine.error;
    add_by_axis(slope, part.term, affine.of_s, affine.of_gap);
    add_gains(bound, part.term, cell, part.at, axes,
              std::min(about(width(part.range)) / 2, about(affine.error)));
  }
  for (std::size_t k = 0; k < slope.size(); ++k) {
    error.add_product(slope[k].abs(), shape.radius[k]);
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
  CellBound split{zero, zero, 0, {}, {}, std::vector<double>(n), 0};
  for (const EnclosedTerm& term : sum.terms) {
    const TermOnCell part(term, cell, shape, axes, Rules::certified);
    values = values + part.range;
    if (cell.is_cone()) {
      add_gains(split, term, cell, part.at, axes, about(width(part.range)) / 2);
      continue;
    }
    const Interval by_s = part.by_s();
    const Interval by_gap = part.by_gap();
    for (std::size_t k = 0; k < n; ++k) {
      slope[k] = slope[k] + term.s.b[k] * by_s;
      if (term.is_pair) slope[k] = slope[k] + term.gap.b[k] * by_gap;
    }
  }
  Enclosure above = values.upper;
  Enclosure below = -values.lower;
  if (!cell.is_cone()) {
    for (const int sign : {1, -1}) {  // not finite where hyperbolic functions overflow, far out
      const Enclosure centred = centred_bound(sum, cell, slope, sign, split.gain);
      Enclosure& bound = sign > 0 ? above : below;
      if (centred.is_finite()) bound = Enclosure::least(bound, centred);
    }
  }
  return {Enclosure::greatest(above, below), std::move(split.gain), split.distance_gain};
}

Enclosure value_at(const EnclosedSum& sum, const std::vector<Enclosure>& tau) {
  const auto argument = [&](const EnclosedAffine& f) {
    Enclosure s = f.c;
    for (std::size_t k = 0; k < tau.size(); ++k) s.add_product(f.b[k], tau[k]);
    return s;
  };
  Enclosure value = sum.bias;
  for (const EnclosedTerm& term : sum.terms) {
    const Enclosure s = argument(term.s);
    value += term.is_pair ? pair_value(term, s, argument(term.partner), argument(term.gap))
                          : term.weight * s.tanh();
  }
  return value;
}

}  // namespace isopath
