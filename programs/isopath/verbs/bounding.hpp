// What the verbs that bound differences have in common: limits of a search, and short decimals.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_BOUNDING_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_BOUNDING_HPP

#include <functional>
#include <optional>

#include "exact/decimal.hpp"
#include "verify/networks/model.hpp"
#include "verify/tanh/bound/difference_bound.hpp"

namespace isopath::cli {

/// Bounds as they are printed, with more digits than the least --relative asks for.
Decimal shortened_down(const Rational& lower);
Decimal shortened_up(const Rational& upper);

/// Calls `work` with limits that end a search after so many seconds or by an interrupt, whose `relative` is
/// as fine as it can be, and that show progress on a terminal after this label.
void with_limits(double seconds, const char* label, const std::function<void(const BoundLimits&)>& work);

/// What a certificate of bounds proves.
struct Certified {
  Rational lower;
  DifferenceProof proof;
};
/// Proves the bounds as they are printed, within so many seconds. Where they are nearer than asked for, the
/// upper one that is proved is as far above as the accuracy asked for allows: its proof is shorter.
Certified certify_bounds(double seconds, const Model& a, const Model& b, const Domain& domain,
                         const DifferenceBound& bound, const Rational& relative);

/// A proof that the two differ by at most `threshold` on the domain; empty if none is found within so many
/// seconds.
std::optional<DifferenceProof> prove_within(double seconds, const Model& a, const Model& b,
                                            const Domain& domain, const Rational& threshold);

}  // namespace isopath::cli

#endif
