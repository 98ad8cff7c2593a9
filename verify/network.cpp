#include "verify/network.hpp"

#include <algorithm>
#include <utility>

#include "exact/sum.hpp"

namespace isopath {

namespace {

bool all_zero(const NumberRow& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](Number x) { return x.is_zero(); });
}

Network as_tanh(const Network& logistic) {
  Network result(logistic.inputs(), logistic.outputs());
  result.set_width(logistic.width());
  const Rational half = Rational::power_of_two(-1);
  for (std::size_t unit = 0; unit < logistic.width(); ++unit) {
    const auto from = logistic.row(unit);
    const auto to = result.writable_row(unit);
    for (std::size_t k = 0; k < from.size(); ++k)
      to[k] = result.numbers.add(logistic.numbers.value(from[k]) * half);
  }
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
