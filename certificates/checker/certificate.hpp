// Certificates of all kinds: section 2 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_CERTIFICATE_HPP
#define ISOPATH_CHECK_CERTIFICATE_HPP

#include "files.hpp"

namespace isopath::check {

/// Checks a certificate, and its claim against network files. Returns if it is verified, and refuses if not.
void check_certificate(const Source& source, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
