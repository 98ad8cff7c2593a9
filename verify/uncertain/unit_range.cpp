#include "verify/uncertain/unit_range.hpp"

namespace isopath {

namespace {

/// Ranges of rationals have a number in common: neither lies beyond the other.
bool meet(Number x_lower, const UnitRange& x, Number x_upper, Number y_lower, const NumberTable& of_y_lower,
          Number y_upper, const NumberTable& of_y_upper) {
  return compare(x_lower, x.lower().numbers, y_upper, of_y_upper) <= 0 &&
         compare(y_lower, of_y_lower, x_upper, x.upper().numbers) <= 0;
}

}  // namespace

bool UnitRange::is_zero(std::size_t first, std::size_t last) const {
  for (std::size_t k = first; k < last; ++k)
    if (!lower().row(unit)[k].is_zero() || !upper().row(unit)[k].is_zero()) return false;
  return true;
}

bool UnitRange::can_be_zero(std::size_t first, std::size_t last) const {
  for (std::size_t k = first; k < last; ++k) {
    const Number low = lower().row(unit)[k];
    const Number high = upper().row(unit)[k];
    if (high.is_negative() || (!low.is_zero() && !low.is_negative())) return false;
  }
  return true;
}

bool UnitRange::is_exact(std::size_t first, std::size_t last) const {
  for (std::size_t k = first; k < last; ++k)
    if (!equal(lower().row(unit)[k], lower().numbers, upper().row(unit)[k], upper().numbers)) return false;
  return true;
}

Agreement agreement(const UnitRange& x, const UnitRange& y, std::size_t count, std::size_t& work) {
  Agreement result{true, true};
  for (std::size_t k = 0; k < count && result; ++k) {
    ++work;
    const FloatRange& of_x = x.floats->at(x.unit, k);
    const FloatRange& of_y = y.floats->at(y.unit, k);
    if (of_x.lower > of_y.upper || of_y.lower > of_x.upper) result.equal = false;
    if (of_x.lower > -of_y.lower || -of_y.upper > of_x.upper) result.opposite = false;
  }
  for (std::size_t k = 0; k < count && result; ++k) {
    ++work;
    const Number x_lower = x.lower().row(x.unit)[k];
    const Number x_upper = x.upper().row(x.unit)[k];
    const Number y_lower = y.lower().row(y.unit)[k];
    const Number y_upper = y.upper().row(y.unit)[k];
    const NumberTable& of_lower = y.lower().numbers;
    const NumberTable& of_upper = y.upper().numbers;
    if (!meet(x_lower, x, x_upper, y_lower, of_lower, y_upper, of_upper)) result.equal = false;
    if (!meet(x_lower, x, x_upper, -y_upper, of_upper, -y_lower, of_lower)) result.opposite = false;
  }
  return result;
}

}  // namespace isopath
