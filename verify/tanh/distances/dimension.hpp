// The local dimension of a functional equivalence class at a parameter.
//
// Near w the class of w is the union of the strata that contain w: the cells of docs/mathematics.md, section
// 6, with the c of constant units free as well. The dimension is that of the largest of them (section 8).
// Half the codimension bounds the real log canonical threshold at w from above.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_DIMENSION_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_DIMENSION_HPP

#include <cstddef>

#include "verify/networks/network.hpp"

namespace isopath {

struct ClassDimension {
  std::size_t parameters;  // h (n + m + 1) + m
  std::size_t dimension;
  /// False if a group of units was too large to find the most zero-sum sets in it; then the dimension may be
  /// more.
  bool exact;
};

ClassDimension local_dimension(const Network& network);

}  // namespace isopath

#endif
