// Two rigid members of a class, by which unit carries each essential group. docs/mathematics.md, section 7. A
// parameter is rigid if no a is 0 and no two units share their whole pair up to sign: each essential group is
// carried by one unit, and the other units are constants. If all of these are set to 0, it lies in one cell
// without C.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_RIGID_PAIR_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_RIGID_PAIR_HPP

#include <optional>
#include <vector>

#include "verify/tanh/distances/cells/label_cell.hpp"
#include "verify/tanh/distances/ends.hpp"
#include "verify/tanh/distances/routing.hpp"

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
  // the spare units follow in their order. Precondition: width at most LabelCell::most_units.

  /// The cell of the last member, its constants set to 0.
  LabelCell target() const;
  /// A cell in the coordinates of the network.
  LabelCell in_place(const LabelCell& in_home_coordinates) const;

 private:
  std::vector<Seat> units() const;
};

/// Precondition: both ends are rigid.
RigidPair rigid_pair(const Ends& ends);

}  // namespace isopath

#endif
