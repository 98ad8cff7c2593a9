// isopath cert: tools on certificates. Each is a function here; all that is written is proved again.
#ifndef ISOPATH_PROGRAMS_ISOPATH_CERT_CERT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_CERT_CERT_HPP

#include <functional>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>

#include "certificates/format/reader.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath::cli {

int cert_info(const Options& options);
int cert_slice(const Options& options);
int cert_trim(const Options& options);
int cert_complete(const Options& options);

/// A claim that does not hold: exit 1, and nothing is written.
class ClaimRefuted : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A claim that is neither proved nor refuted within the limits: exit 5, and nothing is written.
class ClaimUndecided : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The claim about a path. Throws InputError (not_treated) if the certificate is of a kind without one.
const PathClaim& path_claim(const Options& options, const Certificate& certificate);

/// The verdict on the path, with progress on a terminal.
PathVerdict check_claimed_path(const Path& path);
/// The same, of a path that has to hold. Throws ClaimRefuted.
PathVerdict require_valid(const Path& path);

/// A lower bound of the distance of two members of a class, as `isopath distance` finds it. If a bound is
/// stated, exactly that one if an argument gives it, else a greater one. Throws ClaimRefuted or
/// ClaimUndecided if none that great is proved. `upper` is known to bound the distance, if it is there.
LowerBound prove_lower(const Model& first, const Model& last, std::optional<std::size_t> stated,
                       std::optional<std::size_t> upper);

/// Writes a certificate to options.output.
void write_output(const Options& options, const std::function<void(std::ostream&)>& write);

}  // namespace isopath::cli

#endif
