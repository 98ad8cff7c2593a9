// Groups of units: G1, G2, C4, C5, E2 and E3 of docs/certificate-format.md.
#include "groups.hpp"

namespace isopath::check {

void GroupList::refuse_entry(std::size_t unit, std::string_view rule, const std::string& message) const {
  refuse(*source, {entries[unit].offset, place.path + "[" + std::to_string(unit) + "]"}, rule, message);
}

GroupList read_groups(Reader& in) {
  in.peek();
  GroupList list{&in.source(), in.place(), {}};
  in.open_array();
  while (in.next_element()) {
    const std::size_t group = in.null() ? GroupList::null : in.count(2 * max_units);
    list.entries.push_back({group, in.offset()});
  }
  return list;
}

void check_g1(const GroupList& list, const TanhNetwork& f) {
  if (const std::size_t found = list.entries.size(); found != f.units())
    refuse(*list.source, list.place, "G1",
           "expected one entry per unit, " + std::to_string(f.units()) + ", found " + std::to_string(found));
  for (std::size_t i = 0; i < f.units(); ++i) {
    const bool is_constant = f.orientation[i] == 0, is_null = list.entries[i].group == GroupList::null;
    if (is_constant && !is_null)
      list.refuse_entry(i, "G1", "expected null, for a constant unit, found a group");
    if (!is_constant && is_null)
      list.refuse_entry(i, "G1", "expected a group, for a unit that is not constant, found null");
  }
}

void join_groups(const GroupList& list, const TanhNetwork& f, int side, std::size_t fixed,
                 std::string_view numbering_rule, Groups& groups) {
  for (std::size_t i = 0; i < f.units(); ++i) {
    const std::size_t group = list.entries[i].group;
    if (group == GroupList::null) continue;
    if (group > groups.size())
      list.refuse_entry(i, numbering_rule,
                        "expected a group that has a unit, or the next, " + std::to_string(groups.size()) +
                            ", found " + std::to_string(group));
    if (group == groups.size()) {
      groups.emplace_back();
    } else if (const Member& first = groups[group].front();
               !same_pair(pair_of(*first.f, first.unit), pair_of(f, i), f.inputs)) {
      list.refuse_entry(i, group < fixed ? "C4" : "G2",
                        "expected a unit with the oriented pair of " +
                            first.f->place_of_unit(first.unit).path + ", found " + f.place_of_unit(i).path);
    }
    groups[group].push_back({&f, i, side});
  }
}

bool is_balanced(const std::vector<Member>& group, std::size_t output) {
  if (group.size() == 2)  // as most are: nothing needs to be computed
    return equal_with_signs(group[0].sign(), group[0].weight(output), -group[1].sign(),
                            group[1].weight(output));
  Total total;
  for (const Member& member : group)
    if (const Rational a = member.weight(output); !a.is_zero()) total.add(a.value() * member.sign());
  return total.value() == 0;
}

}  // namespace isopath::check
