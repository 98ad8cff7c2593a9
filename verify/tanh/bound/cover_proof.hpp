// A proof that |g| is at most some number on the whole domain, which a small checker can follow: a
// subdivision of the domain into cells on each of which rule U6 of docs/certificate-format.md (section 12)
// proves the bound. The bound comes from the search (verify/tanh/bound/search.hpp), which knows more rules;
// here it is proved again with fewer. Where that fails within the limits, the proof is of a larger bound.
#ifndef ISOPATH_VERIFY_TANH_BOUND_COVER_PROOF_HPP
#define ISOPATH_VERIFY_TANH_BOUND_COVER_PROOF_HPP

#include <cstdint>
#include <functional>
#include <vector>

#include "verify/tanh/bound/scaled_difference.hpp"

namespace isopath {

/// Evidence about one output, in the terms of section 12.
struct CoverProof {
  /// Units of ScaledDifference::network; the second, perhaps turned, is near the first.
  struct Couple {
    std::size_t unit;
    std::size_t partner;
    bool is_turned;
  };
  std::vector<Couple> couples;  // "pairs" in certificates
  /// The subdivision of the cell `whole`, in preorder: 0 stands for a cell that is bounded, 1 + input for one
  /// that is halved there, and 1 + inputs for a cone that is split by distance, or for `whole` itself if it
  /// is divided into `cover`.
  std::vector<std::uint32_t> cells;
  Rational upper;  // what is proved
};

/// Tries to prove `target`. Cells with the greatest bounds are split first, until no bound is above the
/// target, or until `stop`, which is asked with the number of cells bounded, says so. `upper` is `target` if
/// that succeeds.
CoverProof prove_upper(const ScaledDifference& difference, std::size_t output, const Rational& target,
                       const std::function<bool(std::size_t cells)>& stop);

}  // namespace isopath

#endif
