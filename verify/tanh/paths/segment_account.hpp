// The account of a segment in terms of units, for people: which units stay, shift weight, move or trade with
// d; and where the segment is broken, which condition of Theorem 3 does not hold, by how much, with a
// refutation.
#ifndef ISOPATH_VERIFY_TANH_PATHS_SEGMENT_ACCOUNT_HPP
#define ISOPATH_VERIFY_TANH_PATHS_SEGMENT_ACCOUNT_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "verify/tanh/paths/refutation.hpp"
#include "verify/tanh/paths/segment.hpp"

namespace isopath {

/// How many there are, and the first of them.
template <typename T>
struct Listed {
  std::size_t count = 0;
  std::vector<T> first;
};

/// A condition of Theorem 3 that does not hold.
struct Break {
  enum class Condition { moving_sum, staying_sum, output_bias };  // (i), (ii), (iii)
  Condition condition;
  /// The units of the group that do not meet the condition by themselves; for (iii) the constants that
  /// change.
  Listed<std::uint32_t> units;
  /// The first output in which it does not hold.
  std::size_t output;
  /// The sums of these units' oriented weights at the two ends; for (iii) d with their contributions.
  TanhSum at_start;
  TanhSum at_end;
};

struct SegmentAccount {
  std::size_t segment;  // its number in the path
  bool valid;
  std::size_t unchanged;                          // units with the same numbers at both ends
  Listed<std::uint32_t> moving_blanks;            // units that move with a = 0 at both ends
  Listed<Listed<std::uint32_t>> shifting_groups;  // units that stay and shift weight among themselves
  Listed<Listed<std::uint32_t>> zero_sum_groups;  // units that move together, their weights adding up to 0
  Listed<std::uint32_t> constants;                // units with b = 0 that stay and trade with d
  Listed<std::size_t> output_biases;              // outputs whose d changes
  Listed<Break> breaks;
  std::optional<Refutation> refutation;
};

/// `segment` is the verdict on u and v, and has this number. Lists have at most `most` entries. There is no
/// refutation yet.
SegmentAccount account_of(const Network& u, const Network& v, const Segment& segment, std::size_t number,
                          std::size_t most);

}  // namespace isopath

#endif
