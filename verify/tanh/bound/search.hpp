// Branch and bound for the supremum of |g| over the domain, g one output of a difference of networks.
//
// Two numbers close in on it: from below |g| at the best point met, enclosed; from above the greatest bound
// of the cells that are left. Each step splits the cell with the greatest bound (best first). A cell is left
// out when its bound is no more than the accuracy asked for above the lower number.
#ifndef ISOPATH_VERIFY_TANH_BOUND_SEARCH_HPP
#define ISOPATH_VERIFY_TANH_BOUND_SEARCH_HPP

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "verify/tanh/bound/scaled_difference.hpp"

namespace isopath {

struct SearchLimits {
  double relative;                              // stop when upper - lower <= relative * upper,
  std::optional<Rational> threshold;            // and when upper <= threshold, or lower > threshold
  std::function<bool(std::size_t cells)> stop;  // asked after each step, with the number of cells bounded
};

/// lower <= sup |g| <= upper, and |g| at tau is at least lower.
struct SupremumBound {
  Rational lower;
  Rational upper;
  std::vector<Rational> tau;
  std::size_t cells = 0;
};

SupremumBound bound_supremum(const ScaledDifference& difference, std::size_t output,
                             const SearchLimits& limits);

}  // namespace isopath

#endif
