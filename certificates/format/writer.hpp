// Certificates as text: docs/certificate-format.md, version 1.
//
// Deterministic byte for byte: the same networks give the same text on every machine.
#ifndef ISOPATH_CERTIFICATES_FORMAT_WRITER_HPP
#define ISOPATH_CERTIFICATES_FORMAT_WRITER_HPP

#include <optional>
#include <ostream>

#include "verify/networks/model.hpp"
#include "verify/tanh/bound/difference_bound.hpp"
#include "verify/tanh/distances/diameter.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/paths/check_path.hpp"
#include "verify/tanh/paths/refutation.hpp"

namespace isopath {

/// Kind `canonical` (section 3). `form` is the canonical form of model.network(). Throws LimitError.
void write_canonical_certificate(std::ostream& out, const Model& model, const CanonicalForm& form);

/// Kind `equivalent` (section 4) or `inequivalent` (section 5), as the verdict on a.network() and b.network()
/// says. The witness is for the latter. Throws LimitError.
void write_equivalence_certificate(std::ostream& out, const Model& a, const Model& b,
                                   const Equivalence& verdict, const std::optional<Witness>& witness);

/// Kind `path valid` (section 6) or `path broken` (section 7), as the verdict on the path's segments says.
/// Reads the path once more, two vertices at a time. The refutation is that of the first broken segment.
/// Throws LimitError, and InputError if a vertex can't be read again.
void write_path_certificate(std::ostream& out, const Path& path, const PathVerdict& verdict,
                            const std::optional<Refutation>& refutation);

/// Kind `connected` (section 8): the path holds on all its segments. Throws as write_path_certificate.
void write_connected_certificate(std::ostream& out, const Path& path);

/// Kind `not connected` (section 9): a.network() is irreducible and b is another parameter. Throws
/// LimitError.
void write_not_connected_certificate(std::ostream& out, const Model& a, const Model& b);

/// Kind `distance` (section 10): the path holds on all its segments, and the bound is for its ends. Throws as
/// write_path_certificate.
void write_distance_certificate(std::ostream& out, const Path& path, const LowerBound& lower);

/// Kind `diameter` (section 11). Throws LimitError.
void write_diameter_certificate(std::ostream& out, const Model& model, const Diameter& diameter);

/// What kind `difference bound` (section 12) claims: on the domain |f_a - f_b| reaches `lower` in this output
/// at x, if `lower` is above 0; and is at most proof->upper in all, if there is a proof.
struct DifferenceClaim {
  const Domain& domain;
  Rational lower;
  std::size_t output;
  const std::vector<Rational>& x;
  const DifferenceProof* proof;
};
/// Throws LimitError.
void write_difference_bound_certificate(std::ostream& out, const Model& a, const Model& b,
                                        const DifferenceClaim& claim);

/// Kind `near` (section 13): `near` has the units of model.stated(), within the radius, and this rank. Throws
/// LimitError.
void write_near_certificate(std::ostream& out, const Model& model, const Network& near,
                            const Rational& radius, std::size_t rank);

}  // namespace isopath

#endif
