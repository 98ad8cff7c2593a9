#include "verify/tanh/paths/segment.hpp"

#include <algorithm>
#include <utility>

#include "exact/parallel.hpp"

namespace isopath {

namespace {

/// Some units, sorted by what is known of each alone.
struct SortedUnits {
  std::size_t unchanged = 0;
  std::vector<std::uint32_t> moving_blanks;
  std::vector<Member> constants;
  std::vector<std::uint32_t> others;
};

bool stays(const Network& u, const Network& v, std::uint32_t unit) {
  return equal(u.incoming_pair(unit), u.numbers, v.incoming_pair(unit), v.numbers, false);
}

void sort_in(SortedUnits& part, const Network& u, const Network& v, std::uint32_t unit) {
  if (equal(u.row(unit), u.numbers, v.row(unit), v.numbers, false)) {
    ++part.unchanged;
    return;
  }
  const bool moves = !stays(u, v, unit);
  if (!moves && is_constant(u, unit))
    part.constants.push_back({unit, 0, false});
  else if (moves && is_blank(u, unit) && is_blank(v, unit))
    part.moving_blanks.push_back(unit);
  else
    part.others.push_back(unit);
}

SortedUnits sort_all(const Network& u, const Network& v) {
  std::vector<SortedUnits> parts(parts_for(u.width()));
  in_parallel(parts.size(), [&](std::size_t i) {
    const std::size_t last = part_begin(i + 1, parts.size(), u.width());
    for (std::size_t unit = part_begin(i, parts.size(), u.width()); unit < last; ++unit)
      sort_in(parts[i], u, v, static_cast<std::uint32_t>(unit));
  });
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  SortedUnits all = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    all.unchanged += parts[i].unchanged;
    append(all.moving_blanks, parts[i].moving_blanks);
    append(all.constants, parts[i].constants);
    append(all.others, parts[i].others);
  }
  return all;
}

/// Condition (ii): the weights have the same sum at u and at v.
bool keeps_its_sum(const Network& u, const Network& v, std::span<const Member> group) {
  ExactSum change;
  for (std::size_t output = 0; output < u.outputs(); ++output) {
    change.clear();
    for (const Member& member : group) {
      add_weight(change, v, member, output);
      add_weight(change, u, member, output, true);
    }
    if (!change.is_zero()) return false;
  }
  return true;
}

std::uint8_t judge(const Network& u, const Network& v, std::span<const Member> group) {
  const bool moving = !stays(u, v, group.front().unit);
  const bool holds =
      moving ? adds_up_to_zero(u, group) && adds_up_to_zero(v, group) : keeps_its_sum(u, v, group);
  return static_cast<std::uint8_t>((moving ? Segment::moves : 0) | (holds ? 0 : Segment::breaks));
}

/// Condition (iii) in one output. Units with b = 0 that keep their a are on both sides of it and are left
/// out.
bool keeps_its_bias(const Network& u, const Network& v, std::span<const Member> constants,
                    std::size_t output) {
  if (constants.empty()) return u.d[output] == v.d[output];
  return folded_bias(u, 0, constants, output) == folded_bias(v, 0, constants, output);
}

}  // namespace

Segment decide_segment(const Network& u, const Network& v) {
  SortedUnits units = sort_all(u, v);
  const Judge of_group = [&u, &v](std::span<const Member> group) { return judge(u, v, group); };
  Segment segment{units.unchanged,
                  std::move(units.moving_blanks),
                  std::move(units.constants),
                  group_jointly(u, v, units.others, of_group),
                  {},
                  {}};
  const Groups& groups = segment.groups;
  for (std::uint32_t g = 0; g < groups.count(); ++g)
    if ((groups.judgement(g) & Segment::breaks) != 0) segment.broken_groups.push_back(g);
  std::sort(segment.broken_groups.begin(), segment.broken_groups.end(),
            [&groups](std::uint32_t x, std::uint32_t y) {
              return groups.group(x).front().unit < groups.group(y).front().unit;
            });
  for (std::size_t output = 0; output < u.outputs(); ++output)
    if (!keeps_its_bias(u, v, segment.constants, output)) segment.broken_outputs.push_back(output);
  return segment;
}

Network point_on(const Network& u, const Network& v, const Rational& t) {
  Network w(u.inputs(), u.outputs());
  w.set_width(u.width());
  const Rational s = Rational(1) - t;
  for (std::size_t unit = 0; unit < u.width(); ++unit) {
    const NumberRow at_u = u.row(unit);
    const NumberRow at_v = v.row(unit);
    const auto row = w.writable_row(unit);
    for (std::size_t k = 0; k < row.size(); ++k)
      row[k] = equal(at_u[k], u.numbers, at_v[k], v.numbers)
                   ? w.numbers.copy(at_u[k], u.numbers)
                   : w.numbers.add(s * u.numbers.value(at_u[k]) + t * v.numbers.value(at_v[k]));
  }
  for (std::size_t output = 0; output < u.outputs(); ++output)
    w.d[output] = s * u.d[output] + t * v.d[output];
  return w;
}

}  // namespace isopath
