// isopath search-diameter R U: the distances of all rigid members of a class of rank R with U spare units
// from one of them, by exhaustive search.
#include <chrono>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/search_state.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/networks/error.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"
#include "verify/tanh/distances/diameter.hpp"
#include "verify/tanh/distances/distance.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath::cli {

namespace {

struct Options {
  std::size_t rank = 0;
  std::size_t spare = 0;
  std::string state;  // the file that keeps the search; empty: none
  std::string path;   // empty: the path is not written
  bool json = false;

  void add_to(CLI::App& parser);
  int run() const;
};

struct Finding {
  std::vector<RigidDistance> distances;
  LabelCell farthest;  // a rigid cell at the greatest distance: the turned home cell, if it is one
  std::size_t formula;

  std::size_t greatest() const { return distances.back().segments; }
};

/// Goes on until the search is complete. Saves its state now and then, and before an interrupt ends the
/// program.
void work_through(ClassSearch& search, const std::string& state) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::seconds pause(20);
  auto next = Clock::now() + pause;
  ProgressLine line("classes of cells:");
  search.set_stop(is_interrupted);
  note_interrupts();
  while (!search.is_complete() && !is_interrupted()) {
    search.advance();
    line.show(search.classes());
    if (state.empty() || Clock::now() < next) continue;
    save_search(state, search);
    note_interrupts();
    next = Clock::now() + pause;
  }
  if (!state.empty()) save_search(state, search);
  heed_interrupts();
  if (is_interrupted()) end_by_interrupt();
}

/// A search that comes from a file may have lost a class there.
std::vector<RigidDistance> distances(const ClassSearch& search, const std::string& state) {
  try {
    return rigid_distances(search);
  } catch (const std::logic_error& error) {
    if (state.empty()) throw;
    throw InputError(InputError::Kind::malformed, state, error.what());
  }
}

Finding judge(ClassSearch& search, const std::string& state) {
  const ClassShape& shape = search.shape();
  Finding finding{distances(search, state), turned(home_cell(shape), shape),
                  greatest_distance_bound(shape.rank, shape.width)};
  const std::size_t layer = finding.greatest() - 3;
  if (search.find(class_text(finding.farthest, shape)) == layer) return finding;
  for (const std::string& text : search.layers()[layer]) {
    finding.farthest = cell_of_class(text, shape).value();
    if (is_rigid(finding.farthest, shape)) break;
  }
  return finding;
}

/// "+0 +1 . .": the group that each unit carries, with its sign; a dot for none.
std::vector<std::string> carried(const LabelCell& cell, const ClassShape& shape) {
  std::vector<std::string> list;
  for (std::size_t unit = 0; unit < shape.width; ++unit)
    list.push_back(cell.group(unit) >= shape.rank
                       ? "."
                       : (cell.is_negative(unit) ? "-" : "+") + std::to_string(cell.group(unit)));
  return list;
}

/// A network of one input and one output: tanh(x) + tanh(2x) + ... + tanh(Rx), in this cell; with constants
/// in its spare units.
Model example(const LabelCell& cell, const ClassShape& shape) {
  Network network(1, 1);
  network.set_width(shape.width);
  std::vector<TanhSum::Term> constants;
  for (std::size_t unit = 0; unit < shape.width; ++unit) {
    const auto row = network.writable_row(unit);
    const bool is_spare = cell.group(unit) >= shape.rank;
    const long sign = cell.is_negative(unit) && !is_spare ? -1 : 1;
    const Rational number(static_cast<long>(is_spare ? unit : cell.group(unit)) + 1);
    row[0] = network.numbers.add(is_spare ? Rational(0) : Rational(sign) * number);
    row[1] = network.numbers.add(is_spare ? number : Rational(0));
    row[2] = network.numbers.add(Rational(sign));
    if (is_spare) constants.push_back({number, Rational(-1)});
  }
  network.d[0] = TanhSum(Rational(), std::move(constants));
  return {Activation::tanh, std::move(network)};
}

/// A shortest path between the two.
void write_path(std::ostream& out, ClassSearch& search, const LabelCell& farthest) {
  const Model first = example(home_cell(search.shape()), search.shape());
  const Model last = example(farthest, search.shape());
  const CanonicalForm of_first = canonical_form(first.network());
  const CanonicalForm of_last = canonical_form(last.network());
  const auto path = shortest_rigid_path({{first, last, of_first, of_last}}, search);
  if (!isopath::check_path(*path, {&first, &last, 1, 0, {}}).valid())
    throw std::logic_error("the path that was built does not hold");
  write_path_file(out, *path);
}

void print_text(std::ostream& out, const ClassSearch& search, const Finding& finding) {
  const ClassShape& shape = search.shape();
  out << "s SEARCHED\n"
      << "c rank " << shape.rank << ", " << counted(shape.spare(), "spare unit") << ": "
      << number_of_cells(shape) << " cells in " << search.classes() << " classes\n"
      << "c the greatest distance of two rigid members is " << finding.greatest() << " segments; "
      << "3 + 4 ceil(R/U) is " << finding.formula << "\n";
  for (const RigidDistance& at : finding.distances)
    out << "c " << at.segments << " segments: " << at.cells << (at.cells == 1 ? " cell, " : " cells, ")
        << at.classes << (at.classes == 1 ? " class\n" : " classes\n");
  const auto line = [&](const char* what, const LabelCell& cell) {
    out << what;
    for (const std::string& unit : carried(cell, shape)) out << " " << unit;
    out << "\n";
  };
  line("c two members at the greatest distance carry:", home_cell(shape));
  line("c                                        and:", finding.farthest);
}

Json json_of(const ClassSearch& search, const Finding& finding) {
  Json distances = Json::array();
  for (const RigidDistance& at : finding.distances)
    distances.push_back({{"segments", at.segments}, {"classes", at.classes}, {"cells", at.cells}});
  const ClassShape& shape = search.shape();
  return {{"rank", shape.rank},
          {"spare", shape.spare()},
          {"greatest", finding.greatest()},
          {"formula", finding.formula},
          {"classes", search.classes()},
          {"cells", number_of_cells(shape)},
          {"distances", std::move(distances)},
          {"pair", {carried(home_cell(shape), shape), carried(finding.farthest, shape)}}};
}

void Options::add_to(CLI::App& parser) {
  parser.add_option("R", rank, "the rank")->required()->check(CLI::Range(1, 11));
  parser.add_option("U", spare, "the number of spare units")->required()->check(CLI::Range(1, 11));
  parser.add_option("--state", state, "keep what is found in this file, and go on from it if it is there")
      ->check(not_empty());
  parser
      .add_option("-o", path,
                  "write a shortest path between two members at the greatest distance to this file")
      ->check(not_empty());
  add_json_flag(parser, json);
}

int Options::run() const {
  const ClassShape shape{rank, rank + spare};
  if (shape.width > LabelCell::most_units)
    throw UsageError("expected R + U of at most " + std::to_string(LabelCell::most_units) + ", found " +
                     std::to_string(shape.width));
  if (state == "-") throw UsageError("--state: expected the name of a file, found -");
  refuse_overwriting({}, {path, state});
  ClassSearch search = state.empty() ? ClassSearch(shape) : resume_search(state, shape);
  work_through(search, state);
  const Finding finding = judge(search, state);
  return answer(json, {exits::holds,
                       [&](std::ostream& out) { print_text(out, search, finding); },
                       [&] { return json_of(search, finding); },
                       {{path, [&](std::ostream& out) { write_path(out, search, finding.farthest); }}}});
}

}  // namespace

const Verb verbs::search_diameter{
    "search-diameter", "distances in every class of rank R with U spare units, by exhaustive search",
    prepare<Options>};

}  // namespace isopath::cli
