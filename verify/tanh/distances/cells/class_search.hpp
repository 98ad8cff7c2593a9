// The distances of all cells of a class of parameters from the home cell, by exhaustive search up to
// symmetry.
//
// docs/mathematics.md, section 9. Layer t lists the classes of cells
// (verify/tanh/distances/cells/cell_class.hpp) that a chain of t meetings reaches from the home cell, and no
// shorter one. Cells that meet are looked for from one cell of each class; that is enough, since symmetries
// keep meetings. By section 7 two rigid members of a class whose cells, with constants set to 0, are t > 0
// meetings apart are at distance 3 + t.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CLASS_SEARCH_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CLASS_SEARCH_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "verify/networks/error.hpp"
#include "verify/tanh/distances/cells/cell_class.hpp"

namespace isopath {

/// A search that would take more work than it was allowed.
class SearchTooLarge : public ResourceLimit {
  using ResourceLimit::ResourceLimit;
};

/// The states of a search, and the calls that each of them allows:
///
///     ClassSearch(shape, most)    ClassSearch(state)
///              |                          |
///              v                          v
///     +-----------------------------------------+  advance() is true: a few more classes of the last
///     | OPEN       is_complete() is false       |  layer are done. Once all of them are, the classes
///     |   advance, advance_to, find,            |  that they led to are the next layer.
///     |   set_progress, set_stop                |  advance() is false: the search was stopped, and is
///     +-----------------------------------------+  as it was before.
///              |                          |
///              |                          | SearchTooLarge: the next classes would take more
///              |                          v choices than are left
///              |               +----------------------+
///              |               | SPENT   only reading |
///              |               +----------------------+
///              | the last layer is done, and led to no new class
///              v
///     +-----------------------------------------+
///     | COMPLETE   is_complete() is true        |
///     |   find of any class, rigid_distances    |
///     +-----------------------------------------+
///
/// A state that is given may be complete already.
/// In every state shape, layers, state, sorted_next and classes can be read. One thread at a time uses a
/// search; advance itself works in several.
class ClassSearch {
 public:
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

  /// What a search has found so far: enough to go on with it.
  struct State {
    ClassShape shape;
    /// The texts of the classes, each layer sorted. All but the last layer are done.
    std::vector<std::vector<std::string>> layers;
    /// How many classes of the last layer are done, and the classes of the next that they led to.
    std::size_t done = 0;
    std::vector<std::string> next;
  };

  /// Precondition: 0 < rank < width <= LabelCell::most_units. The search is allowed so many choices in all
  /// (count_choices of verify/tanh/distances/cells/neighbours.hpp, for one cell of each class that it works
  /// on).
  explicit ClassSearch(const ClassShape& shape, std::uint64_t most_choices = unlimited);
  /// Goes on from this state, without a limit. Throws std::invalid_argument if no search can be in it.
  explicit ClassSearch(State state);

  /// Every class that was found is done, so no class can lead to new ones.
  bool is_complete() const { return state_.done == state_.layers.back().size() && state_.next.empty(); }
  const ClassShape& shape() const { return state_.shape; }
  /// Layers 0, 1, ...; the last one may be incomplete in `state().next` only.
  const std::vector<std::vector<std::string>>& layers() const { return state_.layers; }
  const State& state() const { return state_; }
  /// state().next, sorted.
  std::vector<std::string> sorted_next() const;
  std::size_t classes() const { return layer_of_.size(); }

  /// The function is called now and then with the number of classes found so far.
  void set_progress(std::function<void(std::size_t)> progress) { progress_ = std::move(progress); }

  /// The function is asked now and then, by several threads; the answer true ends the work that is under way.
  void set_stop(std::function<bool()> stop) { stop_ = std::move(stop); }

  /// Works on a few more classes, in several threads. The result is false if the search was stopped and has
  /// not changed. Throws SearchTooLarge.
  bool advance();
  /// Works until layer `layer` is listed, or until the search is complete. Throws SearchTooLarge.
  void advance_to(std::size_t layer);

  /// Works until this class is listed, and returns its layer. Throws SearchTooLarge. Precondition: `text` is
  /// a class of this shape.
  std::size_t find(const std::string& text);

 private:
  void spend(const std::vector<LabelCell>& cells);
  void collect_new(const LabelCell& cell, std::unordered_set<std::string>& found) const;

  State state_;
  std::function<void(std::size_t)> progress_;
  std::function<bool()> stop_;
  std::uint64_t choices_left_ = unlimited;
  std::unordered_map<std::string, std::size_t> layer_of_;  // those of state_.next too
};

/// One distance from a rigid member, in segments, and how many rigid cells are at it.
struct RigidDistance {
  std::size_t segments;
  std::uint64_t classes;
  std::uint64_t cells;
};

/// The distances of all rigid cells but the home cell itself, rising. Precondition: the search is complete.
/// Throws std::logic_error if the classes found have not as many cells together as number_of_cells says.
std::vector<RigidDistance> rigid_distances(const ClassSearch& search);

/// The least number of meetings from the home cell to the same with all essential groups turned, by layers
/// from both ends: turning takes the one to the other. The search goes on as far as needed.
std::size_t meetings_to_turned_cell(ClassSearch& search);

/// A shortest chain of cells from the home cell to this one. The search goes on as far as needed.
std::vector<LabelCell> chain_from_home(ClassSearch& search, const LabelCell& cell);

}  // namespace isopath

#endif
