// A segment w(t) = (1 - t) u + t v of a path: whether the function is the same along it.
//
// Theorem 3 (docs/mathematics.md, section 4): gather the units by joint key (b and c at u, b and c at v).
// f_w(t) = f_u for all t in [0, 1] if and only if
//   (i)   every group that moves has weights that add up to 0 at u and at v;
//   (ii)  every group that stays, with b != 0, has weights with the same sum at u and at v;
//   (iii) d plus the weights of the units that stay with b = 0, times tanh(c), is the same in K at u and at
//   v.
// So two ends decide, without a look at any point between them. Units that meet their condition by themselves
// add the same to both sides of it and are left out: only the others are gathered.
#ifndef ISOPATH_VERIFY_TANH_PATHS_SEGMENT_HPP
#define ISOPATH_VERIFY_TANH_PATHS_SEGMENT_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/networks/network.hpp"
#include "verify/tanh/equivalence/groups.hpp"

namespace isopath {

struct Segment {
  /// Units with the same numbers at both ends.
  std::size_t unchanged;
  /// Units that move with a = 0 at both ends.
  std::vector<std::uint32_t> moving_blanks;
  /// Units that stay with b = 0 and change their a; `network` is 0 and `flipped` is false.
  std::vector<Member> constants;
  /// All other units, by joint key; their judgements are made of Judgement's bits.
  Groups groups;
  /// The groups that break (i) or (ii), by their first units, and the outputs that break (iii).
  std::vector<std::uint32_t> broken_groups;
  std::vector<std::size_t> broken_outputs;

  enum Judgement : std::uint8_t { moves = 1, breaks = 2 };
  bool group_moves(std::uint32_t g) const { return (groups.judgement(g) & moves) != 0; }
  bool valid() const { return broken_groups.empty() && broken_outputs.empty(); }
};

/// Precondition: the same inputs, outputs and width.
Segment decide_segment(const Network& u, const Network& v);

/// w(t), exactly.
Network point_on(const Network& u, const Network& v, const Rational& t);

}  // namespace isopath

#endif
