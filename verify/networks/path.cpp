#include "verify/networks/path.hpp"

#include "verify/networks/error.hpp"

namespace isopath {

namespace {

std::string in_words(const PathShape& shape) {
  return std::string(name_of(shape.activation)) + " units, inputs: " + std::to_string(shape.inputs) +
         ", outputs: " + std::to_string(shape.outputs) + ", width: " + std::to_string(shape.width);
}

}  // namespace

PathShape shape_of(const Model& model) {
  const Network& network = model.stated();
  return {model.activation(), network.inputs(), network.outputs(), network.width()};
}

Model vertex_of_shape(const Path& path, std::size_t k, const PathShape& shape) {
  Model model = path.vertex(k);
  if (shape_of(model) != shape)
    throw InputError(
        InputError::Kind::malformed, path.place(k),
        "expected the shape of vertex 0 (" + in_words(shape) + "), found " + in_words(shape_of(model)));
  return model;
}

void walk_path(const Path& path,
               const std::function<void(std::size_t k, const Model* before, const Model& vertex)>& visit) {
  Model before = path.vertex(0);
  const PathShape shape = shape_of(before);
  visit(0, nullptr, before);
  for (std::size_t k = 1; k < path.vertices(); ++k) {
    Model vertex = vertex_of_shape(path, k, shape);
    visit(k, &before, vertex);
    before = std::move(vertex);
  }
}

}  // namespace isopath
