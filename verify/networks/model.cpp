#include "verify/networks/model.hpp"

#include <utility>

#include "exact/sum.hpp"

namespace isopath {

namespace {

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

/// The rows of the network, halved, in half the memory; empty if a number would be no binary32 value.
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

/// The logistic network that stands for this tanh network: the inverse of as_tanh.
Network as_logistic(const Network& network) {
  Network result(network.inputs(), network.outputs());
  result.set_width(network.width());
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const NumberRow from = network.row(unit);
    const auto to = result.writable_row(unit);
    for (std::size_t k = 0; k < to.size(); ++k)
      to[k] = result.numbers.add(Rational(2) * network.numbers.value(from[k]));
  }
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    ExactSum sum;
    for (std::size_t unit = 0; unit < network.width(); ++unit)
      sum.add(network.a(unit)[output], network.numbers);
    result.d[output] = network.d[output] - TanhSum(sum.total());
  }
  return result;
}

/// The tanh network with the function of the stated one; empty if that is one already.
std::optional<Network> mapped_to_tanh(Activation activation, const Network& stated) {
  switch (activation) {
    case Activation::tanh:
      return std::nullopt;
    case Activation::logistic:
      return as_tanh(stated);
  }
  return std::nullopt;
}

}  // namespace

const char* name_of(Activation activation) {
  switch (activation) {
    case Activation::tanh:
      return "tanh";
    case Activation::logistic:
      return "logistic";
  }
  return "";
}

TanhForm tanh_form(Activation activation) {
  switch (activation) {
    case Activation::tanh:
      return {0, 0};
    case Activation::logistic:
      return {1, 1};
  }
  return {};
}

Model::Model(Activation activation, Network stated)
    : activation_(activation), stated_(std::move(stated)), mapped_(mapped_to_tanh(activation_, stated_)) {}

Model in_activation(Activation activation, Network network) {
  switch (activation) {
    case Activation::tanh:
      break;
    case Activation::logistic:
      return {activation, as_logistic(network)};
  }
  return {activation, std::move(network)};
}

}  // namespace isopath
