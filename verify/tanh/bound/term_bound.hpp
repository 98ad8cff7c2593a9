// What one term of a difference is on a cell: its range, an affine function near it, its derivatives.
//
// A term is one unit, w tanh(s), or a couple of near units, w tanh(s) + w' tanh(s')
// (verify/tanh/bound/terms.hpp). A couple is bounded as the two units by themselves and as (w + w') tanh(s) -
// w' (tanh(s) - tanh(s')), and the better bound counts (docs/mathematics.md, section 10).
#ifndef ISOPATH_VERIFY_TANH_BOUND_TERM_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_TERM_BOUND_HPP

#include <vector>

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"
#include "verify/tanh/bound/unit_bound.hpp"

namespace isopath {

/// All that is known here, or what certificates may rest on.
enum class Rules { all, certified };

/// The arguments of a term on a cell; of a single unit all three are s.
struct Arguments {
  Arguments(const EnclosedTerm& term, const DomainCell& cell, const CellShape& shape, const Axes& axes);
  AffineRange s;
  AffineRange partner;
  AffineRange gap;
};

/// A term on a cell. It refers to the term.
struct TermOnCell {
  TermOnCell(const EnclosedTerm& of, const DomainCell& cell, const CellShape& shape, const Axes& axes,
             Rules rules);

  /// Precondition: the cell is a box.
  AffineBound affine() const;
  /// The derivative by s, with the gap fixed.
  Interval by_s() const;
  /// The derivative by the gap, with s fixed.
  Interval by_gap() const;

  const EnclosedTerm& term;
  Arguments at;
  TanhRange first;
  TanhRange second;
  TanhRange both;
  Interval range;
};

/// g(tau).
Enclosure value_at(const EnclosedSum& sum, const std::vector<Enclosure>& tau);

/// By how much a split of a cell may narrow the bounds on it. The numbers guide searches; no bound
/// rests on them.
struct Gains {
  std::vector<double> axis;
  double distance = 0;  // of a cone, split by distance
};

/// Shares `off`, the width that a term leaves, among the axes that make its argument wide.
void add_gains(Gains& gains, const TermOnCell& part, const DomainCell& cell, const Axes& axes, double off);

}  // namespace isopath

#endif
