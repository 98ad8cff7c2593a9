// Networks in NumPy files: an .npz archive, or a folder of .npy files (docs/network-files.md, section 6).
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_NPZ_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_NPZ_HPP

#include <string>

#include "verify/files/options.hpp"
#include "verify/files/source.hpp"

namespace isopath {

/// Throws InputError.
Model read_npz(const Source& source, const ModelOptions& options);

/// The folder's files named *.npy as the members of an archive; others are passed over. Throws InputError.
Model read_npy_folder(const std::string& path, const ModelOptions& options);

}  // namespace isopath

#endif
