// Short decimal bounds of rationals, rounded in a stated direction.
#ifndef ISOPATH_EXACT_DECIMAL_HPP
#define ISOPATH_EXACT_DECIMAL_HPP

#include <string>

#include "exact/rational.hpp"

namespace isopath {

/// A decimal with few digits: digits * 10^exponent.
struct Decimal {
  Rational digits;  // an integer
  long exponent;

  Rational value() const;
  /// "-1.25e-7", "0.25", "1200".
  std::string to_string() const;
};

/// The greatest decimal of `significant` digits that is not above the value, the least that is not below.
Decimal round_down(const Rational& value, long significant);
Decimal round_up(const Rational& value, long significant);

}  // namespace isopath

#endif
