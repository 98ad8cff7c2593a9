#include "verify/files/json/network.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "verify/files/json/keys.hpp"
#include "verify/files/json/parameter.hpp"

namespace isopath {

namespace {

constexpr std::array<std::string_view, 8> keys_of_networks{"format",  "version", "activation", "inputs",
                                                           "outputs", "units",   "d",          "numbers"};
constexpr std::size_t units_key = 5;
constexpr std::size_t biases_key = 6;
constexpr std::size_t numbers_key = 7;

/// The first `optional` keys need not be there.
JsonHead read_head(JsonText& text, JsonText::Object object, const char* start, const KeyPath& top,
                   Ranges ranges, std::size_t optional) {
  JsonHead head;
  head.ranges = ranges;
  JsonKeys keys(keys_of_networks);
  for (auto step : object) {
    auto field = text.take(step, top);
    const std::size_t key = keys.see(text, field, top);
    if (key == units_key || key == biases_key) continue;
    head.read(key == numbers_key ? JsonHead::numbers : static_cast<JsonHead::Key>(key), text, field.value(),
              KeyPath(top, keys_of_networks[key]), "isopath-network");
  }
  keys.require(text, start, top, numbers_key, optional);
  return head;
}

void read_parameter(JsonText& text, JsonText::Object object, const KeyPath& top, JsonParameter& parameter) {
  for (auto step : object) {
    auto field = text.take(step, top);
    const std::string_view key = text.key(field, top);
    const KeyPath path(top, key);
    if (key == keys_of_networks[units_key]) parameter.read_units(field.value(), path);
    if (key == keys_of_networks[biases_key]) parameter.read_output_biases(field.value(), path);
  }
}

}  // namespace

/// Two walks: the first for the scalars, which may stand after the units that they explain.
StatedModel read_json_network(const Source& source, Ranges ranges) {
  const KeyPath top;
  JsonText text(source, 0, source.size(), top);
  const JsonHead head = read_head(text, text.root(top), text.begin(), top, ranges, 0);
  JsonParameter parameter(text, head, source.size());
  read_parameter(text, text.root(top), top, parameter);
  text.finish(top);
  Model model(head.of_units, parameter.network());
  if (auto upper = parameter.upper_network())
    return UncertainModel{std::move(model), Model(head.of_units, std::move(*upper))};
  return model;
}

Model read_json_network(JsonText& text, JsonText::Value value, const KeyPath& path, std::uint64_t file_size,
                        Notation notation) {
  constexpr std::size_t format_and_version = 2;
  const char* start = value.raw_json_token().data();
  auto object = text.object(value, path);
  JsonHead head = read_head(text, object, start, path, Ranges::refused, format_and_version);
  head.notation = notation;
  JsonParameter parameter(text, head, file_size);
  text.take(object.reset(), path);
  read_parameter(text, object, path, parameter);
  return {head.of_units, parameter.network()};
}

}  // namespace isopath
