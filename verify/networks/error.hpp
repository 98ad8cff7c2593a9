// InputError: a file that can't be read as what it claims to be, with the place and what was expected and
// found.
#ifndef ISOPATH_VERIFY_NETWORKS_ERROR_HPP
#define ISOPATH_VERIFY_NETWORKS_ERROR_HPP

#include <stdexcept>
#include <string>
#include <utility>

namespace isopath {

class InputError : public std::runtime_error {
 public:
  enum class Kind {
    malformed,   // not a text or an archive of its format, or out of its limits
    not_treated  // well formed, but a model or an element type that isopath does not treat
  };
  /// `place`: the file, then what narrows it down: "net.json:3:14: $.units[0].c", "net.npz: W1.npy".
  InputError(Kind error_kind, const std::string& place, const std::string& message)
      : std::runtime_error(place + ": " + message), kind(error_kind) {}
  Kind kind;
};

}  // namespace isopath

#endif
