// Partitions of units into groups that can share a pair, with as few groups as possible that stay.
//
// A group that shares a pair costs 1, the unit that it becomes, or nothing if its weights can be made to add
// up to 0. A dispensable unit costs nothing by itself, so it joins a group only where that helps. Least cost
// is NP-complete (Farrugia-Roberts, arXiv 2306.02834): exact for small components, local search for the
// others.
#ifndef ISOPATH_VERIFY_TANH_NEAR_PARTITION_HPP
#define ISOPATH_VERIFY_TANH_NEAR_PARTITION_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "verify/tanh/near/closeness.hpp"

namespace isopath {

/// Units that are to share a pair, any two of them close with these signs; `flipped` turns a unit's sign.
/// `network` of the members is 0.
using NearGroup = std::vector<Member>;

/// A partition of a component, without dispensable units that stay by themselves.
struct Partition {
  std::vector<NearGroup> groups;
  std::size_t cost = 0;  // how many groups stay
};

/// Of least cost, and with few units that change; nothing if the component has more than
/// 64 units, or finding it takes more steps than `budget`.
std::optional<Partition> least_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                                         std::size_t budget);

/// By local search from a partition, given by its groups. The cost is not above that of the start.
/// Precondition: the groups consist of units of the component, any two of a group close.
Partition good_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                         std::span<const NearGroup> start);

/// The oriented weights of a group, added.
WeightVector weight_sum(const Network& network, const NearGroup& group);

}  // namespace isopath

#endif
