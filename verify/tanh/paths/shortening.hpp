// Which vertices of a path can be left out, so that the straight segments between the others still hold.
//
// By Theorem 3 two vertices decide whether the segment between them holds (verify/tanh/paths/segment.hpp). So
// the fewest vertices, the first and the last among them and all in order, are a shortest way through the
// graph whose edges are the segments that hold: at most V (V - 1)/2 of them are looked at. Where that is too
// much, one pass leaves out each vertex that the segment past it can do without.
#ifndef ISOPATH_VERIFY_TANH_PATHS_SHORTENING_HPP
#define ISOPATH_VERIFY_TANH_PATHS_SHORTENING_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "verify/tanh/paths/check_path.hpp"

namespace isopath {

struct ShorterPath {
  std::vector<std::size_t> vertices;  // those that stay, rising
  bool are_fewest;                    // no choice of vertices of the path has fewer
};

/// How many numbers may be looked at for the fewest vertices: some ten seconds of work.
constexpr std::uint64_t most_numbers_for_fewest = std::uint64_t{1} << 30U;

/// How many bytes all vertices may take in memory; if they take more, two or three are in memory at a time.
constexpr std::uint64_t most_bytes_of_vertices = std::uint64_t{1} << 28U;

/// Precondition: all segments of the path hold. `progress` is called with the number of segments looked at so
/// far; it may be empty.
ShorterPath shorten(const Path& path, const std::function<void(std::size_t)>& progress,
                    std::uint64_t most_numbers = most_numbers_for_fewest,
                    std::uint64_t most_bytes = most_bytes_of_vertices);

}  // namespace isopath

#endif
