#include "verify/tanh/distances/rigid_pair.hpp"

#include <algorithm>

namespace isopath {

namespace {

std::vector<Seat> seats(const CanonicalForm& form) {
  std::vector<Seat> list(form.rank());
  for (std::uint32_t unit = 0; unit < form.fates.size(); ++unit)
    if (form.fates[unit].group < form.rank()) list[form.fates[unit].group] = {unit, form.fates[unit].flipped};
  return list;
}

}  // namespace

RigidPair rigid_pair(const Ends& ends) {
  return {{ends.rank(), ends.width()}, seats(ends.of_first), seats(ends.of_last)};
}

std::size_t RigidPair::moves() const {
  std::size_t moves = 0;
  for (std::size_t k = 0; k < from.size(); ++k)
    if (from[k] != to[k]) moves += from[k].slot == to[k].slot ? 2U : 1U;
  return moves;
}

bool RigidPair::is_all_turned() const {
  for (std::size_t k = 0; k < from.size(); ++k)
    if (from[k].slot != to[k].slot || from[k].flipped == to[k].flipped) return false;
  return true;
}

std::vector<Seat> RigidPair::units() const {
  std::vector<Seat> list = from;
  for (std::uint32_t unit = 0; unit < shape.width; ++unit)
    if (std::none_of(from.begin(), from.end(), [unit](const Seat& seat) { return seat.slot == unit; }))
      list.push_back({unit, false});
  return list;
}

LabelCell RigidPair::target() const {
  const std::vector<Seat> list = units();
  LabelCell cell = home_cell(shape);
  std::size_t next = shape.rank;
  for (std::size_t home = 0; home < list.size(); ++home) {
    const auto seat =
        std::find_if(to.begin(), to.end(), [&](const Seat& of) { return of.slot == list[home].slot; });
    if (seat == to.end())
      cell.set(home, next++, false);
    else
      cell.set(home, static_cast<std::size_t>(seat - to.begin()), seat->flipped != list[home].flipped);
  }
  return cell;
}

LabelCell RigidPair::in_place(const LabelCell& in_home_coordinates) const {
  const std::vector<Seat> list = units();
  LabelCell cell;
  for (std::size_t home = 0; home < list.size(); ++home)
    cell.set(list[home].slot, in_home_coordinates.group(home),
             in_home_coordinates.is_negative(home) != list[home].flipped);
  return cell;
}

}  // namespace isopath
