// The ranges of an uncertain model's numbers in binary64, rounded outwards.
//
// Ranges that are apart in binary64 are apart. Searches for points calculate with these ranges; no verdict
// rests on what such a search finds.
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_FLOAT_RANGES_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_FLOAT_RANGES_HPP

#include <cstddef>
#include <vector>

#include "verify/networks/uncertain_model.hpp"

namespace isopath {

struct FloatRange {
  double lower;
  double upper;
};

class FloatRanges {
 public:
  explicit FloatRanges(const UncertainModel& model);

  /// A number of a unit's row, b, c, a, of the tanh networks.
  const FloatRange& at(std::size_t unit, std::size_t place) const { return rows_[unit * stride_ + place]; }
  std::size_t width() const { return stride_ == 0 ? 0 : rows_.size() / stride_; }

  /// f = d + sum a (tanh(b.x + c) + shift). Of a logistic network shift is 1, and then each of its numbers
  /// stands in that formula once.
  std::vector<FloatRange> d;
  double shift;

 private:
  std::size_t stride_;
  std::vector<FloatRange> rows_;
};

}  // namespace isopath

#endif
