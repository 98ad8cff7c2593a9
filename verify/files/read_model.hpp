// Any readable network file to a Model, exactly (docs/network-files.md).
#ifndef ISOPATH_VERIFY_FILES_READ_MODEL_HPP
#define ISOPATH_VERIFY_FILES_READ_MODEL_HPP

#include <string>

#include "exact/number_range.hpp"
#include "verify/files/options.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/uncertain_model.hpp"

namespace isopath {

/// Reads a file (or `-`, or a folder of .npy files); the format is found by the first bytes. Throws
/// InputError.
Model read_model(const std::string& path, const ModelOptions& options = {});
Model read_model(const Source& source, const ModelOptions& options);

/// The same for callers that take ranges, too. Binary files have none, whatever `ranges` says.
StatedModel read_stated_model(const std::string& path, const ModelOptions& options, Ranges ranges);
StatedModel read_stated_model(const Source& source, const ModelOptions& options, Ranges ranges);

}  // namespace isopath

#endif
