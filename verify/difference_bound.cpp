#include "verify/difference_bound.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "exact/enclosure.hpp"
#include "exact/parallel.hpp"
#include "verify/bound/search.hpp"
#include "verify/equivalence.hpp"

namespace isopath {

namespace {

using Clock = std::chrono::steady_clock;

bool narrow_enough(const Rational& lower, const Rational& upper, const Rational& relative) {
  return upper - lower <= relative * upper;
}

/// The searches for the outputs, each with its share of the time that is left when it begins.
class Searches {
 public:
  Searches(const ScaledDifference& difference, const BoundLimits& limits)
      : difference_(difference),
        limits_(limits),
        end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(limits.time)),
        waiting_(difference.network.outputs()),
        found_(difference.network.outputs()) {}

  DifferenceBound run() {
    in_parallel(found_.size(), [this](std::size_t output) { search(output); });
    DifferenceBound bound{{}, 0, {}, {}, true, cells_};
    for (SupremumBound& found : found_) {
      if (found.lower > bound.lower) bound.greatest = bound.outputs.size();
      bound.lower = std::max(bound.lower, found.lower);
      bound.upper = std::max(bound.upper, found.upper);
      const bool complete = narrow_enough(found.lower, found.upper, limits_.relative);
      bound.outputs.push_back(
          {std::move(found.lower), std::move(found.upper), difference_.point(found.tau), complete});
    }
    bound.complete = narrow_enough(bound.lower, bound.upper, limits_.relative);
    return bound;
  }

 private:
  void search(std::size_t output) {
    const auto threads = static_cast<double>(std::max(1U, std::thread::hardware_concurrency()));
    const auto now = Clock::now();
    const double share = std::min(1.0, threads / static_cast<double>(waiting_--));
    const auto end = now + std::chrono::duration_cast<Clock::duration>(share * (end_ - now));
    std::size_t counted = 0;
    const SearchLimits limits{Enclosure(limits_.relative, 53).lower_double(), [&](std::size_t cells) {
                                cells_ += cells - counted;
                                counted = cells;
                                return limits_.interrupted(cells_) || Clock::now() >= end;
                              }};
    found_[output] = bound_supremum(difference_, output, limits);
  }

  const ScaledDifference& difference_;
  const BoundLimits& limits_;
  Clock::time_point end_;
  std::atomic<std::size_t> waiting_;
  std::atomic<std::size_t> cells_{0};
  std::vector<SupremumBound> found_;
};

}  // namespace

DifferenceBound bound_difference(const Network& a, const Network& b, const Domain& domain,
                                 const BoundLimits& limits) {
  const ScaledDifference scaled = scale_to(domain, difference(a, b, decide_equivalence(a, b)));
  return Searches(scaled, limits).run();
}

}  // namespace isopath
