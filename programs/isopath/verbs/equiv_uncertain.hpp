// The part of `isopath equiv` about networks with numbers that have a radius.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_EQUIV_UNCERTAIN_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_EQUIV_UNCERTAIN_HPP

#include "programs/isopath/verbs/equiv.hpp"
#include "verify/networks/uncertain_model.hpp"

namespace isopath::cli {

/// Are the two the same function for all values of their numbers, or for none? Returns the exit code.
int equiv_uncertain(const EquivOptions& options, const UncertainModel& a, const UncertainModel& b);

}  // namespace isopath::cli

#endif
