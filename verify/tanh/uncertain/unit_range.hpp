// UnitRange: a unit of an uncertain model, all its members at once.
//
// Questions about ranges of rational numbers are answered exactly; binary64 only answers some of them sooner.
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_UNIT_RANGE_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_UNIT_RANGE_HPP

#include <cstddef>

#include "verify/networks/uncertain_model.hpp"
#include "verify/tanh/uncertain/float_ranges.hpp"

namespace isopath {

struct UnitRange {
  const UncertainModel* model;
  const FloatRanges* floats;
  std::size_t unit;

  const Network& lower() const { return model->lower.network(); }
  const Network& upper() const { return model->upper.network(); }
  std::size_t inputs() const { return lower().inputs(); }
  std::size_t outputs() const { return lower().outputs(); }

  /// Questions about the numbers of the row, b, c, a, from `first` to before `last`: whether all of them are
  /// exactly 0, whether all of them can be 0, and whether all of them are exact.
  bool is_zero(std::size_t first, std::size_t last) const;
  bool can_be_zero(std::size_t first, std::size_t last) const;
  bool is_exact(std::size_t first, std::size_t last) const;

  bool is_blank() const { return is_zero(inputs() + 1, size()); }
  bool is_constant() const { return is_zero(0, inputs()); }
  bool can_be_blank() const { return can_be_zero(inputs() + 1, size()); }
  bool can_be_constant() const { return can_be_zero(0, inputs()); }
  std::size_t size() const { return inputs() + 1 + outputs(); }
};

/// Whether the numbers of both rows in one place can be equal, or opposite.
bool can_agree(const UnitRange& x, const UnitRange& y, std::size_t place, bool opposite);

/// Whether the first `count` numbers of both rows, b, c, a, can be equal in all places at once, or opposite.
struct Agreement {
  bool equal;
  bool opposite;
  explicit operator bool() const { return equal || opposite; }
};
/// Adds the number of places looked at to `work`.
Agreement agreement(const UnitRange& x, const UnitRange& y, std::size_t count, std::size_t& work);

}  // namespace isopath

#endif
