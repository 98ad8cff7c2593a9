// The diameter of a class: the greatest distance of two of its members.
//
// From above Theorem 4; from below two rigid members that differ by the signs of all essential units, in
// place, and a lower bound of their distance: Theorems 5 and 7, or a search among classes of cells
// (docs/mathematics.md, sections 6, 7 and 9). A class depends on its rank r and width h only, as far as
// distances are concerned. r = 0 < h: two members whose constants differ. r = h > 0: the class is finite, and
// its members are not connected.
#ifndef ISOPATH_VERIFY_DIAMETER_HPP
#define ISOPATH_VERIFY_DIAMETER_HPP

#include <functional>
#include <optional>
#include <vector>

#include "verify/lower_bound.hpp"

namespace isopath {

struct Diameter {
  std::size_t rank;
  std::size_t width;
  LowerBound lower;
  std::optional<std::size_t> upper;  // nothing: some members are not connected
  /// Two members of the class whose distance is lower.segments or more.
  Model first;
  Model last;
};

struct DiameterQuestion {
  /// Search if Theorems 5 and 7 leave a gap and the width is at most this.
  std::size_t search_up_to_width;
  std::function<void(std::size_t)> progress = {};  // as in DistanceQuestion
};

/// `form` is the canonical form of the model.
Diameter diameter(const Model& model, const CanonicalForm& form, const DiameterQuestion& question);

/// Theorem 4, and its complement: nothing if rank = width > 0.
std::optional<std::size_t> greatest_distance(std::size_t rank, std::size_t width);

}  // namespace isopath

#endif
