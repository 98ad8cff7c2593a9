#include "verify/tanh/uncertain/point_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isopath {

namespace {

/// Farther out only numbers of unusual size make a difference.
constexpr double farthest = 0x1p40;

/// A unit's activation at both ends of its argument.
struct UnitAt {
  double argument[2];
  double value[2];
};

UnitAt unit_at(const FloatRanges& network, std::size_t unit, const std::vector<double>& x) {
  const FloatRange& c = network.at(unit, x.size());
  double low = c.lower;
  double high = c.upper;
  for (std::size_t k = 0; k < x.size(); ++k) {
    const FloatRange& b = network.at(unit, k);
    low += (x[k] < 0 ? b.upper : b.lower) * x[k];
    high += (x[k] < 0 ? b.lower : b.upper) * x[k];
  }
  return {{low, high}, {std::tanh(low) + network.shift, std::tanh(high) + network.shift}};
}

/// The least product of a weight of the range and a value of the activation, and where it is.
struct LeastProduct {
  double weight;
  int end;  // of the activation
  double value;
};

LeastProduct least_product(const FloatRange& a, const UnitAt& at) {
  LeastProduct best{a.lower, 0, a.lower * at.value[0]};
  for (const double weight : {a.lower, a.upper})
    for (const int end : {0, 1})
      if (weight * at.value[end] < best.value) best = {weight, end, weight * at.value[end]};
  return best;
}

double uniform(std::mt19937_64& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

}  // namespace

PointSearch::PointSearch(const FloatRanges& a, const FloatRanges& b, std::size_t inputs)
    : a_(a), b_(b), inputs_(inputs), outputs_(a.d.size()) {}

PointSearch::Best PointSearch::best_at(const std::vector<double>& x) {
  work_ -= static_cast<double>((a_.width() + b_.width() + 1) * (2 * inputs_ + 4 * outputs_ + 32));
  std::vector<double> low(outputs_);
  std::vector<double> high(outputs_);
  for (std::size_t output = 0; output < outputs_; ++output) {
    low[output] = a_.d[output].lower - b_.d[output].upper;
    high[output] = a_.d[output].upper - b_.d[output].lower;
  }
  for (const bool of_a : {true, false}) {
    const FloatRanges& network = of_a ? a_ : b_;
    std::vector<double>& least = of_a ? low : high;
    std::vector<double>& most = of_a ? high : low;
    const double sign = of_a ? 1 : -1;
    for (std::size_t unit = 0; unit < network.width(); ++unit) {
      const UnitAt at = unit_at(network, unit, x);
      for (std::size_t output = 0; output < outputs_; ++output) {
        const FloatRange& weight = network.at(unit, inputs_ + 1 + output);
        least[output] += sign * least_product(weight, at).value;
        most[output] -= sign * least_product({-weight.upper, -weight.lower}, at).value;
      }
    }
  }
  Best best{0, Side::above, low[0]};
  for (std::size_t output = 0; output < outputs_; ++output) {
    if (low[output] > best.gap) best = {output, Side::above, low[output]};
    if (-high[output] > best.gap) best = {output, Side::below, -high[output]};
  }
  return best;
}

/// The least value of f_A - f_B, or of f_B - f_A, over all members: the units of the one network are least
/// there, and those of the other greatest.
double PointSearch::gap_at(const std::vector<double>& x, std::size_t output, Side side,
                           std::vector<double>* gradient) {
  work_ -= static_cast<double>((a_.width() + b_.width() + 1) * (4 * inputs_ + 32));
  if (gradient != nullptr) gradient->assign(inputs_, 0);
  const FloatRanges& first = side == Side::above ? a_ : b_;
  const FloatRanges& second = side == Side::above ? b_ : a_;
  double gap = first.d[output].lower - second.d[output].upper;
  for (const bool of_first : {true, false}) {
    const FloatRanges& network = of_first ? first : second;
    for (std::size_t unit = 0; unit < network.width(); ++unit) {
      const UnitAt at = unit_at(network, unit, x);
      FloatRange weight = network.at(unit, inputs_ + 1 + output);
      if (!of_first) weight = {-weight.upper, -weight.lower};
      const LeastProduct least = least_product(weight, at);
      gap += least.value;
      if (gradient == nullptr) continue;
      const double sech = 1 / std::cosh(at.argument[least.end]);
      const double slope = least.weight * sech * sech;
      for (std::size_t k = 0; slope != 0 && k < inputs_; ++k) {
        const FloatRange& b = network.at(unit, k);
        (*gradient)[k] += slope * ((x[k] < 0) == (least.end == 0) ? b.upper : b.lower);
      }
    }
  }
  return gap;
}

ProposedPoint PointSearch::at(std::vector<double> x) {
  const Best best = best_at(x);
  return {std::move(x), best.output, best.gap};
}

ProposedPoint PointSearch::climb(std::vector<double> x, Best from) {
  constexpr int steps = 40;
  std::vector<double> gradient;
  std::vector<double> next_gradient;
  double gap = gap_at(x, from.output, from.side, &gradient);
  double length = 0.25;
  for (const double entry : x) length = std::max(length, std::abs(entry) / 4);
  for (int step = 0; step < steps && length > 1e-6 && has_work_left(); ++step) {
    double steepest = 0;
    for (const double entry : gradient) steepest = std::max(steepest, std::abs(entry));
    if (!(steepest > 0 && steepest < HUGE_VAL)) break;
    std::vector<double> next = x;
    for (std::size_t k = 0; k < inputs_; ++k)
      next[k] = std::clamp(x[k] + length * gradient[k] / steepest, -farthest, farthest);
    const double next_gap = gap_at(next, from.output, from.side, &next_gradient);
    if (next_gap > gap) {
      x = std::move(next);
      std::swap(gradient, next_gradient);
      gap = next_gap;
      length *= 2;
    } else {
      length /= 4;
    }
  }
  return {std::move(x), from.output, gap};
}

std::vector<double> PointSearch::random_point() {
  std::vector<double> x(inputs_);
  const double size = std::exp2(uniform(random_, -3, 6));
  const std::size_t units = a_.width() + b_.width();
  if (units == 0 || random_() % 2 == 0) {
    const bool corner = random_() % 4 == 0;
    for (double& entry : x)
      entry = corner ? (random_() % 2 == 0 ? size : -size) : uniform(random_, -size, size);
    return x;
  }
  // The point is moved along a unit's b to where the unit is not saturated.
  const std::size_t place = random_() % units;
  const FloatRanges& network = place < a_.width() ? a_ : b_;
  const std::size_t unit = place < a_.width() ? place : place - a_.width();
  const auto middle = [&](std::size_t k) {
    return (network.at(unit, k).lower + network.at(unit, k).upper) / 2;
  };
  double square = 0;
  double argument = middle(inputs_);
  for (std::size_t k = 0; k < inputs_; ++k) {
    x[k] = random_() % 2 == 0 ? uniform(random_, -1, 1) : 0;
    argument += middle(k) * x[k];
    square += middle(k) * middle(k);
  }
  if (!(square > 0 && square < HUGE_VAL)) return x;
  const double step = (uniform(random_, -3, 3) - argument) / square;
  for (std::size_t k = 0; k < inputs_; ++k)
    x[k] = std::isfinite(step) ? std::clamp(x[k] + step * middle(k), -farthest, farthest) : 0;
  return x;
}

ProposedPoint PointSearch::next() {
  constexpr int tries = 16;
  std::vector<double> best_point = random_point();
  Best best = best_at(best_point);
  for (int i = 1; i < tries && has_work_left(); ++i) {
    std::vector<double> x = random_point();
    const Best there = best_at(x);
    if (!(there.gap > best.gap) && !std::isnan(best.gap)) continue;
    best_point = std::move(x);
    best = there;
  }
  return climb(std::move(best_point), best);
}

ProposedPoint PointSearch::shortened(const ProposedPoint& point) {
  int size = -1000;
  for (const double entry : point.x)
    if (entry != 0) size = std::max(size, std::ilogb(entry));
  for (const int bits : {1, 2, 3, 4, 6, 8, 12, 16, 24}) {
    std::vector<double> x = point.x;
    for (double& entry : x) entry = std::ldexp(std::nearbyint(std::ldexp(entry, bits - size)), size - bits);
    const Best best = best_at(x);
    if (best.gap >= point.gap / 2) return {std::move(x), best.output, best.gap};
  }
  return point;
}

}  // namespace isopath
