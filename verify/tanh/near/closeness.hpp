// Which units of a network can be made to share a pair, to vanish, or to leave the network, if no number may
// change by more than a radius.
//
// Boxes with parallel sides that meet in pairs have a common point (they are products of intervals). So units
// can be given one pair, each with its sign, if and only if any two of them can: if their oriented pairs
// differ by at most twice the radius in each entry (docs/mathematics.md, section 12).
//
// Entries are compared as doubles where a bound of the rounding errors leaves no doubt, and else exactly.
#ifndef ISOPATH_VERIFY_TANH_NEAR_CLOSENESS_HPP
#define ISOPATH_VERIFY_TANH_NEAR_CLOSENESS_HPP

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "verify/networks/network.hpp"
#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

class Closeness {
 public:
  /// Precondition: radius >= 0. The network has to outlive this.
  Closeness(const Network& network, Rational radius);

  const Network& network() const { return network_; }
  const Rational& radius() const { return radius_; }

  /// Whether |a| <= radius, or |b| <= radius, in each entry: then the unit can be made blank, or constant,
  /// by itself.
  bool is_dispensable(std::size_t unit) const { return dispensable_[unit]; }
  /// Whether some pair is within the radius of both pairs, that of j with its sign turned if `opposite`.
  bool are_close(std::size_t i, std::size_t j, bool opposite) const;
  /// Whether oriented weights of so many units with this sum can be made to add up to 0.
  bool can_cancel(const WeightVector& sum, std::size_t count) const;

  /// The units that are not dispensable, and the dispensable ones that are close to one of them, so divided
  /// that no unit of one component is close to an indispensable one of another.
  std::vector<std::vector<std::uint32_t>> components() const;

  /// Approximate entries of the pair of a unit.
  std::span<const double> pair(std::size_t unit) const { return {pairs_.data() + unit * length_, length_}; }
  /// About twice the radius, or 1 if that is 0.
  double reach() const { return twice_above_ > 0 ? twice_above_ : 1; }
  enum class Verdict { close, far, unclear };
  /// Whether two entries, given by their approximations, differ by at most twice the radius.
  Verdict compare(double x, double y) const;

 private:
  bool are_close_exactly(std::size_t i, std::size_t j, std::size_t entry, bool opposite) const;

  const Network& network_;
  Rational radius_;
  Rational twice_;
  double twice_below_;  // <= twice_ <= twice_above_
  double twice_above_;
  std::size_t length_;         // n + 1
  std::vector<double> pairs_;  // exact but for numbers that are no binary64 values
  std::vector<bool> dispensable_;
};

}  // namespace isopath

#endif
