#include "verify/witness.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "verify/evaluation.hpp"

namespace isopath {

namespace {

using Point = std::vector<Rational>;

/// A number of about `bits` significant bits near the value.
Rational shortened(const Rational& value, long bits) {
  if (value.is_zero()) return value;
  const long size = value.binary_size();
  const Rational unit = Rational::power_of_two(size - bits);
  return (value * Rational::power_of_two(bits - size)).floor() * unit;
}

/// A short point where the unit's argument is about `target`: x along b. Steep or far units are saturated at
/// ordinary points; here a change of their pair shows.
Point point_for(const Network& network, std::size_t unit, const Rational& target) {
  Rational square;
  for (const Number b : network.b(unit)) {
    const Rational value = network.numbers.value(b);
    square += value * value;
  }
  const Rational shift = target - network.numbers.value(network.c(unit));
  const long extra = shift.is_zero() ? 0 : std::max(0L, shift.binary_size() + 1);
  Point x;
  for (const Number b : network.b(unit))
    x.push_back(shortened(Rational::fraction(shift * network.numbers.value(b), square), 6 + extra));
  return x;
}

/// Points to try, and how many of them, at the front, are the simplest ones.
struct Candidates {
  std::vector<Point> points;
  std::size_t simple = 1;
};

/// Work is bounded: fewer points where the difference has many units.
Candidates candidates(const Network& difference) {
  const std::size_t n = difference.inputs();
  const std::size_t cost = (difference.width() + 1) * (n + difference.outputs() + 1);
  const std::size_t most = std::clamp<std::size_t>(4'000'000 / cost, 3, 40);
  const bool costly = most < 16;  // then the first point that will do is taken
  Candidates result{{Point(n)}, 1};
  std::vector<Point>& points = result.points;
  if (n == 0) return result;
  const auto add = [&points, most](Point x) {
    if (points.size() < most && std::find(points.begin(), points.end(), x) == points.end())
      points.push_back(std::move(x));
  };
  for (std::size_t k = 0; k < std::min<std::size_t>(n, 12); ++k) {
    Point x(n);
    x[k] = Rational(1);
    add(std::move(x));
  }
  add(Point(n, Rational(1)));
  if (!costly) result.simple = points.size();
  for (std::size_t unit = 0; unit < std::min<std::size_t>(difference.width(), 4); ++unit)
    if (!is_constant(difference, unit))
      for (const Rational& target : {Rational(1), Rational(0)}) add(point_for(difference, unit, target));
  // Points in general position: by Theorem 2 the difference vanishes at almost none.
  std::mt19937 random(20231031);
  while (points.size() < most) {
    Point x;
    for (std::size_t k = 0; k < n; ++k)
      x.push_back(Rational::fraction(Rational(static_cast<long>(random() % 17) - 8),
                                     Rational(static_cast<long>(random() % 4) + 1)));
    add(std::move(x));
    if (n == 1 && points.size() >= 24) break;  // few short numbers are left
  }
  return result;
}

/// A distance from 0 that is proved, 0 if none is.
Rational proved_size(const Enclosure& value) {
  const Truth zero = value.is_zero();
  if (zero != Truth::refuted || !value.is_finite()) return {};
  return value.is_positive() == Truth::proved ? value.lower() : -value.upper();
}

struct Best {
  std::size_t point = 0;
  std::size_t output = 0;
  Rational size;
};

/// Among the points from `first` to `last` and all outputs the largest proved difference at this precision.
Best best_at(const Network& difference, const std::vector<Point>& points, std::size_t first, std::size_t last,
             long precision) {
  Best best;
  for (std::size_t p = first; p < last; ++p) {
    const std::vector<Enclosure> values = enclose(difference, points[p], precision);
    for (std::size_t output = 0; output < values.size(); ++output) {
      Rational size = proved_size(values[output]);
      if (size > best.size) best = {p, output, std::move(size)};
    }
  }
  return best;
}

/// Leaves out points where the difference is exactly 0 in every output.
void drop_zeros(const Network& difference, Candidates& candidates) {
  std::vector<Point> kept;
  std::size_t simple = 0;
  for (std::size_t p = 0; p < candidates.points.size(); ++p) {
    bool zero = true;
    for (std::size_t output = 0; output < difference.outputs() && zero; ++output)
      zero = value_at(difference, candidates.points[p], output).is_zero();
    if (zero) continue;
    kept.push_back(std::move(candidates.points[p]));
    if (p < candidates.simple) ++simple;
  }
  candidates = {std::move(kept), simple};
}

/// The interval that is written down: six digits, outwards, and one unit in the last of them wider on each
/// side, so that a checker whose enclosure is a little wider than ours still lies inside. Six digits keep 0
/// outside.
Witness written(const Network& difference, Point x, std::size_t output, long precision) {
  constexpr long digits = 6;
  const Enclosure value = enclose(difference, x, 2 * precision)[output];
  Witness witness{std::move(x), output, round_down(value.lower(), digits), round_up(value.upper(), digits)};
  witness.lower.digits -= Rational(1);
  witness.upper.digits += Rational(1);
  return witness;
}

}  // namespace

std::optional<Witness> find_witness(const Network& difference, std::size_t terms) {
  Candidates tried = candidates(difference);
  const auto most = static_cast<long>(
      std::min<std::size_t>(WitnessLimits::precision, WitnessLimits::bits_in_all / (terms + 1)));
  for (long precision = 64; precision * 2 <= most; precision *= 2) {
    Best best = best_at(difference, tried.points, 0, tried.simple, precision);
    if (best.size.is_zero())
      best = best_at(difference, tried.points, tried.simple, tried.points.size(), precision);
    if (!best.size.is_zero()) return written(difference, tried.points[best.point], best.output, precision);
    if (precision == 256) drop_zeros(difference, tried);
    // At high precision a few points are enough: at none of them is the difference 0.
    if (precision == 512 && tried.points.size() > 4) {
      tried.points.resize(4);
      tried.simple = std::min<std::size_t>(tried.simple, 4);
    }
  }
  return std::nullopt;
}

}  // namespace isopath
