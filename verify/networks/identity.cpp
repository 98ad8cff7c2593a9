#include "verify/networks/identity.hpp"

#include <cstddef>

namespace isopath {

namespace {

/// The place in a row of numbers b, c, a.
std::string entry_name(std::size_t unit, std::size_t k, std::size_t inputs) {
  const std::string of = "unit " + std::to_string(unit) + " ";
  if (k < inputs) return of + "b[" + std::to_string(k) + "]";
  return k == inputs ? of + "c" : of + "a[" + std::to_string(k - inputs - 1) + "]";
}

}  // namespace

std::optional<ParameterDifference> first_difference(const Model& here, const Model& there) {
  if (here.activation() != there.activation())
    return ParameterDifference{"activation", name_of(here.activation()), name_of(there.activation())};
  const Network& f = here.stated();
  const Network& g = there.stated();
  const auto counts = [](const char* what, std::size_t x, std::size_t y) {
    return ParameterDifference{what, std::to_string(x), std::to_string(y)};
  };
  if (f.inputs() != g.inputs()) return counts("number of inputs", f.inputs(), g.inputs());
  if (f.outputs() != g.outputs()) return counts("number of outputs", f.outputs(), g.outputs());
  if (f.width() != g.width()) return counts("number of units", f.width(), g.width());
  for (std::size_t unit = 0; unit < f.width(); ++unit) {
    const NumberRow x = f.row(unit);
    const NumberRow y = g.row(unit);
    if (equal(x, f.numbers, y, g.numbers, false)) continue;
    std::size_t k = 0;
    while (equal(x[k], f.numbers, y[k], g.numbers)) ++k;
    return ParameterDifference{entry_name(unit, k, f.inputs()), f.numbers.value(x[k]).to_string(),
                               g.numbers.value(y[k]).to_string()};
  }
  for (std::size_t output = 0; output < f.outputs(); ++output)
    if (f.d[output] != g.d[output])
      return ParameterDifference{"d[" + std::to_string(output) + "]", f.d[output].to_string(),
                                 g.d[output].to_string()};
  return std::nullopt;
}

}  // namespace isopath
