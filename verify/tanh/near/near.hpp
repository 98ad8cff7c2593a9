// Near parameters of low rank: proximate rank.
//
// Given a parameter and a radius, a parameter of the same width, each of whose numbers differs from that of
// the first by at most the radius (the sup norm), and whose rank is as small as a good search finds. The
// least rank is hard to know (NP-complete: Farrugia-Roberts, arXiv 2306.02834), so what is found is an upper
// bound of it, with the parameter as evidence; below it stands a lower bound, which often is equal.
//
// Units are made blank (a = 0), or constant (b = 0), or given one pair, up to sign, and then count as one
// unit, or as none if their weights are made to add up to 0. d stays. Pairs and weights of logistic units
// double and halve alike (section 1), so rank is decided with the numbers as a file has them
// (docs/mathematics.md, section 12).
#ifndef ISOPATH_VERIFY_TANH_NEAR_NEAR_HPP
#define ISOPATH_VERIFY_TANH_NEAR_NEAR_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "verify/networks/network.hpp"
#include "verify/tanh/near/partition.hpp"

namespace isopath {

struct Near {
  Network network;
  /// Of `network`, by its canonical form.
  std::size_t rank;
  /// The greatest difference of a number from what it was: at most the radius.
  Rational change;
  /// No parameter within the radius has a smaller rank than this.
  std::size_t lower;

  // What the units were made: each unit is in one list, or was left as it was.
  std::vector<std::uint32_t> blank;     // units that were not blank and were made so
  std::vector<std::uint32_t> constant;  // units that were not constant and were made so
  std::vector<NearGroup> merged;        // groups of two units or more that were given one pair
  std::vector<NearGroup> cancelling;    // such groups whose oriented weights add up to 0
};

/// `start` are groups that the search begins with: those found for a smaller radius, or none.
/// Precondition: radius >= 0.
Near near_parameter(const Network& network, const Rational& radius, std::span<const NearGroup> start = {});

}  // namespace isopath

#endif
