// The account of an equivalence, or of its failure, in terms of units: for people, never for a verdict.
//
// From the groups of verify/tanh/equivalence/equivalence.hpp: which units of a and b play the same part,
// which cancel; and where the functions differ, the canonical units without partner, each with the nearest
// unit without partner on the other side. "Nearest" is a heuristic on floats (the sum over entries of |u - v|
// / (|u| + |v|), so that one changed sign counts 1 and a rounding error nearly 0), among the first
// 4096 without partner; the differences reported are exact.
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_CORRESPONDENCE_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_CORRESPONDENCE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/tanh/equivalence/equivalence.hpp"

namespace isopath {

/// Units of a and of b with the same oriented incoming pair.
struct Counterpart {
  std::vector<Member> units;  // those with a != 0, by network and then by unit
  bool zero_in_a;             // their weights in a add up to 0, or there are none
  bool zero_in_b;
  bool differs;  // the sums are not the same
};

/// The counterparts, in the order of their first units; at most `most` of them, for groups that carry weight.
/// Blank and constant units are left out.
std::vector<Counterpart> counterparts(const Network& a, const Network& b, const Equivalence& verdict,
                                      std::size_t most);

/// One entry of a unit: "b[3]", "c", "a[0]".
struct EntryDifference {
  std::string entry;
  Rational here;
  Rational there;
};

/// A unit of a canonical form that the other canonical form does not have.
struct UnitWithoutPartner {
  std::size_t network;                 // 0: of a, 1: of b
  std::vector<std::uint32_t> units;    // the units of that network that it merges, those with a != 0
  std::vector<std::uint32_t> nearest;  // of the other network, likewise; empty if none is left there
  bool flipped;                        // the nearest is compared with the opposite sign
  std::size_t entries_that_differ;
  std::vector<EntryDifference> largest;  // the largest few of them, the largest first
};

struct Unmatched {
  std::size_t in_a;  // how many there are in all
  std::size_t in_b;
  std::vector<UnitWithoutPartner> listed;  // at most `most` of each side, those of a first
};

Unmatched units_without_partner(const Network& a, const Network& b, const Equivalence& verdict,
                                std::size_t most);

}  // namespace isopath

#endif
