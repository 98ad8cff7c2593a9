// The kinds of certificates: sections 3 to 5 of docs/certificate-format.md.
//
// To add a kind, write its reader and its rules in a file of its own, declare its function here, and add it
// to the table in kinds.cpp.
#ifndef ISOPATH_CHECK_KINDS_HPP
#define ISOPATH_CHECK_KINDS_HPP

#include "files.hpp"

namespace isopath::check {

/// What is printed beside the verdict.
struct Report {
  std::string kind;                // empty until it is read
  std::vector<std::string> lines;  // the claim in words, and what was compared with it
};

/// Checks a certificate, and its claim against network files. Returns if the claim is verified, and refuses
/// if not.
void check_certificate(const Source& source, const FileOptions& files, Report& report);

// Each reads from the key "claim" to the end of the text, and checks the rules of its kind.
void check_canonical(Reader& in, const FileOptions& files, Report& report);
void check_equivalent(Reader& in, const FileOptions& files, Report& report);
void check_inequivalent(Reader& in, const FileOptions& files, Report& report);

/// Reads the ends of the evidence, of the certificate and of the text.
void close_certificate(Reader& in);

/// Reports the networks of a claim, and compares them with the files (F1).
void report_networks(const std::vector<ClaimedNetwork>& networks, const FileOptions& files, Report& report);

/// C1, E1, N1: the same inputs and outputs.
void check_same_shape(const Network& first, const Network& second, std::string_view rule);

}  // namespace isopath::check

#endif
