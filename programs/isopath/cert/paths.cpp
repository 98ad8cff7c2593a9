// isopath cert slice C: consecutive segments of the path of a certificate, as a certificate of its own.
// isopath cert trim C: the same claim with a path of fewer vertices.
#include <iostream>
#include <numeric>
#include <vector>

#include "certificates/format/writer.hpp"
#include "programs/isopath/cert/cert.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/proof.hpp"
#include "verify/files/open.hpp"
#include "verify/tanh/paths/shortening.hpp"

namespace isopath::cli {

namespace {

/// The vertices of the segments asked for. Throws UsageError.
std::vector<std::size_t> chosen_vertices(const CertOptions& options, std::size_t segments) {
  const std::string of_path = " (the path has " + counted(segments, "segment") + "), found ";
  const std::size_t first = *options.segment;
  if (first >= segments)
    throw UsageError("--segment: expected a number below " + std::to_string(segments) + of_path +
                     std::to_string(first));
  const std::size_t last = options.last.value_or(first + 1);
  if (last <= first || last > segments)
    throw UsageError("--to: expected a vertex from " + std::to_string(first + 1) + " to " +
                     std::to_string(segments) + of_path + std::to_string(last));
  std::vector<std::size_t> vertices(last - first + 1);
  std::iota(vertices.begin(), vertices.end(), first);
  return vertices;
}

ShorterPath shorten_with_progress(const Path& path) {
  ProgressLine line("segments looked at:");
  return shorten(path, [&line](std::size_t done) { line.show(done); });
}

/// The certificate of the same kind with this path, which holds.
void write_same_kind(const CertOptions& options, const Certificate& certificate, const Path& path) {
  if (certificate.kind == CertificateKind::path_valid) {
    const PathVerdict verdict = require_valid(path);
    write_output(options, [&](std::ostream& out) { certify_path(out, path, verdict); });
  } else if (certificate.kind == CertificateKind::connected) {
    write_output(options, [&](std::ostream& out) { write_connected_certificate(out, path); });
  } else {
    const std::size_t last = path.vertices() - 1;
    const auto& claim = std::get<PathClaim>(certificate.claim);
    const LowerBound lower = prove_lower(path.vertex(0), path.vertex(last), claim.lower, last);
    write_output(options, [&](std::ostream& out) { write_distance_certificate(out, path, lower); });
  }
}

}  // namespace

int cert_slice(const CertOptions& options) {
  const Certificate certificate = read_certificate(open_source(options.file));
  const Path& whole = *path_claim(options, certificate).path;
  const SubPath slice(whole, chosen_vertices(options, whole.vertices() - 1));
  const PathVerdict verdict = check_claimed_path(slice);
  write_output(options, [&](std::ostream& out) { certify_path(out, slice, verdict); });
  return exits::of_claim(verdict.segments_hold());
}

int cert_trim(const CertOptions& options) {
  const Certificate certificate = read_certificate(open_source(options.file));
  const Path& whole = *path_claim(options, certificate).path;
  require_valid(whole);
  if (certificate.kind == CertificateKind::path_broken)
    throw ClaimRefuted("the claim is that the path is broken, but all its segments hold");
  ShorterPath shorter = shorten_with_progress(whole);
  const SubPath path(whole, shorter.vertices);
  write_same_kind(options, certificate, path);
  std::cerr << "isopath: " << whole.vertices() << " vertices, now " << path.vertices() << ": "
            << (shorter.are_fewest
                    ? "the fewest that are possible with these vertices"
                    : "one pass over a long path; other choices of these vertices may be fewer")
            << '\n';
  return exits::holds;
}

}  // namespace isopath::cli
