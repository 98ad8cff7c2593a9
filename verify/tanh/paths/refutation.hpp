// The refutation of a broken segment: a point of the segment and an input where the function is not that of
// its start, with a number that proves it.
//
// If a segment breaks Theorem 3, f_w(t) differs from f_u for all but finitely many t (docs/mathematics.md,
// section 4, Corollary). f_w(t) - f_u has units in broken groups only, so short t are tried until it is not 0
// as a function, and then it needs a witness as any inequivalence does (verify/tanh/equivalence/witness.hpp).
#ifndef ISOPATH_VERIFY_TANH_PATHS_REFUTATION_HPP
#define ISOPATH_VERIFY_TANH_PATHS_REFUTATION_HPP

#include <optional>

#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/paths/segment.hpp"

namespace isopath {

struct Refutation {
  Rational t;  // in [0, 1]
  /// Its interval encloses f_w(t)(x) - f_u(x).
  Witness witness;
};

/// The result is empty if none was found within the limits and the budget; the segment is broken all the
/// same. Precondition: `segment` is the verdict on u and v, and it is not valid.
std::optional<Refutation> refute(const Network& u, const Network& v, const Segment& segment,
                                 WitnessBudget& budget);

/// Whether rule N4 of docs/certificate-format.md accepts the refutation.
bool confirms(const Network& u, const Network& v, const Refutation& refutation);

}  // namespace isopath

#endif
