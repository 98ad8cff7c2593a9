#include "verify/tanh/bound/search.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <utility>

#include "verify/tanh/bound/ascent.hpp"
#include "verify/tanh/bound/cell_bound.hpp"
#include "verify/tanh/bound/free_units.hpp"
#include "verify/tanh/bound/taylor_bound.hpp"

namespace isopath {

namespace {

constexpr long most_precision = 16'384;

/// Numbers below 2^least_exponent are not told from 0: those that can be written and read are not much
/// smaller.
constexpr long least_exponent = -(1L << 20U);

/// A finite binary64 as a rational, exactly.
Rational exactly(double value) {
  return NumberTable().value(Number::from_binary64(std::bit_cast<std::uint64_t>(value)));
}

/// |x| between two rationals.
struct Size {
  Rational lower;
  Rational upper;
};
/// Precondition: x is finite.
Size size_of(const Enclosure& x) {
  const Rational low = x.lower();
  const Rational high = x.upper();
  const Rational least = low.sign() > 0 ? low : high.sign() < 0 ? -high : Rational();
  return {least, std::max(-low, high)};
}

/// A lower bound of |bias + the terms| at tau, as near as `relative` says if the precision allows.
Rational lower_at(const TanhSum& bias, const std::vector<Term>& terms, std::span<const Rational> tau,
                  double relative) {
  const Rational part = exactly(relative / 64);
  Rational lower;
  for (long precision = 64; precision <= most_precision; precision *= 2) {
    std::vector<Enclosure> point;
    for (const Rational& entry : tau) point.emplace_back(entry, precision);
    const Enclosure value = value_at(EnclosedSum(bias, terms, 0, precision), point);
    if (!value.is_finite()) continue;
    Size size = size_of(value);
    lower = std::max(lower, size.lower);
    if (size.upper - size.lower <= part * size.lower) break;
  }
  return lower;
}

/// A cell in which g, -g or, for sign 0, either may be as large as `bound`.
struct Open {
  double bound;
  int sign;
  DomainCell cell;
  std::size_t axis;  // where to split it
  bool by_distance;
  friend bool operator<(const Open& x, const Open& y) { return x.bound < y.bound; }
};

class Search {
 public:
  Search(const ScaledDifference& difference, std::size_t output, const SearchLimits& limits)
      : difference_(difference),
        output_(output),
        limits_(limits),
        terms_(matched_terms(difference.network, output)),
        exponent_(exponent_of(difference.network.d[output], terms_)),
        sum_(difference.network.d[output], terms_, exponent_, 64),
        weights_(weight_of(difference.network.d[output], terms_, 64).scaled(-exponent_)),
        best_tau_(difference.axes.size()) {}

  SupremumBound run() {
    if (auto result = supremum_of_free_units()) return std::move(*result);
    const std::vector<DomainCell> cells = cover(difference_.axes);
    scale_down(cells);
    set_threshold();
    propose_points();
    for (const DomainCell& cell : cells) consider(cell, 0, weights_.upper_double());
    while (!open_.empty() && open_.top().bound > target() && !is_refuted() && !limits_.stop(cells_) &&
           !is_full())
      branch();
    if (!open_.empty()) closed_ = std::max(closed_, open_.top().bound);
    return result();
  }

 private:
  /// A bound that is accurate enough.
  double target() const { return std::max(threshold_, best_ * (1 + 0.999 * limits_.relative)); }

  /// Whether the supremum is proved to be more than the threshold.
  bool is_refuted() const { return limits_.threshold && best_ > std::nextafter(threshold_, HUGE_VAL); }

  /// The threshold is rounded down, so that a bound of no more than this is at most the threshold itself.
  void set_threshold() {
    if (!limits_.threshold) return;
    threshold_ = Enclosure(*limits_.threshold * Rational::power_of_two(-exponent_), 64).lower_double();
  }

  /// Cells take memory: at most about a gigabyte of them.
  bool is_full() const {
    constexpr std::size_t most = std::size_t{1} << 30U;
    return open_.size() > most / (sizeof(Open) + 2 * sizeof(double) * (difference_.axes.size() + 4));
  }

  /// Chooses a smaller scale where the first bounds are too small for binary64.
  void scale_down(const std::vector<DomainCell>& cells) {
    constexpr long small = -200;
    long largest = std::numeric_limits<long>::min();
    for (const DomainCell& cell : cells) {
      const CellBound bound = bound_on(sum_, cell, difference_.axes);
      largest = std::max({largest, bound.lower.size_exponent(), bound.upper.size_exponent()});
    }
    if (largest > small || largest == std::numeric_limits<long>::min()) return;
    largest = std::max(largest, least_exponent - exponent_);
    if (largest >= 0) return;
    exponent_ += largest;
    sum_ = EnclosedSum(bias(), terms_, exponent_, sum_.precision);
    weights_ = weights_.scaled(-largest);
  }

  void raise_precision() { sum_ = EnclosedSum(bias(), terms_, exponent_, 2 * sum_.precision); }

  const TanhSum& bias() const { return difference_.network.d[output_]; }

  Enclosure enclosed_value(const std::vector<double>& tau) const {
    std::vector<Enclosure> point;
    for (const double entry : tau) point.push_back(Enclosure::exactly(entry, sum_.precision));
    return value_at(sum_, point);
  }

  /// Raises the lower end to |g| at this point; false if it was as much already.
  bool try_point(const std::vector<double>& tau) {
    const Enclosure size = enclosed_value(tau).abs();
    const double proved = size.lower_double();
    if (!(proved > best_)) return false;
    best_ = proved;
    best_tau_ = tau;
    return true;
  }

  /// Tries the best of some climbs, and raises the precision until it is large enough for the best point.
  void propose_points() {
    constexpr std::size_t starts = 24;
    constexpr std::size_t few = 3;
    std::mt19937_64 random(20231031);
    std::vector<Proposal> proposals{climb(sum_, difference_.axes, best_tau_)};
    for (std::size_t i = 0; i < starts && !limits_.stop(0); ++i)
      proposals.push_back(climb(sum_, difference_.axes, random_start(sum_, difference_.axes, random)));
    std::stable_sort(proposals.begin(), proposals.end(),
                     [](const Proposal& x, const Proposal& y) { return x.size > y.size; });
    proposals.resize(std::min(few, proposals.size()));
    while (true) {
      for (const Proposal& proposal : proposals) try_point(proposal.tau);
      const double noise = enclosed_value(best_tau_).radius().upper_double();
      if ((best_ > 0 && noise < best_ * limits_.relative / 64) || sum_.precision >= 1024) break;
      raise_precision();
    }
  }

  /// Takes note of what g, -g or both are at most on the cell: true if that does not matter any more. Of
  /// both, the sign that does not matter is dropped.
  bool is_settled(const CellBound& bound, int& sign, double& at_most) {
    const double up = sign < 0 ? -HUGE_VAL : bound.upper.upper_double();
    const double down = sign > 0 ? -HUGE_VAL : (-bound.lower).upper_double();
    at_most = std::min(at_most, std::max(up, down));
    if (at_most <= target()) {
      closed_ = std::max(closed_, at_most);
      return true;
    }
    if (sign == 0 && std::min(up, down) <= target()) {
      closed_ = std::max(closed_, std::min(up, down));
      sign = up > down ? 1 : -1;
    }
    return false;
  }

  /// Narrows the bound by a Taylor polynomial, if its remainder is small enough to make a difference.
  void narrow_by_taylor(CellBound& bound, const DomainCell& cell, double at_most) const {
    constexpr double part = 1.0 / 16;
    if (cell.is_cone()) return;
    const auto order = taylor_order(sum_, cell, part * (at_most - best_));
    if (!order) return;
    const TaylorBound taylor = taylor_bound(sum_, cell, *order);
    const Interval narrowed = common(Interval{bound.lower, bound.upper},
                                     Interval{taylor.value - taylor.error, taylor.value + taylor.error});
    if (bound.upper.reaches_above(narrowed.upper) || bound.lower.reaches_below(narrowed.lower))
      bound.noise = taylor.value.radius().upper_double() + taylor.error.radius().upper_double();
    bound.lower = narrowed.lower;
    bound.upper = narrowed.upper;
  }

  /// Bounds g on the cell and keeps it if it may matter.
  void consider(DomainCell cell, int sign, double at_most) {
    while (true) {
      const CellBounds bounds(sum_, cell, difference_.axes);
      CellBound bound = bounds.by_ranges();
      ++cells_;
      if (is_settled(bound, sign, at_most)) return;
      if (!cell.is_cone() && sign != 0 && move_to_face(cell, bound.monotone, sign)) continue;
      bounds.narrow(bound);
      if (is_settled(bound, sign, at_most)) return;
      narrow_by_taylor(bound, cell, at_most);
      if (is_settled(bound, sign, at_most)) return;
      if (bound.noise > limits_.relative / 16 * at_most && sum_.precision < most_precision) {
        raise_precision();
        continue;
      }
      try_promising_point(cell, bound, sign);
      push(std::move(cell), sign, at_most, bound);
      return;
    }
  }

  /// Where sign g is monotone, its supremum over the box is that over a face. False if there is no such axis.
  static bool move_to_face(DomainCell& box, const std::vector<int>& monotone, int sign) {
    bool moved = false;
    for (std::size_t k = 0; k < monotone.size(); ++k) {
      if (monotone[k] == 0 || !(box.lower[k] < box.upper[k])) continue;
      (monotone[k] * sign > 0 ? box.lower[k] : box.upper[k]) =
          monotone[k] * sign > 0 ? box.upper[k] : box.lower[k];
      moved = true;
    }
    return moved;
  }

  /// Tries the corner where the affine bound of a box is greatest, or in a cone a point that is far out.
  /// Where that raises the lower end, and now and then anyway, a climb from there is tried.
  void try_promising_point(const DomainCell& cell, const CellBound& bound, int sign) {
    std::vector<double> tau(cell.lower.size());
    for (std::size_t k = 0; k < tau.size(); ++k) {
      tau[k] = bound.slope[k] * (sign < 0 ? -1 : 1) > 0 ? cell.upper[k] : cell.lower[k];
      if (cell.is_cone()) {
        tau[k] = cell.lower[k] / 2 + cell.upper[k] / 2;
        if (difference_.axes[k].is_unbounded()) tau[k] *= 4 * cell.from;
      }
    }
    constexpr std::size_t now_and_then = 64;
    const double before = best_;
    if ((try_point(tau) && best_ > before * (1 + limits_.relative)) || cells_ % now_and_then == 0)
      try_point(climb(sum_, difference_.axes, tau).tau);
  }

  void push(DomainCell cell, int sign, double at_most, const CellBound& bound) {
    std::optional<std::size_t> axis;
    for (std::size_t k = 0; k < bound.gains.axis.size(); ++k)
      if (can_split(cell, k) && (!axis || bound.gains.axis[k] > bound.gains.axis[*axis])) axis = k;
    const bool by_distance =
        can_split_by_distance(cell) && (!axis || bound.gains.distance >= bound.gains.axis[*axis]);
    if (!axis && !by_distance)
      closed_ = std::max(closed_, at_most);
    else
      open_.push({at_most, sign, std::move(cell), axis.value_or(0), by_distance});
  }

  void branch() {
    const Open open = open_.top();
    open_.pop();
    auto parts =
        open.by_distance ? split_by_distance(open.cell, difference_.axes) : split(open.cell, open.axis);
    consider(std::move(parts.first), open.sign, open.bound);
    consider(std::move(parts.second), open.sign, open.bound);
  }

  /// If the units are free, the supremum is |bias| + sum |w|, and a point where all units are nearly +-1
  /// shows it from below.
  std::optional<SupremumBound> supremum_of_free_units() {
    const bool negative = Enclosure(bias(), 256).upper().sign() < 0;
    const Rational far(static_cast<long>(std::ceil(2 - std::log(limits_.relative) / 2)));
    auto tau = point_for_arguments(terms_, difference_.axes, negative ? -far : far);
    if (!tau) return std::nullopt;
    return finished(weight_of(bias(), terms_, 256).upper(), std::move(*tau));
  }

  SupremumBound result() {
    std::vector<Rational> tau;
    for (const double entry : best_tau_) tau.push_back(exactly(entry));
    const Enclosure upper = std::isfinite(closed_) ? Enclosure::exactly(closed_, sum_.precision) : weights_;
    return finished(upper.upper() * Rational::power_of_two(exponent_), std::move(tau));
  }

  /// The lower end is that of the point, which is moved to one that is short to write if little is lost by
  /// that.
  SupremumBound finished(Rational upper, std::vector<Rational> tau) const {
    const auto lower_end = [&](const std::vector<Rational>& point) {
      Rational found = lower_at(bias(), terms_, point, limits_.relative);
      return found.is_zero() || found.binary_size() < least_exponent ? Rational() : found;
    };
    Rational lower = lower_end(tau);
    const Rational allowed = exactly(limits_.relative) * upper - (upper - lower);
    const Rational loss =
        (allowed.sign() > 0 ? allowed : lower * exactly(limits_.relative)) * Rational::power_of_two(-6);
    for (const long bits : {1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L}) {
      std::vector<Rational> shorter;
      for (const Rational& entry : tau)
        shorter.push_back((entry * Rational::power_of_two(bits) + Rational::fraction(1, 2)).floor() *
                          Rational::power_of_two(-bits));
      const Rational there = lower_end(shorter);
      if (there + loss < lower) continue;
      tau = std::move(shorter);
      lower = there;
      break;
    }
    return {std::move(lower), std::move(upper), std::move(tau), cells_};
  }

  const ScaledDifference& difference_;
  std::size_t output_;
  const SearchLimits& limits_;
  std::vector<Term> terms_;
  long exponent_;
  EnclosedSum sum_;    // 2^-exponent_ g
  Enclosure weights_;  // |g| is at most that, scaled, everywhere
  double best_ = 0;    // proved: |g| at best_tau_ is at least that, scaled
  std::vector<double> best_tau_;
  double threshold_ = 0;  // scaled
  double closed_ = 0;     // proved: no cell that is left out has more
  std::priority_queue<Open> open_;
  std::size_t cells_ = 0;
};

/// The supremum of a constant, as no unit is left; it is exact if the constant is rational.
SupremumBound constant_bound(const ScaledDifference& difference, std::size_t output, double relative) {
  const TanhSum& value = difference.network.d[output];
  std::vector<Rational> tau(difference.axes.size());
  if (value.is_rational()) return {value.rational().abs(), value.rational().abs(), std::move(tau)};
  Size size;
  for (long precision = 64; precision <= most_precision; precision *= 2) {
    size = size_of(Enclosure(value, precision));
    if (size.upper - size.lower <= exactly(std::min(relative, 1e-15)) * size.lower) break;
  }
  return {std::move(size.lower), std::move(size.upper), std::move(tau)};
}

}  // namespace

SupremumBound bound_supremum(const ScaledDifference& difference, std::size_t output,
                             const SearchLimits& limits) {
  for (std::size_t unit = 0; unit < difference.network.width(); ++unit)
    if (!difference.network.a(unit)[output].is_zero()) return Search(difference, output, limits).run();
  return constant_bound(difference, output, limits.relative);
}

}  // namespace isopath
