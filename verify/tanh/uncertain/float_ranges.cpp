#include "verify/tanh/uncertain/float_ranges.hpp"

#include <bit>

#include "exact/enclosure.hpp"

namespace isopath {

namespace {

constexpr long precision = 64;

double down(Number number, const NumberTable& table) {
  if (!number.is_in_table()) return std::bit_cast<double>(number.bits());
  return Enclosure(table.value(number), precision).lower_double();
}

double up(Number number, const NumberTable& table) {
  if (!number.is_in_table()) return std::bit_cast<double>(number.bits());
  return Enclosure(table.value(number), precision).upper_double();
}

}  // namespace

FloatRanges::FloatRanges(const UncertainModel& model)
    : shift(tanh_form(model.activation()).shift), stride_(model.inputs() + 1 + model.outputs()) {
  const Network& lower = model.lower.network();
  const Network& upper = model.upper.network();
  rows_.reserve(model.width() * stride_);
  for (std::size_t unit = 0; unit < model.width(); ++unit)
    for (std::size_t k = 0; k < stride_; ++k)
      rows_.push_back({down(lower.row(unit)[k], lower.numbers), up(upper.row(unit)[k], upper.numbers)});
  for (std::size_t output = 0; output < model.outputs(); ++output)
    d.push_back({Enclosure(model.lower.stated().d[output], precision).lower_double(),
                 Enclosure(model.upper.stated().d[output], precision).upper_double()});
}

}  // namespace isopath
