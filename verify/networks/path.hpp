// Path: a piecewise-linear path of parameters, by its vertices. Straight segments lead from each to the next.
//
// The vertices may be more than memory holds: they are asked for one at a time.
#ifndef ISOPATH_VERIFY_NETWORKS_PATH_HPP
#define ISOPATH_VERIFY_NETWORKS_PATH_HPP

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "verify/networks/model.hpp"

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

/// A path whose vertices are all in memory.
class ListedPath final : public Path {
 public:
  /// Precondition: one vertex or more.
  explicit ListedPath(std::vector<Model> vertices) : vertices_(std::move(vertices)) {}
  std::size_t vertices() const override { return vertices_.size(); }
  Model vertex(std::size_t k) const override { return vertices_[k]; }
  std::string place(std::size_t k) const override { return "vertex " + std::to_string(k) + " of the path"; }

 private:
  std::vector<Model> vertices_;
};

/// What all vertices of a path have in common.
struct PathShape {
  Activation activation;
  std::size_t inputs;
  std::size_t outputs;
  std::size_t width;

  friend bool operator==(const PathShape&, const PathShape&) = default;
};
PathShape shape_of(const Model& vertex);

/// Vertex k. Throws InputError, which names its place: malformed if it has another shape.
Model vertex_of_shape(const Path& path, std::size_t k, const PathShape& shape);

/// Visits the vertices in order, each but the first with the one before it. Throws InputError (malformed) if
/// two vertices differ in shape.
void walk_path(const Path& path,
               const std::function<void(std::size_t k, const Model* before, const Model& vertex)>& visit);

}  // namespace isopath

#endif
