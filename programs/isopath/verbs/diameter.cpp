// isopath diameter A: how far apart two members of the class of A can be, and two that are as far apart as
// the lower bound says.
#include "verify/tanh/distances/diameter.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/comparison.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/distances/distance.hpp"

namespace isopath::cli {

namespace {

struct Options {
  OneNetwork network;
  std::vector<std::string> members;  // files for the two members: none, one path file, or two network files
  bool table = false;                // prove the lower bound by search
  AnswerOptions form;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

Diameter find(const Options& options, const Model& model) {
  Diameter found = isopath::diameter(model, canonical_form(model.network()));
  if (!options.table) return found;
  if (found.rank == 0 || found.rank == found.width || found.width > LabelCell::most_units)
    throw UsageError("--table: expected a rank above 0 and below the width, which is at most " +
                     std::to_string(LabelCell::most_units) + ", found rank " + std::to_string(found.rank) +
                     " and width " + std::to_string(found.width));
  ProgressLine line("classes of cells:");
  prove_by_table(found, [&line](std::size_t classes) { line.show(classes); });
  return found;
}

void print_text(std::ostream& out, const Options& options, const Model& model, const Diameter& found) {
  out << "s DIAMETER\n";
  out << "c " << in_line(options.network.a) << ": " << shape(model) << ", rank " << found.rank << "\n";
  if (!found.upper)
    out << "c no unit is redundant: the class is finite, and its members are not connected\n";
  else
    out << "c the diameter of its class is " << counted(*found.upper, "segment") << ", exactly\n";
  if (found.upper)
    out << "c any two members are joined by at most " << *found.upper << " (Theorem 4)\n"
        << "c two members need " << found.lower.segments << ": " << in_words(found.lower) << "\n";
  out << about_the_real_function;
}

Json json_of(const Model& model, const Diameter& found) {
  return {{"lower", found.lower.segments},
          {"upper", found.upper ? Json(*found.upper) : Json(nullptr)},
          {"rank", found.rank},
          {"width", found.width},
          {"argument", name_of(found.lower.argument)},
          {"inputs", model.network().inputs()},
          {"outputs", model.network().outputs()}};
}

/// One file: a path file whose two vertices are the two members. Two: a network file each.
std::vector<WrittenFile> files_of_members(const std::vector<std::string>& names, const Diameter& found) {
  if (names.size() == 1)
    return {{names[0], [&](std::ostream& out) {
               write_path_file(out, ListedPath({found.first, found.last}));
             }}};
  std::vector<WrittenFile> files;
  for (std::size_t k = 0; k < names.size(); ++k)
    files.push_back({names[k], [&member = k == 0 ? found.first : found.last](std::ostream& out) {
                       write_network_file(out, member.activation(), member.stated());
                     }});
  return files;
}

void Options::add_to(CLI::App& parser) {
  network.add_to(parser);
  parser
      .add_option("-o", members,
                  "write two members that are as far apart as the lower bound says, as the vertices of a "
                  "path file; given twice, as two network files")
      ->allow_extra_args(false)
      ->check(not_empty());
  parser.add_flag("--table", table,
                  "prove the lower bound by exhaustive search instead of Theorem 8 (up to 12 units)");
  form.add_to(parser);
  certificate.add_to(parser);
}

int Options::run() const {
  if (members.size() > 2) throw UsageError("-o: expected at most two files, found more");
  std::vector<std::string> outputs = members;
  outputs.push_back(certificate.file);
  refuse_overwriting({network.a}, outputs);
  const Model model = network.read();
  const Diameter found = find(*this, model);
  std::vector<WrittenFile> files = files_of_members(members, found);
  files.push_back(
      {certificate.file, [&](std::ostream& out) { write_diameter_certificate(out, model, found); }});
  return answer(form.json, {exits::holds, [&](std::ostream& out) { print_text(out, *this, model, found); },
                            [&] { return json_of(model, found); }, std::move(files)});
}

}  // namespace

const Verb verbs::diameter{"diameter", "how far apart two members of the class of A can be",
                           prepare<Options>};

}  // namespace isopath::cli
