#include "verify/tanh/uncertain/unit_range.hpp"

#include <utility>

namespace isopath {

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

/// Two ranges have a number in common if neither lies beyond the other.
bool can_agree(const UnitRange& x, const UnitRange& y, std::size_t place, bool opposite) {
  const Network* y_lower = &y.lower();
  const Network* y_upper = &y.upper();
  if (opposite) std::swap(y_lower, y_upper);
  return compare(x.lower().row(x.unit)[place], x.lower().numbers,
                 y_upper->row(y.unit)[place].negated_if(opposite), y_upper->numbers) <= 0 &&
         compare(y_lower->row(y.unit)[place].negated_if(opposite), y_lower->numbers,
                 x.upper().row(x.unit)[place], x.upper().numbers) <= 0;
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
    result.equal = result.equal && can_agree(x, y, k, false);
    result.opposite = result.opposite && can_agree(x, y, k, true);
  }
  return result;
}

}  // namespace isopath
