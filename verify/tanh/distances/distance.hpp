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

#include "verify/tanh/distances/connection.hpp"
#include "verify/tanh/distances/lower_bound.hpp"

namespace isopath {

struct DistanceQuestion {
  /// Equivalent, of one activation and width, with their canonical forms; the same parameter, or of a rank
  /// below the width.
  const Model& first;
  const Model& last;
  const CanonicalForm& of_first;
  const CanonicalForm& of_last;
  /// Search where path and argument leave a gap; at most Cell::most_units units can be searched. A short
  /// search is given up after a second or so, a long one after many minutes.
  enum class Search { none, brief, thorough };
  Search search = Search::none;
  /// Look for a short path from the last to the first as well, so that the two ends can change places.
  bool both_ways = false;
  /// Called now and then with the number of cells or classes met so far; may be empty.
  std::function<void(std::size_t)> progress = {};
};

struct Distance {
  std::unique_ptr<Path> path;  // the shortest that was found; all its segments hold
  /// No path has fewer segments.
  std::size_t at_least;
  /// The best argument that a certificate can carry: its bound is at_least, or less if only a search among
  /// all cells says more.
  LowerBound argument;
  /// There was a gap, and it was too wide to search.
  bool gave_up;

  std::size_t at_most() const { return path->vertices() - 1; }
};

Distance distance(const DistanceQuestion& question);

/// A shortest path between two rigid members whose essential groups are not all in place. `search` is of
/// their shape, and goes on as far as needed.
std::unique_ptr<Path> shortest_rigid_path(const DistanceQuestion& question, ClassSearch& search);

}  // namespace isopath

#endif
