#include "certificates/rendering/roles.hpp"

#include <cstdint>
#include <span>

#include "verify/tanh/equivalence/groups.hpp"

namespace isopath {

namespace {

/// The pair (b, c) of the member's unit, with the sign that orients it.
std::vector<Rational> oriented_pair(const Network& network, const Member& member) {
  std::vector<Rational> pair;
  for (const Number x : network.incoming_pair(member.unit))
    pair.push_back(network.numbers.value(x.negated_if(member.flipped)));
  return pair;
}

/// The numbers of the groups, empty for those that are not essential.
std::vector<std::optional<std::size_t>> numbers_of(const Network& vertex, const Groups& groups,
                                                   Numbering& numbers) {
  std::map<std::vector<Rational>, std::size_t> essential;
  for (std::size_t g = 0; g < groups.count(); ++g)
    if (groups.judgement(g) == 0) essential.emplace(oriented_pair(vertex, groups.group(g).front()), g);
  std::vector<std::optional<std::size_t>> of_groups(groups.count());
  for (const auto& [pair, g] : essential) of_groups[g] = numbers.emplace(pair, numbers.size()).first->second;
  return of_groups;
}

}  // namespace

std::vector<Role> roles_of(const Network& vertex, Numbering& numbers) {
  const Network* const only[] = {&vertex};
  const Groups groups = group_units(only, [&vertex](std::span<const Member> group) {
    return static_cast<std::uint8_t>(adds_up_to_zero(vertex, group));
  });
  const auto of_groups = numbers_of(vertex, groups, numbers);
  std::vector<Role> roles(vertex.width());
  for (const Member& member : groups.constants())
    roles[member.unit] = {is_blank(vertex, member.unit) ? Role::Name::blank : Role::Name::constant,
                          std::nullopt, false};
  for (std::size_t g = 0; g < groups.count(); ++g) {
    const Role::Name carrying = of_groups[g] ? Role::Name::essential : Role::Name::zero_sum;
    for (const Member& member : groups.group(g))
      roles[member.unit] = {is_blank(vertex, member.unit) ? Role::Name::blank : carrying, of_groups[g],
                            member.flipped};
  }
  return roles;
}

std::vector<Motion> motions_between(const Network& from, const Network& to) {
  const auto are_equal = [&](const NumberRow& x, const NumberRow& y) {
    return equal(x, from.numbers, y, to.numbers, false);
  };
  std::vector<Motion> motions;
  for (std::size_t unit = 0; unit < from.width(); ++unit) {
    if (!are_equal(from.incoming_pair(unit), to.incoming_pair(unit)))
      motions.push_back(Motion::moves);
    else
      motions.push_back(are_equal(from.a(unit), to.a(unit)) ? Motion::stays : Motion::shifts);
  }
  return motions;
}

bool is_unchanged(const Network& from, const Network& to, std::size_t unit) {
  return equal(from.row(unit), from.numbers, to.row(unit), to.numbers, false);
}

}  // namespace isopath
