// The canonical form of a network: the least network with the same function, unique.
//
// Constant units are folded into d, the others oriented, those with equal pairs merged, merged units with a =
// 0 dropped, and the rest sorted by (b, c) (docs/mathematics.md, section 3; Algorithm 4.1 of
// Farrugia-Roberts, arXiv 2305.05089, with output biases in K). Theorem 2: two networks are the same function
// if and only if their canonical forms are equal. The number of units is the rank.
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_CANONICAL_FORM_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_CANONICAL_FORM_HPP

#include <cstdint>
#include <vector>

#include "verify/networks/network.hpp"

namespace isopath {

struct CanonicalForm {
  /// What became of one unit of the network.
  struct Fate {
    static constexpr std::uint32_t constant = 0xffffffff;
    /// The canonical unit that it is merged into; from the rank on, the group of units that cancel; or
    /// `constant`.
    std::uint32_t group;
    bool flipped;
  };

  Network network;
  /// For each unit of the original network. Groups that cancel are numbered from the rank on by their first
  /// units.
  std::vector<Fate> fates;

  std::size_t rank() const { return network.width(); }
};

CanonicalForm canonical_form(const Network& network);

}  // namespace isopath

#endif
