// Taylor polynomials of the whole difference at the centre of a small box.
//
// Where many large terms nearly cancel, no two of them alone do. But the coefficients of their Taylor
// polynomials, added with enough precision, do, and what is left of each tanh falls with a power of the box's
// width: for k >= 1
//
//     |tanh^(k)(s)| / k! <= (pi/2) (2/pi)^k      for all real s
//
// (docs/mathematics.md, section 10). The number of coefficients grows fast with the axes: three at most.
#ifndef ISOPATH_VERIFY_TANH_BOUND_TAYLOR_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_TAYLOR_BOUND_HPP

#include <cstddef>
#include <optional>

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

/// The least order whose remainder on the box is about `small`; empty if no order that is worth its
/// work will do. The choice is made in floating point, and no bound rests on it.
std::optional<std::size_t> taylor_order(const EnclosedSum& sum, const DomainCell& box, double small);

/// g on the box is within `error` of `value`.
struct TaylorBound {
  Enclosure value;
  Enclosure error;
};

TaylorBound taylor_bound(const EnclosedSum& sum, const DomainCell& box, std::size_t order);

}  // namespace isopath

#endif
