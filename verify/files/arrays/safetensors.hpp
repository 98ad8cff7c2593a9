// Networks in safetensors files (docs/network-files.md, section 5).
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_SAFETENSORS_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_SAFETENSORS_HPP

#include "verify/files/options.hpp"
#include "verify/files/source.hpp"

namespace isopath {

/// Throws InputError.
Model read_safetensors(const Source& source, const ModelOptions& options);

}  // namespace isopath

#endif
