// Equivalence of two uncertain models: whether f_A = f_B for all values, for none, or neither is known
// (docs/mathematics.md, section 11).
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_EQUIVALENCE_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_EQUIVALENCE_HPP

#include <cstddef>
#include <optional>

#include "exact/truth.hpp"
#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/uncertain/coincidences.hpp"

namespace isopath {

struct UncertainEquivalence {
  /// For which values f_A = f_B is proved, or proved not to be. If the verdict is undecided, there are values
  /// for which the functions differ.
  enum class Verdict { for_all, for_none, undecided };
  Verdict equivalent = Verdict::undecided;
  /// Whether there are values for which f_A = f_B.
  Truth equal_for_some = Truth::undecided;
  /// The ranks; empty unless they are known to be the same for all values.
  std::optional<std::size_t> rank_a;
  std::optional<std::size_t> rank_b;

  /// Proofs that the functions differ for all values, each of which is enough. If neither model depends on
  /// its values, Theorem 2 decides, and these may be empty.
  std::optional<Witness> witness;
  std::optional<LastingUnit> lasting_unit;
  std::optional<std::size_t> lasting_bias;

  /// A choice of values: those in the middle.
  bool midpoints_equivalent = false;
  std::optional<Witness> midpoint_witness;
};

/// Precondition: the same inputs and outputs.
UncertainEquivalence decide_equivalence(const UncertainModel& a, const UncertainModel& b);

}  // namespace isopath

#endif
