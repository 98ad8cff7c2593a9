// A witness for all members: a point where two uncertain models differ, whatever their values.
//
// At a point x each number stands once in f(x) = d + sum a (tanh(b.x + c) + shift), so the range of f(x) over
// all members is that of interval arithmetic, and that of f_A(x) - f_B(x) too. If it excludes 0, the
// functions differ for all values; no theorem is needed (docs/mathematics.md, section 11).
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_WITNESS_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_WITNESS_HPP

#include <optional>
#include <span>
#include <vector>

#include "exact/interval.hpp"
#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/uncertain/float_ranges.hpp"

namespace isopath {

/// An enclosure of f(x) in one output for all members; it is as narrow as the precision allows.
Interval enclose(const UncertainModel& model, std::span<const Rational> x, std::size_t output,
                 long precision);

/// `seed` is a point that may be a witness. The result is empty if a fixed amount of work, a second or so,
/// finds no witness. Precondition: one shape.
std::optional<Witness> find_witness(const UncertainModel& a, const FloatRanges& floats_a,
                                    const UncertainModel& b, const FloatRanges& floats_b,
                                    const std::optional<std::vector<Rational>>& seed);

}  // namespace isopath

#endif
