// Exact numbers and boxes of inputs on the command line.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_BOX_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_BOX_HPP

#include <string>

#include "verify/tanh/bound/scaled_difference.hpp"

namespace isopath::cli {

/// The number that an option is given, in any notation of network files. Throws UsageError.
Rational option_number(const std::string& option, const std::string& text);

/// What --box states: LO:HI for all inputs, or one for each with commas between them; an end may be -inf or
/// inf. An empty text stands for all of R^n. Throws UsageError.
Domain domain_of(const std::string& box, std::size_t inputs);

/// "all x", "the box -1:1".
std::string box_in_words(const std::string& box);

}  // namespace isopath::cli

#endif
