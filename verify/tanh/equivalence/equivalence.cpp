#include "verify/tanh/equivalence/equivalence.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

namespace {

/// What is asked of each group: bits of a judgement.
enum Judgement : std::uint8_t { weight_in_a = 1, weight_in_b = 2, differs = 4 };

/// In the common case a and b have one unit each: the sums are the weights, which are equal if their numbers
/// are.
std::uint8_t judge_two(const Network& a, const Network& b, const Member& of_a, const Member& of_b) {
  const bool same = equal(a.a(of_a.unit), a.numbers, b.a(of_b.unit), b.numbers, of_a.flipped != of_b.flipped);
  const bool in_a = !is_blank(a, of_a.unit);
  const bool in_b = same ? in_a : !is_blank(b, of_b.unit);
  return static_cast<std::uint8_t>((in_a ? weight_in_a : 0) | (in_b ? weight_in_b : 0) |
                                   (same ? 0 : differs));
}

std::uint8_t judge_group(const Network& a, const Network& b, std::span<const Member> group) {
  if (group.size() == 2 && group[0].network == 0 && group[1].network == 1)
    return judge_two(a, b, group[0], group[1]);
  unsigned judgement = 0;
  ExactSum sum_a;
  ExactSum sum_b;
  ExactSum gap;
  for (std::size_t output = 0; output < a.outputs(); ++output) {
    sum_a.clear();
    sum_b.clear();
    gap.clear();
    for (const Member& member : group) {
      const Network& network = member.network == 0 ? a : b;
      add_weight(member.network == 0 ? sum_a : sum_b, network, member, output);
      add_weight(gap, network, member, output, member.network == 1);
    }
    if (!sum_a.is_zero()) judgement |= weight_in_a;
    if (!sum_b.is_zero()) judgement |= weight_in_b;
    if (!gap.is_zero()) judgement |= differs;
  }
  return static_cast<std::uint8_t>(judgement);
}

}  // namespace

Equivalence decide_equivalence(const Network& a, const Network& b) {
  const Network* const both[] = {&a, &b};
  const auto judge = [&a, &b](std::span<const Member> group) { return judge_group(a, b, group); };
  Equivalence result{false, 0, 0, group_units(both, judge), {}, {}};
  const Groups& groups = result.groups;
  for (std::uint32_t g = 0; g < groups.count(); ++g) {
    const unsigned judgement = groups.judgement(g);
    if ((judgement & weight_in_a) != 0) ++result.rank_a;
    if ((judgement & weight_in_b) != 0) ++result.rank_b;
    if ((judgement & differs) != 0) result.differing_groups.push_back(g);
  }
  std::sort(result.differing_groups.begin(), result.differing_groups.end(),
            [&groups](std::uint32_t x, std::uint32_t y) {
              const Member first_x = groups.group(x).front();
              const Member first_y = groups.group(y).front();
              return std::pair(first_x.network, first_x.unit) < std::pair(first_y.network, first_y.unit);
            });
  for (std::size_t output = 0; output < a.outputs(); ++output)
    if (folded_bias(a, 0, groups.constants(), output) != folded_bias(b, 1, groups.constants(), output))
      result.differing_outputs.push_back(output);
  result.equivalent = result.differing_groups.empty() && result.differing_outputs.empty();
  return result;
}

Rational weight_sum(const Network& network, std::size_t place, std::span<const Member> group,
                    std::size_t output) {
  ExactSum sum;
  for (const Member& member : group)
    if (member.network == place) add_weight(sum, network, member, output);
  return sum.total();
}

Network difference(const Network& a, const Network& b, const Equivalence& verdict) {
  Network result(a.inputs(), a.outputs());
  for (const std::uint32_t g : verdict.differing_groups) {
    const auto group = verdict.groups.group(g);
    const Member& leader = group.front();
    const Network& network = leader.network == 0 ? a : b;
    const auto row = result.append_unit();
    for (std::size_t k = 0; k <= a.inputs(); ++k)
      row[k] = result.numbers.add(
          network.numbers.value(network.incoming_pair(leader.unit)[k].negated_if(leader.flipped)));
    for (std::size_t output = 0; output < a.outputs(); ++output)
      row[a.inputs() + 1 + output] =
          result.numbers.add(weight_sum(a, 0, group, output) - weight_sum(b, 1, group, output));
  }
  for (const std::size_t output : verdict.differing_outputs)
    result.d[output] = folded_bias(a, 0, verdict.groups.constants(), output) -
                       folded_bias(b, 1, verdict.groups.constants(), output);
  return result;
}

}  // namespace isopath
