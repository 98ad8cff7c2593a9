// How far apart two networks are: bounds of sup |f_a(x) - f_b(x)| over a domain, in every output.
//
// What is equal in the two cancels exactly first (verify/tanh/equivalence/equivalence.hpp), so that two
// parameters of one function are at distance 0, and the bounds of nearly equal ones depend on what differs.
// What is left is bounded by branch and bound with enclosures (verify/tanh/bound/search.hpp;
// docs/mathematics.md, section 10).
#ifndef ISOPATH_VERIFY_TANH_BOUND_DIFFERENCE_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_DIFFERENCE_BOUND_HPP

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "verify/networks/network.hpp"
#include "verify/tanh/bound/cover_proof.hpp"
#include "verify/tanh/bound/scaled_difference.hpp"

namespace isopath {

struct BoundLimits {
  /// The width asked for: upper - lower <= relative * upper. From 1e-12 to 1.
  Rational relative;
  /// A number that the supremum is only to be compared with: the work ends as well when the supremum is known
  /// to be at most that, or to be more.
  std::optional<Rational> threshold;
  /// How long to work for that. Bounds that take no search are found even if this is 0.
  std::chrono::duration<double> time;
  /// This function is asked often, from several threads, with the number of cells that were bounded so far;
  /// the answer true ends the work.
  std::function<bool(std::size_t cells)> interrupted;
};

struct DifferenceBound {
  struct Output {
    /// Proved: lower <= sup |f_a - f_b| <= upper in this output, and |f_a(x) - f_b(x)| >= lower.
    Rational lower;
    Rational upper;
    std::vector<Rational> x;
    bool complete;  // as narrow as asked for
  };
  std::vector<Output> outputs;
  /// The output with the greatest lower end.
  std::size_t greatest;
  /// Over all outputs.
  Rational lower;
  Rational upper;
  bool complete;
  std::size_t cells;  // how many were bounded
};

/// Precondition: the same inputs and outputs; as many ranges as inputs, lower <= upper in each.
DifferenceBound bound_difference(const Network& a, const Network& b, const Domain& domain,
                                 const BoundLimits& limits);

/// A proof that |f_a - f_b| <= upper in every output, everywhere on the domain, for a small checker
/// (docs/certificate-format.md, section 12).
struct DifferenceProof {
  std::vector<Rational> scale;  // of each input, as the cells count
  std::vector<CoverProof> outputs;
  Rational upper;
};

/// Proves `target` if the limits allow, else as little more as they do. Precondition as above.
DifferenceProof prove_difference_bound(const Network& a, const Network& b, const Domain& domain,
                                       const Rational& target, const BoundLimits& limits);

}  // namespace isopath

#endif
