#include "programs/isopath/verbs/proof.hpp"

#include "certificates/format/writer.hpp"

namespace isopath::cli {

std::optional<Witness> find_witness(const Model& a, const Model& b, const Equivalence& verdict) {
  return isopath::find_witness(difference(a.network(), b.network(), verdict),
                               evaluation_terms(a.network(), b.network()));
}

void certify_equivalence(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict,
                         const std::optional<Witness>& witness) {
  const bool certain = witness && confirms(a.network(), b.network(), *witness);
  write_equivalence_certificate(out, a, b, verdict, certain ? witness : std::nullopt);
}

void certify_path(std::ostream& out, const Path& path, const PathVerdict& verdict) {
  std::optional<Refutation> refutation;
  if (!verdict.segments_hold()) refutation = certain_refutation(path, verdict.broken.front());
  write_path_certificate(out, path, verdict, refutation);
}

}  // namespace isopath::cli
