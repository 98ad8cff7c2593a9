// Paths, and the kinds path valid and connected: sections 6 and 8 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_PATHS_HPP
#define ISOPATH_CHECK_PATHS_HPP

#include "files.hpp"

namespace isopath::check {

/// A path of parameters that has been read. One vertex is kept, and the first.
struct Path {
  Network first;
  Network vertex;  // the last one reached
  std::size_t vertices = 0;
  std::vector<std::size_t> broken;  // segments
  Network u;                        // the ends of the first of them
  Network v;
};

/// Reads a path, and compares it with the files. If it must be valid, refuses at the first fault.
Path read_path(Reader& in, bool must_be_valid, const FileOptions& options, Report& report);

void check_path_valid(Reader& in, const FileOptions& files, Report& report);
void check_connected(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
