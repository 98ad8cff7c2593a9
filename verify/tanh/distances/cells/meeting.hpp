// Whether two cells have a point in common, and a point that they have.
//
// docs/mathematics.md, section 7: draw a node for each group of either cell, and for each unit an edge
// between its two groups with the product of its two signs. The cells meet if and only if each component
// holds one essential group of both, and then signs agree, or none at all. A component with units that are
// labelled C is tied to their pair (0, c): it holds no essential group, and only one |c|.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_MEETING_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_MEETING_HPP

#include <array>
#include <optional>
#include <vector>

#include "verify/tanh/distances/cells/end_cell.hpp"

namespace isopath {

struct Meeting {
  struct Component {
    static constexpr std::size_t none = LabelCell::most_groups;
    std::size_t essential = none;
    std::uint8_t place = EndCell::anywhere;
    /// True if signs contradict each other, so that all pairs of the component are 0.
    bool at_zero = false;
  };
  std::vector<Component> components;
  /// For each unit its component, and its sign there: that of (beta_k, gamma_k), or of (0, |c|).
  std::array<std::size_t, LabelCell::most_units> component{};
  std::array<bool, LabelCell::most_units> negative{};
};

/// Empty if the two have no point in common.
std::optional<Meeting> meeting(const EndCell& p, const EndCell& q, const ClassShape& shape);

/// Outgoing weights at a point in common, as multiples of those of the canonical form: each unit has 0, 1 or
/// -1 times alpha_k, where k is the essential group of its component, and 0 if there is none.
std::array<int, LabelCell::most_units> weights_at(const Meeting& meeting, const EndCell& p, const EndCell& q,
                                                  const ClassShape& shape);

}  // namespace isopath

#endif
