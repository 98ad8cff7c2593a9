// The part of `isopath equiv` that --within asks for.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_WITHIN_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_WITHIN_HPP

#include "programs/isopath/verbs/verbs.hpp"

namespace isopath::cli {

/// The exit code: 0 the functions differ by at most options.within on options.box, 1 by more, 5 undecided
/// within options.seconds.
int within(const Options& options);

}  // namespace isopath::cli

#endif
