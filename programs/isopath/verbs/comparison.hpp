// Comparison: two networks of one activation, shape and width, with what several verbs find out about them.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_COMPARISON_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_COMPARISON_HPP

#include <optional>
#include <ostream>
#include <string>

#include "programs/isopath/options.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "verify/tanh/distances/distance.hpp"
#include "verify/tanh/distances/ends.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"

namespace isopath::cli {

struct Comparison {
  Model a;
  Model b;
  CanonicalForm of_a;
  CanonicalForm of_b;
  Equivalence equivalence;
  std::optional<Witness> witness;  // empty if the two are equivalent, or if none was found

  std::size_t width() const { return a.network().width(); }
  std::size_t rank() const { return of_a.rank(); }
  /// Precondition: the two are equivalent.
  Ends ends() const { return {a, b, of_a, of_b}; }
  /// Whether some path leads from a to b.
  bool connected() const;
};

/// Reads A and B, and compares them. Throws UsageError, and InputError (malformed) if the two have not one
/// activation, shape and width.
Comparison read_and_compare(const TwoNetworks& networks);

/// Precondition: the two have one activation, shape and width.
Comparison compare(Model a, Model b);

/// "c A: ...", "c B: ...", two lines.
void print_networks(std::ostream& out, const TwoNetworks& networks, const Comparison& comparison);
/// Why no path leads from a to b. Precondition: none does.
void print_not_connected(std::ostream& out, const Comparison& comparison);

/// The distance of a and b, with progress on a terminal; empty if no path leads from a to b. A path is handed
/// out only if Theorem 3 holds on every segment of it, whatever built it.
/// Without `thorough` a brief search is done, for widths where that is likely to be enough.
std::optional<Distance> find_distance(const Comparison& comparison, bool thorough, bool both_ways);

/// -o and --certificate of a verb that looks for a path from A to B.
struct PathOutputs {
  std::string path;  // empty: the path is not written
  CertificateOption certificate;

  /// Declares -o only: --certificate stands after all other options.
  void add_path_to(CLI::App& parser, const char* meaning);
  std::vector<std::string> names() const { return {path, certificate.file}; }
  /// The path that was found and the certificate about it, which `certify` writes. Without a path, the
  /// certificate is one of kind `inequivalent` or `not connected`. The arguments have to outlive what is
  /// returned.
  std::vector<WrittenFile> files(const Comparison& comparison, const std::optional<Distance>& found,
                                 void (*certify)(std::ostream&, const Distance&)) const;
};

/// "first moves of unit 3 (Theorem 5)".
std::string in_words(const LowerBound& bound);

}  // namespace isopath::cli

#endif
