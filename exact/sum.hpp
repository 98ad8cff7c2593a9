// Sums of many exact numbers.
//
// PairwiseSum adds rationals in the order of a binary counter, so that k fractions with different
// denominators cost O(log k) passes over their digits, not k. ExactSum adds Numbers: those that are binary64
// values as integers at one power of two while they fit into 128 bits, the rest pairwise.
#ifndef ISOPATH_EXACT_SUM_HPP
#define ISOPATH_EXACT_SUM_HPP

#include <cstddef>
#include <vector>

#include "exact/number.hpp"
#include "exact/rational.hpp"

namespace isopath {

class PairwiseSum {
 public:
  void add(Rational term);
  Rational total() const;
  void clear();
  bool empty() const { return count_ == 0; }

 private:
  std::vector<Rational> partial_;  // partial_[i] is the sum of 2^k terms for the i-th bit of count_ that is 1
  std::size_t count_ = 0;
};

class ExactSum {
 public:
  /// Adds the number, or subtracts it.
  void add(Number number, const NumberTable& table, bool subtract = false);
  bool is_zero() const;
  Rational total() const;
  void clear();

 private:
  __extension__ using Wide = __int128;
  bool add_dyadic(Dyadic term);
  static Rational value(Wide mantissa, long exponent);

  Wide mantissa_ = 0;  // mantissa_ * 2^exponent_ is part of the sum
  long exponent_ = 0;
  PairwiseSum rest_;
};

}  // namespace isopath

#endif
