// A partition of a component into groups of which few stay, by local search.
#ifndef ISOPATH_VERIFY_TANH_NEAR_GOOD_PARTITION_HPP
#define ISOPATH_VERIFY_TANH_NEAR_GOOD_PARTITION_HPP

#include <cstdint>
#include <span>

#include "verify/tanh/near/closeness.hpp"
#include "verify/tanh/near/partition.hpp"

namespace isopath {

/// The search begins with a partition, given by its groups. The cost is not above that of the start.
/// Precondition: the groups consist of units of the component, any two of a group close.
Partition good_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                         std::span<const NearGroup> start);

}  // namespace isopath

#endif
