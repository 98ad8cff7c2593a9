#include "verify/network.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "exact/sum.hpp"

namespace isopath {

namespace {

bool all_zero(const NumberRow& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](Number x) { return x.is_zero(); });
}

/// Half of a binary32 value, if that is one, too.
std::optional<std::uint32_t> half_of_narrow(std::uint32_t bits) {
  constexpr std::uint32_t one = 1U << 23U;
  constexpr std::uint32_t exponent_mask = 0xffU * one;
  constexpr std::uint32_t sign_mask = 1U << 31U;
  if ((bits & exponent_mask) > one) return bits - one;
  // What is left is mantissa times 2^-149, its leading bit being the exponent.
  if ((bits & 1U) != 0) return std::nullopt;
  return (bits & sign_mask) | ((bits & ~sign_mask) >> 1U);
}

/// The rows of the network, halved, in half the memory; nothing if a number would be no binary32 value.
std::optional<Network> halved_narrow(const Network& network) {
  Network result(network.inputs(), network.outputs(), Network::Storage::binary32);
  result.set_width(network.width());
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const auto to = result.writable_narrow_row(unit);
    for (std::size_t k = 0; k < to.size(); ++k) {
      const auto half = half_of_narrow(network.row(unit).narrow_words()[k]);
      if (!half) return std::nullopt;
      to[k] = *half;
    }
  }
  return result;
}

Network halved(const Network& network) {
  if (network.storage() == Network::Storage::binary32)
    if (auto result = halved_narrow(network)) return std::move(*result);
  Network result(network.inputs(), network.outputs());
  result.set_width(network.width());
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const auto from = network.row(unit);
    const auto to = result.writable_row(unit);
    for (std::size_t k = 0; k < to.size(); ++k) to[k] = result.numbers.half(from[k], network.numbers);
  }
  return result;
}

Network as_tanh(const Network& logistic) {
  Network result = halved(logistic);
  for (std::size_t output = 0; output < result.outputs(); ++output) {
    ExactSum sum;
    for (std::size_t unit = 0; unit < result.width(); ++unit) sum.add(result.a(unit)[output], result.numbers);
    result.d[output] = logistic.d[output] + TanhSum(sum.total());
  }
  return result;
}

}  // namespace

void Network::set_width(std::size_t width) {
  if (storage_ == Storage::exact)
    rows_.resize(width * stride_);
  else
    narrow_rows_.resize(width * stride_);
  width_ = width;
}

void Network::set_rows(std::size_t first, std::span<const Number> values) {
  if (storage_ == Storage::exact)
    std::copy(values.begin(), values.end(), rows_.begin() + static_cast<std::ptrdiff_t>(first * stride_));
  else
    std::transform(values.begin(), values.end(),
                   narrow_rows_.begin() + static_cast<std::ptrdiff_t>(first * stride_), NumberRow::narrow);
}

bool is_constant(const Network& network, std::size_t unit) { return all_zero(network.b(unit)); }

bool is_blank(const Network& network, std::size_t unit) { return all_zero(network.a(unit)); }

Model::Model(Activation activation, Network stated) : activation_(activation), stated_(std::move(stated)) {
  if (activation_ == Activation::logistic) mapped_ = as_tanh(stated_);
}

}  // namespace isopath
