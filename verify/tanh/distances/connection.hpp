// A path between two equivalent parameters, whose vertices are put together from these and their canonical
// form.
//
// Paths of Theorem 4 (verify/tanh/distances/connecting_steps.hpp) may have many vertices of many units, so
// what is kept of them is which unit takes its numbers from where, and only where that changes.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CONNECTION_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CONNECTION_HPP

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "verify/networks/path.hpp"
#include "verify/tanh/distances/ends.hpp"

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

  /// The path from the first end by these steps. What the ends refer to has to outlive the path.
  Connection(const Ends& ends, std::vector<Step> steps)
      : ends_(ends), steps_(std::move(steps)), units_(ends.width()) {}
  const std::vector<Step>& steps() const { return steps_; }

  std::size_t vertices() const override { return steps_.size() + 1; }
  Model vertex(std::size_t k) const override;
  std::string place(std::size_t k) const override;

 private:
  Network put_together(Bias bias) const;

  const Ends ends_;
  std::vector<Step> steps_;
  // The vertex asked for last: paths are read in order.
  mutable std::mutex mutex_;
  mutable std::size_t at_ = 0;
  mutable std::vector<UnitSource> units_;
};

}  // namespace isopath

#endif
