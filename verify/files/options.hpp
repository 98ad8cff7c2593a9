// ModelOptions: what the user says of files that can't say it themselves. JSON networks say it all, and their
// readers pass the options over.
#ifndef ISOPATH_VERIFY_FILES_OPTIONS_HPP
#define ISOPATH_VERIFY_FILES_OPTIONS_HPP

#include <array>
#include <optional>
#include <string>

#include "verify/networks/model.hpp"

namespace isopath {

struct ModelOptions {
  Activation activation = Activation::tanh;
  /// Names of the hidden weight, hidden bias, output weight and output bias; empty for a bias that is absent.
  /// Without them the names are found by the conventions of docs/network-files.md, section 7.
  std::optional<std::array<std::string, 4>> tensors;
};

}  // namespace isopath

#endif
