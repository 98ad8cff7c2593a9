// The kind near: section 13 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_NEAR_HPP
#define ISOPATH_CHECK_NEAR_HPP

#include "files.hpp"

namespace isopath::check {

void check_near(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
