#include "verify/networks/rounding.hpp"

#include <algorithm>
#include <utility>

#include "exact/enclosure.hpp"

namespace isopath {

namespace {

/// Normal binary32 values, by the bits alone; the few others go the long way.
bool plainly_binary32(Number number) {
  if (number.is_zero()) return true;
  const std::uint64_t exponent = (number.bits() & Number::exponent_mask) >> 52U;
  const std::uint64_t dropped = number.bits() & ((std::uint64_t{1} << 29U) - 1);
  return dropped == 0 && exponent >= 1023 - 126 && exponent <= 1023 + 127;
}

bool holds(FloatFormat format, Number number, const NumberTable& table) {
  if (number.is_in_table()) return false;
  if (format == FloatFormat::binary64 || plainly_binary32(number)) return true;
  const Rational value = table.value(number);
  return round_to(format, value) == value;
}

std::optional<Number> rounded(FloatFormat format, Number number, const NumberTable& table) {
  if (holds(format, number, table)) return number;
  const std::uint64_t exponent = (number.bits() & Number::exponent_mask) >> 52U;
  if (!number.is_in_table() && exponent >= 1023 - 126 && exponent < 1023 + 127) {
    // A normal binary32 is what it becomes: 29 bits go, ties to even; a carry runs on into the exponent.
    const std::uint64_t dropped = (std::uint64_t{1} << 29U) - 1;
    const std::uint64_t odd = (number.bits() >> 29U) & 1U;
    return Number::from_binary64((number.bits() + (dropped >> 1U) + odd) & ~dropped);
  }
  return nearest(format, table.value(number));
}

/// An irrational element of K is enclosed ever more narrowly until both ends round to the same value.
std::optional<Rational> rounded(FloatFormat format, const TanhSum& sum) {
  if (sum.is_rational()) return round_to(format, sum.rational());
  for (long precision = 128; precision <= 65'536; precision *= 2) {
    const Enclosure value(sum, precision);
    auto low = round_to(format, value.lower());
    const auto high = round_to(format, value.upper());
    if (low && high && *low == *high) return low;
    if (!low && !high) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool holds(FloatFormat format, const Model& model) {
  const Network& network = model.stated();
  for (const TanhSum& bias : network.d)
    if (!bias.is_rational() || round_to(format, bias.rational()) != bias.rational()) return false;
  if (network.storage() == Network::Storage::binary32) return true;
  for (std::size_t unit = 0; unit < network.width(); ++unit)
    for (const Number number : network.row(unit))
      if (!holds(format, number, network.numbers)) return false;
  return true;
}

std::optional<Model> round_model(FloatFormat format, const Model& model) {
  const Network& from = model.stated();
  Network to(from.inputs(), from.outputs());
  to.set_width(from.width());
  for (std::size_t unit = 0; unit < from.width(); ++unit) {
    const auto target = to.writable_row(unit);
    for (std::size_t k = 0; k < target.size(); ++k) {
      const auto number = rounded(format, from.row(unit)[k], from.numbers);
      if (!number) return std::nullopt;
      target[k] = *number;
    }
  }
  for (std::size_t output = 0; output < from.outputs(); ++output) {
    auto bias = rounded(format, from.d[output]);
    if (!bias) return std::nullopt;
    to.d[output] = TanhSum(std::move(*bias));
  }
  return Model(model.activation(), std::move(to));
}

}  // namespace isopath
