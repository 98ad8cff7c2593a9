// The partition of a component into groups with the fewest that stay, by exhaustive search.
//
// The best partition of a set of units is a group with the set's first unit and the best partition of the
// rest; sets that come up again are remembered (docs/mathematics.md, section 12).
#ifndef ISOPATH_VERIFY_TANH_NEAR_LEAST_PARTITION_HPP
#define ISOPATH_VERIFY_TANH_NEAR_LEAST_PARTITION_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "verify/tanh/near/closeness.hpp"
#include "verify/tanh/near/partition.hpp"

namespace isopath {

/// Of least cost, and with few units that change. The result is empty if the component has more than 64
/// units, or if the search would take more steps than `budget`.
std::optional<Partition> least_partition(const Closeness& closeness, std::span<const std::uint32_t> units,
                                         std::size_t budget);

}  // namespace isopath

#endif
