// isopath cert: tools on certificates. Each tool is a function; all that is written is proved again.
#ifndef ISOPATH_PROGRAMS_ISOPATH_CERT_CERT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_CERT_CERT_HPP

#include <functional>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>

#include "certificates/format/reader.hpp"
#include "programs/isopath/options.hpp"
#include "verify/tanh/distances/lower_bound.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath::cli {

struct CertOptions {
  std::string tool;
  std::string file;                    // the certificate, or the draft
  std::optional<std::size_t> segment;  // slice: the first segment
  std::optional<std::size_t> last;     // slice: the vertex at which it ends
  double seconds = 10;                 // complete: for a search for bounds, and for one for their proof
  bool json = false;                   // info
  OutputOption output;

  void add_to(CLI::App& parser);
  int run() const;
};

// The tools. Each returns the exit code.
int cert_info(const CertOptions& options);
int cert_slice(const CertOptions& options);
int cert_trim(const CertOptions& options);
int cert_complete(const CertOptions& options);

/// A claim that does not hold: exits::does_not_hold, and nothing is written.
class ClaimRefuted : public std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A claim that is neither proved nor refuted within the limits: exits::undecided, and nothing is written.
class ClaimUndecided : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The claim about a path. Throws InputError (not_treated) if the certificate is of a kind without one.
const PathClaim& path_claim(const CertOptions& options, const Certificate& certificate);

/// The verdict on the path, with progress on a terminal.
PathVerdict check_claimed_path(const Path& path);
/// The verdict on a path that has to hold, with progress on a terminal. Throws ClaimRefuted if it does not.
PathVerdict require_valid(const Path& path);

/// A lower bound of the distance of two members of a class, as `isopath distance` finds it. If a bound is
/// stated, the result is that bound where an argument gives it, else a greater one. Throws ClaimRefuted or
/// ClaimUndecided if no bound that great is proved. `upper`, unless it is empty, is known to bound the
/// distance.
LowerBound prove_lower(const Model& first, const Model& last, std::optional<std::size_t> stated,
                       std::optional<std::size_t> upper);

/// Writes the result to -o.
void write_output(const CertOptions& options, const std::function<void(std::ostream&)>& write);

}  // namespace isopath::cli

#endif
