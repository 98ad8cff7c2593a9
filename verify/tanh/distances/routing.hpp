// Routing: tokens that hop between slots, in rounds, until each sits where it has to, with the sign that it
// has to have.
//
// The combinatorial part of Theorem 4 (docs/mathematics.md, section 6): tokens are essential groups, slots
// are units, and in a round any tokens hop onto different slots that were free before it; a token that hops
// may take either sign. With r tokens and u free slots, 2 ceil(r/u) rounds suffice: u targets at a time, one
// round to empty them and one to fill them.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_ROUTING_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_ROUTING_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace isopath {

struct Seat {
  std::uint32_t slot;
  bool flipped;
  friend bool operator==(const Seat&, const Seat&) = default;
};

struct Hop {
  std::uint32_t token;
  Seat to;
};

using Round = std::vector<Hop>;

/// Rounds that bring token k from from[k] to to[k]: at most 2 ceil(p/u), p the number of tokens that are not
/// in place, and often fewer. Precondition: the slots of `from` differ, so do those of `to`; both have fewer
/// than `slots` seats, and all slots are below that.
std::vector<Round> route(std::span<const Seat> from, std::span<const Seat> to, std::size_t slots);

}  // namespace isopath

#endif
