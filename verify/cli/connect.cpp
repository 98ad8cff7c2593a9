// isopath connect A B: a path of few segments from A to B on which the function stays the same, or why there
// is none.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "certificates/writer.hpp"
#include "verify/cli/output.hpp"
#include "verify/cli/text.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/connection.hpp"
#include "verify/error.hpp"
#include "verify/identity.hpp"
#include "verify/models/write_network.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

void require_same_kind(const Options& options, const Model& a, const Model& b) {
  require_same_shape(options.a, a, options.b, b);
  if (a.activation() == b.activation() && a.network().width() == b.network().width()) return;
  throw InputError(
      InputError::Kind::malformed, options.b,
      "expected the activation and the width of " + options.a + ", " + shape(a) + ", found " + shape(b));
}

/// What is found, worked out before anything is written.
struct Finding {
  const CanonicalForm& of_a;
  const CanonicalForm& of_b;
  Equivalence equivalence;
  std::optional<Witness> witness;    // if the two are not equivalent
  std::unique_ptr<Connection> path;  // if they are connected

  std::size_t rank() const { return of_a.rank(); }
};

/// A path is handed out only if Theorem 3 holds on every segment of it, whatever built it.
void verify_path(const Connection& path, const Model& a, const Model& b) {
  const PathVerdict verdict = isopath::check_path(path, {&a, &b, 1, 0, {}});
  if (!verdict.valid()) throw std::logic_error("the path that was built does not hold");
}

Finding find(const Model& a, const Model& b, const CanonicalForm& of_a, const CanonicalForm& of_b) {
  Finding finding{of_a, of_b, decide_equivalence(a.network(), b.network()), {}, {}};
  const std::size_t width = a.network().width();
  if (!finding.equivalence.equivalent)
    finding.witness = find_witness(difference(a.network(), b.network(), finding.equivalence),
                                   evaluation_terms(a.network(), b.network()));
  else if (!first_difference(a, b))
    finding.path = std::make_unique<Connection>(a, b, of_a, std::vector<Connection::Step>());
  else if (finding.rank() < width)
    finding.path = std::make_unique<Connection>(a, b, of_a, connecting_steps(a, b, of_a, of_b));
  return finding;
}

void print_text(std::ostream& out, const Options& options, const Model& a, const Model& b,
                const Finding& finding) {
  const std::size_t width = a.network().width();
  out << (finding.path ? "s CONNECTED\n" : "s NOT CONNECTED\n");
  out << "c A: " << options.a << ": " << shape(a) << ", rank " << finding.of_a.rank() << "\n";
  out << "c B: " << options.b << ": " << shape(b) << ", rank " << finding.of_b.rank() << "\n";
  if (!finding.equivalence.equivalent)
    out << "c A and B are not the same function\n" << witness_line(finding.witness);
  else if (!finding.path)
    out << "c A and B are the same function, but no unit is redundant: the class of A has finitely many "
           "members, and no "
           "path leaves A within it\n";
  else
    out << "c a path of " << counted(finding.path->vertices() - 1, "segment")
        << (finding.rank() < width ? "; any two members of the class of A are joined by at most " +
                                         std::to_string(greatest_distance_bound(finding.rank(), width))
                                   : std::string())
        << "\n";
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Model& a, const Finding& finding) {
  const std::size_t width = a.network().width();
  const Json object{{"connected", finding.path != nullptr},
                    {"segments", finding.path ? Json(finding.path->vertices() - 1) : Json(nullptr)},
                    {"bound", finding.rank() < width ? Json(greatest_distance_bound(finding.rank(), width))
                                                     : Json(nullptr)},
                    {"equivalent", finding.equivalence.equivalent},
                    {"rank", finding.rank()},
                    {"width", width},
                    {"inputs", a.network().inputs()},
                    {"outputs", a.network().outputs()},
                    {"witness", json_witness(finding.witness)}};
  out << object.dump() << '\n';
}

void write_certificate(const Options& options, const Model& a, const Model& b, const Finding& finding) {
  if (options.certificate.empty()) return;
  OutputFile certificate(options.certificate);
  if (finding.path) {
    write_connected_certificate(certificate.stream(), *finding.path);
  } else if (finding.equivalence.equivalent) {
    write_not_connected_certificate(certificate.stream(), a, b);
  } else {
    const bool certain = finding.witness && confirms(a.network(), b.network(), *finding.witness);
    write_equivalence_certificate(certificate.stream(), a, b, finding.equivalence,
                                  certain ? finding.witness : std::nullopt);
  }
  certificate.commit();
}

}  // namespace

int connect(const Options& options) {
  refuse_overwriting({options.a, options.b}, {options.path, options.certificate});
  if (options.a == "-" && options.b == "-")
    throw UsageError("only one of the two networks can be standard input");
  const Model a = read_model(options.a, options.model);
  const Model b = read_model(options.b, options.model);
  require_same_kind(options, a, b);
  const CanonicalForm of_a = canonical_form(a.network());
  const CanonicalForm of_b = canonical_form(b.network());
  const Finding finding = find(a, b, of_a, of_b);
  if (finding.path) verify_path(*finding.path, a, b);
  if (finding.path && !options.path.empty()) {
    OutputFile file(options.path);
    write_path_file(file.stream(), *finding.path);
    file.commit();
  }
  write_certificate(options, a, b, finding);
  // What goes to standard output is alone there.
  std::ostream& out = options.path == "-" || options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, a, finding);
  else
    print_text(out, options, a, b, finding);
  flush_checked(out);
  return finding.path ? 0 : 1;
}

}  // namespace isopath::cli
