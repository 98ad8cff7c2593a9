// Statements as documents: LaTeX, Markdown, plain text; and a timetable as a drawing.
#ifndef ISOPATH_CERTIFICATES_RENDERING_DOCUMENTS_HPP
#define ISOPATH_CERTIFICATES_RENDERING_DOCUMENTS_HPP

#include <ostream>
#include <string>

#include "certificates/rendering/statement.hpp"

namespace isopath {

/// A document of the class article that needs no package. What stands between its two comments can be put
/// into another one.
void write_latex(std::ostream& out, const Statement& statement);
/// With formulas between dollar signs.
void write_markdown(std::ostream& out, const Statement& statement);
void write_text(std::ostream& out, const Statement& statement);
/// A sentence of it, its formulas without LaTeX.
std::string plain(std::string sentence);
/// Precondition: the statement has a timetable.
void write_svg(std::ostream& out, const Statement& statement);

}  // namespace isopath

#endif
