// Two networks that a verb compares, and what several verbs find out and say about them.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_PAIR_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_PAIR_HPP

#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/distances/distance.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"

namespace isopath::cli {

struct Pair {
  Model a;
  Model b;
  CanonicalForm of_a;
  CanonicalForm of_b;
  Equivalence equivalence;
  std::optional<Witness> witness;  // if the two are not equivalent

  std::size_t width() const { return a.network().width(); }
  std::size_t rank() const { return of_a.rank(); }
  /// Whether some path leads from a to b.
  bool connected() const;
};

/// Reads options.a and options.b. Throws InputError (malformed) if they have not one activation and one
/// shape.
Pair read_pair(const Options& options);

/// The same of two models. Precondition: one activation, and one shape.
Pair pair_of(Model a, Model b);

/// "c A: ...", "c B: ...", two lines.
void print_pair(std::ostream& out, const Options& options, const Pair& pair);
/// Why no path leads from a to b. Precondition: none does.
void print_not_connected(std::ostream& out, const Pair& pair);

/// The distance of a and b, with progress on a terminal; nothing if no path leads from a to b. A path is
/// handed out only if Theorem 3 holds on every segment of it, whatever built it.
/// Without `thorough` a brief search is done, for widths where that is likely to be enough.
std::optional<Distance> find_distance(const Pair& pair, bool thorough, bool both_ways);

/// Writes the path to options.path and a certificate to options.certificate, if they are named: `certify`
/// writes one about the path; if there is none, it is of kind `inequivalent` or `not connected`.
void write_results(const Options& options, const Pair& pair, const std::optional<Distance>& found,
                   const std::function<void(std::ostream&, const Distance&)>& certify);

/// "first moves of unit 3 (Theorem 5)".
std::string in_words(const LowerBound& bound);

}  // namespace isopath::cli

#endif
