#include "verify/tanh/equivalence/witness.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <utility>

#include "exact/sum.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

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
/// ordinary points; here a change of their pair shows. Empty where that would take
/// long numbers or many of them.
std::optional<Point> point_for(const Network& network, std::size_t unit, const Rational& target) {
  constexpr long word = 64;
  constexpr long longest = 4096;
  const Rational shift = target - network.numbers.value(network.c(unit));
  const long extra = shift.is_zero() ? 0 : std::max(0L, shift.binary_size() + 1);
  if (extra > longest || network.inputs() > 1000) return std::nullopt;
  Point direction;
  PairwiseSum square;
  for (const Number b : network.b(unit)) {
    direction.push_back(shortened(network.numbers.value(b), word));
    square.add(direction.back() * direction.back());
  }
  const Rational scale = Rational::fraction(shortened(shift, extra + word), shortened(square.total(), word));
  if (!scale.is_zero() && std::abs(scale.binary_size()) > longest) return std::nullopt;
  for (Rational& entry : direction) entry = shortened(entry * scale, 6 + extra);
  return direction;
}

/// Points to try, in two stages: the simplest, then those that take more to find and to write down.
class Candidates {
 public:
  static constexpr std::size_t stages = 2;

  /// To bound the work, fewer points are tried where the difference has many units.
  explicit Candidates(const Network& difference)
      : difference_(difference),
        most_(std::clamp<std::size_t>(
            4'000'000 / ((difference.width() + 1) * (difference.inputs() + difference.outputs() + 1)), 3,
            40)) {}

  /// The points of a stage, found when they are first asked for.
  std::vector<Point>& stage(std::size_t number) {
    if (!found_[number]) {
      found_[number] = true;
      if (number == 0)
        find_simple();
      else
        find_others();
    }
    return points_[number];
  }

 private:
  void add(std::size_t stage, Point x) {
    std::vector<Point>& list = points_[stage];
    if (list.size() < most_ && std::find(list.begin(), list.end(), x) == list.end())
      list.push_back(std::move(x));
  }

  /// The simplest points: 0, all ones, and unit vectors of inputs that the first units look at.
  void find_simple() {
    const std::size_t n = difference_.inputs();
    add(0, Point(n));
    if (n == 0) return;
    add(0, Point(n, Rational(1)));
    for (std::size_t unit = 0; unit < std::min<std::size_t>(difference_.width(), 4); ++unit) {
      const NumberRow b = difference_.b(unit);
      for (std::size_t k = 0; k < n && points_[0].size() < std::min<std::size_t>(most_, 16); ++k) {
        if (b[k].is_zero()) continue;
        Point x(n);
        x[k] = Rational(1);
        add(0, std::move(x));
      }
    }
  }

  /// Points where a unit is not saturated, and points in general position: by Theorem 2 the difference
  /// vanishes at almost none of these.
  void find_others() {
    const std::size_t n = difference_.inputs();
    if (n == 0) return;
    for (std::size_t unit = 0; unit < std::min<std::size_t>(difference_.width(), 4); ++unit)
      for (const Rational& target : {Rational(1), Rational(0)})
        if (!is_constant(difference_, unit))
          if (auto x = point_for(difference_, unit, target)) add(1, std::move(*x));
    std::mt19937 random(20231031);
    for (std::size_t tries = 0; tries < 2 * most_; ++tries) {
      Point x;
      for (std::size_t k = 0; k < n; ++k)
        x.push_back(Rational::fraction(Rational(static_cast<long>(random() % 17) - 8),
                                       Rational(static_cast<long>(random() % 4) + 1)));
      add(1, std::move(x));
    }
  }

  const Network& difference_;
  std::size_t most_;
  std::array<std::vector<Point>, stages> points_;
  std::array<bool, stages> found_{};
};

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

/// The cost of exact arithmetic on a sum of fractions with so many 64-bit words in all: quadratic in the
/// small, then nearly linear (reduction to lowest terms).
std::size_t exact_cost(std::size_t words) {
  constexpr std::size_t most_for_a_word = 100;
  return words * (5 + std::min(words / 64, most_for_a_word));
}

/// The cost of evaluating the network at a point.
std::size_t cost_at(const Network& network, const Point& x, long precision) {
  constexpr std::size_t word = 8;  // bytes
  std::size_t of_x = 0;
  for (const Rational& entry : x) of_x += 1 + entry.bytes() / word;
  const std::size_t of_b = network.inputs() + 1 + network.numbers.bytes() / word / (network.width() + 1);
  return (network.width() + 1) * (exact_cost(of_x + of_b) + static_cast<std::size_t>(precision)) +
         network.numbers.bytes() / word;
}

/// Spends the evaluation of as many of the first points as a part of the budget allows, or of one if only the
/// whole budget allows it. The other points are dropped; the result is false if no point is left.
bool spend_on(std::vector<Point>& points, const Network& network, long precision, WitnessBudget& budget) {
  const std::size_t part = budget.left() / 4;
  std::size_t cost = 0;
  std::size_t count = 0;
  for (; count < points.size(); ++count) {
    const std::size_t more = cost + cost_at(network, points[count], precision);
    if (more > (count == 0 ? budget.left() : part)) break;
    cost = more;
  }
  points.resize(count);
  return budget.spend(cost) && count > 0;
}

/// The largest difference that is proved at this precision, among the points and all outputs.
Best best_at(const Network& difference, const std::vector<Point>& points, long precision) {
  Best best;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const std::vector<Enclosure> values = enclose(difference, points[p], precision);
    for (std::size_t output = 0; output < values.size(); ++output) {
      Rational size = proved_size(values[output]);
      if (size > best.size) best = {p, output, std::move(size)};
    }
  }
  return best;
}

bool is_zero_at(const Network& difference, const Point& x) {
  for (std::size_t output = 0; output < difference.outputs(); ++output)
    if (!value_at(difference, x, output).is_zero()) return false;
  return true;
}

/// Before the precision gets high, few points are kept, and only those where the difference is not exactly 0.
void thin_out(const Network& difference, std::vector<Point>& points) {
  constexpr std::size_t few = 3;
  std::vector<Point> kept;
  for (Point& x : points)
    if (kept.size() < few && !is_zero_at(difference, x)) kept.push_back(std::move(x));
  points = std::move(kept);
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

/// f(x) in one output as rule N4 evaluates it: each operation is rounded, and the other network plays no
/// part.
Enclosure enclose_rounded(const Network& network, const std::vector<Enclosure>& x, std::size_t output,
                          long precision) {
  Enclosure sum(network.d[output], precision);
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const NumberRow b = network.b(unit);
    Enclosure argument(network.numbers.value(network.c(unit)), precision);
    for (std::size_t k = 0; k < x.size(); ++k)
      if (!b[k].is_zero()) argument.add_product(Enclosure(network.numbers.value(b[k]), precision), x[k]);
    sum.add_product(Enclosure(network.numbers.value(network.a(unit)[output]), precision), argument.tanh());
  }
  return sum;
}

long greatest_precision(std::size_t terms) {
  return static_cast<long>(
      std::min<std::size_t>(WitnessLimits::precision, WitnessLimits::bits_in_all / (terms + 1)));
}

}  // namespace

std::size_t evaluation_terms(const Network& a, const Network& b) {
  std::size_t terms = a.inputs();
  for (const Network* network : {&a, &b}) {
    terms += network->width();
    for (const TanhSum& bias : network->d) terms += bias.terms().size();
  }
  return terms;
}

std::size_t WitnessBudget::of_one_search(const Network& difference) {
  return (std::size_t{1} << 27U) +
         512 * difference.width() * (difference.inputs() + 1 + difference.outputs());
}

std::optional<Witness> find_witness(const Network& difference, std::size_t terms, WitnessBudget& budget) {
  Candidates candidates(difference);
  const long most = greatest_precision(terms);
  for (long precision = 64; precision * 2 <= most; precision *= 2) {
    for (std::size_t stage = 0; stage < Candidates::stages; ++stage) {
      std::vector<Point>& points = candidates.stage(stage);
      if (precision == 512 && spend_on(points, difference, precision, budget)) thin_out(difference, points);
      if (!spend_on(points, difference, precision, budget)) continue;
      const Best best = best_at(difference, points, precision);
      if (!best.size.is_zero()) return written(difference, points[best.point], best.output, precision);
    }
  }
  return std::nullopt;
}

std::optional<Witness> find_witness(const Network& difference, std::size_t terms) {
  WitnessBudget budget(WitnessBudget::of_one_search(difference));
  return find_witness(difference, terms, budget);
}

bool confirms(const Network& a, const Network& b, const Witness& witness) {
  const long most = greatest_precision(evaluation_terms(a, b));
  // One doubling is left to the checker, whose enclosures are a little wider.
  for (long precision = 64; precision * 2 <= most; precision *= 2) {
    std::vector<Enclosure> x;
    for (const Rational& entry : witness.x) x.emplace_back(entry, precision);
    Enclosure value = enclose_rounded(a, x, witness.output, precision);
    value -= enclose_rounded(b, x, witness.output, precision);
    if (value.is_finite() && value.lower() >= witness.lower.value() && value.upper() <= witness.upper.value())
      return true;
  }
  return false;
}

}  // namespace isopath
