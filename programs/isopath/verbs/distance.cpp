// isopath distance A B: how many segments the shortest path from A to B has on which the function stays the
// same, from below and from above.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/pair.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

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
  if (is_by_search && !options.certificate.empty())
    out << "c the certificate carries no table of that search: its lower bound is " << found.argument.segments
        << ", " << in_words(found.argument) << "\n";
  if (found.gave_up && options.exact)
    out << "c the search for the exact distance was given up\n";
  else if (lower < upper)
    out << "c --exact searches for the exact distance (up to " << LabelCell::most_units << " units)\n";
}

void print_text(std::ostream& out, const Options& options, const Pair& pair,
                const std::optional<Distance>& found) {
  out << "s DISTANCE\n";
  print_pair(out, options, pair);
  if (found) {
    print_found(out, options, *found);
  } else {
    out << "c not connected: no path, of any number of segments\n";
    print_not_connected(out, pair);
  }
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Pair& pair, const std::optional<Distance>& found) {
  const Json object{{"lower", found ? Json(found->at_least) : Json(nullptr)},
                    {"upper", found ? Json(found->at_most()) : Json(nullptr)},
                    {"argument", found ? Json(name_of(found->argument.argument)) : Json(nullptr)},
                    {"certified_lower", found ? Json(found->argument.segments) : Json(nullptr)},
                    {"equivalent", pair.equivalence.equivalent},
                    {"rank", pair.rank()},
                    {"width", pair.width()},
                    {"inputs", pair.a.network().inputs()},
                    {"outputs", pair.a.network().outputs()},
                    {"witness", json_witness(pair.witness)}};
  out << object.dump() << '\n';
}

}  // namespace

int distance(const Options& options) {
  refuse_overwriting({options.a, options.b}, {options.path, options.certificate});
  const Pair pair = read_pair(options);
  const std::optional<Distance> found = find_distance(pair, options.exact, true);
  write_results(options, pair, found, [](std::ostream& out, const Distance& distance) {
    write_distance_certificate(out, *distance.path, distance.argument);
  });
  // What goes to standard output is alone there.
  std::ostream& out = options.path == "-" || options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, pair, found);
  else
    print_text(out, options, pair, found);
  flush_checked(out);
  if (!pair.equivalence.equivalent) return 1;
  return options.exact && found && found->at_least < found->at_most() ? undecided : 0;
}

}  // namespace isopath::cli
