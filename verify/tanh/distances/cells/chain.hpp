// The shortest path between two members of a class, by exhaustive search for the shortest chain of cells.
//
// docs/mathematics.md, sections 6 and 7: there is a path of L >= 2 segments if and only if there are cells
// P_1, ..., P_L, the first of which contains the one member and the last the other, neighbours meeting; and
// only the first and the last need labels C. The search goes breadth first from both ends.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CHAIN_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_CHAIN_HPP

#include <functional>
#include <optional>
#include <vector>

#include "verify/tanh/distances/cells/end_cell.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

struct ChainQuestion {
  const Network& first;
  const Network& last;
  const CanonicalForm& of_first;
  const CanonicalForm& of_last;
  /// Only chains of fewer cells are looked for.
  std::size_t fewer_than;
  /// The search gives up when it has met so many cells, or has looked at so many meetings of two.
  std::size_t most_cells = 10'000'000;
  std::size_t most_meetings = 2'000'000'000;
  /// Called now and then with the number of cells met so far; it may be empty.
  std::function<void(std::size_t)> progress = {};
};

struct ChainAnswer {
  /// A shortest chain; empty if none of fewer cells than asked for was found.
  std::vector<EndCell> chain;
  /// True if the search has not given up: if the chain is empty, there is then none of fewer cells than asked
  /// for.
  bool complete;
  /// There is no chain of fewer cells than these.
  std::size_t at_least;
};

/// Precondition: equivalent networks of the same width, at most LabelCell::most_units, with rank below it;
/// the canonical forms are theirs; the segment from the one to the other does not hold.
ChainAnswer shortest_chain(const ChainQuestion& question);

/// The vertices of a path in the chain: the first member, a point in common of each two neighbours, the last
/// member. Precondition: `chain` is one of shortest_chain's, and the question the same.
std::vector<Network> path_in_chain(const ChainQuestion& question, const std::vector<EndCell>& chain);

}  // namespace isopath

#endif
