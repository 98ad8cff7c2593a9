// Any readable path: a path file, or network files in order as its vertices.
#ifndef ISOPATH_VERIFY_FILES_READ_PATH_HPP
#define ISOPATH_VERIFY_FILES_READ_PATH_HPP

#include <memory>
#include <string>
#include <vector>

#include "verify/files/options.hpp"
#include "verify/networks/path.hpp"

namespace isopath {

/// One file is a path file, more are vertices. Files that can be read once only (pipes, standard input) are
/// kept in memory. Precondition: one file or more. Throws InputError.
std::unique_ptr<Path> read_path(const std::vector<std::string>& files, const ModelOptions& options);

}  // namespace isopath

#endif
