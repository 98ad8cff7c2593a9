#include "verify/tanh/paths/segment_account.hpp"

#include <algorithm>
#include <utility>

#include "verify/tanh/equivalence/equivalence.hpp"

namespace isopath {

namespace {

template <typename T>
void add(Listed<T>& list, T entry, std::size_t most) {
  if (list.count++ < most) list.first.push_back(std::move(entry));
}

Listed<std::uint32_t> units_of(std::span<const Member> members, std::size_t most) {
  Listed<std::uint32_t> units;
  for (const Member& member : members) add(units, member.unit, most);
  return units;
}

/// Condition (i) or (ii), in the first output in which it does not hold.
Break break_of_group(const Network& u, const Network& v, const Segment& segment, std::uint32_t g,
                     std::size_t most) {
  const auto group = segment.groups.group(g);
  const bool moves = segment.group_moves(g);
  for (std::size_t output = 0;; ++output) {
    Rational at_start = weight_sum(u, 0, group, output);
    Rational at_end = weight_sum(v, 0, group, output);
    if (moves ? at_start.is_zero() && at_end.is_zero() : at_start == at_end) continue;
    return {moves ? Break::Condition::moving_sum : Break::Condition::staying_sum, units_of(group, most),
            output, TanhSum(std::move(at_start)), TanhSum(std::move(at_end))};
  }
}

/// The groups that hold, by their first units: those that shift weight and those that move.
void add_groups(SegmentAccount& account, const Segment& segment, std::size_t most) {
  using Place = std::pair<std::uint32_t, std::uint32_t>;  // first unit, group
  std::vector<Place> holding;
  for (std::uint32_t g = 0; g < segment.groups.count(); ++g)
    if ((segment.groups.judgement(g) & Segment::breaks) == 0)
      holding.emplace_back(segment.groups.group(g).front().unit, g);
  std::sort(holding.begin(), holding.end());
  for (const auto& [unit, g] : holding) {
    auto& list = segment.group_moves(g) ? account.zero_sum_groups : account.shifting_groups;
    if (list.count++ < most) list.first.push_back(units_of(segment.groups.group(g), most));
  }
}

void add_breaks(SegmentAccount& account, const Network& u, const Network& v, const Segment& segment,
                std::size_t most) {
  account.breaks.count = segment.broken_groups.size() + segment.broken_outputs.size();
  std::vector<Break>& list = account.breaks.first;
  for (const std::uint32_t g : segment.broken_groups) {
    if (list.size() == most) return;
    list.push_back(break_of_group(u, v, segment, g, most));
  }
  for (const std::size_t output : segment.broken_outputs) {
    if (list.size() == most) return;
    list.push_back({Break::Condition::output_bias, units_of(segment.constants, most), output,
                    folded_bias(u, 0, segment.constants, output),
                    folded_bias(v, 0, segment.constants, output)});
  }
}

}  // namespace

SegmentAccount account_of(const Network& u, const Network& v, const Segment& segment, std::size_t number,
                          std::size_t most) {
  SegmentAccount account{number, segment.valid(), segment.unchanged, {}, {}, {}, {}, {}, {}, {}};
  for (const std::uint32_t unit : segment.moving_blanks) add(account.moving_blanks, unit, most);
  for (const Member& member : segment.constants) add(account.constants, member.unit, most);
  for (std::size_t output = 0; output < u.outputs(); ++output)
    if (u.d[output] != v.d[output]) add(account.output_biases, output, most);
  add_groups(account, segment, most);
  add_breaks(account, u, v, segment, most);
  return account;
}

}  // namespace isopath
