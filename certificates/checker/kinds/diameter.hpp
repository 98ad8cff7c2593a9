// The kind diameter: section 11 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_DIAMETER_HPP
#define ISOPATH_CHECK_DIAMETER_HPP

#include "files.hpp"

namespace isopath::check {

void check_diameter(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
