#include "verify/tanh/paths/shortening.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "verify/tanh/paths/segment.hpp"

namespace isopath {

namespace {

/// The segments between any two vertices; those that are looked at are counted.
class Segments {
 public:
  explicit Segments(const std::function<void(std::size_t)>& progress) : progress_(progress) {}

  bool hold(const Model& from, const Model& to) {
    const bool valid = decide_segment(from.network(), to.network()).valid();
    ++looked_at_;
    if (progress_) progress_(looked_at_);
    return valid;
  }

 private:
  const std::function<void(std::size_t)>& progress_;
  std::size_t looked_at_ = 0;
};

/// The vertices of a path, which are read each time or kept.
using Vertices = std::function<std::shared_ptr<const Model>(std::size_t)>;

/// The search is breadth first, so it reaches vertices in as few segments as can be. From each vertex in turn
/// all later ones that were not reached before are tried.
std::vector<std::size_t> fewest(std::size_t last, const Vertices& vertex, Segments& segments) {
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> before(last + 1, none);
  std::vector<std::size_t> reached{0};
  for (std::size_t next = 0; before[last] == none && last > 0; ++next) {
    const std::size_t from = reached[next];
    const std::shared_ptr<const Model> u = vertex(from);
    for (std::size_t to = from + 1; to <= last; ++to) {
      if (before[to] != none) continue;
      if (to != from + 1 && !segments.hold(*u, *vertex(to))) continue;
      before[to] = from;
      reached.push_back(to);
    }
  }
  std::vector<std::size_t> vertices;
  for (std::size_t k = last; k != 0; k = before[k]) vertices.push_back(k);
  vertices.push_back(0);
  std::reverse(vertices.begin(), vertices.end());
  return vertices;
}

std::vector<std::size_t> in_one_pass(const Path& path, Segments& segments) {
  std::vector<std::size_t> vertices{0};
  Model kept = path.vertex(0);
  if (path.vertices() == 1) return vertices;
  Model candidate = path.vertex(1);
  for (std::size_t k = 1; k + 1 < path.vertices(); ++k) {
    Model next = path.vertex(k + 1);
    if (!segments.hold(kept, next)) {
      vertices.push_back(k);
      kept = std::move(candidate);
    }
    candidate = std::move(next);
  }
  vertices.push_back(path.vertices() - 1);
  return vertices;
}

std::uint64_t numbers_of(const Network& vertex) {
  return std::uint64_t{vertex.width()} * (vertex.inputs() + 1 + vertex.outputs()) + vertex.outputs();
}

std::uint64_t bytes_of(const Network& vertex) {
  std::uint64_t bytes = numbers_of(vertex) * sizeof(Number) + vertex.numbers.bytes();
  for (const TanhSum& bias : vertex.d) bytes += bias.bytes();
  return bytes;
}

/// A logistic network is in memory as it is stated and as a tanh network.
std::uint64_t bytes_of(const Model& vertex) {
  const bool is_mapped = &vertex.network() != &vertex.stated();
  return bytes_of(vertex.stated()) + (is_mapped ? bytes_of(vertex.network()) : 0);
}

/// Empty if they take more than so many bytes: a vertex that is stated by its changes may have long
/// numbers.
Vertices kept(const Path& path, std::uint64_t most_bytes) {
  std::vector<std::shared_ptr<const Model>> vertices;
  std::uint64_t bytes = 0;
  for (std::size_t k = 0; k < path.vertices(); ++k) {
    vertices.push_back(std::make_shared<const Model>(path.vertex(k)));
    bytes += bytes_of(*vertices.back());
    if (bytes > most_bytes) return nullptr;
  }
  return [vertices = std::move(vertices)](std::size_t k) { return vertices[k]; };
}

Vertices read_each_time(const Path& path) {
  return [&path](std::size_t k) { return std::make_shared<const Model>(path.vertex(k)); };
}

}  // namespace

ShorterPath shorten(const Path& path, const std::function<void(std::size_t)>& progress,
                    std::uint64_t most_numbers, std::uint64_t most_bytes) {
  const std::uint64_t numbers = numbers_of(path.vertex(0).stated());
  const std::uint64_t vertices = path.vertices();
  Segments segments(progress);
  const bool can_be_all = vertices * vertices / 2 <= most_numbers / numbers;
  if (!can_be_all) {
    std::vector<std::size_t> chosen = in_one_pass(path, segments);
    const bool are_fewest = chosen.size() <= 2;
    return {std::move(chosen), are_fewest};
  }
  Vertices vertex = kept(path, most_bytes);
  if (!vertex) vertex = read_each_time(path);
  return {fewest(path.vertices() - 1, vertex, segments), true};
}

}  // namespace isopath
