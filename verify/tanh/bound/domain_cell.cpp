#include "verify/tanh/bound/domain_cell.hpp"

#include <algorithm>
#include <cmath>

namespace isopath {

namespace {

/// A binary64 at or near the middle of the axis.
double middle(const DomainCell& cell, std::size_t axis) {
  return cell.lower[axis] / 2 + cell.upper[axis] / 2;
}

DomainCell without_bounds(const Axes& axes) {
  DomainCell cell;
  for (const auto& axis : axes) {
    cell.lower.push_back(axis.is_unbounded() && !axis.below ? 0 : -1);
    cell.upper.push_back(axis.is_unbounded() && !axis.above ? 0 : 1);
  }
  return cell;
}

/// The sum of b_k times axis k over the chosen axes: its value at the centre, and how far it reaches from
/// there.
struct Part {
  Enclosure centre;
  Enclosure radius;
  Interval values() const { return {centre - radius, centre + radius}; }
};

template <typename Choice>
Part part_of(const EnclosedAffine& f, const CellShape& shape, Choice chosen) {
  const long precision = f.c.precision();
  Part part{Enclosure(precision), Enclosure(precision)};
  for (std::size_t k = 0; k < f.b.size(); ++k) {
    if (!chosen(k)) continue;
    part.centre.add_product(f.b[k], shape.centre[k]);
    part.radius.add_product(f.size[k], shape.radius[k]);
  }
  return part;
}

/// The values are rho r + p with rho >= from, r of the one part and p of the other. Whether they reach to
/// -infinity depends on the least value of r: if it is proved not negative, rho r is least at rho = from.
/// Above it is the same.
AffineRange range_on_cone(const EnclosedAffine& f, const DomainCell& cell, const CellShape& shape,
                          const Axes& axes) {
  const Part ray = part_of(f, shape, [&](std::size_t k) { return axes[k].is_unbounded(); });
  Part rest = part_of(f, shape, [&](std::size_t k) { return !axes[k].is_unbounded(); });
  rest.centre += f.c;
  const Interval direction = ray.values();
  const Enclosure from = Enclosure::exactly(cell.from, f.c.precision());
  AffineRange result{rest.values(), (-direction.lower).is_positive() != Truth::refuted,
                     direction.upper.is_positive() != Truth::refuted, rest.centre, rest.radius};
  if (!result.below) result.values.lower.add_product(from, direction.lower);
  if (!result.above) result.values.upper.add_product(from, direction.upper);
  return result;
}

}  // namespace

DomainCell whole(const Axes& axes) {
  DomainCell cell = without_bounds(axes);
  if (std::any_of(axes.begin(), axes.end(), [](const auto& axis) { return axis.is_unbounded(); }))
    cell.from = 0;
  return cell;
}

std::vector<DomainCell> cover(const Axes& axes) {
  std::vector<DomainCell> cells{without_bounds(axes)};
  for (std::size_t k = 0; k < axes.size(); ++k) {
    for (const bool above : {false, true}) {
      if (above ? !axes[k].above : !axes[k].below) continue;
      DomainCell cone = without_bounds(axes);
      cone.lower[k] = cone.upper[k] = above ? 1 : -1;
      cone.from = 1;
      cells.push_back(std::move(cone));
    }
  }
  return cells;
}

bool can_split(const DomainCell& cell, std::size_t axis) {
  const double at = middle(cell, axis);
  return cell.lower[axis] < at && at < cell.upper[axis];
}

bool can_split_by_distance(const DomainCell& cell) {
  constexpr double farthest = 0x1p500;
  return cell.from > 0 && cell.from < farthest;
}

std::pair<DomainCell, DomainCell> split(const DomainCell& cell, std::size_t axis) {
  std::pair<DomainCell, DomainCell> halves{cell, cell};
  halves.first.upper[axis] = halves.second.lower[axis] = middle(cell, axis);
  return halves;
}

std::pair<DomainCell, DomainCell> split_by_distance(const DomainCell& cell, const Axes& axes) {
  // from is a power of two: products with it are exact.
  DomainCell box = cell;
  box.from = DomainCell::box;
  for (std::size_t k = 0; k < axes.size(); ++k) {
    if (!axes[k].is_unbounded()) continue;
    box.lower[k] *= cell.lower[k] < 0 ? 2 * cell.from : cell.from;
    box.upper[k] *= cell.upper[k] > 0 ? 2 * cell.from : cell.from;
  }
  DomainCell cone = cell;
  cone.from *= 2;
  return {std::move(box), std::move(cone)};
}

CellShape::CellShape(const DomainCell& cell, long precision) {
  centre.reserve(cell.lower.size());
  radius.reserve(cell.lower.size());
  for (std::size_t k = 0; k < cell.lower.size(); ++k) {
    const Enclosure lower = Enclosure::exactly(cell.lower[k], precision);
    const Enclosure upper = Enclosure::exactly(cell.upper[k], precision);
    centre.push_back((lower + upper).scaled(-1));
    radius.push_back((upper - lower).scaled(-1));
  }
}

AffineRange range(const EnclosedAffine& f, const DomainCell& cell, const CellShape& shape, const Axes& axes) {
  if (cell.is_cone()) return range_on_cone(f, cell, shape, axes);
  Part part = part_of(f, shape, [](std::size_t) { return true; });
  part.centre += f.c;
  Interval values = part.values();
  return {std::move(values), false, false, std::move(part.centre), std::move(part.radius)};
}

}  // namespace isopath
