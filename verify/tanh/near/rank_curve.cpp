#include "verify/tanh/near/rank_curve.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "exact/decimal.hpp"
#include "exact/enclosure.hpp"

namespace isopath {

namespace {

/// A parameter that was found, and its partition, with which the next search begins.
struct Point {
  Rational radius;    // that it needs
  Rational searched;  // the greatest at which no smaller rank was found
  std::size_t rank;
  bool least;  // so also within the greater radius that was searched
  std::vector<NearGroup> groups;
};

Point search(const Network& network, const Rational& radius, std::span<const NearGroup> start) {
  Near near = near_parameter(network, radius, start);
  for (NearGroup& group : near.cancelling) near.merged.push_back(std::move(group));
  return {std::move(near.change), radius, near.rank, near.rank == near.lower, std::move(near.merged)};
}

Rational greatest_number(const Network& network) {
  Rational most;
  for (std::size_t unit = 0; unit < network.width(); ++unit)
    for (const Number x : network.row(unit)) most = std::max(most, network.numbers.value(x).abs());
  return most;
}

/// A short decimal between two radii: near the upper one, or near the geometric mean.
Rational between(const Rational& low, const Rational& high, bool near_high) {
  constexpr long digits = 5;
  constexpr long precision = 53;
  if (low.is_zero()) return round_down(Rational::fraction(high, 16), digits).value();
  Rational middle = Rational::fraction(low + high, 2);
  if (near_high) {
    middle = std::max(middle, high * Rational::fraction(9995, 10000));
  } else if (high > low + low) {
    const Enclosure ratio(Rational::fraction(high, low), precision);
    const double root = std::sqrt(ratio.lower_double());
    if (std::isfinite(root))
      middle = low * Rational::fraction(Rational(static_cast<long>(std::min(root, 0x1p40) * 0x1p20)),
                                        Rational::power_of_two(20));
  }
  const Rational decimal = round_down(middle, digits).value();
  return decimal > low && decimal < high ? decimal : middle;
}

class Curve {
 public:
  explicit Curve(const Network& network) : network_(network) {
    points_.push_back(search(network, Rational(), {}));
    Point last = search(network, greatest_number(network), points_.front().groups);
    if (last.rank < points_.front().rank) points_.push_back(std::move(last));
  }

  /// The step to divide next, by the place of its end; 0 if there is none.
  std::size_t widest() const {
    std::size_t best = 0;
    for (std::size_t k = 1; k < points_.size(); ++k) {
      const bool is_open = points_[k].radius * Rational(1000) > points_[k - 1].searched * Rational(1001);
      if (is_open && (best == 0 || drop(k) > drop(best))) best = k;
    }
    return best;
  }

  void divide(std::size_t k) {
    const Point& before = points_[k - 1];
    Point found = search(network_, between(before.searched, points_[k].radius, drop(k) == 1), before.groups);
    if (found.rank >= before.rank) {
      points_[k - 1].searched = std::move(found.searched);
      return;
    }
    std::size_t end = k;
    for (; end < points_.size() && points_[end].rank >= found.rank; ++end)
      found.searched = std::max(found.searched, points_[end].searched);
    const auto place = points_.begin() + static_cast<std::ptrdiff_t>(k);
    points_.insert(points_.erase(place, points_.begin() + static_cast<std::ptrdiff_t>(end)),
                   std::move(found));
  }

  RankCurve result(bool complete) const {
    RankCurve curve{{}, complete};
    for (const Point& point : points_) curve.points.push_back({point.radius, point.rank, point.least});
    return curve;
  }

 private:
  std::size_t drop(std::size_t k) const { return points_[k - 1].rank - points_[k].rank; }

  const Network& network_;
  std::vector<Point> points_;  // radii rise, ranks fall
};

}  // namespace

RankCurve ranks_at(const Network& network, std::span<const Rational> radii, const StopSearches& stop) {
  RankCurve curve{{}, true};
  std::vector<NearGroup> groups;
  for (const Rational& radius : radii) {
    if (!curve.points.empty() && stop(curve.points.size())) return {std::move(curve.points), false};
    Point point = search(network, radius, groups);
    curve.points.push_back({radius, point.rank, point.least});
    groups = std::move(point.groups);
  }
  return curve;
}

RankCurve rank_curve(const Network& network, const StopSearches& stop) {
  Curve curve(network);
  for (std::size_t searches = 2;; ++searches) {
    const std::size_t k = curve.widest();
    if (k == 0) return curve.result(true);
    if (stop(searches)) return curve.result(false);
    curve.divide(k);
  }
}

}  // namespace isopath
