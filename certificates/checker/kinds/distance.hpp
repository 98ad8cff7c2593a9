// The kind distance: section 10 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_DISTANCE_HPP
#define ISOPATH_CHECK_DISTANCE_HPP

#include "files.hpp"

namespace isopath::check {

void check_distance(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
