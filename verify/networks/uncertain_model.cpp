#include "verify/networks/uncertain_model.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

namespace {

/// How many of a unit's numbers, `count` from `first` on, are not exact.
std::size_t uncertain_in_row(const Network& lower, const Network& upper, std::size_t unit, std::size_t first,
                             std::size_t count) {
  std::size_t result = 0;
  for (std::size_t k = first; k < first + count; ++k)
    if (compare(lower.row(unit)[k], lower.numbers, upper.row(unit)[k], upper.numbers) != 0) ++result;
  return result;
}

bool all_zero(const NumberRow& row) {
  return std::all_of(row.begin(), row.end(), [](Number number) { return number.is_zero(); });
}

}  // namespace

UncertainModel as_uncertain(StatedModel model) {
  if (auto* uncertain = std::get_if<UncertainModel>(&model)) return std::move(*uncertain);
  auto& exact = std::get<Model>(model);
  Model copy = exact;
  return {std::move(copy), std::move(exact)};
}

const Model& some_member(const StatedModel& model) {
  const auto* uncertain = std::get_if<UncertainModel>(&model);
  return uncertain != nullptr ? uncertain->lower : std::get<Model>(model);
}

std::size_t uncertain_numbers(const UncertainModel& model) {
  const Network& lower = model.lower.stated();
  const Network& upper = model.upper.stated();
  std::size_t result = 0;
  for (std::size_t unit = 0; unit < lower.width(); ++unit)
    result += uncertain_in_row(lower, upper, unit, 0, lower.row(unit).size());
  for (std::size_t output = 0; output < lower.outputs(); ++output)
    if (lower.d[output] != upper.d[output]) ++result;
  return result;
}

/// In terms of the tanh networks: the d of a logistic one is exact only if the a of all units are.
bool is_one_function(const UncertainModel& model) {
  const Network& lower = model.lower.network();
  const Network& upper = model.upper.network();
  if (lower.d != upper.d) return false;
  const std::size_t pair = lower.inputs() + 1;
  for (std::size_t unit = 0; unit < lower.width(); ++unit) {
    if (is_blank(lower, unit) && is_blank(upper, unit)) continue;
    if (uncertain_in_row(lower, upper, unit, 0, pair) > 0) return false;
    if (uncertain_in_row(lower, upper, unit, pair, lower.outputs()) > 0 &&
        !all_zero(lower.incoming_pair(unit)))
      return false;
  }
  return true;
}

Model midpoint(const UncertainModel& model) {
  const Network& lower = model.lower.stated();
  const Network& upper = model.upper.stated();
  const Rational half = Rational::power_of_two(-1);
  Network middle(lower.inputs(), lower.outputs());
  for (std::size_t unit = 0; unit < lower.width(); ++unit) {
    const auto row = middle.append_unit();
    for (std::size_t k = 0; k < row.size(); ++k)
      row[k] = middle.numbers.add(
          half * (lower.numbers.value(lower.row(unit)[k]) + upper.numbers.value(upper.row(unit)[k])));
  }
  for (std::size_t output = 0; output < lower.outputs(); ++output)
    middle.d[output] = half * (lower.d[output] + upper.d[output]);
  return {model.activation(), std::move(middle)};
}

}  // namespace isopath
