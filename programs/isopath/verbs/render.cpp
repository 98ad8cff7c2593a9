// isopath render C: a certificate for a reader. Nothing is verified here.
#include <memory>
#include <ostream>
#include <span>
#include <string>

#include "certificates/rendering/documents.hpp"
#include "certificates/rendering/page.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/open.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

struct Options {
  std::string certificate;
  std::string format = "html";
  OutputOption output;

  void add_to(CLI::App& parser);
  int run() const;
};

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

void Options::add_to(CLI::App& parser) {
  parser.add_option("C", certificate, "a certificate; - is standard input")->required();
  parser
      .add_option("--to", format,
                  "html: one file that checks the certificate by itself (html); latex, markdown, text: the "
                  "statement and its tables; "
                  "svg: the timetable of a path")
      ->check(CLI::IsMember({"html", "latex", "markdown", "svg", "text"}));
  output.add_to(parser);
}

int Options::run() const {
  refuse_overwriting({certificate}, {output.file});
  const std::unique_ptr<Source> source = open_source(certificate);
  const std::string bytes = read_whole(*source);
  if (format == "html") {
    write_file(output.file, [&](std::ostream& out) { write_page(out, bytes); });
    return exits::holds;
  }
  const Statement statement = read_statement(source->name(), bytes);
  if (format == "svg" && !statement.timetable)
    throw InputError(InputError::Kind::not_treated, source->name(),
                     "expected a certificate with a path or a pair of members to draw, found the kind \"" +
                         statement.kind + "\"");
  write_file(output.file, [&](std::ostream& out) { write(out, statement, format); });
  return exits::holds;
}

}  // namespace

const Verb verbs::render{
    "render", "a certificate for a reader: a page that checks it in the browser, or a statement for a paper",
    prepare<Options>};

}  // namespace isopath::cli
