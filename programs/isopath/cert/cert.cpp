// isopath cert TOOL C: which tool, and what several of them do alike.
#include "programs/isopath/cert/cert.hpp"

#include <iostream>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/comparison.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

void require_options_of_tool(const CertOptions& options) {
  const bool is_slice = options.tool == "slice";
  if (!is_slice && options.segment) throw UsageError("--segment: only of isopath cert slice");
  if (!is_slice && options.last) throw UsageError("--to: only of isopath cert slice");
  if (is_slice && !options.segment) throw UsageError("slice: expected --segment K");
  if (options.json && options.tool != "info") throw UsageError("--json: only of isopath cert info");
  if (options.output.file != "-" && options.tool == "info") throw UsageError("-o: not of isopath cert info");
}

int complain(const CertOptions& options, const std::exception& error, int code) {
  std::cerr << "isopath: "
            << in_line((options.file == "-" ? "standard input" : options.file) + ": " + error.what()) << '\n';
  return code;
}

}  // namespace

void CertOptions::add_to(CLI::App& parser) {
  parser.add_option("TOOL", tool, "info, slice, trim or complete")
      ->required()
      ->check(CLI::IsMember({"info", "slice", "trim", "complete"}));
  parser.add_option("C", file, "a certificate, or for complete a draft of one; - is standard input")
      ->required();
  parser.add_option("--segment", segment, "slice: this segment of the path")->check(CLI::NonNegativeNumber);
  parser.add_option("--to", last, "slice: and those after it, up to this vertex")
      ->check(CLI::NonNegativeNumber);
  parser
      .add_option("--time", seconds,
                  "complete: stop the search for bounds after so many seconds (10), and that for their "
                  "proof after as many")
      ->check(CLI::Range(0.0, 1e9));
  parser.add_flag("--json", json, "info: print one JSON object instead of text");
  output.add_to(parser);
}

int CertOptions::run() const {
  require_options_of_tool(*this);
  refuse_overwriting({file}, {output.file});
  try {
    if (tool == "info") return cert_info(*this);
    if (tool == "slice") return cert_slice(*this);
    if (tool == "trim") return cert_trim(*this);
    return cert_complete(*this);
  } catch (const ClaimRefuted& error) {
    return complain(*this, error, exits::does_not_hold);
  } catch (const ClaimUndecided& error) {
    return complain(*this, error, exits::undecided);
  }
}

const Verb verbs::cert{
    "cert",
    "tools on certificates: what one states, a part of its path, a shorter path, a draft made complete",
    prepare<CertOptions>};

const PathClaim& path_claim(const CertOptions& options, const Certificate& certificate) {
  if (const PathClaim* const claim = std::get_if<PathClaim>(&certificate.claim)) return *claim;
  throw InputError(InputError::Kind::not_treated, options.file,
                   "expected a certificate with a path (path valid, path broken, connected or distance), "
                   "found the kind \"" +
                       std::string(name_of(certificate.kind)) + "\"");
}

PathVerdict check_claimed_path(const Path& path) {
  ProgressLine line("segment", path.vertices() - 1);
  return isopath::check_path(path, {nullptr, nullptr, 1, 0, [&line](std::size_t done) { line.show(done); }});
}

PathVerdict require_valid(const Path& path) {
  PathVerdict verdict = check_claimed_path(path);
  if (verdict.segments_hold()) return verdict;
  throw ClaimRefuted("expected a path on which the function stays the same, found that segment " +
                     std::to_string(verdict.broken.front()) + " is broken, " +
                     std::to_string(verdict.broken.size()) + " of " + std::to_string(path.vertices() - 1) +
                     " in all");
}

LowerBound prove_lower(const Model& first, const Model& last, std::optional<std::size_t> stated,
                       std::optional<std::size_t> upper) {
  if (stated && upper && *stated > *upper)
    throw ClaimRefuted("the lower bound is stated to be " + counted(*stated, "segment") + ", but a path of " +
                       std::to_string(*upper) + " holds");
  const Comparison comparison = compare(first, last);
  if (stated)
    if (auto bound = lower_bound_of(*stated, comparison.ends())) return std::move(*bound);
  LowerBound best = lower_bound(comparison.ends());
  if (stated && best.segments >= *stated) return best;
  if (comparison.connected()) {
    const std::optional<Distance> found = find_distance(comparison, stated.has_value(), true);
    if (stated && found->at_most() < *stated)
      throw ClaimRefuted("the lower bound is stated to be " + counted(*stated, "segment") +
                         ", but there is a path of " + std::to_string(found->at_most()));
    best = found->argument;
  }
  if (stated && best.segments < *stated)
    throw ClaimUndecided("the lower bound is stated to be " + counted(*stated, "segment") + ", but only " +
                         std::to_string(best.segments) + " is proved: " + in_words(best));
  return best;
}

void write_output(const CertOptions& options, const std::function<void(std::ostream&)>& write) {
  write_file(options.output.file, write);
}

}  // namespace isopath::cli
