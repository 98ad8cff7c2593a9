// isopath render C: a certificate for a reader. Nothing is verified here.
#include <memory>
#include <ostream>
#include <span>
#include <string>

#include "certificates/rendering/documents.hpp"
#include "certificates/rendering/page.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

std::string read_whole(const Source& source) {
  std::string bytes(source.size(), '\0');
  source.read(0, std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

void write(std::ostream& out, const Statement& statement, const std::string& format) {
  if (format == "latex") write_latex(out, statement);
  if (format == "markdown") write_markdown(out, statement);
  if (format == "text") write_text(out, statement);
  if (format == "svg") write_svg(out, statement);
}

}  // namespace

int render(const Options& options) {
  refuse_overwriting({options.a}, {options.output});
  const std::unique_ptr<Source> source = Source::open(options.a);
  const std::string certificate = read_whole(*source);
  if (options.format == "html") {
    OutputFile output(options.output);
    write_page(output.stream(), certificate);
    output.commit();
    return 0;
  }
  const Statement statement = read_statement(source->name(), certificate);
  if (options.format == "svg" && !statement.timetable)
    throw InputError(InputError::Kind::not_treated, source->name(),
                     "expected a certificate with a path or a pair of members to draw, found the kind \"" +
                         statement.kind + "\"");
  OutputFile output(options.output);
  write(output.stream(), statement, options.format);
  output.commit();
  return 0;
}

}  // namespace isopath::cli
