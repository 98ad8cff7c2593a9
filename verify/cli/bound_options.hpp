// Bounds of differences as several verbs ask for them: their options, progress, and how bounds are printed.
#ifndef ISOPATH_VERIFY_CLI_BOUND_OPTIONS_HPP
#define ISOPATH_VERIFY_CLI_BOUND_OPTIONS_HPP

#include <string>

#include "verify/cli/verbs.hpp"
#include "verify/difference_bound.hpp"

namespace isopath::cli {

/// The number that an option states. Throws UsageError.
Rational number(const std::string& option, const std::string& text);
/// Decimals rounded outwards, with more digits than the least --relative asks for.
std::string at_least(const Rational& lower);
std::string at_most(const Rational& upper);

/// Throws UsageError if --relative is out of its range.
void require_relative(const Options& options);
/// bound_difference as --box, --relative and --time ask for it. Interrupts are noted from now on, and end it
/// with the best bounds so far. Throws UsageError.
DifferenceBound bound_with_progress(const Options& options, const Network& a, const Network& b);

}  // namespace isopath::cli

#endif
