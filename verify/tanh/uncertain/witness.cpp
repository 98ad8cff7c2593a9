#include "verify/tanh/uncertain/witness.hpp"

#include <bit>
#include <cmath>
#include <utility>

#include "verify/tanh/uncertain/point_search.hpp"

namespace isopath {

namespace {

Interval number_range(const UncertainModel& model, std::size_t unit, std::size_t place, long precision) {
  const Network& lower = model.lower.network();
  const Network& upper = model.upper.network();
  return {Enclosure(lower.numbers.value(lower.row(unit)[place]), precision),
          Enclosure(upper.numbers.value(upper.row(unit)[place]), precision)};
}

Interval difference(const UncertainModel& a, const UncertainModel& b, std::span<const Rational> x,
                    std::size_t output, long precision) {
  return enclose(a, x, output, precision) - enclose(b, x, output, precision);
}

/// The point as a witness, if the enclosures there say so.
std::optional<Witness> confirmed(const UncertainModel& a, const UncertainModel& b, std::vector<Rational> x,
                                 std::size_t output) {
  constexpr long digits = 6;
  for (long precision = 64; precision <= 1024; precision *= 4) {
    const Interval gap = difference(a, b, x, output, precision);
    if (!gap.lower.is_finite() || !gap.upper.is_finite()) return std::nullopt;
    if (gap.lower.is_positive() == Truth::proved || (-gap.upper).is_positive() == Truth::proved)
      return Witness{std::move(x), output, round_down(gap.lower.lower(), digits),
                     round_up(gap.upper.upper(), digits)};
  }
  return std::nullopt;
}

std::vector<Rational> exactly(const std::vector<double>& x) {
  std::vector<Rational> result;
  result.reserve(x.size());
  for (const double entry : x)
    result.push_back(NumberTable().value(Number::from_binary64(std::bit_cast<std::uint64_t>(entry))));
  return result;
}

std::vector<double> near(const std::vector<Rational>& x) {
  std::vector<double> result;
  result.reserve(x.size());
  for (const Rational& entry : x) {
    const double value = Enclosure(entry, 53).lower_double();
    result.push_back(std::isfinite(value) ? value : 0);
  }
  return result;
}

}  // namespace

Interval enclose(const UncertainModel& model, std::span<const Rational> x, std::size_t output,
                 long precision) {
  const Enclosure shift(Rational(tanh_form(model.activation()).shift), precision);
  Interval sum{Enclosure(model.lower.stated().d[output], precision),
               Enclosure(model.upper.stated().d[output], precision)};
  std::vector<Enclosure> at;
  for (const Rational& entry : x) at.emplace_back(entry, precision);
  for (std::size_t unit = 0; unit < model.width(); ++unit) {
    Interval argument = number_range(model, unit, x.size(), precision);
    for (std::size_t k = 0; k < x.size(); ++k)
      if (!x[k].is_zero()) argument = argument + at[k] * number_range(model, unit, k, precision);
    const Interval value{argument.lower.tanh() + shift, argument.upper.tanh() + shift};
    sum = sum + number_range(model, unit, x.size() + 1 + output, precision) * value;
  }
  return sum;
}

std::optional<Witness> find_witness(const UncertainModel& a, const FloatRanges& floats_a,
                                    const UncertainModel& b, const FloatRanges& floats_b,
                                    const std::optional<std::vector<Rational>>& seed) {
  PointSearch search(floats_a, floats_b, a.inputs());
  const auto check = [&](const ProposedPoint& point) -> std::optional<Witness> {
    if (!(point.gap > 0)) return std::nullopt;
    const ProposedPoint shorter = search.shortened(point);
    return confirmed(a, b, exactly(shorter.x), shorter.output);
  };
  if (auto witness = check(search.at(std::vector<double>(a.inputs())))) return witness;
  if (seed)
    if (auto witness = check(search.at(near(*seed)))) return witness;
  if (a.inputs() == 0) return std::nullopt;
  // The best of some points that seem to do is taken, for floating point may be wrong, and small gaps take
  // long numbers.
  constexpr int enough = 8;
  ProposedPoint best{{}, 0, 0};
  for (int found = 0; found < enough && search.has_work_left();) {
    ProposedPoint next = search.next();
    if (next.gap > 0) ++found;
    if (next.gap > best.gap) best = std::move(next);
  }
  if (auto witness = check(best)) return witness;
  return std::nullopt;
}

}  // namespace isopath
