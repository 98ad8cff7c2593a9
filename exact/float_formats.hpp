// The binary floating-point formats of network files: their bits to exact numbers, and rounding to them.
//
// IEEE 754-2019 binary16, binary32, binary64; bfloat16 is the upper half of a binary32. Every value of the
// smaller formats is a binary64 value, so widening is exact.
#ifndef ISOPATH_EXACT_FLOAT_FORMATS_HPP
#define ISOPATH_EXACT_FLOAT_FORMATS_HPP

#include <cstdint>
#include <optional>

#include "exact/number.hpp"
#include "exact/rational.hpp"

namespace isopath {

/// The exact value of these bits; empty for an infinity or a NaN.
std::optional<Number> from_binary16(std::uint16_t bits);
std::optional<Number> from_bfloat16(std::uint16_t bits);
std::optional<Number> from_binary32(std::uint32_t bits);
std::optional<Number> from_binary64(std::uint64_t bits);

enum class FloatFormat { binary32, binary64 };

/// The nearest value of the format, ties to even; empty if that is an infinity.
std::optional<Number> nearest(FloatFormat format, const Rational& value);
std::optional<Rational> round_to(FloatFormat format, const Rational& value);

}  // namespace isopath

#endif
