#include "programs/isopath/verbs/comparison.hpp"

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

void require_same_kind(const TwoNetworks& networks, const Model& a, const Model& b) {
  if (a.activation() == b.activation() && a.network().width() == b.network().width()) return;
  throw InputError(
      InputError::Kind::malformed, networks.b,
      "expected the activation and the width of " + networks.a + ", " + shape(a) + ", found " + shape(b));
}

void write_certificate_of_no_path(std::ostream& out, const Comparison& comparison) {
  if (comparison.equivalence.equivalent) {
    write_not_connected_certificate(out, comparison.a, comparison.b);
    return;
  }
  certify_equivalence(out, comparison.a, comparison.b, comparison.equivalence, comparison.witness);
}

}  // namespace

bool Comparison::connected() const {
  return equivalence.equivalent && (rank() < width() || !first_difference(a, b));
}

Comparison read_and_compare(const TwoNetworks& networks) {
  networks.require_one_standard_input();
  TwoModels models = networks.read();
  require_same_kind(networks, models.a, models.b);
  return compare(std::move(models.a), std::move(models.b));
}

Comparison compare(Model a, Model b) {
  CanonicalForm of_a = canonical_form(a.network());
  CanonicalForm of_b = canonical_form(b.network());
  Equivalence equivalence = decide_equivalence(a.network(), b.network());
  std::optional<Witness> witness;
  if (!equivalence.equivalent) witness = find_witness(a, b, equivalence);
  return {std::move(a),    std::move(b),           std::move(of_a),
          std::move(of_b), std::move(equivalence), std::move(witness)};
}

void print_networks(std::ostream& out, const TwoNetworks& networks, const Comparison& comparison) {
  out << network_line("A", networks.a, comparison.a) << ", rank " << comparison.of_a.rank() << "\n";
  out << network_line("B", networks.b, comparison.b) << ", rank " << comparison.of_b.rank() << "\n";
}

void print_not_connected(std::ostream& out, const Comparison& comparison) {
  if (!comparison.equivalence.equivalent)
    out << "c A and B are not the same function\n" << witness_line(comparison.witness);
  else
    out << "c A and B are the same function, but no unit is redundant: the class of A has finitely many "
           "members, and no path leaves A within it\n";
}

std::optional<Distance> find_distance(const Comparison& comparison, bool thorough, bool both_ways) {
  if (!comparison.connected()) return std::nullopt;
  using Search = DistanceQuestion::Search;
  constexpr std::size_t most_unasked = 8;
  const Search search = thorough                             ? Search::thorough
                        : comparison.width() <= most_unasked ? Search::brief
                                                             : Search::none;
  ProgressLine line("cells met:");
  Distance found = isopath::distance(
      {comparison.ends(), search, both_ways, [&line](std::size_t cells) { line.show(cells); }});
  if (!isopath::check_path(*found.path, {&comparison.a, &comparison.b, 1, 0, {}}).valid())
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

void PathOutputs::add_path_to(CLI::App& parser, const char* meaning) {
  parser.add_option("-o", path, meaning)->check(not_empty());
}

std::vector<WrittenFile> PathOutputs::files(const Comparison& comparison,
                                            const std::optional<Distance>& found,
                                            void (*certify)(std::ostream&, const Distance&)) const {
  if (!found)
    return {{path, {}},
            {certificate.file, [&](std::ostream& out) { write_certificate_of_no_path(out, comparison); }}};
  return {{path, [&](std::ostream& out) { write_path_file(out, *found->path); }},
          {certificate.file, [&found, certify](std::ostream& out) { certify(out, *found); }}};
}

}  // namespace isopath::cli
