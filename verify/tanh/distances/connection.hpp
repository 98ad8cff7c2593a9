// A short path between two equivalent parameters of one width.
//
// Theorem 4 (docs/mathematics.md, section 6): if the rank r is less than the width h, any two members of a
// class are joined by at most 3 + 4 ceil(r/(h - r)) straight segments (r = 0: 3). One segment lets one unit
// carry each essential group and folds the constants; rounds of two segments, blanks move and weights shift,
// bring the groups to the units that carry them at the end; one segment moves the blanks to their places, one
// restores the weights.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CONNECTION_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CONNECTION_HPP

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "verify/networks/error.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace isopath {

/// What a number of a vertex is taken from: the first parameter, the last one, or the canonical form.
struct UnitSource {
  enum : std::uint32_t { of_first = 0, of_last = 1, zero = 2, of_canonical = 4 };
  /// of_first, of_last, or of_canonical + 2 k + (1 if flipped): the pair of canonical unit k, or its
  /// opposite.
  std::uint32_t pair = of_first;
  /// The same for the outgoing weights, or zero.
  std::uint32_t weight = of_first;
  friend bool operator==(const UnitSource&, const UnitSource&) = default;
};

/// A path whose vertices are put together from two parameters and their canonical form, and kept as changes.
class Connection final : public Path {
 public:
  enum class Bias { of_first, of_last, folded };
  struct Change {
    std::uint32_t unit;
    UnitSource now;
  };
  struct Step {
    std::vector<Change> changes;
    Bias bias;
  };

  /// The path from the first parameter by these steps. Precondition: equivalent models of the same activation
  /// and width; `form` is the canonical form of either. All three have to outlive the path.
  Connection(const Model& first, const Model& last, const CanonicalForm& form, std::vector<Step> steps)
      : first_(first), last_(last), form_(form), steps_(std::move(steps)), units_(first.network().width()) {}
  const std::vector<Step>& steps() const { return steps_; }

  std::size_t vertices() const override { return steps_.size() + 1; }
  Model vertex(std::size_t k) const override;
  std::string place(std::size_t k) const override;

 private:
  Network put_together(Bias bias) const;

  const Model& first_;
  const Model& last_;
  const CanonicalForm& form_;
  std::vector<Step> steps_;
  // The vertex asked for last: paths are read in order.
  mutable std::mutex mutex_;
  mutable std::size_t at_ = 0;
  mutable std::vector<UnitSource> units_;
};

/// A path that would have more vertices times units than anybody could read.
class PathTooLong : public ResourceLimit {
  using ResourceLimit::ResourceLimit;
};

/// The steps of a valid path of at most greatest_distance_bound segments, often fewer. Precondition:
/// equivalent models of the same activation and width, more than their rank; the canonical forms are theirs.
std::vector<Connection::Step> connecting_steps(const Model& first, const Model& last,
                                               const CanonicalForm& of_first, const CanonicalForm& of_last);

/// The bound of Theorem 4. Precondition: rank < width.
std::size_t greatest_distance_bound(std::size_t rank, std::size_t width);

}  // namespace isopath

#endif
