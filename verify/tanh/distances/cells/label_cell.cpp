#include "verify/tanh/distances/cells/label_cell.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace isopath {

std::size_t groups_of(const LabelCell& cell, const ClassShape& shape) {
  std::size_t groups = shape.rank;
  for (std::size_t unit = 0; unit < shape.width; ++unit) groups = std::max(groups, cell.group(unit) + 1);
  return groups;
}

LabelCell normalized(const LabelCell& cell, const ClassShape& shape) {
  struct Seen {
    std::size_t number;
    bool negative;
  };
  std::array<Seen, LabelCell::most_groups> seen{};
  std::size_t next = shape.rank;
  LabelCell result;
  for (std::size_t unit = 0; unit < shape.width; ++unit) {
    const std::size_t group = cell.group(unit);
    if (group < shape.rank) {
      result.set(unit, group, cell.is_negative(unit));
      continue;
    }
    if (seen[group].number == 0) seen[group] = {++next, cell.is_negative(unit)};  // its number plus 1
    result.set(unit, seen[group].number - 1, cell.is_negative(unit) != seen[group].negative);
  }
  return result;
}

LabelCell home_cell(const ClassShape& shape) {
  LabelCell cell;
  for (std::size_t unit = 0; unit < shape.width; ++unit) cell.set(unit, unit, false);
  return cell;
}

LabelCell turned(const LabelCell& cell, const ClassShape& shape) {
  LabelCell result = cell;
  for (std::size_t unit = 0; unit < shape.width; ++unit)
    if (cell.group(unit) < shape.rank) result.turn(unit);
  return result;
}

namespace {

std::uint64_t binomial(std::size_t n, std::size_t k) {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < k; ++i) result = result * (n - i) / (i + 1);
  return result;
}

/// The number of maps of n things onto k, by whether the last thing is alone at its image.
std::uint64_t surjections(std::size_t n, std::size_t k) {
  if (n == 0 || k == 0) return n == k ? 1 : 0;
  return k * (surjections(n - 1, k - 1) + surjections(n - 1, k));
}

/// The number of ways to divide n units into zero-sum groups, with signs up to turning a whole group, by the
/// other units that the last one shares its group with.
std::uint64_t signed_partitions(std::size_t n) {
  if (n == 0) return 1;
  std::uint64_t ways = 0;
  for (std::size_t others = 0; others < n; ++others)
    ways += (binomial(n - 1, others) << others) * signed_partitions(n - 1 - others);
  return ways;
}

}  // namespace

std::uint64_t number_of_cells(const ClassShape& shape) {
  std::uint64_t cells = 0;
  for (std::size_t zero_sum = 0; zero_sum <= shape.spare(); ++zero_sum)
    cells += binomial(shape.width, zero_sum) * signed_partitions(zero_sum) *
             (surjections(shape.width - zero_sum, shape.rank) << (shape.width - zero_sum));
  return cells;
}

}  // namespace isopath
