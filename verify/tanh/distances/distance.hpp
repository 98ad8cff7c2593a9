// The distance of two members of a class: the least number of segments of a path between them on which the
// function stays the same.
//
// From above a path, from below an argument (verify/tanh/distances/lower_bound.hpp) or an exhaustive search:
// among classes of cells for rigid members (verify/tanh/distances/cells/class_search.hpp), among all cells
// for others (verify/tanh/distances/cells/chain.hpp).
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_DISTANCE_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_DISTANCE_HPP

#include <functional>
#include <memory>
#include <vector>

#include "verify/networks/path.hpp"
#include "verify/tanh/distances/ends.hpp"
#include "verify/tanh/distances/lower_bound.hpp"

namespace isopath {

struct DistanceQuestion {
  /// The same parameter, or two of a rank below the width.
  Ends ends;
  /// Whether to search where the path and the argument leave a gap; the cells of at most
  /// LabelCell::most_units units can be searched. A brief search is given up after a second or so, a thorough
  /// one after many minutes.
  enum class Search { none, brief, thorough };
  Search search = Search::none;
  /// Whether to look for a short path from the last to the first as well, so that the distance does not
  /// depend on which end is the first.
  bool both_ways = false;
  /// Called now and then with the number of cells or classes met so far; it may be empty.
  std::function<void(std::size_t)> progress = {};
};

struct Distance {
  std::unique_ptr<Path> path;  // the shortest that was found; all its segments hold
  /// No path has fewer segments.
  std::size_t at_least;
  /// The best argument that a certificate can carry: its bound is at_least, or less if only a search among
  /// all cells says more.
  LowerBound argument;
  /// True if a gap remains that the search did not close.
  bool gave_up;

  std::size_t at_most() const { return path->vertices() - 1; }
};

Distance distance(const DistanceQuestion& question);

/// A shortest path between two rigid members whose essential groups are not all in place. `search` is of
/// their shape; it goes on as far as needed.
std::unique_ptr<Path> shortest_rigid_path(const DistanceQuestion& question, ClassSearch& search);

}  // namespace isopath

#endif
