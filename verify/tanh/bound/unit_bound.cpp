#include "verify/tanh/bound/unit_bound.hpp"

namespace isopath {

namespace {

Enclosure half(const Enclosure& x) { return x.scaled(-1); }

/// sech^2 s with a small relative error; where tanh is not near +-1 it is computed from tanh.
Enclosure squared_sech(const Enclosure& s, const Enclosure& tanh) {
  if (s.abs().upper_double() < 2) {
    const Enclosure one(Rational(1), s.precision());
    return (one - tanh) * (one + tanh);
  }
  const Enclosure sech = s.sech();
  return sech * sech;
}

/// The enclosure that belongs to the lesser of two keys, or one of both where the lesser key is not known.
Enclosure at_end(const Enclosure& x_key, const Enclosure& x, const Enclosure& y_key, const Enclosure& y) {
  const Truth y_is_less = (x_key - y_key).is_positive();
  if (y_is_less == Truth::undecided) return Enclosure::between(x, y);
  return y_is_less == Truth::proved ? y : x;
}

}  // namespace

TanhRange::TanhRange(const AffineRange& s, long precision)
    : tanh{s.below ? Enclosure(Rational(-1), precision) : s.values.lower.tanh(),
           s.above ? Enclosure(Rational(1), precision) : s.values.upper.tanh()},
      at_lower(precision),
      at_upper(precision),
      slope{at_lower, at_upper} {
  if (!s.below) at_lower = squared_sech(s.values.lower, tanh.lower);
  if (!s.above) at_upper = squared_sech(s.values.upper, tanh.upper);
  set_slope();
}

TanhRange::TanhRange(const TanhRange& x, const TanhRange& y)
    : tanh(hull(x.tanh, y.tanh)),
      at_lower(at_end(x.tanh.lower, x.at_lower, y.tanh.lower, y.at_lower)),
      at_upper(at_end(-x.tanh.upper, x.at_upper, -y.tanh.upper, y.at_upper)),
      slope{at_lower, at_upper} {
  set_slope();
}

void TanhRange::set_slope() {
  const bool may_contain_zero =
      tanh.lower.is_positive() != Truth::proved && (-tanh.upper).is_positive() != Truth::proved;
  slope = {Enclosure::least(at_lower, at_upper), may_contain_zero
                                                     ? Enclosure(Rational(1), at_lower.precision())
                                                     : Enclosure::greatest(at_lower, at_upper)};
}

namespace {

/// An exactly known number near the slope of the chord over the interval; 0 over a point.
Enclosure chord_slope(const Enclosure& rise, const Interval& over) {
  const Enclosure quotient = rise / width(over);
  return quotient.is_finite() ? quotient.middle() : Enclosure(rise.precision());
}

}  // namespace

/// tanh(s) on l <= s <= u. For 0 < p <= 1 the function tanh(s) - p s rises where sech^2 s > p and falls
/// elsewhere: its extrema are at the ends, and at s with tanh s = +-q, q = sqrt(1 - p), as far as these lie
/// between the ends, with the values +-(q - p artanh q), artanh q = log((1 + q) / sqrt(p)).
AffineBound affine_tanh(const AffineRange& s, const TanhRange& unit) {
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

namespace {

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
AffineSlope affine_slope(const TanhRange& unit, const Interval& over, const Enclosure& at) {
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

}  // namespace

/// tanh(s) - tanh(s') = (s - s') K, where K is the mean of sech^2 between s' and s. With sech^2 within e of
/// v + k (sigma - sigma_0) there, K is within e of v + k (sigma - sigma_0), sigma = (s + s')/2.
AffineBound affine_difference(const AffineRange& gap, const AffineRange& s, const AffineRange& partner,
                              const TanhRange& both, const Interval& over) {
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
AffineBound difference_by_taylor(const AffineRange& gap, const AffineRange& s, const TanhRange& partner,
                                 const TanhRange& both) {
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

}  // namespace isopath
