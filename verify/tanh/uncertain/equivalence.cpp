#include "verify/tanh/uncertain/equivalence.hpp"

#include <utility>

#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/uncertain/common_member.hpp"
#include "verify/tanh/uncertain/float_ranges.hpp"
#include "verify/tanh/uncertain/witness.hpp"

namespace isopath {

namespace {

using Verdict = UncertainEquivalence::Verdict;

std::optional<Witness> witness_of(const Network& a, const Network& b, const Equivalence& verdict) {
  if (verdict.equivalent) return std::nullopt;
  return find_witness(difference(a, b, verdict), evaluation_terms(a, b));
}

/// Decides for the midpoints, which are ordinary networks.
UncertainEquivalence decide_midpoints(const Network& a, const Network& b) {
  const Equivalence verdict = decide_equivalence(a, b);
  UncertainEquivalence result;
  result.rank_a = verdict.rank_a;
  result.rank_b = verdict.rank_b;
  result.midpoints_equivalent = verdict.equivalent;
  result.midpoint_witness = witness_of(a, b, verdict);
  if (verdict.equivalent) result.equal_for_some = Truth::proved;
  return result;
}

}  // namespace

UncertainEquivalence decide_equivalence(const UncertainModel& a, const UncertainModel& b) {
  const bool a_is_one = is_one_function(a);
  const bool b_is_one = is_one_function(b);
  UncertainEquivalence result = decide_midpoints(midpoint(a).network(), midpoint(b).network());
  if (a_is_one && b_is_one) {
    const bool are_equal = result.midpoints_equivalent;
    result.equivalent = are_equal ? Verdict::for_all : Verdict::for_none;
    result.equal_for_some = are_equal ? Truth::proved : Truth::refuted;
    result.witness = result.midpoint_witness;
    return result;
  }
  // Here one of the functions varies with its numbers, so the two are not equal for all values.
  const FloatRanges floats_a(a);
  const FloatRanges floats_b(b);
  const Coincidences coincidences(a, floats_a, b, floats_b);
  if (!a_is_one) result.rank_a = coincidences.rank(0);
  if (!b_is_one) result.rank_b = coincidences.rank(1);
  if (result.equal_for_some == Truth::proved) return result;
  result.lasting_unit = coincidences.lasting_unit();
  result.lasting_bias = coincidences.lasting_bias();
  if (!result.lasting_unit && !result.lasting_bias && have_common_member(a, floats_a, b, floats_b)) {
    result.equal_for_some = Truth::proved;
    return result;
  }
  std::optional<std::vector<Rational>> seed;
  if (result.midpoint_witness) seed = result.midpoint_witness->x;
  result.witness = find_witness(a, floats_a, b, floats_b, seed);
  if (result.witness || result.lasting_unit || result.lasting_bias) {
    result.equivalent = Verdict::for_none;
    result.equal_for_some = Truth::refuted;
  }
  return result;
}

}  // namespace isopath
