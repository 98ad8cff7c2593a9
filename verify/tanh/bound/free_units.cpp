#include "verify/tanh/bound/free_units.hpp"

#include <algorithm>
#include <utility>

#include "exact/enclosure.hpp"

namespace isopath {

namespace {

using Row = std::vector<Enclosure>;

std::vector<std::size_t> free_axes(const Axes& axes) {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < axes.size(); ++k)
    if (axes[k].below && axes[k].above) result.push_back(k);
  return result;
}

/// The entries of b on the chosen axes, and then the number that b . tau has to be.
Row equation(const WeightedUnit& unit, const std::vector<std::size_t>& chosen, const Rational& size,
             long precision) {
  Row row;
  for (const std::size_t axis : chosen) row.emplace_back(unit.s.b[axis], precision);
  row.emplace_back((unit.weight.sign() > 0 ? size : -size) - unit.s.c, precision);
  return row;
}

/// The column of a large entry that is proved not to be 0; empty if there is none.
std::optional<std::size_t> pivot_of(const Row& row) {
  std::optional<std::size_t> pivot;
  for (std::size_t k = 0; k + 1 < row.size(); ++k)
    if (row[k].is_zero() == Truth::refuted && (!pivot || row[k].abs().reaches_above(row[*pivot].abs())))
      pivot = k;
  return pivot;
}

/// Gauss-Jordan elimination; the result is the column of each row's pivot. If every pivot is proved not to be
/// 0, the rows are independent, whatever numbers the enclosures stand for.
std::optional<std::vector<std::size_t>> eliminate(std::vector<Row>& rows) {
  std::vector<std::size_t> pivots;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto pivot = pivot_of(rows[i]);
    if (!pivot) return std::nullopt;
    for (std::size_t j = 0; j < rows.size(); ++j) {
      if (j == i) continue;
      const Enclosure factor = -(rows[j][*pivot] / rows[i][*pivot]);
      for (std::size_t k = 0; k < rows[j].size(); ++k) rows[j][k].add_product(factor, rows[i][k]);
      rows[j][*pivot] = Enclosure(factor.precision());
    }
    pivots.push_back(*pivot);
  }
  return pivots;
}

}  // namespace

std::optional<std::vector<Rational>> point_for_arguments(const std::vector<Term>& terms, const Axes& axes,
                                                         const Rational& size) {
  constexpr std::size_t most = 256;
  constexpr long most_precision = 2048;
  std::vector<WeightedUnit> units;
  for (const Term& term : terms) {
    units.push_back(term.unit);
    if (term.partner) units.push_back(*term.partner);
  }
  const std::vector<std::size_t> chosen = free_axes(axes);
  if (units.size() > std::min(most, chosen.size())) return std::nullopt;
  for (long precision = 128; precision <= most_precision; precision *= 4) {
    std::vector<Row> rows;
    for (const WeightedUnit& unit : units) rows.push_back(equation(unit, chosen, size, precision));
    const auto pivots = eliminate(rows);
    if (!pivots) continue;
    std::vector<Rational> tau(axes.size());
    bool accurate = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Enclosure solution = rows[i].back() / rows[i][(*pivots)[i]];
      tau[chosen[(*pivots)[i]]] = solution.middle().lower();
      accurate = accurate && solution.radius().size_exponent() < -precision / 4;
    }
    if (accurate) return tau;
  }
  return std::nullopt;
}

}  // namespace isopath
