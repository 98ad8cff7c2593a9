// A witness of inequivalence: a point where two networks differ, and a number that proves it.
//
// An enclosure of f_a(x) - f_b(x) that excludes 0 needs no theorem. If the canonical forms differ, almost
// every x has one; at a rational x the difference is an element of K, so a point where it is 0 is recognised
// exactly and left (docs/mathematics.md, section 5).
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_WITNESS_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_WITNESS_HPP

#include <cstddef>
#include <optional>
#include <vector>

#include "exact/decimal.hpp"
#include "exact/rational.hpp"
#include "verify/networks/network.hpp"

namespace isopath {

struct Witness {
  std::vector<Rational> x;
  std::size_t output;
  /// lower <= f_a(x) - f_b(x) <= upper, lower < upper, 0 outside.
  Decimal lower;
  Decimal upper;
};

struct WitnessLimits {
  /// Bits of precision, and bits in all (precision times evaluation_terms): those of
  /// docs/certificate-format.md, rule N4.
  static constexpr long precision = 131'072;
  static constexpr std::size_t bits_in_all = std::size_t{1} << 31U;
};

/// What an evaluation of f_a - f_b keeps numbers for: the units of both, the tanh terms of their output
/// biases, and the inputs. Precondition: the same inputs.
std::size_t evaluation_terms(const Network& a, const Network& b);

/// The work that searches may still do. A unit is about ten nanoseconds.
class WitnessBudget {
 public:
  explicit WitnessBudget(std::size_t units) : left_(units) {}
  /// For one search: a second or two, and more for wide networks.
  static std::size_t of_one_search(const Network& difference);
  std::size_t left() const { return left_; }
  /// Takes `units` off and is true, or is false if that is more than is left.
  bool spend(std::size_t units) {
    if (units > left_) return false;
    left_ -= units;
    return true;
  }

 private:
  std::size_t left_;
};

/// `difference` is f_a - f_b, not 0 (verify/tanh/equivalence/equivalence.hpp); `terms` is evaluation_terms(a,
/// b). The result is empty if no enclosure at the points that are tried excludes 0 within the limits and the
/// budget.
std::optional<Witness> find_witness(const Network& difference, std::size_t terms, WitnessBudget& budget);
/// The same with a budget of its own.
std::optional<Witness> find_witness(const Network& difference, std::size_t terms);

/// Whether an evaluation of both networks by rule N4 of docs/certificate-format.md, within its limits, finds
/// the difference in the witness's interval: large numbers that cancel in f_a - f_b can leave that too little
/// precision.
bool confirms(const Network& a, const Network& b, const Witness& witness);

}  // namespace isopath

#endif
