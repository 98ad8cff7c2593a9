#include "verify/files/json/path.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "verify/files/json/keys.hpp"

namespace isopath {

namespace {

constexpr std::array<std::string_view, 7> keys_of_paths{"format",  "version",  "activation", "inputs",
                                                        "outputs", "vertices", "numbers"};
constexpr std::size_t vertices_key = 5;
constexpr std::size_t numbers_key = 6;
constexpr std::array<std::string_view, 2> keys_of_vertices{"units", "d"};

}  // namespace

JsonPath::JsonPath(std::unique_ptr<Source> source)
    : source_(std::move(source)), pieces_(find_pieces(*source_)) {
  read_head();
  pieces_.skeleton = {};
}

/// Once this has seen all keys, each once, the pieces are the objects under "vertices": no other key has
/// lists or objects in what it takes.
void JsonPath::read_head() {
  const KeyPath top;
  JsonText text(*source_, pieces_.skeleton,
                [this](std::size_t place) { return pieces_.offset_in_source(place); });
  JsonKeys keys(keys_of_paths);
  const char* start = text.begin();
  for (auto step : text.root(top)) {
    auto field = text.take(step, top);
    const std::size_t key = keys.see(text, field, top);
    const KeyPath path(top, keys_of_paths[key]);
    if (key == vertices_key)
      see_vertices(text, field.value(), path);
    else
      head_.read(key == numbers_key ? JsonHead::numbers : static_cast<JsonHead::Key>(key), text,
                 field.value(), path, "isopath-path");
  }
  keys.require(text, start, top, numbers_key);
  text.finish(top);
}

void JsonPath::see_vertices(JsonText& text, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::size_t count = 0;
  for (auto step : text.array(value, path)) {
    const KeyPath vertex_path(path, count++);
    auto vertex = text.take(step, vertex_path);
    text.object(vertex, vertex_path);
  }
  if (count == 0) text.fail(where, path, "expected at least 1 vertex, found 0");
}

Model JsonPath::vertex(std::size_t k) const {
  const KeyPath top;
  const KeyPath list(top, keys_of_paths[vertices_key]);
  const KeyPath path(list, k);
  const JsonPieces::Piece& piece = pieces_.pieces.at(k);
  JsonText text(*source_, piece.begin, piece.end, path);
  JsonParameter parameter(text, head_, source_->size());
  JsonKeys keys(keys_of_vertices);
  const char* start = text.begin();
  for (auto step : text.root(path)) {
    auto field = text.take(step, path);
    const std::size_t key = keys.see(text, field, path);
    const KeyPath key_path(path, keys_of_vertices[key]);
    if (key == 0) parameter.read_units(field.value(), key_path);
    if (key == 1) parameter.read_output_biases(field.value(), key_path);
  }
  keys.require(text, start, path);
  text.finish(path);
  return {head_.of_units, parameter.network()};
}

std::string JsonPath::place(std::size_t k) const {
  return located(*source_, pieces_.pieces.at(k).begin) + ": $.vertices[" + std::to_string(k) + "]";
}

}  // namespace isopath
