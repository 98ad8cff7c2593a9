#include "programs/isopath/verbs/bounding.hpp"

#include <mutex>

#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/progress.hpp"

namespace isopath::cli {

namespace {

constexpr long digits = 15;

Rational target_of(const DifferenceBound& bound, const Rational& lower, const Rational& relative) {
  const Rational upper = shortened_up(bound.upper).value();
  const Rational spare = lower - (Rational(1) - relative) * upper;
  return spare.sign() > 0 ? shortened_down(upper + spare).value() : upper;
}

}  // namespace

Decimal shortened_down(const Rational& lower) { return round_down(lower, digits); }
Decimal shortened_up(const Rational& upper) { return round_up(upper, digits); }

void with_limits(double seconds, const char* label, const std::function<void(const BoundLimits&)>& work) {
  ProgressLine line(label);
  std::mutex mutex;
  const auto interrupted = [&](std::size_t cells) {
    if (const std::unique_lock lock(mutex, std::try_to_lock); lock) line.show(cells);
    return is_interrupted();
  };
  work({Rational::power_of_ten(-12), {}, std::chrono::duration<double>(seconds), interrupted});
}

Certified certify_bounds(double seconds, const Model& a, const Model& b, const Domain& domain,
                         const DifferenceBound& bound, const Rational& relative) {
  Certified certified{shortened_down(bound.lower).value(), {}};
  with_limits(seconds, "cells certified:", [&](const BoundLimits& limits) {
    certified.proof = prove_difference_bound(a.network(), b.network(), domain,
                                             target_of(bound, certified.lower, relative), limits);
  });
  return certified;
}

std::optional<DifferenceProof> prove_within(double seconds, const Model& a, const Model& b,
                                            const Domain& domain, const Rational& threshold) {
  std::optional<DifferenceProof> proof;
  with_limits(seconds, "cells certified:", [&](const BoundLimits& limits) {
    proof = prove_difference_bound(a.network(), b.network(), domain, threshold, limits);
  });
  if (proof->upper > threshold) return std::nullopt;
  return proof;
}

}  // namespace isopath::cli
