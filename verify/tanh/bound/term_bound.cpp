#include "verify/tanh/bound/term_bound.hpp"

#include <cmath>
#include <optional>

namespace isopath {

namespace {

/// (w + w') tanh(s) - w' (tanh(s) - tanh(s')) at one s; the difference is sinh(s - s') sech(s) sech(s'),
/// which has a small relative error where both are near +-1.
Enclosure couple_value(const EnclosedTerm& term, const Enclosure& s, const Enclosure& partner,
                       const Enclosure& gap) {
  constexpr double moderate = 64;
  const Enclosure difference = gap.abs().upper_double() < moderate ? gap.sinh() * s.sech() * partner.sech()
                                                                   : s.tanh() - partner.tanh();
  return term.weight_sum * s.tanh() - term.partner_weight * difference;
}

/// The range of a couple whose gap is the same everywhere: h(s) = w tanh(s) + w' tanh(s - gap) is extreme at
/// ends of the range of s, or where w sech^2 s = -w' sech^2 s'. With rho = sqrt(-w'/w) that is cosh(s') = rho
/// cosh(s), so e^(2s) = (e^gap - rho) / (rho - e^-gap): one s at most.
std::optional<Interval> range_of_parallel(const EnclosedTerm& term, const Arguments& at) {
  const long precision = term.weight.precision();
  const Enclosure& gap = at.gap.centre;
  const auto at_end = [&](bool infinite, const Enclosure& s, int side) {
    return infinite ? Enclosure(Rational(side), precision) * term.weight_sum
                    : couple_value(term, s, s - gap, gap);
  };
  const Enclosure at_lower = at_end(at.s.below, at.s.values.lower, -1);
  const Enclosure at_upper = at_end(at.s.above, at.s.values.upper, 1);
  const Interval ends{Enclosure::least(at_lower, at_upper), Enclosure::greatest(at_lower, at_upper)};
  const Enclosure square = -term.partner_weight / term.weight;
  if (square.is_positive() == Truth::refuted) return ends;
  const Enclosure rho = square.sqrt();
  const Enclosure z = (gap.exp() - rho) / (rho - (-gap).exp());
  if (z.is_positive() == Truth::refuted) return ends;
  const Enclosure s = z.log().scaled(-1);
  if (!s.is_finite()) return std::nullopt;
  if ((!at.s.below && (at.s.values.lower - s).is_positive() == Truth::proved) ||
      (!at.s.above && (s - at.s.values.upper).is_positive() == Truth::proved))
    return ends;
  const Enclosure extreme = couple_value(term, s, s - gap, gap);
  return Interval{Enclosure::least(ends.lower, extreme), Enclosure::greatest(ends.upper, extreme)};
}

/// The range of tanh(s) - tanh(s') from the two ranges. If both have one sign, both are within max sech^2 of
/// +1, or of -1, for 1 - |t| <= 1 - t^2. If the gap is finite, the difference is the gap times sech^2
/// somewhere between.
Interval difference_range(const Arguments& at, const TanhRange& first, const TanhRange& second,
                          const TanhRange& both) {
  const Enclosure& most = both.slope.upper;
  Interval result = first.tanh - second.tanh;
  if (both.tanh.lower.is_positive() == Truth::proved || (-both.tanh.upper).is_positive() == Truth::proved)
    result = common(result, Interval{-most, most});
  return at.gap.below || at.gap.above ? result : common(result, at.gap.values * both.slope);
}

/// The range of w tanh(s) + w' tanh(s'): from the two units each by itself, and from both as a couple.
Interval couple_range(const EnclosedTerm& term, const Arguments& at, const TanhRange& first,
                      const TanhRange& second, const TanhRange& both, Rules rules) {
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

/// An affine function of s and the gap near a couple: from the couple, or, if that is better, from the two
/// units with s' = s - gap.
AffineBound affine_couple(const EnclosedTerm& term, const Arguments& at, const TanhRange& first,
                          const TanhRange& second, const TanhRange& both) {
  constexpr double near = 0.125;  // there the couple is better
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

}  // namespace

Arguments::Arguments(const EnclosedTerm& term, const DomainCell& cell, const CellShape& shape,
                     const Axes& axes)
    : s(isopath::range(term.s, cell, shape, axes)),
      partner(term.is_couple ? isopath::range(term.partner, cell, shape, axes) : s),
      gap(term.is_couple ? isopath::range(term.gap, cell, shape, axes) : s) {}

TermOnCell::TermOnCell(const EnclosedTerm& of, const DomainCell& cell, const CellShape& shape,
                       const Axes& axes, Rules rules)
    : term(of),
      at(of, cell, shape, axes),
      first(at.s, of.weight.precision()),
      second(of.is_couple ? TanhRange(at.partner, of.weight.precision()) : first),
      both(of.is_couple ? TanhRange(first, second) : first),
      range(of.is_couple ? couple_range(of, at, first, second, both, rules) : of.weight * first.tanh) {}

AffineBound TermOnCell::affine() const {
  if (term.is_couple) return affine_couple(term, at, first, second, both);
  const AffineBound tanh = affine_tanh(at.s, first);
  return combined(term.weight, tanh, Enclosure(term.weight.precision()), tanh);
}

/// (w + w') sech^2 s - w' (sech^2 s - sech^2 s'), where sech^2 s - sech^2 s' is the gap times -2 tanh sech^2
/// somewhere between.
Interval TermOnCell::by_s() const {
  if (!term.is_couple) return term.weight * first.slope;
  const Interval curvature = Enclosure(Rational(-2), term.weight.precision()) * (both.tanh * both.slope);
  return common(term.weight * first.slope + term.partner_weight * second.slope,
                term.weight_sum * first.slope - term.partner_weight * (at.gap.values * curvature));
}

/// -w' sech^2 s'.
Interval TermOnCell::by_gap() const { return -term.partner_weight * second.slope; }

Enclosure value_at(const EnclosedSum& sum, const std::vector<Enclosure>& tau) {
  const auto argument = [&](const EnclosedAffine& f) {
    Enclosure s = f.c;
    for (std::size_t k = 0; k < tau.size(); ++k) s.add_product(f.b[k], tau[k]);
    return s;
  };
  Enclosure value = sum.bias;
  for (const EnclosedTerm& term : sum.terms) {
    const Enclosure s = argument(term.s);
    value += term.is_couple ? couple_value(term, s, argument(term.partner), argument(term.gap))
                            : term.weight * s.tanh();
  }
  return value;
}

/// On a cone an argument that reaches to one infinity narrows with distance, and one that reaches to both
/// only with the direction.
void add_gains(Gains& gains, const TermOnCell& part, const DomainCell& cell, const Axes& axes, double off) {
  const EnclosedAffine& s = part.term.s;
  const AffineRange& at = part.at.s;
  if (!(off > 0)) return;
  if (at.below != at.above) {
    gains.distance += off;
    return;
  }
  const auto share = [&](std::size_t k) {
    if (cell.is_cone() && axes[k].is_unbounded() != at.below) return 0.0;
    return std::abs(s.about_b[k]) * (cell.upper[k] - cell.lower[k]);
  };
  double total = 0;
  for (std::size_t k = 0; k < axes.size(); ++k) total += share(k);
  if (!(total > 0)) return;
  for (std::size_t k = 0; k < axes.size(); ++k) gains.axis[k] += off * share(k) / total;
}

}  // namespace isopath
