#include "kinds/difference_bound.hpp"

namespace isopath::check {

namespace {

/// b . tau + c
struct Affine {
  std::vector<Interval> b;
  Interval c;
};

Affine enclosed(const std::vector<mpq_class>& b, const mpq_class& c, mpfr_prec_t bits) {
  Affine result{{}, Interval(c, bits)};
  result.b.reserve(b.size());
  for (const mpq_class& entry : b) result.b.emplace_back(entry, bits);
  return result;
}

/// w' tanh(s') beside w tanh(s), with the gap s - s' and the sum w + w'.
struct Partner {
  Affine s;
  Affine gap;
  Interval w;
  Interval sum;
};

/// w tanh(s), or with its partner w tanh(s) + w' tanh(s').
struct TanhTerm {
  Affine s;
  Interval w;
  std::optional<Partner> partner;
};

Partner partner_of(const DifferenceUnit& unit, DifferenceUnit other, bool is_turned, std::size_t output,
                   mpfr_prec_t bits) {
  if (is_turned) {
    for (mpq_class& entry : other.b) entry = -entry;
    other.c = -other.c;
    other.weights[output] = -other.weights[output];
  }
  std::vector<mpq_class> gap = unit.b;
  for (std::size_t k = 0; k < gap.size(); ++k) gap[k] -= other.b[k];
  const mpq_class& w = other.weights[output];
  return {enclosed(other.b, other.c, bits), enclosed(gap, unit.c - other.c, bits), Interval(w, bits),
          Interval(unit.weights[output] + w, bits)};
}

Interval tanh(Interval x) {
  x.apply_tanh();
  return x;
}

/// The values of an affine function on a cell. On a cone s = rho p + q, rho >= from.
Interval range(const Affine& f, const DomainCell& cell, const Domain& domain, mpfr_prec_t bits) {
  Interval p(0, bits);
  Interval q = f.c;
  for (std::size_t k = 0; k < f.b.size(); ++k) {
    if (cell.lower[k] == 0 && cell.upper[k] == 0) continue;
    Interval& part = cell.is_cone() && domain.is_unbounded(k) ? p : q;
    part += f.b[k] * Interval::between(cell.lower[k], cell.upper[k], bits);
  }
  if (!cell.is_cone()) return q;
  Interval result = q + p * Interval::between(cell.from, cell.from, bits);
  if (!p.is_at_least_0()) result.drop_lower();
  if (!p.is_at_most_0()) result.drop_upper();
  return result;
}

/// sech^2 where tanh has these values: 1 - t^2, which is 1 at 0 and falls away from it.
Interval slope_range(const Interval& t, const Interval& one) {
  const Interval low = t.low();
  const Interval high = t.high();
  const Interval ends = ((one - low) * (one + low)).hull((one - high) * (one + high));
  return t.is_at_least_0() || t.is_at_most_0() ? ends : ends.hull(one);
}

/// A term on a cell: its values, and on a box its derivatives by s and by the gap.
struct TermOnCell {
  TermOnCell(const TanhTerm& term, const DomainCell& cell, const Domain& domain, mpfr_prec_t bits)
      : values(0, bits), by_s(0, bits), by_gap(0, bits) {
    const Interval one(1, bits);
    const Interval t = tanh(range(term.s, cell, domain, bits));
    const Interval f = slope_range(t, one);
    values = term.w * t;
    by_s = term.w * f;
    if (!term.partner) return;
    const auto& [other_s, gap_s, w, sum] = *term.partner;
    const Interval other = tanh(range(other_s, cell, domain, bits));
    const Interval other_f = slope_range(other, one);
    const Interval gap = range(gap_s, cell, domain, bits);
    const Interval both = t.hull(other);
    const Interval f_both = slope_range(both, one);
    Interval difference = t - other;
    if (both.is_at_least_0() || both.is_at_most_0())
      difference = difference.common(f_both.high().hull(Interval(0, bits) - f_both.high()));
    if (gap.is_finite()) difference = difference.common(gap * f_both);
    values = (values + w * other).common(sum * t - w * difference);
    if (cell.is_cone()) return;
    by_s = (by_s + w * other_f).common(sum * f + Interval(2, bits) * w * gap * both * f_both);
    by_gap -= w * other_f;
  }
  Interval values;
  Interval by_s;
  Interval by_gap;
};

/// The point of [lower, upper] that is this part of the way; any point will do.
double between(double lower, double upper, double part) {
  const double at = lower + (upper - lower) * part;
  return at > lower ? std::min(at, upper) : lower;  // also if it is no number
}

}  // namespace

/// The difference in one output, enclosed with so many bits.
struct CellBounds::Form {
  mpfr_prec_t bits;
  Interval bias;
  std::vector<TanhTerm> terms;

  Form(const Difference& g, std::size_t output, const std::vector<Couple>& couples, mpfr_prec_t precision)
      : bits(precision), bias(enclosed(g.bias[output], precision)) {
    std::vector<const Couple*> couple_of(g.units.size());
    for (const Couple& couple : couples) couple_of[couple.unit] = couple_of[couple.partner] = &couple;
    for (std::size_t i = 0; i < g.units.size(); ++i) {
      const DifferenceUnit& unit = g.units[i];
      const Couple* const couple = couple_of[i];
      if (couple != nullptr && couple->partner == i) continue;
      TanhTerm& term = terms.emplace_back(
          TanhTerm{enclosed(unit.b, unit.c, bits), Interval(unit.weights[output], bits), std::nullopt});
      if (couple != nullptr)
        term.partner = partner_of(unit, g.units[couple->partner], couple->is_turned, output, bits);
    }
  }

  /// The difference at a point.
  Interval value_at(const std::vector<double>& tau) const {
    const Interval one(1, bits);
    const auto tanh_at = [&](const Affine& f) {
      Interval s = f.c;
      for (std::size_t k = 0; k < tau.size(); ++k)
        if (tau[k] != 0) s += f.b[k] * Interval::between(tau[k], tau[k], bits);
      return tanh(std::move(s));
    };
    Interval total = bias;
    for (const TanhTerm& term : terms) {
      const Interval t = tanh_at(term.s);
      if (!term.partner) {
        total += term.w * t;
        continue;
      }
      // tanh s - tanh s' = tanh(s - s') (1 - tanh s tanh s')
      const Interval difference = tanh_at(term.partner->gap) * (one - t * tanh_at(term.partner->s));
      total += term.partner->sum * t - term.partner->w * difference;
    }
    return total;
  }

  /// A bound on a box by the mean value form, from above or from below.
  Interval mean_value_bound(const DomainCell& box, const std::vector<Interval>& slope, bool above) const {
    // Where the form bounds best: from above the more of the slopes is above 0, the farther up.
    std::vector<double> at;
    for (std::size_t k = 0; k < slope.size(); ++k) {
      const double part = slope[k].part_above_0();
      at.push_back(between(box.lower[k], box.upper[k], above ? part : 1 - part));
    }
    Interval bound = value_at(at);
    for (std::size_t k = 0; k < slope.size(); ++k)
      if (box.lower[k] < box.upper[k])
        bound += slope[k] * (Interval::between(box.lower[k], box.upper[k], bits) -
                             Interval::between(at[k], at[k], bits));
    return bound;
  }

  /// Is the absolute value of the difference proved to be at most `size` on the cell?
  bool is_bounded(const DomainCell& cell, const Domain& domain, const mpq_class& size) const {
    const std::size_t n = cell.lower.size();
    Interval values = bias;
    std::vector<Interval> slope(n, Interval(0, bits));
    for (const TanhTerm& term : terms) {
      const TermOnCell on_cell(term, cell, domain, bits);
      values += on_cell.values;
      for (std::size_t k = 0; k < n && !cell.is_cone(); ++k) {
        if (cell.lower[k] == cell.upper[k]) continue;
        slope[k] += on_cell.by_s * term.s.b[k];
        if (term.partner) slope[k] += on_cell.by_gap * term.partner->gap.b[k];
      }
    }
    for (const bool above : {true, false}) {
      if (above ? values.is_at_most(size) : values.is_at_least(-size)) continue;
      if (cell.is_cone()) return false;
      const Interval bound = mean_value_bound(cell, slope, above);
      if (above ? !bound.is_at_most(size) : !bound.is_at_least(-size)) return false;
    }
    return true;
  }
};

CellBounds::CellBounds(const Difference& g, std::size_t output, std::vector<Couple> couples,
                       const Domain& domain, const mpq_class& upper)
    : g_(g),
      output_(output),
      couples_(std::move(couples)),
      domain_(domain),
      upper_(upper),
      constant_(rational_constant(g, output)) {}

CellBounds::~CellBounds() = default;

bool CellBounds::is_bounded(const DomainCell& cell) {
  if (constant_) return abs(*constant_) <= upper_;
  constexpr mpfr_prec_t max_bits_of_cell = 8192;
  std::size_t level = 0;
  for (mpfr_prec_t bits = 64; bits <= max_bits_of_cell; bits *= 2) {
    if (level == forms_.size()) {
      if (level > 0 && is_too_large(bits)) return false;
      forms_.push_back(std::make_unique<Form>(g_, output_, couples_, bits));
    }
    if (forms_[level]->is_bounded(cell, domain_, upper_)) return true;
    ++level;
  }
  return false;
}

/// Would a form with so many bits take too much memory? This is asked before memory is spent.
bool CellBounds::is_too_large(mpfr_prec_t bits) const {
  const std::uint64_t numbers =
      3 * g_.units.size() * (domain_.coordinates.size() + 2) + g_.bias[output_].size();
  return numbers * static_cast<std::uint64_t>(bits) > max_bits_in_all;
}

}  // namespace isopath::check
