// isopath cert TOOL C: which tool, and what several of them do alike.
#include "programs/isopath/cert/cert.hpp"

#include <iostream>

#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/pair.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

void require_options_of_tool(const Options& options) {
  const bool is_slice = options.tool == "slice";
  if (!is_slice && options.segment) throw UsageError("--segment: only of isopath cert slice");
  if (!is_slice && options.last) throw UsageError("--to: only of isopath cert slice");
  if (is_slice && !options.segment) throw UsageError("slice: expected --segment K");
  if (options.json && options.tool != "info") throw UsageError("--json: only of isopath cert info");
  if (options.output != "-" && options.tool == "info") throw UsageError("-o: not of isopath cert info");
}

int complain(const Options& options, const std::exception& error, int code) {
  std::cerr << "isopath: " << in_line((options.a == "-" ? "standard input" : options.a) + ": " + error.what())
            << '\n';
  return code;
}

}  // namespace

int cert(const Options& options) {
  require_options_of_tool(options);
  refuse_overwriting({options.a}, {options.output});
  try {
    if (options.tool == "info") return cert_info(options);
    if (options.tool == "slice") return cert_slice(options);
    if (options.tool == "trim") return cert_trim(options);
    return cert_complete(options);
  } catch (const ClaimRefuted& error) {
    return complain(options, error, 1);
  } catch (const ClaimUndecided& error) {
    return complain(options, error, undecided);
  }
}

const PathClaim& path_claim(const Options& options, const Certificate& certificate) {
  if (const PathClaim* const claim = std::get_if<PathClaim>(&certificate.claim)) return *claim;
  throw InputError(InputError::Kind::not_treated, options.a,
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
  const Pair pair = pair_of(first, last);
  const Ends ends{pair.a, pair.b, pair.of_a, pair.of_b};
  if (stated)
    if (auto bound = lower_bound_of(*stated, ends)) return std::move(*bound);
  LowerBound best = lower_bound(ends);
  if (stated && best.segments >= *stated) return best;
  if (pair.connected()) {
    const std::optional<Distance> found = find_distance(pair, stated.has_value(), true);
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

void write_output(const Options& options, const std::function<void(std::ostream&)>& write) {
  OutputFile output(options.output);
  write(output.stream());
  output.commit();
}

}  // namespace isopath::cli
