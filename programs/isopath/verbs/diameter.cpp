// isopath diameter A: how far apart two members of the class of A can be, and two that are as far apart as
// the lower bound says.
#include "verify/tanh/distances/diameter.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/pair.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/distances/distance.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

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
  out << "c " << in_line(options.a) << ": " << shape(model) << ", rank " << found.rank << "\n";
  if (!found.upper)
    out << "c no unit is redundant: the class is finite, and its members are not connected\n";
  else
    out << "c the diameter of its class is " << counted(*found.upper, "segment") << ", exactly\n";
  if (found.upper)
    out << "c any two members are joined by at most " << *found.upper << " (Theorem 4)\n"
        << "c two members need " << found.lower.segments << ": " << in_words(found.lower) << "\n";
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Model& model, const Diameter& found) {
  const Json object{{"lower", found.lower.segments},
                    {"upper", found.upper ? Json(*found.upper) : Json(nullptr)},
                    {"rank", found.rank},
                    {"width", found.width},
                    {"argument", name_of(found.lower.argument)},
                    {"inputs", model.network().inputs()},
                    {"outputs", model.network().outputs()}};
  out << object.dump() << '\n';
}

/// One file: a path file whose two vertices are the pair. Two: a network file each.
void write_pair(const std::vector<std::string>& files, const Diameter& found) {
  if (files.size() == 1) {
    OutputFile file(files[0]);
    write_path_file(file.stream(), ListedPath({found.first, found.last}));
    return file.commit();
  }
  for (std::size_t k = 0; k < files.size(); ++k) {
    const Model& member = k == 0 ? found.first : found.last;
    OutputFile file(files[k]);
    write_network_file(file.stream(), member.activation(), member.stated());
    file.commit();
  }
}

}  // namespace

int diameter(const Options& options) {
  if (options.files.size() > 2) throw UsageError("-o: expected at most two files, found more");
  std::vector<std::string> outputs = options.files;
  outputs.push_back(options.certificate);
  refuse_overwriting({options.a}, outputs);
  const Model model = read_model(options.a, options.model);
  const Diameter found = find(options, model);
  write_pair(options.files, found);
  if (!options.certificate.empty()) {
    OutputFile certificate(options.certificate);
    write_diameter_certificate(certificate.stream(), model, found);
    certificate.commit();
  }
  const bool is_taken = std::find(outputs.begin(), outputs.end(), "-") != outputs.end();
  std::ostream& out = is_taken ? std::cerr : std::cout;
  if (options.json)
    print_json(out, model, found);
  else
    print_text(out, options, model, found);
  flush_checked(out);
  return 0;
}

}  // namespace isopath::cli
