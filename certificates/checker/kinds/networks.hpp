// The kinds canonical, equivalent and not connected: sections 3, 4 and 9 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_NETWORKS_HPP
#define ISOPATH_CHECK_NETWORKS_HPP

#include "files.hpp"

namespace isopath::check {

void check_canonical(Reader& in, const FileOptions& files, Report& report);
void check_equivalent(Reader& in, const FileOptions& files, Report& report);
void check_not_connected(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
