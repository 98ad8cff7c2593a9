// The part of `isopath equiv` that --within asks for.
#ifndef ISOPATH_VERIFY_CLI_WITHIN_HPP
#define ISOPATH_VERIFY_CLI_WITHIN_HPP

#include "verify/cli/verbs.hpp"

namespace isopath::cli {

/// The exit code: 0 the functions differ by at most options.within on options.box, 1 by more, 5 undecided
/// within options.seconds.
int within(const Options& options);

}  // namespace isopath::cli

#endif
