// Equivalence of two networks, of the same or of different widths.
//
// f_a = f_b if and only if the canonical forms are equal (docs/mathematics.md, Theorem 2). With the units of
// both gathered by oriented incoming pair, that is: in each group the outgoing weights of a and those of b
// have the same sums, and the output biases with the constants folded in are equal in K (Theorem 1).
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_EQUIVALENCE_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_EQUIVALENCE_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/networks/network.hpp"
#include "verify/tanh/equivalence/groups.hpp"

namespace isopath {

struct Equivalence {
  bool equivalent;
  std::size_t rank_a;
  std::size_t rank_b;
  /// Units of a (network 0) and b (network 1) together.
  Groups groups;
  /// The groups whose sums differ, by their first units, and the outputs whose biases differ.
  std::vector<std::uint32_t> differing_groups;
  std::vector<std::size_t> differing_outputs;
};

/// Precondition: the same inputs and outputs.
Equivalence decide_equivalence(const Network& a, const Network& b);

/// The oriented outgoing weights of the units of network `place` in the group, summed, in one output.
Rational weight_sum(const Network& network, std::size_t place, std::span<const Member> group,
                    std::size_t output);

/// f_a - f_b as a network of least width: one unit for each group whose sums differ.
Network difference(const Network& a, const Network& b, const Equivalence& verdict);

}  // namespace isopath

#endif
