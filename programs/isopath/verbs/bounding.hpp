// What the verbs that bound differences have in common: limits from the command line, and short decimals.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_BOUNDING_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_BOUNDING_HPP

#include <functional>
#include <optional>

#include "exact/decimal.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/bound/difference_bound.hpp"

namespace isopath::cli {

/// Bounds as they are printed: of more digits than the least --relative asks for.
Decimal shortened_down(const Rational& lower);
Decimal shortened_up(const Rational& upper);

/// --relative. Throws UsageError.
Rational relative_of(const Options& options);

/// Calls with --time as the limit, an interrupt as another, and progress on a terminal after this label;
/// `relative` is as fine as it can be.
void with_limits(const Options& options, const char* label,
                 const std::function<void(const BoundLimits&)>& work);

/// What a certificate of bounds proves.
struct Certified {
  Rational lower;
  DifferenceProof proof;
};
/// The bounds as they are printed, within --time; where they are nearer than asked for, the upper one is as
/// far above as the accuracy asked for allows: a proof of it is shorter.
Certified certify_bounds(const Options& options, const Model& a, const Model& b, const Domain& domain,
                         const DifferenceBound& bound, const Rational& relative);

/// A proof that the two differ by at most that on the domain; nothing if none is found within --time.
std::optional<DifferenceProof> prove_within(const Options& options, const Model& a, const Model& b,
                                            const Domain& domain, const Rational& threshold);

}  // namespace isopath::cli

#endif
