#include "verify/bound/free_units.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

namespace {

using Row = std::vector<Rational>;

void add_multiple(Row& row, const Rational& factor, const Row& other) {
  for (std::size_t k = 0; k < row.size(); ++k)
    if (!other[k].is_zero()) row[k] += factor * other[k];
}

/// b on the free axes, then what b . tau has to be.
Row equation(const WeightedUnit& unit, const std::vector<std::size_t>& free_axes, const Rational& size) {
  Row row;
  for (const std::size_t axis : free_axes) row.push_back(unit.s.b[axis]);
  row.push_back((unit.weight.sign() > 0 ? size : -size) - unit.s.c);
  return row;
}

/// Gauss-Jordan elimination; the column of each row's pivot, nothing if the rows are dependent.
std::optional<std::vector<std::size_t>> eliminate(std::vector<Row>& rows) {
  std::vector<std::size_t> pivots;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto end = rows[i].end() - 1;
    const auto pivot = std::find_if(rows[i].begin(), end, [](const Rational& x) { return !x.is_zero(); });
    if (pivot == end) return std::nullopt;
    const auto column = static_cast<std::size_t>(pivot - rows[i].begin());
    const Rational inverse = Rational::fraction(1, *pivot);
    for (Rational& entry : rows[i]) entry *= inverse;
    for (std::size_t j = 0; j < rows.size(); ++j)
      if (j != i && !rows[j][column].is_zero()) add_multiple(rows[j], -rows[j][column], Row(rows[i]));
    pivots.push_back(column);
  }
  return pivots;
}

}  // namespace

std::optional<std::vector<Rational>> point_for_arguments(const std::vector<Term>& terms, const Axes& axes,
                                                         const Rational& size) {
  constexpr std::size_t most = 64;
  std::vector<std::size_t> free_axes;
  for (std::size_t k = 0; k < axes.size(); ++k)
    if (axes[k].below && axes[k].above) free_axes.push_back(k);
  if (terms.size() > std::min(most, free_axes.size())) return std::nullopt;
  std::vector<Row> rows;
  for (const Term& term : terms) {
    rows.push_back(equation(term.unit, free_axes, size));
    if (term.partner) rows.push_back(equation(*term.partner, free_axes, size));
  }
  if (rows.size() > std::min(most, free_axes.size())) return std::nullopt;
  const auto pivots = eliminate(rows);
  if (!pivots) return std::nullopt;
  std::vector<Rational> tau(axes.size());
  for (std::size_t i = 0; i < rows.size(); ++i) tau[free_axes[(*pivots)[i]]] = rows[i].back();
  return tau;
}

}  // namespace isopath
