// The part of `isopath equiv` that --within asks for.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_WITHIN_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_WITHIN_HPP

#include "programs/isopath/verbs/equiv.hpp"

namespace isopath::cli {

/// Do the functions differ by at most options.within on the box? Returns the exit code.
int equiv_within(const EquivOptions& options);

}  // namespace isopath::cli

#endif
