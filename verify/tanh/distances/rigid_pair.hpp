// Two rigid members of a class, as far as the essential groups are concerned: which unit carries each of
// them.
//
// docs/mathematics.md, section 7. A parameter is rigid if no a is 0 and no two units share their whole pair
// up to sign: each essential group is carried by one unit, and the other units are constants. If all of these
// are set to 0, it lies in one cell without C.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_RIGID_PAIR_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_RIGID_PAIR_HPP

#include <optional>
#include <vector>

#include "verify/tanh/distances/cells/cell.hpp"
#include "verify/tanh/distances/routing.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

struct RigidPair {
  ClassShape shape;
  /// The unit that carries each essential group, and its sign.
  std::vector<Seat> from;
  std::vector<Seat> to;

  /// H of Theorem 7: how many times the essential groups have to change units at least.
  std::size_t moves() const;
  /// Each group is carried by the same unit with the other sign.
  bool is_all_turned() const;

  // Home coordinates: unit k < rank is the one that carries group k at the first member, with positive sign;
  // the spare units follow in their order. Precondition: width at most Cell::most_units.

  /// The cell of the last member, its constants set to 0.
  Cell target() const;
  /// A cell in the coordinates of the network.
  Cell in_place(const Cell& in_home_coordinates) const;

 private:
  std::vector<Seat> units() const;
};

/// Precondition: both are rigid, equivalent and of the same width; the canonical forms are theirs.
RigidPair rigid_pair(const CanonicalForm& of_first, const CanonicalForm& of_last);

}  // namespace isopath

#endif
