// Domain: the inputs on which functions are looked at, a product of intervals.
#ifndef ISOPATH_VERIFY_NETWORKS_DOMAIN_HPP
#define ISOPATH_VERIFY_NETWORKS_DOMAIN_HPP

#include <optional>
#include <vector>

#include "exact/rational.hpp"

namespace isopath {

/// The values of one input. An empty end is infinite.
struct InputRange {
  std::optional<Rational> lower;
  std::optional<Rational> upper;
};

/// One entry for each input.
using Domain = std::vector<InputRange>;

}  // namespace isopath

#endif
