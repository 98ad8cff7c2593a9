// The value of a network at a rational point: enclosed at any precision, or exactly as an element of K.
//
// At a rational x every b . x + c is rational, so f_w(x) is an element of K, and whether it is 0 is decidable
// (docs/mathematics.md, Theorem 1).
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_EVALUATION_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_EVALUATION_HPP

#include <span>
#include <vector>

#include "exact/enclosure.hpp"
#include "exact/tanh_sum.hpp"
#include "verify/networks/network.hpp"

namespace isopath {

/// f(x) in every output. Precondition: x has n entries.
std::vector<Enclosure> enclose(const Network& network, std::span<const Rational> x, long precision);

/// f(x) in one output, exactly.
TanhSum value_at(const Network& network, std::span<const Rational> x, std::size_t output);

}  // namespace isopath

#endif
