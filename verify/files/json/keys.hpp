// The keys of a JSON object: each of the known ones at most once, and no others.
#ifndef ISOPATH_VERIFY_FILES_JSON_KEYS_HPP
#define ISOPATH_VERIFY_FILES_JSON_KEYS_HPP

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "exact/quoting.hpp"
#include "verify/files/json/text.hpp"

namespace isopath {

template <std::size_t count>
class JsonKeys {
 public:
  explicit JsonKeys(const std::array<std::string_view, count>& known) : known_(known) {}

  /// The place of the field's key among the known ones. Throws InputError if it is none, or is there again.
  std::size_t see(JsonText& text, simdjson::ondemand::field& field, const KeyPath& path) {
    const char* where = field.key().raw() - 1;
    const std::string_view key = text.key(field, path);
    for (std::size_t i = 0; i < count; ++i) {
      if (known_[i] != key) continue;
      if (seen_[i]) text.fail(where, path, "expected each key once, found " + in_quotes(key) + " again");
      seen_[i] = true;
      return i;
    }
    text.fail(where, path, "expected " + names() + ", found key " + in_quotes(key));
  }

  bool has(std::size_t key) const { return seen_[key]; }
  /// Throws InputError, at this place of the text, unless the keys from `first` to the one before `required`
  /// are there.
  void require(JsonText& text, const char* where, const KeyPath& path, std::size_t required = count,
               std::size_t first = 0) const {
    for (std::size_t i = first; i < required; ++i)
      if (!seen_[i]) text.fail(where, path, "expected key " + in_quotes(known_[i]) + ", found none");
  }

 private:
  std::string names() const {
    std::string list;
    for (const std::string_view name : known_)
      list += (list.empty() ? "one of the keys " : ", ") + std::string(name);
    return list;
  }
  const std::array<std::string_view, count>& known_;
  std::array<bool, count> seen_{};
};

}  // namespace isopath

#endif
