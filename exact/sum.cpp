#include "exact/sum.hpp"

#include <utility>

namespace isopath {

void PairwiseSum::add(Rational term) {
  for (std::size_t n = count_++; (n & 1U) != 0; n >>= 1U) {
    term += partial_.back();
    partial_.pop_back();
  }
  partial_.push_back(std::move(term));
}

Rational PairwiseSum::total() const {
  Rational sum;
  for (auto term = partial_.rbegin(); term != partial_.rend(); ++term) sum += *term;
  return sum;
}

void PairwiseSum::clear() {
  partial_.clear();
  count_ = 0;
}

void ExactSum::add(Number number, const NumberTable& table, bool subtract) {
  if (number.is_zero()) return;
  if (number.is_in_table()) {
    rest_.add(table.value(number.negated_if(subtract)));
    return;
  }
  const Dyadic term = dyadic(number.negated_if(subtract));
  if (add_dyadic(term)) return;
  rest_.add(value(mantissa_, exponent_));
  mantissa_ = term.mantissa;
  exponent_ = term.exponent;
}

/// Adds the term at the lower of the two exponents if the result surely fits; otherwise leaves the sum alone.
bool ExactSum::add_dyadic(Dyadic term) {
  constexpr Wide room = Wide{1} << 124U;
  if (mantissa_ == 0) {
    mantissa_ = term.mantissa;
    exponent_ = term.exponent;
    return true;
  }
  Wide added = term.mantissa;
  Wide kept = mantissa_;
  long shift = term.exponent - exponent_;
  Wide& higher = shift >= 0 ? added : kept;
  if (shift < 0) shift = -shift;
  if (shift >= 124) return false;
  const Wide limit = room >> static_cast<unsigned>(shift);
  if (higher >= limit || higher <= -limit) return false;
  higher *= Wide{1} << static_cast<unsigned>(shift);
  const Wide sum = added + kept;
  if (sum >= room || sum <= -room) return false;
  if (term.exponent < exponent_) exponent_ = term.exponent;
  mantissa_ = sum;
  return true;
}

Rational ExactSum::value(Wide mantissa, long exponent) {
  if (mantissa == 0) return {};
  const bool negative = mantissa < 0;
  __extension__ using Unsigned = unsigned __int128;
  const auto magnitude = negative ? -static_cast<Unsigned>(mantissa) : static_cast<Unsigned>(mantissa);
  Rational result(static_cast<std::uint64_t>(magnitude >> 64U));
  result *= Rational::power_of_two(64);
  result += Rational(static_cast<std::uint64_t>(magnitude));
  result *= Rational::power_of_two(exponent);
  return negative ? -result : result;
}

bool ExactSum::is_zero() const {
  if (rest_.empty()) return mantissa_ == 0;
  return total().is_zero();
}

Rational ExactSum::total() const {
  Rational sum = rest_.total();
  sum += value(mantissa_, exponent_);
  return sum;
}

void ExactSum::clear() {
  mantissa_ = 0;
  exponent_ = 0;
  rest_.clear();
}

}  // namespace isopath
