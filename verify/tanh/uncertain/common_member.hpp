// A parameter that two uncertain models have in common, up to order and signs of units.
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_COMMON_MEMBER_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_COMMON_MEMBER_HPP

#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/uncertain/float_ranges.hpp"

namespace isopath {

/// True: some member of A and some member of B are the same function. Their units are matched one to one,
/// equal or (tanh) opposite in all numbers, first come, first served, but for units with a = 0; the output
/// biases are equal. False: no such match was found, and nothing is proved. Precondition: one shape.
bool have_common_member(const UncertainModel& a, const FloatRanges& floats_a, const UncertainModel& b,
                        const FloatRanges& floats_b);

}  // namespace isopath

#endif
