// The answer of a predicate on enclosures. Undecided is an answer; it is never read as no.
#ifndef ISOPATH_EXACT_TRUTH_HPP
#define ISOPATH_EXACT_TRUTH_HPP

namespace isopath {

enum class Truth { proved, refuted, undecided };

}  // namespace isopath

#endif
