// Numbers known up to a range: `0.713 +/- 5e-4`, `[0.7125, 0.7135]`, and decimals as the numbers that round
// to them (docs/network-files.md, section 1).
#ifndef ISOPATH_EXACT_NUMBER_RANGE_HPP
#define ISOPATH_EXACT_NUMBER_RANGE_HPP

#include <cstddef>
#include <string_view>

#include "exact/rational.hpp"
#include "exact/tanh_sum.hpp"

namespace isopath {

/// What a text that is no exact number may be.
enum class Ranges {
  refused,    // no range: every number is exact
  stated,     // a number with a radius, or two ends
  as_printed  // that, and a decimal stands for all numbers that round to it
};

/// All numbers from `lower` to `lower + width`, ends included; width >= 0.
template <typename T>
struct NumberRange {
  T lower;
  Rational width;

  bool is_exact() const { return width.is_zero(); }
  T upper() const { return width.is_zero() ? lower : lower + T(width); }
};

/// Throws NumberTextError. If ranges are refused, the text is read as by read_rational.
NumberRange<Rational> read_number(std::string_view text, Ranges ranges);
/// The same for an element of K, as by TanhSum::parse; of a sum only a stated radius makes a range, and a
/// decimal in a sum is refused where decimals are as printed.
NumberRange<TanhSum> read_sum(std::string_view text, std::size_t most_bytes, Ranges ranges);

/// Whether a text is a range, of numbers or of elements of K.
bool states_range(std::string_view text, std::size_t most_bytes);

}  // namespace isopath

#endif
