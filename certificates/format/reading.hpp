// What the readers of a certificate's parts have in common: the text, and tables of keys with their readers.
#ifndef ISOPATH_CERTIFICATES_FORMAT_READING_HPP
#define ISOPATH_CERTIFICATES_FORMAT_READING_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

#include "exact/rational.hpp"
#include "verify/files/json/keys.hpp"
#include "verify/files/json/pieces.hpp"
#include "verify/files/json/text.hpp"
#include "verify/files/notation.hpp"
#include "verify/files/source.hpp"

namespace isopath {

/// The text that is read, and where it comes from. The text of a long path is the skeleton, whose pieces are
/// read later (verify/files/json/pieces.hpp); any other text has no pieces.
struct Reading {
  const std::shared_ptr<const Source>& source;
  JsonText& text;
  const JsonPieces& pieces;
  Notation notation;

  /// The piece whose opening bracket stands here; null if that is none.
  const JsonPieces::Piece* piece_at(const char* where) const {
    const auto place = static_cast<std::size_t>(where - text.begin());
    const auto& all = pieces.pieces;
    const auto found =
        std::lower_bound(all.begin(), all.end(), place,
                         [](const JsonPieces::Piece& piece, std::size_t at) { return piece.place < at; });
    return found != all.end() && found->place == place ? &*found : nullptr;
  }
};

/// A key of an object, and what reads its value into a draft of what the object states.
template <typename Draft>
struct KeyReader {
  std::string_view name;
  void (*read)(const Reading& from, JsonText::Value value, const KeyPath& path, Draft& draft);
  bool is_late = false;  // read once all other keys are, since it needs what they say
};

/// Reads the object: each of the keys at most once and no others; the first `required` of them are there.
template <typename Draft, std::size_t count>
void read_keys(const Reading& from, JsonText::Value value, const KeyPath& path,
               const KeyReader<Draft> (&keys)[count], std::size_t required, Draft& draft) {
  std::array<std::string_view, count> names;
  for (std::size_t k = 0; k < count; ++k) names[k] = keys[k].name;
  const char* where = value.raw_json_token().data();
  JsonKeys seen(names);
  auto object = from.text.object(value, path);
  bool has_late = false;
  for (auto step : object) {
    auto field = from.text.take(step, path);
    const std::size_t key = seen.see(from.text, field, path);
    if (keys[key].is_late)
      has_late = true;
    else
      keys[key].read(from, field.value(), KeyPath(path, names[key]), draft);
  }
  seen.require(from.text, where, path, required);
  if (!has_late) return;
  from.text.take(object.reset(), path);
  for (auto step : object) {
    auto field = from.text.take(step, path);
    const std::string_view name = from.text.key(field, path);
    for (const KeyReader<Draft>& key : keys)
      if (key.is_late && key.name == name) key.read(from, field.value(), KeyPath(path, key.name), draft);
  }
}

/// Reads a value into a member of the draft, as the reader of a key.
template <auto member, auto read, typename Draft>
void into(const Reading& from, JsonText::Value value, const KeyPath& path, Draft& draft) {
  draft.*member = read(from, value, path);
}

/// Reads a rational number. Throws InputError (malformed).
Rational read_number(const Reading& from, JsonText::Value value, const KeyPath& path);

}  // namespace isopath

#endif
