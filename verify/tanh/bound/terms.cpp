#include "verify/tanh/bound/terms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace isopath {

namespace {

double about(const Rational& value) { return isopath::about(Enclosure(value, 64)); }

/// The coefficients of a unit in binary64, for the search of near units.
std::vector<double> coefficients(const WeightedUnit& unit) {
  std::vector<double> result;
  for (const Rational& b : unit.s.b) result.push_back(about(b));
  result.push_back(about(unit.s.c));
  return result;
}

double size_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double entry : x) sum += std::abs(entry);
  return sum;
}

/// About sup |s - s'|, or sup |s + s'| if flipped, over tau in [-1, 1]^n.
double distance(const std::vector<double>& x, const std::vector<double>& y, bool flipped) {
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += std::abs(flipped ? x[k] + y[k] : x[k] - y[k]);
  return sum;
}

struct Match {
  double distance;
  std::size_t first;
  std::size_t second;
  bool flipped;
};

/// Units near enough for a match to pay: the gap is small, or small beside the unit itself. Units are sorted
/// by b, so that in a wide network it is enough to look at some that follow.
std::vector<Match> near_units(const std::vector<WeightedUnit>& units) {
  std::vector<std::vector<double>> rows;
  for (const WeightedUnit& unit : units) rows.push_back(coefficients(unit));
  const std::size_t n = units.front().s.b.size() + 1;
  const std::size_t window = std::max<std::size_t>(2, 50'000'000 / (units.size() * n));
  std::vector<Match> result;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double reach = std::max(0.25, 0.25 * size_of(rows[i]));
    for (std::size_t j = i + 1; j < units.size() && j - i <= window; ++j)
      for (const bool flipped : {false, true})
        if (const double gap = distance(rows[i], rows[j], flipped); gap < reach)
          result.push_back({gap, i, j, flipped});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Match& x, const Match& y) { return x.distance < y.distance; });
  return result;
}

WeightedUnit flipped(const WeightedUnit& unit) {
  WeightedUnit result{{{}, -unit.s.c}, -unit.weight, unit.unit};
  for (const Rational& b : unit.s.b) result.s.b.push_back(-b);
  return result;
}

AffineFunction gap_of(const Term& term) {
  if (!term.partner) return {std::vector<Rational>(term.unit.s.b.size()), {}};
  AffineFunction gap = term.unit.s;
  for (std::size_t k = 0; k < gap.b.size(); ++k) gap.b[k] -= term.partner->s.b[k];
  gap.c -= term.partner->s.c;
  return gap;
}

/// The exponent of the largest coefficient; 0 if there is none.
long scale_of(const EnclosedAffine& f) {
  long exponent = f.c.size_exponent();
  for (const Enclosure& size : f.size) exponent = std::max(exponent, size.size_exponent());
  return exponent == std::numeric_limits<long>::min() ? 0 : exponent;
}

}  // namespace

std::vector<Term> matched_terms(const Network& network, std::size_t output) {
  std::vector<WeightedUnit> units;
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const Number weight = network.a(unit)[output];
    if (weight.is_zero()) continue;
    WeightedUnit next{{{}, network.numbers.value(network.c(unit))}, network.numbers.value(weight), unit};
    for (const Number b : network.b(unit)) next.s.b.push_back(network.numbers.value(b));
    units.push_back(std::move(next));
  }
  if (units.empty()) return {};
  std::vector<Term> terms;
  std::vector<bool> taken(units.size());
  for (const Match& match : near_units(units)) {
    if (taken[match.first] || taken[match.second]) continue;
    taken[match.first] = taken[match.second] = true;
    terms.push_back({units[match.first], match.flipped ? flipped(units[match.second]) : units[match.second],
                     match.flipped});
  }
  for (std::size_t i = 0; i < units.size(); ++i)
    if (!taken[i]) terms.push_back({units[i], std::nullopt});
  return terms;
}

long exponent_of(const TanhSum& bias, const std::vector<Term>& terms) {
  Enclosure total = Enclosure(bias, 64).abs();
  const auto add = [&total](const Rational& x) { total += Enclosure(x.abs(), 64); };
  for (const Term& term : terms) {
    add(term.partner ? term.unit.weight + term.partner->weight : term.unit.weight);
    if (!term.partner) continue;
    Rational gap = (term.unit.s.c - term.partner->s.c).abs();
    for (std::size_t k = 0; k < term.unit.s.b.size(); ++k)
      gap += (term.unit.s.b[k] - term.partner->s.b[k]).abs();
    add(term.partner->weight * std::min(gap, Rational(2)));
  }
  const Rational upper = total.upper();
  return upper.is_zero() ? 0 : upper.binary_size();
}

Enclosure weight_of(const TanhSum& bias, const std::vector<Term>& terms, long precision) {
  Enclosure total = Enclosure(bias, precision).abs();
  for (const Term& term : terms) {
    total += Enclosure(term.unit.weight.abs(), precision);
    if (term.partner) total += Enclosure(term.partner->weight.abs(), precision);
  }
  return total;
}

EnclosedAffine::EnclosedAffine(const AffineFunction& f, long precision)
    : c(f.c, precision), about_c(about(c)) {
  for (const Rational& entry : f.b) {
    b.emplace_back(entry, precision);
    size.push_back(b.back().abs());
    about_b.push_back(about(b.back()));
  }
}

EnclosedTerm::EnclosedTerm(const Term& term, long exponent, long precision)
    : s(term.unit.s, precision),
      weight(Enclosure(term.unit.weight, precision).scaled(-exponent)),
      is_couple(term.partner.has_value()),
      partner(term.partner ? term.partner->s : term.unit.s, precision),
      gap(gap_of(term), precision),
      partner_weight(
          Enclosure(term.partner ? term.partner->weight : Rational(), precision).scaled(-exponent)),
      weight_sum(
          Enclosure(term.partner ? term.unit.weight + term.partner->weight : term.unit.weight, precision)
              .scaled(-exponent)),
      about_weight_sum(about(weight_sum)),
      about_gap_exponent(scale_of(gap)),
      about_partner_weight(about(partner_weight.scaled(about_gap_exponent))) {
  for (std::size_t k = 0; k < gap.b.size(); ++k) gap.about_b[k] = about(gap.b[k].scaled(-about_gap_exponent));
  gap.about_c = about(gap.c.scaled(-about_gap_exponent));
}

EnclosedSum::EnclosedSum(const TanhSum& constant, const std::vector<Term>& list, long exponent, long bits)
    : bias(Enclosure(constant, bits).scaled(-exponent)), about_bias(about(bias)), precision(bits) {
  terms.reserve(list.size());
  for (const Term& term : list) terms.emplace_back(term, exponent, bits);
}

}  // namespace isopath
