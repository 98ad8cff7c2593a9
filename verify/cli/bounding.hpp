// What the verbs that bound differences have in common: limits from the command line, and short decimals.
#ifndef ISOPATH_VERIFY_CLI_BOUNDING_HPP
#define ISOPATH_VERIFY_CLI_BOUNDING_HPP

#include <functional>

#include "exact/decimal.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/difference_bound.hpp"

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

}  // namespace isopath::cli

#endif
