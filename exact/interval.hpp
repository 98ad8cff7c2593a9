// Interval: a range given by its two ends, each of them enclosed. A ball (exact/enclosure.hpp) is good for
// one number and loose for products of ranges; ends are not.
#ifndef ISOPATH_EXACT_INTERVAL_HPP
#define ISOPATH_EXACT_INTERVAL_HPP

#include "exact/enclosure.hpp"

namespace isopath {

/// All numbers from the number enclosed by `lower` to that enclosed by `upper`.
struct Interval {
  Enclosure lower;
  Enclosure upper;

  friend Interval operator+(const Interval& x, const Interval& y) {
    return {x.lower + y.lower, x.upper + y.upper};
  }
  friend Interval operator-(const Interval& x, const Interval& y) {
    return {x.lower - y.upper, x.upper - y.lower};
  }
  /// The products of their members: a product is greatest, and least, at ends.
  friend Interval operator*(const Interval& x, const Interval& y) {
    const Enclosure ll = x.lower * y.lower;
    const Enclosure lu = x.lower * y.upper;
    const Enclosure ul = x.upper * y.lower;
    const Enclosure uu = x.upper * y.upper;
    return {Enclosure::least(Enclosure::least(ll, lu), Enclosure::least(ul, uu)),
            Enclosure::greatest(Enclosure::greatest(ll, lu), Enclosure::greatest(ul, uu))};
  }
  friend Interval operator*(const Enclosure& factor, const Interval& x) {
    const Enclosure one = factor * x.lower;
    const Enclosure other = factor * x.upper;
    return {Enclosure::least(one, other), Enclosure::greatest(one, other)};
  }
  /// The numbers that both have, which are known to be some: of two ends that are both right, the one that is
  /// known to reach less far.
  friend Interval common(const Interval& x, const Interval& y) {
    return {y.lower.reaches_below(x.lower) ? x.lower : y.lower,
            y.upper.reaches_above(x.upper) ? x.upper : y.upper};
  }
  /// The least interval around both.
  friend Interval hull(const Interval& x, const Interval& y) {
    return {Enclosure::least(x.lower, y.lower), Enclosure::greatest(x.upper, y.upper)};
  }
  friend Enclosure width(const Interval& x) { return x.upper - x.lower; }
};

}  // namespace isopath

#endif
