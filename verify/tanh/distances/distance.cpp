#include "verify/tanh/distances/distance.hpp"

#include <algorithm>
#include <stdexcept>

#include "verify/networks/identity.hpp"
#include "verify/tanh/distances/cells/chain.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"

namespace isopath {

namespace {

std::unique_ptr<Path> connected(const Ends& ends) {
  return std::make_unique<Connection>(ends, connecting_steps(ends));
}

/// The greatest product of vertices and units of a path that is turned round, for that is kept in memory.
constexpr std::size_t most_turned = std::size_t{1} << 20U;

std::unique_ptr<Path> reversed(const Path& path) {
  std::vector<Model> vertices;
  for (std::size_t k = path.vertices(); k > 0; --k) vertices.push_back(path.vertex(k - 1));
  return std::make_unique<ListedPath>(std::move(vertices));
}

std::unique_ptr<Path> path_by_construction(const DistanceQuestion& question) {
  const Ends& ends = question.ends;
  if (!first_difference(ends.first, ends.last))
    return std::make_unique<Connection>(ends, std::vector<Connection::Step>());
  std::unique_ptr<Path> path = connected(ends);
  if (!question.both_ways) return path;
  const std::unique_ptr<Path> back = connected(ends.reversed());
  const bool is_small = back->vertices() <= most_turned / ends.width();
  return back->vertices() < path->vertices() && is_small ? reversed(*back) : std::move(path);
}

std::unique_ptr<Path> listed(const Ends& ends, std::vector<Network> vertices) {
  std::vector<Model> models{ends.first};
  for (std::size_t k = 1; k + 1 < vertices.size(); ++k)
    models.push_back(in_activation(ends.first.activation(), std::move(vertices[k])));
  models.push_back(ends.last);
  return std::make_unique<ListedPath>(std::move(models));
}

/// A path through this chain of cells without C, the first and the last of which are those of the two members
/// with their constants set to 0.
std::vector<Network> path_between_rigid(const ChainQuestion& question, const RigidPair& pair,
                                        const std::vector<LabelCell>& chain) {
  Places places;
  std::vector<EndCell> cells = cells_around(question.first, question.of_first, places, 1);
  for (const LabelCell& cell : chain) cells.push_back({pair.in_place(cell), {}});
  cells.push_back(cells_around(question.last, question.of_last, places, 1).at(0));
  return path_in_chain(question, cells);
}

ChainQuestion chain_question(const DistanceQuestion& question, std::size_t fewer_than) {
  const auto& [first, last, of_first, of_last] = question.ends;
  ChainQuestion chain{first.network(), last.network(), of_first, of_last, fewer_than};
  if (question.search == DistanceQuestion::Search::brief) chain.most_meetings = 5'000'000;
  chain.progress = question.progress;
  return chain;
}

}  // namespace

std::unique_ptr<Path> shortest_rigid_path(const DistanceQuestion& question, ClassSearch& search) {
  const RigidPair pair = rigid_pair(question.ends);
  return listed(question.ends, path_between_rigid(chain_question(question, 0), pair,
                                                  chain_from_home(search, pair.target())));
}

namespace {

/// Searches among classes of cells.
void search_rigid(const DistanceQuestion& question, Distance& found) {
  const RigidPair pair = rigid_pair(question.ends);
  const bool is_brief = question.search == DistanceQuestion::Search::brief;
  ClassSearch search(pair.shape, is_brief ? most_choices_of_table / 100 : most_choices_of_table);
  search.set_progress(question.progress);
  LowerBound bound = searched_bound(pair, search);
  if (bound.segments < found.at_most()) found.path = shortest_rigid_path(question, search);
  if (bound.segments <= found.at_least) return;
  found.at_least = bound.segments;
  found.argument = std::move(bound);
}

/// Searches among all cells.
void search_any(const DistanceQuestion& question, Distance& found) {
  const ChainQuestion asked = chain_question(question, found.at_most());
  const ChainAnswer answer = shortest_chain(asked);
  found.gave_up = !answer.complete;
  found.at_least = std::max(found.at_least, answer.at_least);
  if (answer.chain.empty()) return;
  found.path = listed(question.ends, path_in_chain(asked, answer.chain));
}

}  // namespace

Distance distance(const DistanceQuestion& question) {
  Distance found{path_by_construction(question), 0, lower_bound(question.ends), false};
  found.at_least = found.argument.segments;
  if (found.at_least == found.at_most() || question.search == DistanceQuestion::Search::none) return found;
  if (question.ends.width() > LabelCell::most_units)
    found.gave_up = true;
  else if (has_tables(question.ends) && rigid_pair(question.ends).moves() > 0)
    try {
      search_rigid(question, found);
    } catch (const SearchTooLarge&) {
      found.gave_up = true;
    }
  else
    search_any(question, found);
  return found;
}

}  // namespace isopath
