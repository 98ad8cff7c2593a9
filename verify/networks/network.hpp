// Network: a parameter w of a one-hidden-layer tanh network, exactly.
//
//     f_w(x) = d + sum_i a_i tanh(b_i . x + c_i)
//
// n >= 0 inputs, m >= 1 outputs, h >= 0 units; unit i has outgoing weights a_i (m numbers), incoming weights
// b_i (n numbers) and bias c_i; the pair (b_i, c_i) is its incoming pair. Output biases d are elements of K
// (docs/mathematics.md, sections 1 and 2).
#ifndef ISOPATH_VERIFY_NETWORKS_NETWORK_HPP
#define ISOPATH_VERIFY_NETWORKS_NETWORK_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "exact/number.hpp"
#include "exact/tanh_sum.hpp"
#include "verify/networks/number_row.hpp"
#include "verify/networks/unset_allocator.hpp"

namespace isopath {

struct NetworkLimits {
  static constexpr std::size_t inputs = 1'000'000;
  static constexpr std::size_t outputs = 1'000'000;
  static constexpr std::size_t width = 2'147'483'647;
};

class Network {
 public:
  enum class Storage {
    exact,    // any numbers
    binary32  // binary32 values only, in half the memory
  };

  /// No units, d = 0. Precondition: within NetworkLimits, outputs >= 1.
  Network(std::size_t inputs, std::size_t outputs, Storage storage = Storage::exact)
      : d(outputs), inputs_(inputs), outputs_(outputs), stride_(inputs + 1 + outputs), storage_(storage) {}

  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }
  /// The number of units h.
  std::size_t width() const { return width_; }
  Storage storage() const { return storage_; }

  /// A unit's numbers: b (n of them), c, a (m of them).
  NumberRow row(std::size_t unit) const {
    return storage_ == Storage::exact ? NumberRow(rows_.data() + unit * stride_, stride_)
                                      : NumberRow(narrow_rows_.data() + unit * stride_, stride_);
  }
  NumberRow incoming_pair(std::size_t unit) const { return row(unit).first(inputs_ + 1); }
  NumberRow b(std::size_t unit) const { return row(unit).first(inputs_); }
  Number c(std::size_t unit) const { return row(unit)[inputs_]; }
  NumberRow a(std::size_t unit) const { return row(unit).last(outputs_); }

  /// Makes the width h; the numbers of new units are not set. For callers that know the
  /// width before they have the numbers.
  void set_width(std::size_t width);
  /// Adds a unit, its numbers not set, and returns its row, valid until the next one is added. Storage::exact
  /// only.
  std::span<Number> append_unit() {
    set_width(width_ + 1);
    return writable_row(width_ - 1);
  }
  /// Storage::exact only.
  std::span<Number> writable_row(std::size_t unit) { return {rows_.data() + unit * stride_, stride_}; }
  /// Storage::binary32 only; to be filled with the bits of finite values, none of them -0.
  std::span<std::uint32_t> writable_narrow_row(std::size_t unit) {
    return {narrow_rows_.data() + unit * stride_, stride_};
  }

  /// The numbers of the rows that are no binary64 values.
  NumberTable numbers;
  /// Output biases, m of them.
  std::vector<TanhSum> d;

 private:
  std::size_t inputs_;
  std::size_t outputs_;
  std::size_t stride_;
  std::size_t width_ = 0;
  Storage storage_;
  std::vector<Number, UnsetAllocator<Number>> rows_;
  std::vector<std::uint32_t, UnsetAllocator<std::uint32_t>> narrow_rows_;
};

/// b = 0: the unit is a constant function of x.
bool is_constant(const Network& network, std::size_t unit);
/// a = 0: the unit contributes nothing.
bool is_blank(const Network& network, std::size_t unit);

}  // namespace isopath

#endif
