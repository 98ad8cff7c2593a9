// Opens a file, a pipe or standard input as a Source.
#ifndef ISOPATH_VERIFY_FILES_OPEN_HPP
#define ISOPATH_VERIFY_FILES_OPEN_HPP

#include <memory>
#include <string>

#include "verify/files/source.hpp"

namespace isopath {

/// Whether a path names a file or a folder that is the same each time it is opened; a pipe is not.
bool can_be_read_again(const std::string& path);

/// The bytes of a file; `-` is standard input. What can't be read at any place (a pipe) is read whole into
/// memory first, and so is what a compressed file expands to (compressed.hpp). Throws InputError (malformed)
/// naming the file if it can't be opened, read or expanded, or is a folder.
std::unique_ptr<Source> open_source(const std::string& path);

}  // namespace isopath

#endif
