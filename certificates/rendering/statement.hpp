// What a certificate states, for a paper: sentences, tables and a timetable, in no markup yet.
//
// Rests on docs/certificate-format.md for where things are. Nothing is verified: the roles of units are
// computed exactly from what the certificate says, and every text of it that is shown has been read as a
// number.
#ifndef ISOPATH_CERTIFICATES_RENDERING_STATEMENT_HPP
#define ISOPATH_CERTIFICATES_RENDERING_STATEMENT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isopath {

/// The part of a unit at a vertex. An essential group is known by its number: those of vertex 0 as in its
/// canonical form, then others in the order in which they come.
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

/// Cells of words and formulas in LaTeX's notation, formulas between dollar signs.
struct Table {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
  std::size_t left_out = 0;  // rows that are not given
};

struct Statement {
  std::string kind;
  std::vector<std::string> sentences;  // as the cells of a table
  std::size_t of_claim = 1;            // so many of them, the first, state the claim; the others explain it
  std::vector<Table> tables;
  std::optional<Timetable> timetable;
  std::string digest;  // sha256 of the certificate, in hexadecimal
  std::size_t bytes = 0;
};

/// The longest certificate that is read for this.
constexpr std::size_t longest_statement = std::size_t{16} << 20U;

/// `name` is that of the file, for errors. Throws InputError: malformed if it is no certificate, not_treated
/// if its kind is not known here or it is too long.
Statement read_statement(const std::string& name, std::string_view certificate);

}  // namespace isopath

#endif
