#include "verify/lower_bound.hpp"

#include "verify/connection.hpp"
#include "verify/first_move.hpp"
#include "verify/identity.hpp"
#include "verify/segment.hpp"

namespace isopath {

namespace {

using Argument = LowerBound::Argument;

void improve(LowerBound& bound, std::size_t segments, Argument argument, std::uint32_t unit = 0) {
  if (segments > bound.segments) bound = {segments, argument, unit, {}};
}

bool pair_differs(const Network& u, const Network& v, std::uint32_t unit) {
  return !equal(u.incoming_pair(unit), u.numbers, v.incoming_pair(unit), v.numbers, false);
}

}  // namespace

const char* name_of(Argument argument) {
  constexpr const char* names[] = {"none", "parameters", "segment", "unit", "seats", "turned", "table"};
  return names[static_cast<std::size_t>(argument)];
}

LowerBound lower_bound(const Model& first, const Model& last, const CanonicalForm& of_first,
                       const CanonicalForm& of_last) {
  LowerBound bound;
  if (!first_difference(first, last)) return bound;
  improve(bound, 1, Argument::parameters);
  const Network& u = first.network();
  const Network& v = last.network();
  if (decide_segment(u, v).valid()) return bound;
  improve(bound, 2, Argument::segment);
  const FirstMoves of_u = first_moves(u);
  const FirstMoves of_v = first_moves(v);
  for (std::uint32_t unit = 0; unit < u.width(); ++unit) {
    const std::size_t segments = of_u.vertex[unit] + of_v.vertex[unit] - std::size_t{1};
    if (segments > bound.segments && pair_differs(u, v, unit)) improve(bound, segments, Argument::unit, unit);
  }
  if (of_u.rigid && of_v.rigid && of_first.rank() < u.width()) {
    const RigidPair pair = rigid_pair(of_first, of_last);
    const std::size_t spare = pair.shape.spare();
    if (pair.moves() > 0) improve(bound, 3 + 2 * ((pair.moves() + spare - 1) / spare), Argument::seats);
    if (pair.moves() > 0 && pair.is_all_turned())
      improve(bound, greatest_distance_bound(pair.shape.rank, pair.shape.width), Argument::turned);
  }
  return bound;
}

bool has_tables(const Model& first, const Model& last, const CanonicalForm& of_first) {
  const std::size_t width = first.network().width();
  return width <= Cell::most_units && of_first.rank() > 0 && of_first.rank() < width &&
         first_moves(first.network()).rigid && first_moves(last.network()).rigid;
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
