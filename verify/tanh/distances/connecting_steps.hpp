// The construction of Theorem 4: the steps of a short path between two members of a class.
//
// Theorem 4 (docs/mathematics.md, section 6): if the rank r is less than the width h, any two members of a
// class are joined by at most 3 + 4 ceil(r/(h - r)) straight segments (r = 0: 3). One segment lets one unit
// carry each essential group and folds the constants; rounds of two segments, in which blanks move and
// weights shift, bring the groups to the units that carry them at the end; one segment moves the blanks to
// their places, and one restores the weights.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CONNECTING_STEPS_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CONNECTING_STEPS_HPP

#include <cstddef>
#include <vector>

#include "verify/networks/error.hpp"
#include "verify/tanh/distances/connection.hpp"
#include "verify/tanh/distances/ends.hpp"

namespace isopath {

/// The path would have more vertices times units than any reader could use.
class PathTooLong : public ResourceLimit {
  using ResourceLimit::ResourceLimit;
};

/// The steps of a valid path of at most greatest_distance_bound segments, often fewer. Throws PathTooLong.
/// Precondition: the width is more than the rank.
std::vector<Connection::Step> connecting_steps(const Ends& ends);

/// The bound of Theorem 4. Precondition: rank < width.
std::size_t greatest_distance_bound(std::size_t rank, std::size_t width);

}  // namespace isopath

#endif
