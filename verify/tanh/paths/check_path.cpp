#include "verify/tanh/paths/check_path.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

#include "exact/parallel.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

/// Consecutive segments, from `first` to the one before `last`, and what comes of them.
struct Stretch {
  std::size_t first;
  std::size_t last;
  std::vector<std::size_t> broken;
  std::vector<SegmentAccount> accounts;
};

/// Counts segments as they are done.
class Progress {
 public:
  explicit Progress(const std::function<void(std::size_t)>& tell) : tell_(tell) {}

  void one_more() {
    if (!tell_) return;
    const std::lock_guard lock(mutex_);
    tell_(++done_);
  }

 private:
  const std::function<void(std::size_t)>& tell_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

/// Two vertices are in memory. At the beginning `u` is the first vertex of the stretch, and at the end the
/// last one.
void check_stretch(const Path& path, const PathShape& shape, std::size_t most, Stretch& stretch, Model& u,
                   Progress& progress) {
  for (std::size_t k = stretch.first; k < stretch.last; ++k) {
    Model v = vertex_of_shape(path, k + 1, shape);
    const Segment segment = decide_segment(u.network(), v.network());
    if (!segment.valid()) stretch.broken.push_back(k);
    if (k < most) stretch.accounts.push_back(account_of(u.network(), v.network(), segment, k, most));
    u = std::move(v);
    progress.one_more();
  }
}

/// The budget is enough for the first refutation, whatever it takes, and for all of them if they are
/// ordinary.
WitnessBudget budget_of_refutations(const Network& vertex) {
  constexpr std::size_t searches = 4;
  return WitnessBudget(searches * WitnessBudget::of_one_search(vertex));
}

/// Adds the accounts of the first broken segments, where these are not among the first segments, and the
/// refutations of all of them. The vertices are read again, so the work is that of few segments, however many
/// jobs there are.
void account_for_broken(const Path& path, const PathShape& shape, std::size_t most, PathVerdict& verdict) {
  std::optional<WitnessBudget> budget;  // for all refutations together
  for (std::size_t i = 0; i < std::min(most, verdict.broken.size()); ++i) {
    const std::size_t k = verdict.broken[i];
    const Model u = vertex_of_shape(path, k, shape);
    const Model v = vertex_of_shape(path, k + 1, shape);
    const Segment segment = decide_segment(u.network(), v.network());
    if (k >= most) verdict.accounts.push_back(account_of(u.network(), v.network(), segment, k, most));
    const auto account = std::find_if(verdict.accounts.begin(), verdict.accounts.end(),
                                      [k](const SegmentAccount& of) { return of.segment == k; });
    if (!budget) budget = budget_of_refutations(u.network());
    if (!segment.valid()) account->refutation = refute(u.network(), v.network(), segment, *budget);
  }
}

std::optional<ParameterDifference> compare_end(const Model& end, const Model* expected) {
  if (expected == nullptr) return std::nullopt;
  return first_difference(end, *expected);
}

}  // namespace

PathVerdict check_path(const Path& path, const PathQuestion& question) {
  const std::size_t segments = path.vertices() - 1;
  std::vector<Stretch> stretches(
      std::clamp<std::size_t>(question.jobs, 1, std::max<std::size_t>(segments, 1)));
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    stretches[i].first = part_begin(i, stretches.size(), segments);
    stretches[i].last = part_begin(i + 1, stretches.size(), segments);
  }
  Model first = path.vertex(0);
  const PathShape shape = shape_of(first);
  PathVerdict verdict{shape.activation,
                      shape.inputs,
                      shape.outputs,
                      shape.width,
                      path.vertices(),
                      {},
                      {},
                      compare_end(first, question.from),
                      {}};
  Progress progress(question.progress);
  in_parallel(stretches.size(), [&](std::size_t i) {
    Model vertex = i == 0 ? std::move(first) : vertex_of_shape(path, stretches[i].first, shape);
    check_stretch(path, shape, question.most, stretches[i], vertex, progress);
    if (i + 1 == stretches.size()) verdict.to_differs = compare_end(vertex, question.to);
  });
  for (Stretch& stretch : stretches) {
    verdict.broken.insert(verdict.broken.end(), stretch.broken.begin(), stretch.broken.end());
    std::move(stretch.accounts.begin(), stretch.accounts.end(), std::back_inserter(verdict.accounts));
  }
  account_for_broken(path, shape, question.most, verdict);
  return verdict;
}

std::optional<Refutation> certain_refutation(const Path& path, std::size_t segment) {
  const Model u = path.vertex(segment);
  const Model v = vertex_of_shape(path, segment + 1, shape_of(u));
  const Segment verdict = decide_segment(u.network(), v.network());
  if (verdict.valid()) return std::nullopt;
  WitnessBudget budget = budget_of_refutations(u.network());
  std::optional<Refutation> refutation = refute(u.network(), v.network(), verdict, budget);
  if (refutation && !confirms(u.network(), v.network(), *refutation)) return std::nullopt;
  return refutation;
}

}  // namespace isopath
