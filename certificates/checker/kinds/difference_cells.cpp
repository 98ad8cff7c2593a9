#include "kinds/difference_cells.hpp"

namespace isopath::check {

Domain domain_of(Reader& in, const DifferenceClaim& claim) {
  Domain domain;
  std::vector<Rational> scales;
  read_rationals(in, claim.a.inputs, scales);
  for (std::size_t k = 0; k < scales.size(); ++k) {
    const auto& [lower, upper] = claim.domain[k];
    if (sign(scales[k]) <= 0) in.fail("U2", "expected scales above 0, found ", in_quotes(scales[k]));
    if (lower && upper)
      domain.coordinates.push_back({(*lower + *upper) / 2, (*upper - *lower) / 2});
    else
      domain.coordinates.push_back({lower ? *lower : upper ? *upper : mpq_class(0), value(scales[k])});
    domain.below.push_back(!lower);
    domain.above.push_back(!upper);
  }
  return domain;
}

DomainCell whole(const Domain& domain, const std::vector<bool>& is_axis) {
  DomainCell cell;
  for (std::size_t k = 0; k < is_axis.size(); ++k) {
    cell.lower.push_back(!is_axis[k] || (domain.above[k] && !domain.below[k]) ? 0 : -1);
    cell.upper.push_back(!is_axis[k] || (domain.below[k] && !domain.above[k]) ? 0 : 1);
    if (is_axis[k] && domain.is_unbounded(k)) cell.from = 0;
  }
  return cell;
}

std::vector<DomainCell> cover(DomainCell box, const Domain& domain, const std::vector<bool>& is_axis) {
  box.from = DomainCell::box;
  std::vector<DomainCell> cells{box};
  for (std::size_t k = 0; k < is_axis.size(); ++k)
    for (const bool above : {false, true}) {
      if (!is_axis[k] || !(above ? domain.above[k] : domain.below[k])) continue;
      DomainCell cone = box;
      cone.lower[k] = cone.upper[k] = above ? 1 : -1;
      cone.from = 1;
      cells.push_back(std::move(cone));
    }
  std::reverse(cells.begin(), cells.end());
  return cells;
}

bool halve(DomainCell& cell, std::size_t axis, DomainCell& second) {
  if (cell.from == 0) return false;
  const double middle = cell.lower[axis] / 2 + cell.upper[axis] / 2;
  if (!(cell.lower[axis] < middle && middle < cell.upper[axis])) return false;
  second = cell;
  cell.upper[axis] = second.lower[axis] = middle;
  return true;
}

bool split_by_distance(DomainCell& cell, const Domain& domain, DomainCell& second) {
  if (cell.from < 1 || cell.from >= 0x1p500) return false;
  second = cell;
  second.from *= 2;
  for (std::size_t k = 0; k < cell.lower.size(); ++k) {
    if (!domain.is_unbounded(k)) continue;
    cell.lower[k] *= cell.lower[k] < 0 ? second.from : cell.from;
    cell.upper[k] *= cell.upper[k] > 0 ? second.from : cell.from;
  }
  cell.from = DomainCell::box;
  return true;
}

}  // namespace isopath::check
