// NumberRow: a view of consecutive numbers of a unit, in either of the two ways in which a network stores
// them: as Numbers (8 bytes each) or, where all of a network's numbers are binary32 values, as those (4 bytes
// each). Memory is what a network of a million units costs, and half of it is half the time.
#ifndef ISOPATH_VERIFY_NETWORKS_NUMBER_ROW_HPP
#define ISOPATH_VERIFY_NETWORKS_NUMBER_ROW_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "exact/number.hpp"

namespace isopath {

class NumberRow {
 public:
  NumberRow(const Number* numbers, std::size_t size) : wide_(numbers), size_(size) {}
  /// Bits of finite binary32 values, none of them -0.
  NumberRow(const std::uint32_t* narrow, std::size_t size) : narrow_(narrow), size_(size) {}

  std::size_t size() const { return size_; }
  Number operator[](std::size_t k) const { return narrow_ != nullptr ? widen(narrow_[k]) : wide_[k]; }
  NumberRow first(std::size_t count) const { return part(0, count); }
  NumberRow last(std::size_t count) const { return part(size_ - count, count); }

  /// Every binary32 value is a binary64 value, so the conversion is exact (IEEE 754-2019, 5.4.2).
  static Number widen(std::uint32_t bits) {
    return Number::from_binary64(
        std::bit_cast<std::uint64_t>(static_cast<double>(std::bit_cast<float>(bits))));
  }
  /// Precondition: the number is a binary32 value.
  static std::uint32_t narrow(Number number) {
    return std::bit_cast<std::uint32_t>(static_cast<float>(std::bit_cast<double>(number.bits())));
  }

  /// The stored words; null for the other way of storing.
  const Number* wide_words() const { return wide_; }
  const std::uint32_t* narrow_words() const { return narrow_; }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Number;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Number;
    Iterator() = default;
    Iterator(const NumberRow* row, std::size_t place) : row_(row), place_(place) {}
    Number operator*() const { return (*row_)[place_]; }
    Iterator& operator++() {
      ++place_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator old = *this;
      ++place_;
      return old;
    }
    friend bool operator==(const Iterator& x, const Iterator& y) { return x.place_ == y.place_; }

   private:
    const NumberRow* row_ = nullptr;
    std::size_t place_ = 0;
  };
  /// Valid as long as this view itself.
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }

  /// Asks for the memory of the row ahead of its use. Inlined always: GCC takes a function that only
  /// prefetches for one without effect, and leaves out calls of it.
  [[gnu::always_inline]] void prefetch() const {
    const std::size_t bytes = size_ * (narrow_ != nullptr ? sizeof(std::uint32_t) : sizeof(Number));
    const char* words =
        narrow_ != nullptr ? reinterpret_cast<const char*>(narrow_) : reinterpret_cast<const char*>(wide_);
    constexpr std::size_t line = 64;
    constexpr std::size_t most = 256;
    for (std::size_t byte = 0; byte < bytes && byte < most; byte += line) __builtin_prefetch(words + byte);
    if (bytes > 0) __builtin_prefetch(words + (bytes < most ? bytes : most) - 1);
  }

 private:
  NumberRow part(std::size_t begin, std::size_t count) const {
    return narrow_ != nullptr ? NumberRow(narrow_ + begin, count) : NumberRow(wide_ + begin, count);
  }

  const Number* wide_ = nullptr;
  const std::uint32_t* narrow_ = nullptr;
  std::size_t size_;
};

/// x = y, or x = -y, number by number. The tables are those of the networks that the rows belong to.
bool equal(const NumberRow& x, const NumberTable& x_table, const NumberRow& y, const NumberTable& y_table,
           bool negated);

}  // namespace isopath

#endif
