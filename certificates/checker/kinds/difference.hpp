// The kind difference bound: section 12 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_DIFFERENCE_HPP
#define ISOPATH_CHECK_DIFFERENCE_HPP

#include "files.hpp"

namespace isopath::check {

void check_difference_bound(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
