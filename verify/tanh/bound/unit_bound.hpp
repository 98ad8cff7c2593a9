// What tanh, and the difference of two values of tanh, are on a box: ranges, and affine functions with
// errors.
//
// The arguments s and s' of two units, and their gap s - s', are affine in tau
// (verify/tanh/bound/domain_cell.hpp). Each function here takes the ranges of these over a cell. The proofs
// are in docs/mathematics.md, section 10.
#ifndef ISOPATH_VERIFY_TANH_BOUND_UNIT_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_UNIT_BOUND_HPP

#include "exact/interval.hpp"
#include "verify/tanh/bound/domain_cell.hpp"

namespace isopath {

/// tanh and its derivative sech^2 on a range of arguments. tanh rises; sech^2 is 1 at 0 and falls away from
/// it.
struct TanhRange {
  TanhRange(const AffineRange& s, long precision);
  /// Of the hull of two ranges of arguments.
  TanhRange(const TanhRange& x, const TanhRange& y);

  Interval tanh;
  Enclosure at_lower;  // sech^2 at the ends; 0 at an infinite one
  Enclosure at_upper;
  Interval slope;

 private:
  void set_slope();
};

/// A function on a box that is within `error` of value + of_s (s - s_0) + of_gap (gap - gap_0), where s_0 and
/// gap_0 are the values at the centre.
struct AffineBound {
  explicit AffineBound(long precision)
      : value(precision), of_s(precision), of_gap(precision), error(precision) {}
  Enclosure value;
  Enclosure of_s;
  Enclosure of_gap;
  Enclosure error;
};

/// tanh(s) on a finite range.
AffineBound affine_tanh(const AffineRange& s, const TanhRange& unit);

/// tanh(s) - tanh(s') on finite ranges; `both` is of the hull of these, as `over` is.
AffineBound affine_difference(const AffineRange& gap, const AffineRange& s, const AffineRange& partner,
                              const TanhRange& both, const Interval& over);

/// The same by Taylor's formula: the better one where the gap is wider than the box. `partner` is of s'.
AffineBound difference_by_taylor(const AffineRange& gap, const AffineRange& s, const TanhRange& partner,
                                 const TanhRange& both);

/// A sum with two weights.
AffineBound combined(const Enclosure& x_weight, const AffineBound& x, const Enclosure& y_weight,
                     const AffineBound& y);

}  // namespace isopath

#endif
