#include "verify/networks/network.hpp"

#include <algorithm>

namespace isopath {

namespace {

bool all_zero(const NumberRow& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](Number x) { return x.is_zero(); });
}

}  // namespace

void Network::set_width(std::size_t width) {
  if (storage_ == Storage::exact)
    rows_.resize(width * stride_);
  else
    narrow_rows_.resize(width * stride_);
  width_ = width;
}

bool is_constant(const Network& network, std::size_t unit) { return all_zero(network.b(unit)); }

bool is_blank(const Network& network, std::size_t unit) { return all_zero(network.a(unit)); }

}  // namespace isopath
