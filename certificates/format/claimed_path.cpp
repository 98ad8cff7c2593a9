#include "certificates/format/claimed_path.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "verify/files/json/keys.hpp"

namespace isopath {

namespace {

constexpr std::array<std::string_view, 3> keys_of_vertices{"d", "units", "changes"};
enum Key : std::size_t { biases, units, changes };

/// Which keys there are: d and the units, or the changes.
JsonKeys<3> read_keys(JsonText& text, const KeyPath& path, bool is_first) {
  JsonKeys keys(keys_of_vertices);
  const char* start = text.begin();
  for (auto step : text.root(path)) {
    auto field = text.take(step, path);
    keys.see(text, field, path);
  }
  if (keys.has(units) == keys.has(changes))
    text.fail(
        start, path,
        std::string("expected \"units\" or \"changes\", found ") + (keys.has(units) ? "both" : "neither"));
  if (is_first && keys.has(changes))
    text.fail(start, path, "expected vertex 0 in full (\"units\"), found \"changes\"");
  if (keys.has(units)) keys.require(text, start, path, biases + 1);
  return keys;
}

}  // namespace

/// Two walks: the first for what kind of statement it is. Begins with last_, the vertex before.
Network ClaimedPath::read_vertex(std::size_t k) const {
  const KeyPath top;
  const KeyPath claim(top, "claim");
  const KeyPath stated_path(claim, "path");
  const KeyPath list(stated_path, "vertices");
  const KeyPath path(list, k);
  JsonText text(*source_, pieces_[k].begin, pieces_[k].end, path);
  const JsonKeys keys = read_keys(text, path, k == 0);
  is_full_[k] = keys.has(units);
  JsonParameter parameter(text, head_, source_->size());
  if (keys.has(changes)) parameter.begin_with(*last_);
  for (auto step : text.root(path)) {
    auto field = text.take(step, path);
    const std::string_view key = text.key(field, path);
    const KeyPath key_path(path, key);
    auto value = field.value();
    if (key == keys_of_vertices[units]) parameter.read_units(value, key_path);
    if (key == keys_of_vertices[changes]) parameter.read_changes(value, key_path);
    if (key == keys_of_vertices[biases] && (keys.has(units) || !JsonText::is_null(value)))
      parameter.read_output_biases(value, key_path);
  }
  text.finish(path);
  return parameter.network();
}

Model ClaimedPath::vertex(std::size_t k) const {
  const std::lock_guard lock(mutex_);
  if (!last_ || k < at_) {
    std::size_t start = k;
    while (start > 0 && !is_full_[start]) --start;
    last_ = read_vertex(start);
    at_ = start;
  }
  while (at_ < k) {
    last_ = read_vertex(at_ + 1);
    ++at_;
  }
  return {head_.of_units, *last_};
}

std::string ClaimedPath::place(std::size_t k) const {
  return located(*source_, pieces_.at(k).begin) + ": $.claim.path.vertices[" + std::to_string(k) + "]";
}

}  // namespace isopath
