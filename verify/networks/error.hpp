// The exceptions that isopath defines. There are two bases:
//
//     InputError       what was given can't be read, or is not treated
//     ResourceLimit    what was given is well formed, and asks for more work or memory than the program
//                      spends: LimitError (verify/files/write_network.hpp), PathTooLong
//                      (verify/tanh/distances/connecting_steps.hpp), SearchTooLarge
//                      (verify/tanh/distances/cells/class_search.hpp)
//
// Five more types have a narrower circle. NumberTextError (exact/number_text.hpp) is thrown by what reads a
// number alone, and readers of files turn it into an InputError with a place. UsageError and OutputError
// (programs/isopath/terminal/output.hpp), ClaimRefuted and ClaimUndecided (programs/isopath/cert/cert.hpp)
// belong to the program. This list is closed: what else is thrown is a type of the standard library.
#ifndef ISOPATH_VERIFY_NETWORKS_ERROR_HPP
#define ISOPATH_VERIFY_NETWORKS_ERROR_HPP

#include <stdexcept>
#include <string>

namespace isopath {

/// A file that can't be read as what it claims to be. what() is the place, then what was expected and found.
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

/// The input is well formed, but the work or the memory that it asks for is beyond what the program does.
class ResourceLimit : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace isopath

#endif
