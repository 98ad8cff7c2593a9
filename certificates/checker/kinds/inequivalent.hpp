// The kind inequivalent: section 5 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_INEQUIVALENT_HPP
#define ISOPATH_CHECK_INEQUIVALENT_HPP

#include "files.hpp"

namespace isopath::check {

void check_inequivalent(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
