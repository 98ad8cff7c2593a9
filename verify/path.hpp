// Path: a piecewise-linear path of parameters, and whether it stays in one functional equivalence class.
//
// A path is valid if and only if each of its segments meets Theorem 3 (verify/segment.hpp). Its vertices may
// be more than memory holds: they are asked for one at a time, and two are kept.
#ifndef ISOPATH_VERIFY_PATH_HPP
#define ISOPATH_VERIFY_PATH_HPP

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/identity.hpp"
#include "verify/network.hpp"
#include "verify/segment_account.hpp"

namespace isopath {

class Path {
 public:
  virtual ~Path() = default;
  /// At least 1.
  virtual std::size_t vertices() const = 0;
  /// Vertex k, the same each time; may be asked for by several threads. Throws InputError.
  virtual Model vertex(std::size_t k) const = 0;
  /// Where vertex k stands, for messages: "path.json:3:5: $.vertices[1]".
  virtual std::string place(std::size_t k) const = 0;
};

/// Some vertices of a path, in their order: a path of its own.
class SubPath final : public Path {
 public:
  /// `whole` has to outlive this. Precondition: one vertex or more, all of them of `whole`.
  SubPath(const Path& whole, std::vector<std::size_t> vertices)
      : whole_(whole), chosen_(std::move(vertices)) {}
  std::size_t vertices() const override { return chosen_.size(); }
  Model vertex(std::size_t k) const override { return whole_.vertex(chosen_[k]); }
  std::string place(std::size_t k) const override { return whole_.place(chosen_[k]); }

 private:
  const Path& whole_;
  std::vector<std::size_t> chosen_;
};

struct PathQuestion {
  /// Parameters that the first and the last vertex have to be, number by number; null: any.
  const Model* from = nullptr;
  const Model* to = nullptr;
  /// At most so many stretches of the path are worked on at a time, each with two vertices in memory.
  std::size_t jobs = 1;
  /// Accounts are given of the first so many segments, and of the first so many broken ones; lists in them
  /// have at most so many entries.
  std::size_t most = 20;
  /// Called with the number of segments done so far, by several threads, one at a time; may be empty.
  std::function<void(std::size_t)> progress;
};

struct PathVerdict {
  Activation activation;
  std::size_t inputs;
  std::size_t outputs;
  std::size_t width;
  std::size_t vertices;
  /// Segment k leads from vertex k to vertex k + 1. All that are broken, rising.
  std::vector<std::size_t> broken;
  std::vector<SegmentAccount> accounts;  // by segment
  /// The first number in which an end is not what it has to be; nothing if it is, or was not asked for.
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

/// Vertices in order, each but the first with the one before it: for who writes a path down. Throws
/// InputError as check_path does.
void walk_path(const Path& path,
               const std::function<void(std::size_t k, const Model* before, const Model& vertex)>& visit);

}  // namespace isopath

#endif
