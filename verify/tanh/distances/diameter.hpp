// The diameter of a class: the greatest distance of two of its members.
//
// From above Theorem 4; from below two rigid members that differ by the signs of all essential units, in
// place, and Theorem 8: the two bounds are the same (docs/mathematics.md, sections 6 and 7). r = 0 < h: two
// members whose constants differ. r = h > 0: the class is finite, and its members are not connected.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_DIAMETER_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_DIAMETER_HPP

#include <functional>
#include <optional>

#include "verify/tanh/distances/lower_bound.hpp"

namespace isopath {

struct Diameter {
  std::size_t rank;
  std::size_t width;
  LowerBound lower;
  std::optional<std::size_t> upper;  // empty: some members are not connected
  /// Two members of the class whose distance is lower.segments or more.
  Model first;
  Model last;
};

/// `form` is the canonical form of the model.
Diameter diameter(const Model& model, const CanonicalForm& form);

/// Replaces the argument of the lower bound by a table of cells, for callers that do not want to rest the
/// bound on Theorem 8. `progress` is called now and then with the number of classes met so far; it may be
/// empty. Throws SearchTooLarge. Precondition: 0 < rank < width <= LabelCell::most_units.
void prove_by_table(Diameter& diameter, const std::function<void(std::size_t)>& progress);

/// Theorem 4, and its complement: empty if rank = width > 0.
std::optional<std::size_t> greatest_distance(std::size_t rank, std::size_t width);

}  // namespace isopath

#endif
