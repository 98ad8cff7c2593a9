// isopath connect A B: a path of few segments from A to B on which the function stays the same, or why there
// is none.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/pair.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

bool is_shortest(const Distance& distance) { return distance.at_least == distance.at_most(); }

void print_text(std::ostream& out, const Options& options, const Pair& pair,
                const std::optional<Distance>& found) {
  out << (found ? "s CONNECTED\n" : "s NOT CONNECTED\n");
  print_pair(out, options, pair);
  if (!found) {
    print_not_connected(out, pair);
  } else {
    out << "c a path of " << counted(found->at_most(), "segment");
    if (pair.rank() < pair.width())
      out << "; any two members of the class of A are joined by at most "
          << greatest_distance_bound(pair.rank(), pair.width());
    out << "\n";
    if (is_shortest(*found))
      out << "c no path has fewer segments\n";
    else if (options.shortest)
      out << "c not proved to be the shortest: every path has at least " << found->at_least
          << " segments; the search for shorter ones was given up\n";
  }
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Pair& pair, const std::optional<Distance>& found) {
  const Json object{
      {"connected", found.has_value()},
      {"segments", found ? Json(found->at_most()) : Json(nullptr)},
      {"lower", found ? Json(found->at_least) : Json(nullptr)},
      {"shortest", found ? Json(is_shortest(*found)) : Json(nullptr)},
      {"bound",
       pair.rank() < pair.width() ? Json(greatest_distance_bound(pair.rank(), pair.width())) : Json(nullptr)},
      {"equivalent", pair.equivalence.equivalent},
      {"rank", pair.rank()},
      {"width", pair.width()},
      {"inputs", pair.a.network().inputs()},
      {"outputs", pair.a.network().outputs()},
      {"witness", json_witness(pair.witness)}};
  out << object.dump() << '\n';
}

}  // namespace

int connect(const Options& options) {
  refuse_overwriting({options.a, options.b}, {options.path, options.certificate});
  const Pair pair = read_pair(options);
  const std::optional<Distance> found = find_distance(pair, options.shortest, false);
  write_results(options, pair, found, [](std::ostream& out, const Distance& distance) {
    write_connected_certificate(out, *distance.path);
  });
  // What goes to standard output is alone there.
  std::ostream& out = options.path == "-" || options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, pair, found);
  else
    print_text(out, options, pair, found);
  flush_checked(out);
  if (!found) return 1;
  return options.shortest && !is_shortest(*found) ? undecided : 0;
}

}  // namespace isopath::cli
