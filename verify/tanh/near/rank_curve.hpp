// Rank against radius: the smallest ranks found within growing radii of a parameter.
//
// Each point is a parameter found by near_parameter, so all are upper bounds of the least rank within that
// radius. The curve never rises.
#ifndef ISOPATH_VERIFY_TANH_NEAR_RANK_CURVE_HPP
#define ISOPATH_VERIFY_TANH_NEAR_RANK_CURVE_HPP

#include <functional>
#include <span>
#include <vector>

#include "verify/tanh/near/near.hpp"

namespace isopath {

struct RankAt {
  Rational radius;
  std::size_t rank;  // of some parameter within the radius
  bool least;        // and none within the radius has a smaller one
};

struct RankCurve {
  std::vector<RankAt> points;  // radii rise
  bool complete;               // false: stopped before the end
};

/// Asked after each search, with how many were done; the answer true ends the work.
using StopSearches = std::function<bool(std::size_t searches)>;

/// The curve at these radii, which rise.
RankCurve ranks_at(const Network& network, std::span<const Rational> radii, const StopSearches& stop);

/// The curve at the radii at which the rank found falls, from 0 to the least radius found for rank 0. If
/// complete, a search at 999/1000 of any of them, or nearer, finds no smaller rank than that of the point
/// before.
RankCurve rank_curve(const Network& network, const StopSearches& stop);

}  // namespace isopath

#endif
