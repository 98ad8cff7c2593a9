// Strict reading of JSON text with located errors, on simdjson's on-demand walk.
//
// The walk is lax with what is passed over (values that are not asked for, text after the end), so a reader
// visits every value, and calls finish(). Numbers are taken as raw text, because simdjson would make doubles
// of them; exact/number_text.hpp has their grammar.
//
// The order of a reading:
//
//     JsonText text(source, ...)            is the text UTF-8, and are its strings and brackets sound?
//     for (field : text.root(path))         a walk from front to back: every call of root() begins a new one,
//                                           and ends the one before
//       text.key(field, path)               first the key,
//       text.number(field.value(), path)    then the value, once, before the next field is asked for
//     text.finish(path)                     after the last field of the last walk
#ifndef ISOPATH_VERIFY_FILES_JSON_TEXT_HPP
#define ISOPATH_VERIFY_FILES_JSON_TEXT_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "verify/files/notation.hpp"
#include "verify/files/simdjson.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

/// The key path of a value: $.units[3].b[0]. A link in a chain on the stack of the functions that read; its
/// text is built only when an error needs it.
class KeyPath {
 public:
  KeyPath() = default;  // $
  KeyPath(const KeyPath& parent, std::string_view key) : parent_(&parent), key_(key) {}
  KeyPath(const KeyPath& parent, std::size_t index) : parent_(&parent), index_(index) {}
  std::string to_string() const;

 private:
  const KeyPath* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
};

class JsonText {
 public:
  using Object = simdjson::ondemand::object;
  using Array = simdjson::ondemand::array;
  using Value = simdjson::ondemand::value;

  /// The bytes of a source from `begin` to `end`. Errors are located in the source, which has to live on.
  /// Throws InputError if the text is not UTF-8 or has no JSON structure; `path` is the key path of the text.
  JsonText(const Source& source, std::uint64_t begin, std::uint64_t end, const KeyPath& path);
  /// A text that was taken from a source in parts: `offset` leads from a place in it to that in the source.
  JsonText(const Source& source, std::string_view text, std::function<std::uint64_t(std::size_t)> offset);

  const char* begin() const { return text_.data(); }
  /// The object that the text is, walked from its beginning.
  Object root(const KeyPath& path);
  /// The same of a text that is an object or an array.
  Value any_root(const KeyPath& path);
  /// After the last value: nothing but white space is left.
  void finish(const KeyPath& path);

  static bool is_null(Value value) { return token(value) == "null"; }
  Object object(Value value, const KeyPath& path);
  Array array(Value value, const KeyPath& path);
  /// A string, escapes undone, valid until the next root().
  std::string_view string(Value value, const KeyPath& path);
  /// A bare integer from 0 to `limit`.
  std::size_t count(Value value, std::size_t limit, const KeyPath& path);

  /// The text of a number: a string, or a bare JSON number.
  struct NumberToken {
    std::string_view text;
    bool bare;
  };
  /// In canonical notation, a string without a point or an exponent. (That it is in lowest terms is for those
  /// to see that check certificates.)
  NumberToken number(Value value, const KeyPath& path, Notation notation = Notation::any);
  /// What is none of these: true, false or null.
  void literal(Value value, const KeyPath& path);

  /// The value that simdjson found, or its error as an InputError at the place where the walk stands.
  template <typename T>
  T take(simdjson::simdjson_result<T> result, const KeyPath& path) {
    T value;
    const auto error = std::move(result).get(value);
    if (error != simdjson::SUCCESS) fail_walk(error, path);
    return value;
  }
  /// A field's key, escapes undone, valid until the next root(). Whether it was there before is for the
  /// caller to see (keys.hpp).
  std::string_view key(simdjson::ondemand::field& field, const KeyPath& path);

  /// `where` points into the text.
  [[noreturn]] void fail(const char* where, const KeyPath& path, const std::string& message,
                         InputError::Kind kind = InputError::Kind::malformed) const;
  [[noreturn]] void fail(Value value, const KeyPath& path, const std::string& message) const;

 private:
  void parse(const KeyPath& path);
  [[noreturn]] void fail_end(const KeyPath& path) const;
  [[noreturn]] void fail_walk(simdjson::error_code error, const KeyPath& path);
  static std::string_view token(Value value);

  const Source& source_;
  std::function<std::uint64_t(std::size_t)> offset_;
  simdjson::padded_string text_;
  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
};

}  // namespace isopath

#endif
