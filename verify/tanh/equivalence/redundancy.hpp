// Why units are redundant, unit by unit.
//
// A parameter is reducible if and only if some a_i = 0, or some b_i = 0, or two units have equal or opposite
// incoming pairs (Sussmann 1992; docs/mathematics.md, section 3). This says which of these holds of which
// unit.
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_REDUNDANCY_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_REDUNDANCY_HPP

#include <cstdint>
#include <vector>

#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

struct RedundantUnit {
  enum class Reason { blank, constant, copy, negated_copy, cancels };
  std::uint32_t unit;
  /// One reason, or both blank and constant.
  std::vector<Reason> reasons;
  /// For a copy: the unit that stays in its place, the first of its group with a != 0.
  std::uint32_t original;
  /// For a unit that cancels: the place of its group in Redundancy::cancelling_groups.
  std::uint32_t group;
};

struct Redundancy {
  /// By unit; as many as width minus rank.
  std::vector<RedundantUnit> units;
  /// The units with a != 0 of each group whose outgoing weights add up to 0, by their first units.
  std::vector<std::vector<std::uint32_t>> cancelling_groups;
};

/// `form` is the canonical form of `network`.
Redundancy redundant_units(const Network& network, const CanonicalForm& form);

}  // namespace isopath

#endif
