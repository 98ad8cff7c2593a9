#include "verify/tanh/bound/difference_bound.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "exact/enclosure.hpp"
#include "exact/parallel.hpp"
#include "verify/tanh/bound/search.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

namespace isopath {

namespace {

using Clock = std::chrono::steady_clock;

bool narrow_enough(const Rational& lower, const Rational& upper, const Rational& relative) {
  return upper - lower <= relative * upper;
}

/// The work on all outputs, of which each gets its share of the time that is left when it begins.
class OutputWork {
 public:
  OutputWork(std::size_t outputs, const BoundLimits& limits)
      : outputs_(outputs),
        limits_(limits),
        end_(Clock::now() + std::chrono::duration_cast<Clock::duration>(limits.time)),
        waiting_(outputs) {}

  using Stop = std::function<bool(std::size_t cells)>;
  void run(const std::function<void(std::size_t output, const Stop&)>& work) {
    in_parallel(outputs_, [&](std::size_t output) {
      const auto threads = static_cast<double>(std::max(1U, std::thread::hardware_concurrency()));
      const auto now = Clock::now();
      const double share = std::min(1.0, threads / static_cast<double>(waiting_--));
      const auto end = now + std::chrono::duration_cast<Clock::duration>(share * (end_ - now));
      std::size_t counted = 0;
      work(output, [&](std::size_t cells) {
        cells_ += cells - counted;
        counted = cells;
        return limits_.interrupted(cells_) || Clock::now() >= end;
      });
    });
  }
  std::size_t cells() const { return cells_; }

 private:
  std::size_t outputs_;
  const BoundLimits& limits_;
  Clock::time_point end_;
  std::atomic<std::size_t> waiting_;
  std::atomic<std::size_t> cells_{0};
};

ScaledDifference scaled(const Network& a, const Network& b, const Domain& domain) {
  return scale_to(domain, difference(a, b, decide_equivalence(a, b)));
}

}  // namespace

DifferenceBound bound_difference(const Network& a, const Network& b, const Domain& domain,
                                 const BoundLimits& limits) {
  const ScaledDifference on_domain = scaled(a, b, domain);
  std::vector<SupremumBound> all(on_domain.network.outputs());
  OutputWork work(all.size(), limits);
  work.run([&](std::size_t output, const OutputWork::Stop& stop) {
    all[output] = bound_supremum(on_domain, output,
                                 {Enclosure(limits.relative, 53).lower_double(), limits.threshold, stop});
  });
  DifferenceBound bound{{}, 0, {}, {}, true, work.cells()};
  for (SupremumBound& found : all) {
    if (found.lower > bound.lower) bound.greatest = bound.outputs.size();
    bound.lower = std::max(bound.lower, found.lower);
    bound.upper = std::max(bound.upper, found.upper);
    const bool complete = narrow_enough(found.lower, found.upper, limits.relative);
    bound.outputs.push_back(
        {std::move(found.lower), std::move(found.upper), on_domain.point(found.tau), complete});
  }
  bound.complete = narrow_enough(bound.lower, bound.upper, limits.relative);
  return bound;
}

DifferenceProof prove_difference_bound(const Network& a, const Network& b, const Domain& domain,
                                       const Rational& target, const BoundLimits& limits) {
  ScaledDifference on_domain = scaled(a, b, domain);
  DifferenceProof proof{{}, std::vector<CoverProof>(on_domain.network.outputs()), {}};
  OutputWork(proof.outputs.size(), limits).run([&](std::size_t output, const OutputWork::Stop& stop) {
    proof.outputs[output] = prove_upper(on_domain, output, target, stop);
  });
  for (const CoverProof& output : proof.outputs) proof.upper = std::max(proof.upper, output.upper);
  for (Rational& scale : on_domain.scale)
    proof.scale.push_back(scale.is_zero() ? Rational(1) : std::move(scale));
  return proof;
}

}  // namespace isopath
