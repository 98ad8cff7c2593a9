// Groups of units with the same oriented pair: G1, G2, the numbering in C4 and E2, and the sums of C5 and E3
// of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_GROUPS_HPP
#define ISOPATH_CHECK_GROUPS_HPP

#include "network.hpp"

namespace isopath::check {

/// The evidence: the number of each unit's group, and where it stands.
struct GroupList {
  static constexpr std::size_t null = SIZE_MAX;  // of a constant unit
  struct Entry {
    std::size_t group, offset;
  };
  const Source* source;
  Place place;
  std::vector<Entry> entries;

  [[noreturn]] void refuse_entry(std::size_t unit, std::string_view rule, const std::string& message) const;
};

GroupList read_groups(Reader& in);

/// A unit in a group. Its weights count with `side`, +1 or -1, times its orientation.
struct Member {
  const TanhNetwork* f;
  std::size_t unit;
  int side;

  int sign() const { return side * f->orientation[unit]; }
  Rational weight(std::size_t output) const { return f->a_of(unit, output); }
};

using Groups = std::vector<std::vector<Member>>;

/// G1: one entry per unit, null for the constant units and for no other.
void check_g1(const GroupList& list, const TanhNetwork& f);

/// Puts the units of f into groups. G2, and C4 for the first `fixed` groups: each unit has the pair of its
/// group. `numbering_rule`: each group is one that has a unit, or the next. G1 holds.
void join_groups(const GroupList& list, const TanhNetwork& f, int side, std::size_t fixed,
                 std::string_view numbering_rule, Groups& groups);

/// Do the weights of a group add up to 0 in this output?
bool is_balanced(const std::vector<Member>& group, std::size_t output);

}  // namespace isopath::check

#endif
