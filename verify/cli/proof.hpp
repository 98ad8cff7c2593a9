// What verbs and `isopath cert` prove alike, and the certificates that they write of it.
#ifndef ISOPATH_VERIFY_CLI_PROOF_HPP
#define ISOPATH_VERIFY_CLI_PROOF_HPP

#include <optional>
#include <ostream>

#include "verify/equivalence.hpp"
#include "verify/network.hpp"
#include "verify/path.hpp"
#include "verify/witness.hpp"

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
