// Which array of a file is which part of a network, by names alone (docs/network-files.md, section 7).
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_ROLES_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_ROLES_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "verify/files/options.hpp"

namespace isopath {

/// The places of the hidden weight, hidden bias, output weight and output bias among the names of a file's
/// arrays; empty for a bias that is absent.
using ArrayPlaces = std::array<std::optional<std::size_t>, 4>;

/// By the names in `options`, if it has any, else by the first convention that fits. Precondition: no two
/// names are equal. Throws InputError (not_treated) if no names fit, or if a convention leaves arrays over;
/// `file` is the name for messages.
ArrayPlaces find_arrays(const std::string& file, const std::vector<std::string>& names,
                        const ModelOptions& options);

}  // namespace isopath

#endif
