#include "verify/tanh/distances/lower_bound.hpp"

#include <functional>

#include "verify/networks/identity.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"
#include "verify/tanh/distances/first_move.hpp"
#include "verify/tanh/paths/segment.hpp"

namespace isopath {

namespace {

using Argument = LowerBound::Argument;

bool pair_differs(const Network& u, const Network& v, std::uint32_t unit) {
  return !equal(u.incoming_pair(unit), u.numbers, v.incoming_pair(unit), v.numbers, false);
}

/// Visits all bounds that need no search, the simpler ones first.
void for_each_bound(const Ends& ends, const std::function<void(const LowerBound&)>& visit) {
  visit({0, Argument::none, 0, {}});
  if (!first_difference(ends.first, ends.last)) return;
  visit({1, Argument::parameters, 0, {}});
  const Network& u = ends.first.network();
  const Network& v = ends.last.network();
  if (decide_segment(u, v).valid()) return;
  visit({2, Argument::segment, 0, {}});
  const FirstMoves of_u = first_moves(u);
  const FirstMoves of_v = first_moves(v);
  for (std::uint32_t unit = 0; unit < u.width(); ++unit) {
    const std::size_t segments = of_u.vertex[unit] + of_v.vertex[unit] - std::size_t{1};
    if (pair_differs(u, v, unit)) visit({segments, Argument::unit, unit, {}});
  }
  if (of_u.rigid && of_v.rigid && ends.rank() < ends.width()) {
    const RigidPair pair = rigid_pair(ends);
    const std::size_t spare = pair.shape.spare();
    if (pair.moves() > 0) visit({3 + 2 * ((pair.moves() + spare - 1) / spare), Argument::seats, 0, {}});
    if (pair.moves() > 0 && pair.is_all_turned())
      visit({greatest_distance_bound(pair.shape.rank, pair.shape.width), Argument::turned, 0, {}});
  }
}

}  // namespace

const char* name_of(Argument argument) {
  constexpr const char* names[] = {"none", "parameters", "segment", "unit", "seats", "turned", "table"};
  return names[static_cast<std::size_t>(argument)];
}

LowerBound lower_bound(const Ends& ends) {
  LowerBound best;
  for_each_bound(ends, [&best](const LowerBound& bound) {
    if (bound.segments > best.segments) best = bound;
  });
  return best;
}

std::optional<LowerBound> lower_bound_of(std::size_t segments, const Ends& ends) {
  std::optional<LowerBound> found;
  for_each_bound(ends, [&](const LowerBound& bound) {
    if (bound.segments == segments && !found) found = bound;
  });
  return found;
}

bool has_tables(const Ends& ends) {
  return ends.width() <= LabelCell::most_units && ends.rank() > 0 && ends.rank() < ends.width() &&
         first_moves(ends.first.network()).rigid && first_moves(ends.last.network()).rigid;
}

LowerBound searched_bound(const RigidPair& pair, ClassSearch& search) {
  LowerBound bound{0, Argument::table, 0, {}};
  std::size_t last_layer = 0;
  if (pair.is_all_turned()) {
    const std::size_t meetings = meetings_to_turned_cell(search);
    bound.segments = 3 + meetings;
    last_layer = meetings / 2;
  } else {
    const std::string target = class_text(pair.target(), pair.shape);
    const std::size_t meetings = search.find(target);
    bound.segments = 3 + meetings;
    last_layer = meetings - 1;
  }
  const auto& layers = search.layers();
  bound.layers.assign(layers.begin(), layers.begin() + static_cast<std::ptrdiff_t>(last_layer) + 1);
  return bound;
}

}  // namespace isopath
