// Any readable network file to a Model, exactly (docs/network-files.md).
#ifndef ISOPATH_VERIFY_FILES_READ_MODEL_HPP
#define ISOPATH_VERIFY_FILES_READ_MODEL_HPP

#include <array>
#include <optional>
#include <string>

#include "exact/number_range.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/uncertain_model.hpp"

namespace isopath {

/// What the user says of files that can't say it themselves; JSON networks say it all and pass it over.
struct ModelOptions {
  Activation activation = Activation::tanh;
  /// Names of the hidden weight, hidden bias, output weight, output bias; empty for an absent bias. Without
  /// it the names are found by the conventions of docs/network-files.md, section 7.
  std::optional<std::array<std::string, 4>> tensors;
};

/// Reads a file (or `-`, or a folder of .npy files); the format is found by the first bytes. Throws
/// InputError.
Model read_model(const std::string& path, const ModelOptions& options = {});
Model read_model(const Source& source, const ModelOptions& options);

/// The same for who takes ranges, too. Binary files have none, printed or not.
StatedModel read_stated_model(const std::string& path, const ModelOptions& options, Ranges ranges);
StatedModel read_stated_model(const Source& source, const ModelOptions& options, Ranges ranges);

}  // namespace isopath

#endif
