// isopath check-path P: does the function stay the same along a path, segment by segment, and where it does
// not, why.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/proof.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/read_path.hpp"

namespace isopath::cli {

namespace {

using Condition = Break::Condition;

struct Options {
  ReadingOptions reading;
  std::vector<std::string> files;  // a path file, or the vertices, a network file each
  std::string from;                // empty: the first vertex may be any network
  std::string to;
  std::size_t jobs = 1;
  AnswerOptions form;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

void require_one_standard_input(const std::vector<std::string>& inputs) {
  if (std::count(inputs.begin(), inputs.end(), "-") > 1)
    throw UsageError("only one of the inputs can be standard input");
}

const char* number(Condition condition) {
  switch (condition) {
    case Condition::moving_sum:
      return "i";
    case Condition::staying_sum:
      return "ii";
    case Condition::output_bias:
      return "iii";
  }
  return "";
}

// --- text

/// "units 0, 2", "units 0, 1, 2, 3, 4, 5, 6, 7 and 12 more".
std::string units_in_words(const Listed<std::uint32_t>& list) {
  constexpr std::size_t shown = 8;
  std::string text = list.count == 1 ? "unit " : "units ";
  const std::size_t named = std::min(shown, list.first.size());
  for (std::size_t i = 0; i < named; ++i) text += (i == 0 ? "" : ", ") + std::to_string(list.first[i]);
  if (named < list.count) text += (named == 0 ? "" : " and ") + std::to_string(list.count - named) + " more";
  return text;
}

/// "units 0, 2; units 5, 6; 3 groups not listed".
std::string groups_in_words(const Listed<Listed<std::uint32_t>>& groups) {
  std::string text;
  for (const auto& group : groups.first) text += (text.empty() ? "" : "; ") + units_in_words(group);
  if (groups.first.size() < groups.count)
    text += (text.empty() ? "" : "; ") + counted(groups.count - groups.first.size(), "group") + " not listed";
  return text;
}

void print_part(std::ostream& out, std::size_t count, const std::string& what, const std::string& which) {
  if (count > 0) out << "c   " << what << ": " << which << "\n";
}

void print_holding(std::ostream& out, const SegmentAccount& account) {
  print_part(out, account.shifting_groups.count, "stay, and shift weight among themselves",
             groups_in_words(account.shifting_groups));
  print_part(out, account.moving_blanks.count, "move as blanks (a = 0)",
             units_in_words(account.moving_blanks));
  print_part(out, account.zero_sum_groups.count, "move as zero-sum groups",
             groups_in_words(account.zero_sum_groups));
  print_part(out, account.constants.count, "stay as constants (b = 0), and trade with d",
             units_in_words(account.constants));
}

void print_break(std::ostream& out, const Break& broken, std::size_t segment) {
  out << "c   broken (" << number(broken.condition) << "): ";
  const bool one = broken.units.count == 1;
  if (broken.condition == Condition::output_bias)
    out << "the output bias" << (broken.units.count == 0 ? "" : " with the contribution of constant ")
        << (broken.units.count == 0 ? "" : units_in_words(broken.units)) << " is not the same at both ends";
  else if (broken.condition == Condition::staying_sum)
    out << units_in_words(broken.units) << (one ? " stays" : " stay")
        << ", and the sum of weights is not the same at both ends";
  else
    out << units_in_words(broken.units) << (one ? " moves" : " move")
        << ", and the sum of weights is not 0 at both ends";
  out << "; output " << broken.output << ": " << readable(broken.at_start) << " at vertex " << segment << ", "
      << readable(broken.at_end) << " at vertex " << segment + 1 << "\n";
}

void print_refutation(std::ostream& out, const std::optional<Refutation>& refutation) {
  if (!refutation) {
    out << "c   no enclosure within the limits excludes 0 at the points tried; the algebra decides\n";
    return;
  }
  const Witness& witness = refutation->witness;
  out << "c   refutation: f_w(t)(x) - f_w(0)(x) in [" << witness.lower.to_string() << ", "
      << witness.upper.to_string() << "], output " << witness.output
      << ", at t = " << refutation->t.to_string() << ", x = " << point(witness.x) << "\n";
}

void print_account(std::ostream& out, const SegmentAccount& account) {
  out << "c segment " << account.segment << ": " << (account.valid ? "holds, " : "BROKEN, ")
      << counted(account.unchanged, "unit") << " unchanged\n";
  for (const Break& broken : account.breaks.first) print_break(out, broken, account.segment);
  if (account.breaks.first.size() < account.breaks.count)
    out << "c   " << account.breaks.count - account.breaks.first.size()
        << " more breaks (--most N lists more)\n";
  if (!account.valid) print_refutation(out, account.refutation);
  print_holding(out, account);
}

void print_end(std::ostream& out, const std::string& which, const std::string& file,
               const std::optional<ParameterDifference>& differs) {
  if (file.empty()) return;
  out << "c the " << which << " vertex is " << (differs ? "not " : "") << in_line(file);
  if (differs) out << ": " << differs->what << " is " << differs->here << ", there " << differs->there;
  out << "\n";
}

/// Broken segments first.
void print_accounts(std::ostream& out, const PathVerdict& verdict) {
  std::vector<const SegmentAccount*> accounts;
  for (const SegmentAccount& account : verdict.accounts) accounts.push_back(&account);
  std::stable_partition(accounts.begin(), accounts.end(),
                        [](const SegmentAccount* account) { return !account->valid; });
  for (const SegmentAccount* account : accounts) print_account(out, *account);
  if (accounts.size() + 1 < verdict.vertices)
    out << "c " << counted(verdict.vertices - 1 - accounts.size(), "segment")
        << " not listed (--most N lists more)\n";
}

void print_text(std::ostream& out, const Options& options, const PathVerdict& verdict) {
  out << (verdict.valid() ? "s VALID\n" : "s BROKEN\n");
  out << "c " << in_line(options.files.front());
  if (options.files.size() > 1) out << " and " << counted(options.files.size() - 1, "more file");
  out << ": path of " << name_of(verdict.activation) << " networks, " << counted(verdict.inputs, "input")
      << ", " << counted(verdict.outputs, "output") << ", " << counted(verdict.width, "unit")
      << "; vertices: " << verdict.vertices << ", segments: " << verdict.vertices - 1 << "\n";
  if (tanh_form(verdict.activation).halvings != 0)
    out << "c weights and biases below are those of the tanh networks that the vertices stand for\n";
  print_end(out, "first", options.from, verdict.from_differs);
  print_end(out, "last", options.to, verdict.to_differs);
  if (!verdict.broken.empty()) {
    out << "c broken segments (" << verdict.broken.size() << " of " << verdict.vertices - 1 << "):";
    for (const std::size_t k : verdict.broken) out << " " << k;
    out << "\n";
  }
  print_accounts(out, verdict);
  out << about_the_real_function;
}

// --- JSON

template <typename T>
Json json_list(const Listed<T>& list) {
  return {{"count", list.count}, {"listed", list.first}};
}

Json json_groups(const Listed<Listed<std::uint32_t>>& groups) {
  Json listed = Json::array();
  for (const auto& group : groups.first) listed.push_back(group.first);
  return {{"count", groups.count}, {"listed", listed}};
}

Json json_break(const Break& broken) {
  return {{"condition", number(broken.condition)},
          {"units", broken.units.first},
          {"output", broken.output},
          {"start", broken.at_start.to_string()},
          {"end", broken.at_end.to_string()}};
}

Json json_refutation(const std::optional<Refutation>& refutation) {
  if (!refutation) return nullptr;
  const Witness& witness = refutation->witness;
  return {{"t", refutation->t.to_string()},
          {"x", json_point(witness.x)},
          {"output", witness.output},
          {"difference", {witness.lower.to_string(), witness.upper.to_string()}}};
}

Json json_account(const SegmentAccount& account) {
  Json breaks = Json::array();
  std::transform(account.breaks.first.begin(), account.breaks.first.end(), std::back_inserter(breaks),
                 json_break);
  return {{"segment", account.segment},
          {"valid", account.valid},
          {"unchanged", account.unchanged},
          {"moving_blank_units", json_list(account.moving_blanks)},
          {"shifting_groups", json_groups(account.shifting_groups)},
          {"zero_sum_groups", json_groups(account.zero_sum_groups)},
          {"constants", json_list(account.constants)},
          {"output_biases", json_list(account.output_biases)},
          {"breaks", account.breaks.count},
          {"broken", breaks},
          {"refutation", json_refutation(account.refutation)}};
}

Json json_end(const std::string& file, const std::optional<ParameterDifference>& differs) {
  if (file.empty()) return nullptr;
  return !differs;
}

Json json_of(const Options& options, const PathVerdict& verdict) {
  Json accounts = Json::array();
  std::transform(verdict.accounts.begin(), verdict.accounts.end(), std::back_inserter(accounts),
                 json_account);
  return {{"valid", verdict.valid()},
          {"segments", verdict.vertices - 1},
          {"first_broken_segment", verdict.broken.empty() ? Json(nullptr) : Json(verdict.broken.front())},
          {"broken_segments", verdict.broken},
          {"vertices", verdict.vertices},
          {"width", verdict.width},
          {"inputs", verdict.inputs},
          {"outputs", verdict.outputs},
          {"activation", name_of(verdict.activation)},
          {"from", json_end(options.from, verdict.from_differs)},
          {"to", json_end(options.to, verdict.to_differs)},
          {"accounts", accounts}};
}

std::optional<Model> read_end(const Options& options, const std::string& file) {
  if (file.empty()) return std::nullopt;
  return read_model(file, options.reading.model);
}

PathVerdict check(const Options& options, const Path& path) {
  const std::optional<Model> from = read_end(options, options.from);
  const std::optional<Model> to = read_end(options, options.to);
  ProgressLine line("segment", path.vertices() - 1);
  return isopath::check_path(path, {from ? &*from : nullptr, to ? &*to : nullptr, options.jobs,
                                    options.form.most, [&line](std::size_t done) { line.show(done); }});
}

void Options::add_to(CLI::App& parser) {
  reading.add_to(parser);
  parser
      .add_option("P", files,
                  "a path file; or two network files or more, in order, as its vertices; - is standard input")
      ->required();
  parser.add_option("--from", from, "the first vertex has to be this network, number by number")
      ->check(not_empty());
  parser.add_option("--to", to, "the last vertex has to be this network, number by number")
      ->check(not_empty());
  parser.add_option("--jobs", jobs, "work on N stretches of the path at a time, two vertices each (1)")
      ->check(CLI::Range(1, 1024));
  form.add_to(parser);
  certificate.add_to(parser);
}

int Options::run() const {
  std::vector<std::string> inputs = files;
  inputs.push_back(from);
  inputs.push_back(to);
  refuse_overwriting(inputs, {certificate.file});
  require_one_standard_input(inputs);
  const std::unique_ptr<Path> path = read_path(files, reading.model);
  const PathVerdict verdict = check(*this, *path);
  WrittenFile written{certificate.file, [&](std::ostream& out) { certify_path(out, *path, verdict); }};
  if (verdict.segments_hold() && !verdict.valid()) {  // no certificate states that an end is another network
    written.write = {};
    if (!certificate.file.empty())
      std::cerr << "isopath: no certificate is written: the segments hold, but an end is another network\n";
  }
  return answer(form.json, {exits::of_claim(verdict.valid()),
                            [&](std::ostream& out) { print_text(out, *this, verdict); },
                            [&] { return json_of(*this, verdict); },
                            {std::move(written)}});
}

}  // namespace

const Verb verbs::check_path{"check-path", "does the function stay the same along a path of parameters?",
                             prepare<Options>};

}  // namespace isopath::cli
