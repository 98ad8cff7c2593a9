#include "certificates/format/evidence.hpp"

#include <utility>

#include "verify/networks/network.hpp"

namespace isopath {

namespace {

constexpr std::string_view witness_key = "witness";

void read_scalar(JsonText& text, JsonText::Value value, const KeyPath& path) {
  const char first = value.raw_json_token().front();
  if (first == '"' || first == '-' || (first >= '0' && first <= '9'))
    text.number(value, path);
  else
    text.literal(value, path);
}

/// Where this part of the text stands in the source.
TextRange range_of(const Reading& from, std::string_view part) {
  const auto place = static_cast<std::size_t>(part.data() - from.text.begin());
  return {from.pieces.offset_in_source(place), from.pieces.offset_in_source(place + part.size() - 1) + 1};
}

std::vector<Rational> read_numbers(const Reading& from, JsonText::Value value, const KeyPath& path,
                                   std::size_t count) {
  const char* where = value.raw_json_token().data();
  std::vector<Rational> numbers;
  for (auto step : from.text.array(value, path)) {
    const KeyPath number_path(path, numbers.size());
    auto number = from.text.take(step, number_path);
    if (numbers.size() == count)
      from.text.fail(where, path, "expected " + std::to_string(count) + " numbers, found more");
    numbers.push_back(read_number(from, number, number_path));
  }
  if (numbers.size() != count)
    from.text.fail(where, path,
                   "expected " + std::to_string(count) + " numbers, found " + std::to_string(numbers.size()));
  return numbers;
}

struct WitnessDraft {
  std::size_t inputs;
  StatedWitness witness;
};

void read_x(const Reading& from, JsonText::Value value, const KeyPath& path, WitnessDraft& draft) {
  draft.witness.x = read_numbers(from, value, path, draft.inputs);
}
void read_output(const Reading& from, JsonText::Value value, const KeyPath& path, WitnessDraft& draft) {
  draft.witness.output = from.text.count(value, NetworkLimits::outputs, path);
}
void read_difference(const Reading& from, JsonText::Value value, const KeyPath& path, WitnessDraft& draft) {
  std::vector<Rational> ends = read_numbers(from, value, path, 2);
  draft.witness.lower = std::move(ends[0]);
  draft.witness.upper = std::move(ends[1]);
}
/// The segment and the place on it, which a broken path is shown with, say nothing of the difference.
void pass_over(const Reading& from, JsonText::Value value, const KeyPath& path, WitnessDraft& /*draft*/) {
  read_number({from.source, from.text, from.pieces, Notation::any}, value, path);
}

constexpr KeyReader<WitnessDraft> witness_keys[] = {{"x", read_x},
                                                    {"output", read_output},
                                                    {"difference", read_difference},
                                                    {"segment", pass_over},
                                                    {"t", pass_over}};

}  // namespace

void EvidenceReader::read(const Reading& from, JsonText::Value value, const KeyPath& path) {
  evidence_.is_there = true;
  if (value.raw_json_token().starts_with('{') && from.piece_at(value.raw_json_token().data()) == nullptr)
    read_own_fields(from, value, path);
  else
    read_value(from, value, nullptr, path, 0);
}

/// As read_fields; and notes where the witness stands.
void EvidenceReader::read_own_fields(const Reading& from, JsonText::Value value, const KeyPath& path) {
  for (auto step : from.text.object(value, path)) {
    auto field = from.text.take(step, path);
    const std::string key(from.text.key(field, path));
    const KeyPath key_path(path, key);
    auto part = field.value();
    if (key == witness_key) evidence_.stated_witness.is_there = true;
    if (key == witness_key && part.raw_json_token().starts_with('{')) {
      auto object = from.text.object(part, key_path);
      evidence_.stated_witness.value = range_of(from, from.text.take(object.raw_json(), key_path));
      from.text.take(object.reset(), key_path);
      read_fields(from, object, &evidence_.witness, key_path, 2);
      continue;
    }
    if (key == witness_key && !JsonText::is_null(part))
      evidence_.stated_witness.value = range_of(from, part.raw_json_token());
    read_field(from, key, part, nullptr, key_path, 1);
  }
}

void EvidenceReader::read_value(const Reading& from, JsonText::Value value, std::size_t* counter,
                                const KeyPath& path, std::size_t depth) {
  constexpr std::size_t most_depth = 64;
  if (depth > most_depth) from.text.fail(value, path, "expected evidence, found too many lists in lists");
  const std::string_view token = value.raw_json_token();
  if (const JsonPieces::Piece* const piece = from.piece_at(token.data())) {
    JsonText text(*from.source, piece->begin, piece->end, path);
    read_value({from.source, text, {}, from.notation}, text.any_root(path), counter, path, depth + 1);
    text.finish(path);
  }
  if (token.starts_with('{')) {
    read_fields(from, from.text.object(value, path), counter, path, depth + 1);
  } else if (token.starts_with('[')) {
    std::size_t index = 0;
    for (auto step : from.text.array(value, path)) {
      const KeyPath element_path(path, index++);
      read_value(from, from.text.take(step, element_path), counter, element_path, depth + 1);
    }
  } else {
    read_scalar(from.text, value, path);
    if (counter != nullptr) ++*counter;
  }
}

void EvidenceReader::read_fields(const Reading& from, JsonText::Object object, std::size_t* counter,
                                 const KeyPath& path, std::size_t depth) {
  for (auto step : object) {
    auto field = from.text.take(step, path);
    const std::string key(from.text.key(field, path));
    read_field(from, key, field.value(), counter, KeyPath(path, key), depth);
  }
}

void EvidenceReader::read_field(const Reading& from, const std::string& key, JsonText::Value value,
                                std::size_t* counter, const KeyPath& path, std::size_t depth) {
  if (key == "groups") counter = &evidence_.groups;
  if (key == "algebra") counter = &evidence_.algebra;
  if (key == witness_key) counter = &evidence_.witness;
  if (key == "layers") counter = &evidence_.classes;
  if (key == "cells") counter = &evidence_.cells;
  if (key == "argument" && value.raw_json_token().starts_with('"'))
    evidence_.argument = from.text.string(value, path);
  else if (!JsonText::is_null(value))
    read_value(from, value, counter, path, depth);
}

StatedWitness read_witness(const std::shared_ptr<const Source>& source, TextRange range, std::size_t inputs) {
  constexpr std::size_t required = 3;
  const KeyPath top;
  const KeyPath evidence(top, "evidence");
  const KeyPath path(evidence, witness_key);
  JsonText text(*source, range.begin, range.end, path);
  const JsonPieces none;
  WitnessDraft draft{inputs, {}};
  read_keys({source, text, none, Notation::canonical}, text.any_root(path), path, witness_keys, required,
            draft);
  return std::move(draft.witness);
}

}  // namespace isopath
