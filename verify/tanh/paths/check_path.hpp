// Whether a piecewise-linear path of parameters stays in one functional equivalence class.
//
// A path is valid if and only if each of its segments meets Theorem 3 (verify/tanh/paths/segment.hpp). Its
// vertices may be more than memory holds: they are asked for one at a time, and two are kept.
#ifndef ISOPATH_VERIFY_TANH_PATHS_CHECK_PATH_HPP
#define ISOPATH_VERIFY_TANH_PATHS_CHECK_PATH_HPP

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "verify/networks/identity.hpp"
#include "verify/networks/path.hpp"
#include "verify/tanh/paths/segment_account.hpp"

namespace isopath {

struct PathQuestion {
  /// Parameters that the first and the last vertex have to be, number by number; null stands for any.
  const Model* from = nullptr;
  const Model* to = nullptr;
  /// At most so many stretches of the path are worked on at a time, each with two vertices in memory.
  std::size_t jobs = 1;
  /// Accounts are given of the first so many segments, and of the first so many broken ones; lists in them
  /// have at most so many entries.
  std::size_t most = 20;
  /// Called with the number of segments done so far, by several threads, one at a time; it may be empty.
  std::function<void(std::size_t)> progress;
};

struct PathVerdict {
  Activation activation;
  std::size_t inputs;
  std::size_t outputs;
  std::size_t width;
  std::size_t vertices;
  /// All segments that are broken, rising. Segment k leads from vertex k to vertex k + 1.
  std::vector<std::size_t> broken;
  std::vector<SegmentAccount> accounts;  // by segment
  /// The first number in which an end is not what it has to be; empty if the end is that,
  /// or if it was not asked for.
  std::optional<ParameterDifference> from_differs;
  std::optional<ParameterDifference> to_differs;

  bool segments_hold() const { return broken.empty(); }
  bool valid() const { return segments_hold() && !from_differs && !to_differs; }
};

/// The verdict does not depend on the number of jobs. Throws InputError (malformed) if two vertices differ in
/// activation, inputs, outputs or width.
PathVerdict check_path(const Path& path, const PathQuestion& question);

/// A refutation of a broken segment that rule N4 of docs/certificate-format.md accepts, if one is found.
/// Throws InputError if its ends can't be read again.
std::optional<Refutation> certain_refutation(const Path& path, std::size_t segment);

}  // namespace isopath

#endif
