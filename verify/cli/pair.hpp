// Two networks that a verb compares, and what several verbs find out and say about them.
#ifndef ISOPATH_VERIFY_CLI_PAIR_HPP
#define ISOPATH_VERIFY_CLI_PAIR_HPP

#include <optional>
#include <ostream>
#include <string>

#include "verify/canonical_form.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/equivalence.hpp"
#include "verify/lower_bound.hpp"
#include "verify/path.hpp"
#include "verify/witness.hpp"

namespace isopath::cli {

/// Up to this width a search for the shortest path takes a second at most, and is done without being asked
/// for.
constexpr std::size_t searched_width = 7;

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

/// "c A: ...", "c B: ...", two lines.
void print_pair(std::ostream& out, const Options& options, const Pair& pair);
/// Why no path leads from a to b. Precondition: none does.
void print_not_connected(std::ostream& out, const Pair& pair);

/// A path is handed out only if Theorem 3 holds on every segment of it, whatever built it.
void verify_path(const Path& path, const Pair& pair);

/// "first moves of unit 3 (Theorem 5)".
std::string in_words(const LowerBound& bound);

/// The certificate of kind `inequivalent` or `not connected`. Precondition: no path leads from a to b.
void write_certificate_of_no_path(std::ostream& out, const Pair& pair);

}  // namespace isopath::cli

#endif
