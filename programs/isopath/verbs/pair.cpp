#include "programs/isopath/verbs/pair.hpp"

#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/proof.hpp"
#include "verify/files/write_network.hpp"
#include "verify/networks/error.hpp"
#include "verify/networks/identity.hpp"

namespace isopath::cli {

namespace {

void require_same_kind(const Options& options, const Model& a, const Model& b) {
  require_same_shape(options.a, a, options.b, b);
  if (a.activation() == b.activation() && a.network().width() == b.network().width()) return;
  throw InputError(
      InputError::Kind::malformed, options.b,
      "expected the activation and the width of " + options.a + ", " + shape(a) + ", found " + shape(b));
}

void write_certificate_of_no_path(std::ostream& out, const Pair& pair) {
  if (pair.equivalence.equivalent) {
    write_not_connected_certificate(out, pair.a, pair.b);
    return;
  }
  certify_equivalence(out, pair.a, pair.b, pair.equivalence, pair.witness);
}

}  // namespace

bool Pair::connected() const {
  return equivalence.equivalent && (rank() < width() || !first_difference(a, b));
}

Pair read_pair(const Options& options) {
  if (options.a == "-" && options.b == "-")
    throw UsageError("only one of the two networks can be standard input");
  Model a = read_model(options.a, options.model);
  Model b = read_model(options.b, options.model);
  require_same_kind(options, a, b);
  return pair_of(std::move(a), std::move(b));
}

Pair pair_of(Model a, Model b) {
  CanonicalForm of_a = canonical_form(a.network());
  CanonicalForm of_b = canonical_form(b.network());
  Equivalence equivalence = decide_equivalence(a.network(), b.network());
  std::optional<Witness> witness;
  if (!equivalence.equivalent) witness = find_witness(a, b, equivalence);
  return {std::move(a),    std::move(b),           std::move(of_a),
          std::move(of_b), std::move(equivalence), std::move(witness)};
}

void print_pair(std::ostream& out, const Options& options, const Pair& pair) {
  out << "c A: " << in_line(options.a) << ": " << shape(pair.a) << ", rank " << pair.of_a.rank() << "\n";
  out << "c B: " << in_line(options.b) << ": " << shape(pair.b) << ", rank " << pair.of_b.rank() << "\n";
}

void print_not_connected(std::ostream& out, const Pair& pair) {
  if (!pair.equivalence.equivalent)
    out << "c A and B are not the same function\n" << witness_line(pair.witness);
  else
    out << "c A and B are the same function, but no unit is redundant: the class of A has finitely many "
           "members, and no path leaves A within it\n";
}

std::optional<Distance> find_distance(const Pair& pair, bool thorough, bool both_ways) {
  if (!pair.connected()) return std::nullopt;
  using Search = DistanceQuestion::Search;
  constexpr std::size_t most_unasked = 8;
  const Search search = thorough                       ? Search::thorough
                        : pair.width() <= most_unasked ? Search::brief
                                                       : Search::none;
  ProgressLine line("cells met:");
  Distance found = isopath::distance(
      {{pair.a, pair.b, pair.of_a, pair.of_b}, search, both_ways, [&line](std::size_t cells) {
         line.show(cells);
       }});
  if (!isopath::check_path(*found.path, {&pair.a, &pair.b, 1, 0, {}}).valid())
    throw std::logic_error("the path that was built does not hold");
  return found;
}

std::string in_words(const LowerBound& bound) {
  switch (bound.argument) {
    case LowerBound::Argument::none:
      return "the same parameter";
    case LowerBound::Argument::parameters:
      return "the parameters differ";
    case LowerBound::Argument::segment:
      return "the straight segment does not hold (Theorem 3)";
    case LowerBound::Argument::unit:
      return "first moves of unit " + std::to_string(bound.unit) + " (Theorem 5)";
    case LowerBound::Argument::seats:
      return "moves of the essential groups (Theorem 7)";
    case LowerBound::Argument::turned:
      return "every essential group turns its sign in place (Theorem 8)";
    case LowerBound::Argument::table:
      return "exhaustive search among cells up to symmetry";
  }
  return "";
}

void write_results(const Options& options, const Pair& pair, const std::optional<Distance>& found,
                   const std::function<void(std::ostream&, const Distance&)>& certify) {
  if (found && !options.path.empty()) {
    OutputFile file(options.path);
    write_path_file(file.stream(), *found->path);
    file.commit();
  }
  if (options.certificate.empty()) return;
  OutputFile certificate(options.certificate);
  if (found)
    certify(certificate.stream(), *found);
  else
    write_certificate_of_no_path(certificate.stream(), pair);
  certificate.commit();
}

}  // namespace isopath::cli
