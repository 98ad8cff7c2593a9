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
/// A Markdown text, with formulas between dollar signs.
void write_markdown(std::ostream& out, const Statement& statement);
void write_text(std::ostream& out, const Statement& statement);
/// A sentence of a statement without the notation of LaTeX.
std::string plain(std::string sentence);
/// The timetable as a drawing. Precondition: the statement has one.
void write_svg(std::ostream& out, const Statement& statement);

}  // namespace isopath

#endif
