// isopath distance A B: how many segments the shortest path from A to B has on which the function stays the
// same, from below and from above.
#include <optional>
#include <ostream>

#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/comparison.hpp"
#include "programs/isopath/verbs/verbs.hpp"

namespace isopath::cli {

namespace {

struct Options {
  TwoNetworks networks;
  PathOutputs outputs;
  bool exact = false;  // search for the exact value
  AnswerOptions form;

  void add_to(CLI::App& parser);
  int run() const;
};

void print_found(std::ostream& out, const Options& options, const Distance& found) {
  const std::size_t lower = found.at_least;
  const std::size_t upper = found.at_most();
  if (lower == upper)
    out << "c distance: " << counted(upper, "segment") << ", exactly\n";
  else
    out << "c distance: at least " << lower << " segments, at most " << upper << "\n";
  const bool is_by_search = found.argument.segments < lower;
  out << "c lower bound: "
      << (is_by_search ? std::string("exhaustive search among all cells") : in_words(found.argument)) << "\n";
  if (is_by_search && !options.outputs.certificate.file.empty())
    out << "c the certificate carries no table of that search: its lower bound is " << found.argument.segments
        << ", " << in_words(found.argument) << "\n";
  if (found.gave_up && options.exact)
    out << "c the search for the exact distance was given up\n";
  else if (lower < upper)
    out << "c --exact searches for the exact distance (up to " << LabelCell::most_units << " units)\n";
}

void print_text(std::ostream& out, const Options& options, const Comparison& comparison,
                const std::optional<Distance>& found) {
  out << "s DISTANCE\n";
  print_networks(out, options.networks, comparison);
  if (found) {
    print_found(out, options, *found);
  } else {
    out << "c not connected: no path, of any number of segments\n";
    print_not_connected(out, comparison);
  }
  out << about_the_real_function;
}

Json json_of(const Comparison& comparison, const std::optional<Distance>& found) {
  return {{"lower", found ? Json(found->at_least) : Json(nullptr)},
          {"upper", found ? Json(found->at_most()) : Json(nullptr)},
          {"argument", found ? Json(name_of(found->argument.argument)) : Json(nullptr)},
          {"certified_lower", found ? Json(found->argument.segments) : Json(nullptr)},
          {"equivalent", comparison.equivalence.equivalent},
          {"rank", comparison.rank()},
          {"width", comparison.width()},
          {"inputs", comparison.a.network().inputs()},
          {"outputs", comparison.a.network().outputs()},
          {"witness", json_witness(comparison.witness)}};
}

int exit_code(const Options& options, const Comparison& comparison, const std::optional<Distance>& found) {
  if (!comparison.equivalence.equivalent) return exits::does_not_hold;
  return options.exact && found && found->at_least < found->at_most() ? exits::undecided : exits::holds;
}

void Options::add_to(CLI::App& parser) {
  networks.add_to(parser, "the other network file, of the same width");
  outputs.add_path_to(parser, "write the shortest path found to this file (-: standard output)");
  parser.add_flag("--exact", exact,
                  "search for the exact distance (up to 12 units; done unasked, briefly, up to 8)");
  form.add_to(parser);
  outputs.certificate.add_to(parser);
}

int Options::run() const {
  refuse_overwriting(networks.files(), outputs.names());
  const Comparison comparison = read_and_compare(networks);
  const std::optional<Distance> found = find_distance(comparison, exact, true);
  return answer(form.json, {exit_code(*this, comparison, found),
                            [&](std::ostream& out) { print_text(out, *this, comparison, found); },
                            [&] { return json_of(comparison, found); },
                            outputs.files(comparison, found, [](std::ostream& out, const Distance& distance) {
                              write_distance_certificate(out, *distance.path, distance.argument);
                            })});
}

}  // namespace

const Verb verbs::distance{"distance", "how many segments the shortest path from A to B has",
                           prepare<Options>};

}  // namespace isopath::cli
