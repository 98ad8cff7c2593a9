// isopath connect A B: a path of few segments from A to B on which the function stays the same, or why there
// is none.
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
#include "verify/tanh/distances/connecting_steps.hpp"

namespace isopath::cli {

namespace {

struct Options {
  TwoNetworks networks;
  PathOutputs outputs;
  bool shortest = false;  // search for a shortest path
  AnswerOptions form;

  void add_to(CLI::App& parser);
  int run() const;
};

bool is_shortest(const Distance& distance) { return distance.at_least == distance.at_most(); }

void print_text(std::ostream& out, const Options& options, const Comparison& comparison,
                const std::optional<Distance>& found) {
  out << (found ? "s CONNECTED\n" : "s NOT CONNECTED\n");
  print_networks(out, options.networks, comparison);
  if (!found) {
    print_not_connected(out, comparison);
  } else {
    out << "c a path of " << counted(found->at_most(), "segment");
    if (comparison.rank() < comparison.width())
      out << "; any two members of the class of A are joined by at most "
          << greatest_distance_bound(comparison.rank(), comparison.width());
    out << "\n";
    if (is_shortest(*found))
      out << "c no path has fewer segments\n";
    else if (options.shortest)
      out << "c not proved to be the shortest: every path has at least " << found->at_least
          << " segments; the search for shorter ones was given up\n";
  }
  out << about_the_real_function;
}

Json json_of(const Comparison& comparison, const std::optional<Distance>& found) {
  return {{"connected", found.has_value()},
          {"segments", found ? Json(found->at_most()) : Json(nullptr)},
          {"lower", found ? Json(found->at_least) : Json(nullptr)},
          {"shortest", found ? Json(is_shortest(*found)) : Json(nullptr)},
          {"bound", comparison.rank() < comparison.width()
                        ? Json(greatest_distance_bound(comparison.rank(), comparison.width()))
                        : Json(nullptr)},
          {"equivalent", comparison.equivalence.equivalent},
          {"rank", comparison.rank()},
          {"width", comparison.width()},
          {"inputs", comparison.a.network().inputs()},
          {"outputs", comparison.a.network().outputs()},
          {"witness", json_witness(comparison.witness)}};
}

int exit_code(const Options& options, const std::optional<Distance>& found) {
  if (!found) return exits::does_not_hold;
  return options.shortest && !is_shortest(*found) ? exits::undecided : exits::holds;
}

void Options::add_to(CLI::App& parser) {
  networks.add_to(parser, "the other network file, of the same width");
  outputs.add_path_to(parser, "write the path to this file (-: standard output)");
  parser.add_flag("--shortest", shortest,
                  "search until no path can be shorter (up to 12 units; done unasked up to 7)");
  form.add_to(parser);
  outputs.certificate.add_to(parser);
}

int Options::run() const {
  refuse_overwriting(networks.files(), outputs.names());
  const Comparison comparison = read_and_compare(networks);
  const std::optional<Distance> found = find_distance(comparison, shortest, false);
  return answer(form.json, {exit_code(*this, found),
                            [&](std::ostream& out) { print_text(out, *this, comparison, found); },
                            [&] { return json_of(comparison, found); },
                            outputs.files(comparison, found, [](std::ostream& out, const Distance& distance) {
                              write_connected_certificate(out, *distance.path);
                            })});
}

}  // namespace

const Verb verbs::connect{"connect", "a short path from A to B on which the function stays the same",
                          prepare<Options>};

}  // namespace isopath::cli
