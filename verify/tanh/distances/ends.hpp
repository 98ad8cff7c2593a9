// The two ends of a path: equivalent parameters, each with its canonical form.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_ENDS_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_ENDS_HPP

#include <cstddef>

#include "verify/networks/model.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

/// The models are equivalent and of the same activation and width; the canonical forms are theirs. All four
/// have to outlive the ends.
struct Ends {
  const Model& first;
  const Model& last;
  const CanonicalForm& of_first;
  const CanonicalForm& of_last;

  std::size_t width() const { return first.network().width(); }
  std::size_t rank() const { return of_first.rank(); }
  Ends reversed() const { return {last, first, of_last, of_first}; }
};

}  // namespace isopath

#endif
