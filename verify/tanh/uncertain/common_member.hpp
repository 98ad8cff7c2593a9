// Whether two uncertain models have a parameter in common, up to the order and the signs of units.
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_COMMON_MEMBER_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_COMMON_MEMBER_HPP

#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/uncertain/float_ranges.hpp"

namespace isopath {

/// If this is true, some member of A and some member of B are the same function: the output biases can be
/// equal, and the units were matched one to one, but for units that can have a = 0, such that all numbers of
/// two matched units can be equal or (tanh) opposite. Each unit takes the first that fits. If this is false,
/// no match was found, and there may be one. Precondition: A and B have the same inputs and outputs.
bool have_common_member(const UncertainModel& a, const FloatRanges& floats_a, const UncertainModel& b,
                        const FloatRanges& floats_b);

}  // namespace isopath

#endif
