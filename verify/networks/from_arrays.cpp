#include "verify/networks/from_arrays.hpp"

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

#include "exact/float_formats.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

[[noreturn]] void refuse(const std::string& place, const std::string& message) {
  throw InputError(InputError::Kind::malformed, place, message);
}

std::string counted(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

void check_limit(const char* what, std::size_t count, std::size_t least, std::size_t most) {
  if (count < least || count > most)
    refuse("shape", "expected from " + std::to_string(least) + " to " + std::to_string(most) + " " + what +
                        ", found " + std::to_string(count));
}

/// The bits of a finite value, in a network's storage for floats of this type. All work is on integers:
/// neither the mode of the floating-point unit nor a compiler that takes every number for finite has a say.
template <typename Float>
class Encoding {
 public:
  static constexpr bool is_narrow = sizeof(Float) == sizeof(std::uint32_t);
  using Bits = std::conditional_t<is_narrow, std::uint32_t, std::uint64_t>;
  static constexpr Bits infinity = std::bit_cast<Bits>(std::numeric_limits<Float>::infinity());
  static constexpr Bits sign = std::bit_cast<Bits>(Float{-0.0});

  static bool is_finite(Bits bits) { return (bits & ~sign) < infinity; }
  static const char* name_of_not_finite(Bits bits) {
    if ((bits & ~sign) != infinity) return "NaN";
    return (bits & sign) != 0 ? "-infinity" : "infinity";
  }
  static auto stored(Bits bits) {
    if constexpr (is_narrow)
      return bits == sign ? Bits{0} : bits;
    else
      return Number::from_binary64(bits);
  }
  static Number number(Bits bits) {
    if constexpr (is_narrow)
      return *from_binary32(bits);
    else
      return stored(bits);
  }
  static auto row(Network& network, std::size_t unit) {
    if constexpr (is_narrow)
      return network.writable_narrow_row(unit);
    else
      return network.writable_row(unit);
  }
};

/// An array with the name and the shape that messages give it.
template <typename Float>
class Array {
 public:
  /// A matrix.
  Array(const char* name, std::span<const Float> values, std::size_t rows, const char* row,
        std::size_t columns, const char* column)
      : name_(name), values_(values), columns_(columns), is_matrix_(true) {
    if (values.size() != rows * columns)
      refuse(name, "expected " + counted(rows * columns, "number") + ", for " + counted(rows, row) +
                       " times " + counted(columns, column) + ", found " + std::to_string(values.size()));
  }
  /// A vector, which may be empty.
  Array(const char* name, std::span<const Float> values, std::size_t length, const char* entry)
      : name_(name), values_(values), columns_(length), is_matrix_(false) {
    if (!values.empty() && values.size() != length)
      refuse(name, "expected " + counted(length, "number") + ", for " + counted(length, entry) +
                       ", or none, found " + std::to_string(values.size()));
  }

  /// The bits of an element, which is finite; of an empty vector, those of 0.
  typename Encoding<Float>::Bits finite(std::size_t k) const {
    if (values_.empty()) return 0;
    const auto bits = std::bit_cast<typename Encoding<Float>::Bits>(values_[k]);
    if (!Encoding<Float>::is_finite(bits))
      refuse(name_ + subscript(k),
             std::string("expected a finite number, found ") + Encoding<Float>::name_of_not_finite(bits));
    return bits;
  }

 private:
  std::string subscript(std::size_t k) const {
    if (!is_matrix_) return "[" + std::to_string(k) + "]";
    return "[" + std::to_string(k / columns_) + ", " + std::to_string(k % columns_) + "]";
  }

  std::string name_;
  std::span<const Float> values_;
  std::size_t columns_;
  bool is_matrix_;
};

template <typename Float>
Model from_arrays(const NetworkShape& shape, std::span<const Float> hidden_weight,
                  std::span<const Float> hidden_bias, std::span<const Float> output_weight,
                  std::span<const Float> output_bias, Activation activation) {
  const auto [inputs, units, outputs] = shape;
  check_limit("inputs", inputs, 0, NetworkLimits::inputs);
  check_limit("units", units, 0, NetworkLimits::width);
  check_limit("outputs", outputs, 1, NetworkLimits::outputs);
  const Array<Float> b("hidden_weight", hidden_weight, units, "unit", inputs, "input");
  const Array<Float> c("hidden_bias", hidden_bias, units, "unit");
  const Array<Float> a("output_weight", output_weight, outputs, "output", units, "unit");
  const Array<Float> d("output_bias", output_bias, outputs, "output");

  using Code = Encoding<Float>;
  Network network(inputs, outputs, Code::is_narrow ? Network::Storage::binary32 : Network::Storage::exact);
  network.set_width(units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto row = Code::row(network, unit);
    for (std::size_t k = 0; k < inputs; ++k) row[k] = Code::stored(b.finite(unit * inputs + k));
    row[inputs] = Code::stored(c.finite(unit));
    for (std::size_t k = 0; k < outputs; ++k) row[inputs + 1 + k] = Code::stored(a.finite(k * units + unit));
  }
  for (std::size_t k = 0; k < outputs; ++k)
    network.d[k] = TanhSum(network.numbers.value(Code::number(d.finite(k))));
  return {activation, std::move(network)};
}

}  // namespace

Model network_from_arrays(const NetworkShape& shape, std::span<const float> hidden_weight,
                          std::span<const float> hidden_bias, std::span<const float> output_weight,
                          std::span<const float> output_bias, Activation activation) {
  return from_arrays(shape, hidden_weight, hidden_bias, output_weight, output_bias, activation);
}

Model network_from_arrays(const NetworkShape& shape, std::span<const double> hidden_weight,
                          std::span<const double> hidden_bias, std::span<const double> output_weight,
                          std::span<const double> output_bias, Activation activation) {
  return from_arrays(shape, hidden_weight, hidden_bias, output_weight, output_bias, activation);
}

}  // namespace isopath
