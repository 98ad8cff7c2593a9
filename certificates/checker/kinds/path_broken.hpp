// The kind path broken: section 7 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_PATH_BROKEN_HPP
#define ISOPATH_CHECK_PATH_BROKEN_HPP

#include "files.hpp"

namespace isopath::check {

void check_path_broken(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
