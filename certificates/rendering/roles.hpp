// Roles of units: what part each unit of a vertex plays in the vertex's canonical form, and what it does from
// one vertex to the next.
//
// Rests on the groups of verify/tanh/equivalence/groups.hpp (rule M2 of docs/certificate-format.md). The
// numbers are those that the vertices state: those of a logistic network and those of its tanh network give
// the same roles.
#ifndef ISOPATH_CERTIFICATES_RENDERING_ROLES_HPP
#define ISOPATH_CERTIFICATES_RENDERING_ROLES_HPP

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verify/networks/network.hpp"

namespace isopath {

/// The part of a unit at a vertex. An essential group is known by its number: the groups of vertex 0 are
/// numbered as in its canonical form, then others in the order in which they come.
struct Role {
  enum class Name { essential, blank, zero_sum, constant };
  Name name;
  std::optional<std::size_t> group;  // of essential units, and of blanks at the pair of one
  bool turned = false;               // the unit has the opposite of the group's pair
};

/// What a unit does on a segment.
enum class Motion { stays, shifts, moves };

struct Timetable {
  std::vector<std::string> vertices;         // their names
  std::vector<std::vector<Role>> roles;      // [vertex][unit]
  std::vector<std::vector<Motion>> motions;  // [segment][unit]; empty if no segments join the vertices
  std::vector<std::size_t> broken;           // segments
};

/// Numbers of essential groups, by oriented pair.
using Numbering = std::map<std::vector<Rational>, std::size_t>;

/// Numbers the essential groups of the vertex that have no number yet, in the order of their pairs.
std::vector<Role> roles_of(const Network& vertex, Numbering& numbers);

/// Precondition: the two have the same shape.
std::vector<Motion> motions_between(const Network& from, const Network& to);

/// Whether a unit has the same numbers at both vertices. Precondition: the two have the same shape.
bool is_unchanged(const Network& from, const Network& to, std::size_t unit);

}  // namespace isopath

#endif
