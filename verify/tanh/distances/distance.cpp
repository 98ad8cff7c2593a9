#include "verify/tanh/distances/distance.hpp"

#include <algorithm>
#include <stdexcept>

#include "verify/networks/identity.hpp"
#include "verify/tanh/distances/cells/chain.hpp"

namespace isopath {

namespace {

std::unique_ptr<Path> connected(const Model& first, const Model& last, const CanonicalForm& of_first,
                                const CanonicalForm& of_last) {
  return std::make_unique<Connection>(first, last, of_first,
                                      connecting_steps(first, last, of_first, of_last));
}

/// Vertices times units of a path that is turned round: it is kept in memory.
constexpr std::size_t most_turned = std::size_t{1} << 20U;

std::unique_ptr<Path> reversed(const Path& path) {
  std::vector<Model> vertices;
  for (std::size_t k = path.vertices(); k > 0; --k) vertices.push_back(path.vertex(k - 1));
  return std::make_unique<ListedPath>(std::move(vertices));
}

std::unique_ptr<Path> path_by_construction(const DistanceQuestion& question) {
  const auto& [first, last, of_first, of_last, search, both_ways, progress] = question;
  if (!first_difference(first, last))
    return std::make_unique<Connection>(first, last, of_first, std::vector<Connection::Step>());
  std::unique_ptr<Path> path = connected(first, last, of_first, of_last);
  if (!both_ways) return path;
  const std::unique_ptr<Path> back = connected(last, first, of_last, of_first);
  const bool is_small = back->vertices() <= most_turned / first.network().width();
  return back->vertices() < path->vertices() && is_small ? reversed(*back) : std::move(path);
}

std::unique_ptr<Path> listed(const DistanceQuestion& question, std::vector<Network> vertices) {
  std::vector<Model> models{question.first};
  for (std::size_t k = 1; k + 1 < vertices.size(); ++k)
    models.push_back(in_activation(question.first.activation(), std::move(vertices[k])));
  models.push_back(question.last);
  return std::make_unique<ListedPath>(std::move(models));
}

/// A path through this chain of cells without C, the first and the last of which are those of the two members
/// with their constants set to 0.
std::vector<Network> path_between_rigid(const ChainQuestion& question, const RigidPair& pair,
                                        const std::vector<Cell>& chain) {
  Places places;
  std::vector<EndCell> cells = cells_around(question.first, question.of_first, places, 1);
  for (const Cell& cell : chain) cells.push_back({pair.in_place(cell), {}});
  cells.push_back(cells_around(question.last, question.of_last, places, 1).at(0));
  return path_in_chain(question, cells);
}

ChainQuestion chain_question(const DistanceQuestion& question, std::size_t fewer_than) {
  ChainQuestion chain{question.first.network(), question.last.network(), question.of_first, question.of_last,
                      fewer_than};
  if (question.search == DistanceQuestion::Search::brief) chain.most_meetings = 5'000'000;
  chain.progress = question.progress;
  return chain;
}

}  // namespace

std::unique_ptr<Path> shortest_rigid_path(const DistanceQuestion& question, ClassSearch& search) {
  const RigidPair pair = rigid_pair(question.of_first, question.of_last);
  return listed(question, path_between_rigid(chain_question(question, 0), pair,
                                             chain_from_home(search, pair.target())));
}

namespace {

/// Among classes of cells.
void search_rigid(const DistanceQuestion& question, Distance& found) {
  const RigidPair pair = rigid_pair(question.of_first, question.of_last);
  const bool is_brief = question.search == DistanceQuestion::Search::brief;
  ClassSearch search(pair.shape, is_brief ? most_choices_of_table / 100 : most_choices_of_table);
  search.set_progress(question.progress);
  LowerBound bound = searched_bound(pair, search);
  if (bound.segments < found.at_most()) found.path = shortest_rigid_path(question, search);
  if (bound.segments <= found.at_least) return;
  found.at_least = bound.segments;
  found.argument = std::move(bound);
}

/// Among all cells.
void search_any(const DistanceQuestion& question, Distance& found) {
  const ChainQuestion asked = chain_question(question, found.at_most());
  const ChainAnswer answer = shortest_chain(asked);
  found.gave_up = !answer.complete;
  found.at_least = std::max(found.at_least, answer.at_least);
  if (answer.chain.empty()) return;
  found.path = listed(question, path_in_chain(asked, answer.chain));
}

}  // namespace

Distance distance(const DistanceQuestion& question) {
  Distance found{path_by_construction(question), 0,
                 lower_bound(question.first, question.last, question.of_first, question.of_last), false};
  found.at_least = found.argument.segments;
  if (found.at_least == found.at_most() || question.search == DistanceQuestion::Search::none) return found;
  if (question.first.network().width() > Cell::most_units)
    found.gave_up = true;
  else if (has_tables(question.first, question.last, question.of_first) &&
           rigid_pair(question.of_first, question.of_last).moves() > 0)
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
