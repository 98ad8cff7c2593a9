#include "verify/tanh/distances/connecting_steps.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "verify/tanh/distances/routing.hpp"
#include "verify/tanh/paths/segment.hpp"

namespace isopath {

namespace {

using Step = Connection::Step;
using Bias = Connection::Bias;

/// The units that carry each essential group of a parameter, blank ones among them, with the sign of their
/// pairs.
std::vector<std::vector<Seat>> carriers(const CanonicalForm& form) {
  std::vector<std::vector<Seat>> list(form.rank());
  for (std::uint32_t unit = 0; unit < form.fates.size(); ++unit)
    if (form.fates[unit].group < form.rank())
      list[form.fates[unit].group].push_back({unit, form.fates[unit].flipped});
  return list;
}

/// One carrier of each group at the start, one at the end.
struct Seats {
  std::vector<Seat> from;
  std::vector<Seat> to;
};

/// A group stays in place wherever one unit carries it at both ends. Else its unit at the end is one that is
/// free after the first segment, and its unit at the start one that no group needs at the end, if there are
/// such units.
Seats choose_seats(const Ends& ends) {
  const auto first = carriers(ends.of_first);
  const auto last = carriers(ends.of_last);
  const std::size_t r = first.size();
  constexpr Seat nowhere{0xffffffff, false};
  Seats seats{std::vector<Seat>(r, nowhere), std::vector<Seat>(r, nowhere)};
  std::vector<bool> is_start(ends.width(), false);
  std::vector<bool> is_end(ends.width(), false);
  for (std::size_t k = 0; k < r; ++k) {
    const auto both = std::find_if(first[k].begin(), first[k].end(), [&](const Seat& seat) {
      return std::find(last[k].begin(), last[k].end(), seat) != last[k].end();
    });
    if (both == first[k].end()) continue;
    seats.from[k] = seats.to[k] = *both;
    is_start[both->slot] = is_end[both->slot] = true;
  }
  // A group with one carrier at the start has no choice.
  for (std::size_t k = 0; k < r; ++k)
    if (first[k].size() == 1) is_start[first[k].front().slot] = true;
  const auto pick = [](const std::vector<Seat>& list, const std::vector<bool>& taken) {
    const auto free =
        std::find_if(list.begin(), list.end(), [&](const Seat& seat) { return !taken[seat.slot]; });
    return free != list.end() ? *free : list.front();
  };
  for (std::size_t k = 0; k < r; ++k) {
    if (seats.to[k] != nowhere) continue;
    seats.to[k] = pick(last[k], is_start);
    is_end[seats.to[k].slot] = true;
  }
  for (std::size_t k = 0; k < r; ++k)
    if (seats.from[k] == nowhere) seats.from[k] = pick(first[k], is_end);
  return seats;
}

/// The greatest product of vertices and units: of a path that is built, and of one whose vertices are tried
/// one by one for those that can be left out.
constexpr std::size_t most_built = std::size_t{1} << 28U;
constexpr std::size_t most_shortened = std::size_t{1} << 24U;

/// The length is that of the bound on rounds for the groups that are not in place.
void refuse_if_too_long(const Seats& seats, std::size_t width) {
  const std::size_t spare = width - seats.from.size();
  std::size_t away = 0;
  for (std::size_t k = 0; k < seats.from.size(); ++k) away += seats.from[k] == seats.to[k] ? 0U : 1U;
  const std::size_t vertices = 4 + 4 * ((away + spare - 1) / spare);
  if (vertices > most_built / width)
    throw PathTooLong("a path of up to " + std::to_string(vertices) + " vertices of " +
                      std::to_string(width) + " units each would have to be built; at most " +
                      std::to_string(most_built) + " units in all are");
}

/// The sources of all units, written down step by step.
class Script {
 public:
  explicit Script(std::size_t width) : now_(width), next_(width) {}

  UnitSource& unit(std::uint32_t unit) { return next_[unit]; }
  std::vector<UnitSource>& units() { return next_; }
  /// Ends a segment, if anything has changed.
  void end_segment(Bias bias) {
    Step step{{}, bias};
    for (std::uint32_t unit = 0; unit < now_.size(); ++unit)
      if (now_[unit] != next_[unit]) step.changes.push_back({unit, next_[unit]});
    if (step.changes.empty() && bias == bias_) return;
    steps_.push_back(std::move(step));
    now_ = next_;
    bias_ = bias;
  }
  std::vector<Step> take() { return std::move(steps_); }

 private:
  std::vector<UnitSource> now_;
  std::vector<UnitSource> next_;
  Bias bias_ = Bias::of_first;
  std::vector<Step> steps_;
};

std::uint32_t canonical(std::uint32_t group, bool flipped) {
  return UnitSource::of_canonical + 2 * group + (flipped ? 1U : 0U);
}

/// The construction of Theorem 4.
std::vector<Step> construct(const Ends& ends) {
  const Seats seats = choose_seats(ends);
  refuse_if_too_long(seats, ends.width());
  Script script(ends.width());
  for (UnitSource& unit : script.units()) unit.weight = UnitSource::zero;
  std::vector<Seat> at = seats.from;
  for (std::uint32_t k = 0; k < at.size(); ++k) script.unit(at[k].slot).weight = canonical(k, at[k].flipped);
  script.end_segment(Bias::folded);

  for (const Round& round : route(seats.from, seats.to, ends.width())) {
    for (const auto& [token, to] : round) script.unit(to.slot).pair = canonical(token, to.flipped);
    script.end_segment(Bias::folded);
    for (const auto& [token, to] : round) script.unit(at[token].slot).weight = UnitSource::zero;
    for (const auto& [token, to] : round) {
      script.unit(to.slot).weight = canonical(token, to.flipped);
      at[token] = to;
    }
    script.end_segment(Bias::folded);
  }
  for (UnitSource& unit : script.units()) unit.pair = UnitSource::of_last;
  script.end_segment(Bias::folded);
  for (UnitSource& unit : script.units()) unit.weight = UnitSource::of_last;
  script.end_segment(Bias::of_last);
  return script.take();
}

bool holds(const Model& u, const Model& v) { return decide_segment(u.network(), v.network()).valid(); }

/// The step that leads from before the first of these steps to after the last.
Step merged(std::span<const Step> steps) {
  std::vector<Connection::Change> changes;
  for (const Step& step : steps) changes.insert(changes.end(), step.changes.begin(), step.changes.end());
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& x, const auto& y) { return x.unit < y.unit; });
  Step result{{}, steps.back().bias};
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (i + 1 == changes.size() || changes[i + 1].unit != changes[i].unit)
      result.changes.push_back(changes[i]);
  return result;
}

/// Leaves vertices out where the straight segment past them holds.
std::vector<Step> shortened(const Connection& path) {
  constexpr std::size_t most_skipped = 3;
  const std::vector<Step>& steps = path.steps();
  std::vector<Step> result;
  std::size_t at = 0;
  while (at < steps.size()) {
    const Model here = path.vertex(at);
    std::size_t next = std::min(at + 1 + most_skipped, steps.size());
    while (next > at + 1 && !holds(here, path.vertex(next))) --next;
    result.push_back(merged(std::span(steps).subspan(at, next - at)));
    at = next;
  }
  return result;
}

/// A path of one segment, or of two through one of a few vertices that are likely to serve.
std::optional<std::vector<Step>> one_or_two_segments(const Ends& ends, const std::vector<Step>& long_path) {
  const std::size_t width = ends.width();
  const auto step_to = [width](const std::vector<UnitSource>& units, Bias bias) {
    Step step{{}, bias};
    for (std::uint32_t unit = 0; unit < width; ++unit) step.changes.push_back({unit, units[unit]});
    return step;
  };
  const Step to_last =
      step_to(std::vector<UnitSource>(width, {UnitSource::of_last, UnitSource::of_last}), Bias::of_last);
  if (holds(ends.first, ends.last)) return std::vector<Step>{to_last};
  // The vertices after the first and before the last segment of the long path, with the weights of either.
  std::vector<UnitSource> after_first(width);
  std::vector<UnitSource> before_last(width);
  if (long_path.size() > 1) {
    for (const auto& [unit, now] : long_path.front().changes) after_first[unit] = now;
    for (const auto& [unit, now] : merged(std::span(long_path).first(long_path.size() - 1)).changes)
      before_last[unit] = now;
  }
  const auto weights_of = [&](std::size_t choice, std::uint32_t unit) -> std::uint32_t {
    const std::array<std::uint32_t, 4> weights{UnitSource::of_first, UnitSource::of_last,
                                               after_first[unit].weight, before_last[unit].weight};
    return weights[choice];
  };
  for (const std::uint32_t pair : {UnitSource::of_first, UnitSource::of_last}) {
    for (std::size_t choice = 0; choice < 4; ++choice) {
      std::vector<UnitSource> units;
      for (std::uint32_t unit = 0; unit < width; ++unit) units.push_back({pair, weights_of(choice, unit)});
      for (const Bias bias : {Bias::of_first, Bias::of_last, Bias::folded}) {
        std::vector<Step> steps{step_to(units, bias), to_last};
        const Connection path(ends, steps);
        const Model middle = path.vertex(1);
        if (holds(ends.first, middle) && holds(middle, ends.last)) return steps;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Step> connecting_steps(const Ends& ends) {
  std::vector<Step> steps = construct(ends);
  if (auto few = one_or_two_segments(ends, steps)) return std::move(*few);
  if (steps.size() > most_shortened / ends.width()) return steps;
  return shortened(Connection(ends, std::move(steps)));
}

std::size_t greatest_distance_bound(std::size_t rank, std::size_t width) {
  const std::size_t spare = width - rank;
  return 3 + 4 * ((rank + spare - 1) / spare);
}

}  // namespace isopath
