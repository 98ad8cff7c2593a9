// What verbs and `isopath cert` prove alike, and the certificates that they write of it.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_PROOF_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_PROOF_HPP

#include <optional>
#include <ostream>

#include "verify/networks/model.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath::cli {

/// A witness that the two differ, if one is found. Precondition: the verdict is that they are not equivalent.
std::optional<Witness> find_witness(const Model& a, const Model& b, const Equivalence& verdict);

/// A certificate of the verdict. The witness goes in if isopath-check is certain to accept it.
void certify_equivalence(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict,
                         const std::optional<Witness>& witness);

/// A certificate of the verdict on the segments, with a refutation of the first broken one if one is found.
void certify_path(std::ostream& out, const Path& path, const PathVerdict& verdict);

}  // namespace isopath::cli

#endif
