// How early a unit's incoming pair can move on a path that leaves a parameter and keeps the function.
//
// docs/mathematics.md, section 7, the lemma before Theorem 5; docs/certificate-format.md, rule D4. Units are
// gathered by their whole pair up to sign, constants by |c|. A unit is loose if it is in a set of units of
// its group whose oriented weights add up to 0.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_FIRST_MOVE_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_FIRST_MOVE_HPP

#include <cstdint>
#include <vector>

#include "verify/networks/network.hpp"

namespace isopath {

struct FirstMoves {
  /// For each unit a lower bound, 1 to 4, on the first vertex of a path, counted from 0, at which its
  /// incoming pair can differ from that at vertex 0.
  std::vector<std::uint8_t> vertex;
  /// No a is 0, and no two units share a group.
  bool rigid;
};

/// Sets are looked for in groups of at most 8 units that are not blank; in larger ones every unit counts as
/// loose.
FirstMoves first_moves(const Network& network);

}  // namespace isopath

#endif
