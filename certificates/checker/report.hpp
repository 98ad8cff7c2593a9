// The kinds of certificates: sections 2 to 13 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_REPORT_HPP
#define ISOPATH_CHECK_REPORT_HPP

#include "network.hpp"

namespace isopath::check {

/// What is printed beside the verdict.
struct Report {
  std::string kind;                // empty until it is read
  std::vector<std::string> lines;  // the claim in words, and what was compared with it
};

/// Checks a certificate, and its claim against network files. Returns if it is verified, and refuses if not.
void check_certificate(const Source& source, const FileOptions& files, Report& report);

/// F1: compares the networks of a claim, each with its name, with the files, and reports them.
void compare(const std::vector<std::pair<std::string, const Network*>>& networks, const FileOptions& files,
             Report& report);

// Claim and evidence of the kinds that have a file of their own.
void check_path_valid(Reader& in, const FileOptions& files, Report& report);
void check_path_broken(Reader& in, const FileOptions& files, Report& report);
void check_connected(Reader& in, const FileOptions& files, Report& report);
void check_distance(Reader& in, const FileOptions& files, Report& report);
void check_difference_bound(Reader& in, const FileOptions& files, Report& report);
void check_near(Reader& in, const FileOptions& files, Report& report);

}  // namespace isopath::check

#endif
