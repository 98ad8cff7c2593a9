// The exit codes of the program isopath, the same for every verb (docs/command-line.md).
#ifndef ISOPATH_PROGRAMS_ISOPATH_EXITS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_EXITS_HPP

#include "exact/truth.hpp"

namespace isopath::cli::exits {

inline constexpr int holds = 0;             // the claim holds, or the result was computed
inline constexpr int does_not_hold = 1;     // the claim does not hold
inline constexpr int usage = 2;             // a wrong use of the command line
inline constexpr int malformed = 3;         // unreadable or malformed input
inline constexpr int not_treated = 4;       // a model that isopath does not treat
inline constexpr int undecided = 5;         // a question that was not settled within its limits
inline constexpr int out_of_resources = 6;  // out of memory or time
inline constexpr int fault = 70;            // a fault of the program, or of the machine

/// The greatest code that a job can be expected to end with.
inline constexpr int greatest_expected = out_of_resources;

constexpr int of_claim(bool is_true) { return is_true ? holds : does_not_hold; }

constexpr int of_claim(Truth truth) {
  switch (truth) {
    case Truth::proved:
      return holds;
    case Truth::refuted:
      return does_not_hold;
    case Truth::undecided:
      return undecided;
  }
  return fault;
}

inline constexpr const char* in_words =
    "Exit codes: 0 the claim holds, 1 it does not, 2 usage, 3 unreadable or malformed input,\n"
    "4 a model that is not treated, 5 undecided within the limits, 6 out of memory or time, 70 a fault of "
    "the program.";

}  // namespace isopath::cli::exits

#endif
