#include "verify/tanh/bound/ascent.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isopath {

namespace {

/// No point farther out is looked at.
constexpr double farthest = 0x1p100;

double least(const ScaledDifference::Axis& axis) {
  return axis.below ? -farthest : axis.is_unbounded() ? 0 : -1;
}
double greatest(const ScaledDifference::Axis& axis) {
  return axis.above ? farthest : axis.is_unbounded() ? 0 : 1;
}

double at(const EnclosedAffine& f, const std::vector<double>& tau) {
  double s = f.about_c;
  for (std::size_t k = 0; k < tau.size(); ++k) s += f.about_b[k] * tau[k];
  return s;
}

double sech(double s) {
  const double e = std::exp(-std::abs(s));
  return 2 * e / (1 + e * e);
}

/// g(tau), and its gradient if that is asked for.
double evaluate(const EnclosedSum& sum, const std::vector<double>& tau, std::vector<double>* gradient) {
  double value = sum.about_bias;
  if (gradient != nullptr) gradient->assign(tau.size(), 0);
  for (const EnclosedTerm& term : sum.terms) {
    const double s = at(term.s, tau);
    const double t = std::tanh(s);
    const double f = sech(s) * sech(s);
    double by_s = term.about_weight_sum * f;
    double by_gap = 0;
    value += term.about_weight_sum * t;
    if (term.is_couple) {
      // Both factors are kept at the gap's scale: 2^-e (tanh s - tanh s') and 2^e w'.
      const double gap = at(term.gap, tau);
      const double partner = at(term.partner, tau);
      const auto exponent = static_cast<int>(std::clamp(term.about_gap_exponent, -5000L, 5000L));
      const double true_gap = std::ldexp(gap, exponent);
      const double difference =
          std::abs(true_gap) < 1
              ? gap * (true_gap == 0 ? 1 : std::sinh(true_gap) / true_gap) * sech(s) * sech(partner)
              : std::ldexp(t - std::tanh(partner), -exponent);
      value -= term.about_partner_weight * difference;
      by_s += term.about_partner_weight * difference * (t + std::tanh(partner));
      by_gap = -term.about_partner_weight * sech(partner) * sech(partner);
    }
    if (gradient == nullptr) continue;
    for (std::size_t k = 0; k < tau.size(); ++k)
      (*gradient)[k] += by_s * term.s.about_b[k] + by_gap * term.gap.about_b[k];
  }
  return value;
}

void clip(std::vector<double>& tau, const Axes& axes) {
  for (std::size_t k = 0; k < tau.size(); ++k)
    tau[k] = std::isfinite(tau[k]) ? std::clamp(tau[k], least(axes[k]), greatest(axes[k])) : 0;
}

double uniform(std::mt19937_64& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

std::vector<double> random_point(const EnclosedSum& sum, const Axes& axes, std::mt19937_64& random) {
  std::vector<double> tau(axes.size());
  const auto kind = random() % 4;
  for (std::size_t k = 0; k < tau.size(); ++k) {
    const double low = std::max(least(axes[k]), -1.0);
    const double high = std::min(greatest(axes[k]), 1.0);
    tau[k] = kind == 0 ? (random() % 2 == 0 ? low : high) : uniform(random, low, high);
    if (axes[k].is_unbounded() && kind < 2) tau[k] *= std::exp2(uniform(random, 0, 8));
  }
  if (kind < 2) return tau;
  // The point is moved along the gradient of a unit's argument to where the argument is small.
  const EnclosedAffine& s = sum.terms[random() % sum.terms.size()].s;
  double square = 0;
  for (const double b : s.about_b) square += b * b;
  const double step = (uniform(random, -1.5, 1.5) - at(s, tau)) / square;
  for (std::size_t k = 0; k < tau.size(); ++k) tau[k] += step * s.about_b[k];
  clip(tau, axes);
  return tau;
}

}  // namespace

Proposal climb(const EnclosedSum& sum, const Axes& axes, std::vector<double> from) {
  constexpr int steps = 80;
  clip(from, axes);
  std::vector<double> gradient;
  double value = evaluate(sum, from, &gradient);
  const double sign = value < 0 ? -1 : 1;
  double length = 1;
  for (int step = 0; step < steps && length > 1e-12; ++step) {
    double steepest = 0;
    for (const double entry : gradient) steepest = std::max(steepest, std::abs(entry));
    if (!(steepest > 0)) break;
    std::vector<double> next = from;
    for (std::size_t k = 0; k < next.size(); ++k) next[k] += sign * length * gradient[k] / steepest;
    clip(next, axes);
    if (next == from) break;
    std::vector<double> next_gradient;
    const double next_value = evaluate(sum, next, &next_gradient);
    if (sign * next_value > sign * value) {
      const bool is_settled = sign * (next_value - value) < 1e-9 * std::abs(value);
      from = std::move(next);
      gradient = std::move(next_gradient);
      value = next_value;
      length *= 2;
      if (is_settled) break;
    } else {
      length /= 4;
    }
  }
  return {std::move(from), std::abs(value)};
}

std::vector<double> random_start(const EnclosedSum& sum, const Axes& axes, std::mt19937_64& random) {
  // Far out most points are flat: no climb leads away from them.
  const bool is_bounded =
      std::none_of(axes.begin(), axes.end(), [](const auto& axis) { return axis.is_unbounded(); });
  const int tries = is_bounded ? 2 : 40;
  std::vector<double> best;
  double size = -1;
  for (int i = 0; i < tries; ++i) {
    std::vector<double> tau = random_point(sum, axes, random);
    const double there = std::abs(evaluate(sum, tau, nullptr));
    if (best.empty() || there > size) {
      best = std::move(tau);
      size = there;
    }
  }
  return best;
}

}  // namespace isopath
