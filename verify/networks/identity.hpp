// Whether two models are the same parameter: number by number, as stated, unit by unit in their order.
#ifndef ISOPATH_VERIFY_NETWORKS_IDENTITY_HPP
#define ISOPATH_VERIFY_NETWORKS_IDENTITY_HPP

#include <optional>
#include <string>

#include "verify/networks/model.hpp"

namespace isopath {

struct ParameterDifference {
  std::string what;  // "unit 3 b[1]", "d[0]", "number of inputs", "activation"
  std::string here;
  std::string there;
};

/// The first difference; empty if they are the same.
std::optional<ParameterDifference> first_difference(const Model& here, const Model& there);

}  // namespace isopath

#endif
