// Equivalence of two uncertain models: for all values, for none, or neither known (docs/mathematics.md,
// section 11).
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_EQUIVALENCE_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_EQUIVALENCE_HPP

#include <cstddef>
#include <optional>

#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/uncertain/coincidences.hpp"

namespace isopath {

struct UncertainEquivalence {
  /// True: f_A = f_B for all values. False: for none. Nothing: neither is proved; then there are values for
  /// which the functions differ.
  std::optional<bool> equivalent;
  /// Whether there are values for which f_A = f_B; nothing: not known.
  std::optional<bool> equal_for_some;
  /// Where they are the same for all values, and known to be.
  std::optional<std::size_t> rank_a;
  std::optional<std::size_t> rank_b;

  /// Proofs that the functions differ for all values: each is enough. If neither model depends on its values
  /// there may be none, and Theorem 2 decides.
  std::optional<Witness> witness;
  std::optional<LastingUnit> lasting_unit;
  std::optional<std::size_t> lasting_bias;

  /// A choice of values: those in the middle.
  bool midpoints_equivalent;
  std::optional<Witness> midpoint_witness;
};

/// Precondition: the same inputs and outputs.
UncertainEquivalence decide_equivalence(const UncertainModel& a, const UncertainModel& b);

}  // namespace isopath

#endif
