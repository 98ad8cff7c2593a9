// The kinds of certificates: sections 2 to 5 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_KINDS_HPP
#define ISOPATH_CHECK_KINDS_HPP

#include "network.hpp"

namespace isopath::check {

/// What is printed beside the verdict.
struct Report {
  std::string kind;                // empty until it is read
  std::vector<std::string> lines;  // the claim in words, and what was compared with it
};

/// Checks a certificate, and its claim against network files. Returns if it is verified, and refuses if not.
void check_certificate(const Source& source, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
