// Partition: units in groups that can share a pair.
//
// A group that shares a pair costs 1, the unit that it becomes, or 0 if its weights can be made to add up to
// 0. A dispensable unit costs 0 by itself, so it joins a group only where that helps. Least cost is
// NP-complete (Farrugia-Roberts, arXiv 2306.02834): verify/tanh/near/least_partition.hpp finds it for small
// components, and verify/tanh/near/good_partition.hpp searches locally in the others.
#ifndef ISOPATH_VERIFY_TANH_NEAR_PARTITION_HPP
#define ISOPATH_VERIFY_TANH_NEAR_PARTITION_HPP

#include <cstddef>
#include <vector>

#include "verify/networks/gather.hpp"

namespace isopath {

/// Units that are to share a pair, any two of them close with these signs; `flipped` turns a unit's sign.
/// `network` of the members is 0.
using NearGroup = std::vector<Member>;

/// A partition of a component, without dispensable units that stay by themselves.
struct Partition {
  std::vector<NearGroup> groups;
  std::size_t cost = 0;  // how many groups stay
};

}  // namespace isopath

#endif
