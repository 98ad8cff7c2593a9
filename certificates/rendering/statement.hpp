// What a certificate states, for a paper: sentences, tables and a timetable, in no markup yet.
//
// Rests on the reader of certificates/format for what a certificate claims. Nothing is verified: the roles of
// units are computed exactly from what the certificate says, and every text of it that is shown has been read
// as a number.
#ifndef ISOPATH_CERTIFICATES_RENDERING_STATEMENT_HPP
#define ISOPATH_CERTIFICATES_RENDERING_STATEMENT_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "certificates/format/claims.hpp"
#include "certificates/rendering/roles.hpp"

namespace isopath {

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
  std::string digest;  // sha256 of the certificate, in hexadecimal; empty if only the claim was stated
  std::size_t bytes = 0;
};

/// The longest certificate that is read for this.
constexpr std::size_t longest_statement = std::size_t{16} << 20U;

/// What the certificate claims. Throws InputError: malformed if it is a draft that leaves something out, or a
/// vertex of its path can't be read; not_treated if the vertices of its path are long.
Statement state(const Certificate& certificate);

/// The statement of a certificate, whose numbers are in canonical notation. `name` is that of the file, for
/// errors. Throws InputError as state() does: malformed, too, if it is no certificate; not_treated if its
/// kind is not known, or it is too long.
Statement read_statement(const std::string& name, std::string_view certificate);

}  // namespace isopath

#endif
