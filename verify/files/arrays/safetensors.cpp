// safetensors, after the format's description in the README of github.com/huggingface/safetensors: eight
// bytes with the length of the header, little-endian; the header, a JSON object in UTF-8 that starts with `{`
// and may end in spaces; the data, which the arrays cover without overlap or gap, little-endian and in C
// order.
//
// simdjson's on-demand reader checks only what is asked for, so all of the header is asked for: every key and
// value is visited, numbers are read from their text, duplicates are looked for and so is text after the
// object.
#include "verify/files/arrays/safetensors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <string_view>
#include <utility>

#include "exact/quoting.hpp"
#include "verify/files/arrays/tensors.hpp"
#include "verify/files/simdjson.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

namespace ondemand = simdjson::ondemand;
using Kind = InputError::Kind;

constexpr std::uint64_t longest_header = 100'000'000;

struct TypeName {
  std::string_view name;
  std::uint64_t bytes;
  std::optional<ElementType> type;
};

/// Types whose elements are whole bytes. The format gains types from time to time; of one that is not here
/// only the place of its data is checked.
constexpr TypeName type_names[] = {
    {"F16", 2, ElementType::binary16},
    {"BF16", 2, ElementType::bfloat16},
    {"F32", 4, ElementType::binary32},
    {"F64", 8, ElementType::binary64},
    {"BOOL", 1, {}},
    {"U8", 1, {}},
    {"I8", 1, {}},
    {"F8_E4M3", 1, {}},
    {"F8_E5M2", 1, {}},
    {"U16", 2, {}},
    {"I16", 2, {}},
    {"U32", 4, {}},
    {"I32", 4, {}},
    {"U64", 8, {}},
    {"I64", 8, {}},
};

/// The key path of a value in the header, put into words only when a message needs it.
struct KeyPath {
  std::optional<std::string_view> name = {};
  std::string_view key = {};
  std::optional<std::size_t> index = {};

  std::string text() const {
    std::string result = "$";
    if (name) result += "[" + in_quotes(*name) + "]";
    if (!key.empty()) result += "." + std::string(key);
    if (index) result += "[" + std::to_string(*index) + "]";
    return result;
  }
};

/// What the header says of one array, and where.
struct Entry {
  Tensor tensor;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  const char* key_at = nullptr;
  const char* shape_at = nullptr;
  const char* offsets_at = nullptr;
};

constexpr std::uint64_t header_start = 8;

/// The text of a header, and errors at places in it. Line and column count within the header, whose `{` is at
/// 1:1.
class HeaderText {
 public:
  HeaderText(const Source& source, std::uint64_t length) : source_(source), text_(length) {
    if (text_.data() == nullptr) throw std::bad_alloc();
    source.read(header_start, std::as_writable_bytes(std::span(text_.data(), text_.size())));
  }

  const simdjson::padded_string& padded() const { return text_; }
  const char* end() const { return text_.data() + text_.size(); }
  /// The last character that is not blank.
  const char* last() const {
    const std::string_view all(text_.data(), text_.size());
    return all.data() + std::min(all.find_last_not_of(" \t\r\n"), all.size());
  }
  const std::string& file() const { return source_.name(); }

  [[noreturn]] void fail(const char* at, const KeyPath& path, const std::string& message) const {
    const std::uint64_t offset = header_start + static_cast<std::size_t>(at - text_.data());
    throw InputError(Kind::malformed, located(source_, offset, header_start) + ": " + path.text(), message);
  }
  [[noreturn]] void fail_expected(const char* at, const KeyPath& path, const std::string& expected) const {
    fail(at, path, "expected " + expected + ", found " + token(at));
  }

 private:
  /// What stands at a place, for messages.
  std::string token(const char* at) const {
    const std::string_view rest(at, static_cast<std::size_t>(end() - at));
    if (rest.empty()) return "the end of the header";
    if (rest.front() == '{') return "an object";
    if (rest.front() == '[') return "an array";
    if (rest.front() == '"') return "the string " + in_quotes(rest.substr(1, rest.find('"', 1) - 1));
    return in_quotes(rest.substr(0, std::max<std::size_t>(1, rest.find_first_of(",:]}[{\" \t\r\n"))));
  }

  const Source& source_;
  simdjson::padded_string text_;
};

/// Reads the header's object; see the top of the file for what strict means.
class HeaderReader {
 public:
  explicit HeaderReader(const HeaderText& text) : text_(text) {}

  std::vector<Entry> read() {
    if (const auto error = parser_.iterate(text_.padded()).get(document_)) fail_whole(error);
    ondemand::object object;
    // The text starts with `{`, so what simdjson misses is the other end.
    if (document_.get_object().get(object))
      text_.fail_expected(text_.last(), {}, "`}` at the end of the header");
    bool has_metadata = false;
    for (auto each : object) {
      ondemand::field field;
      if (std::move(each).get(field)) fail_here({}, "a key, `,` or `}`");
      const Key key = read_key(field, {});
      if (key.name != "__metadata__") {
        entries_.push_back(read_entry(key, field.value()));
      } else {
        if (std::exchange(has_metadata, true)) fail_duplicate(key, {});
        read_metadata(field.value());
      }
    }
    // Past the object is past the end, unless there is more.
    if (document_.current_location().error() != simdjson::OUT_OF_BOUNDS)
      fail_here({}, "nothing after the object but spaces");
    check_distinct();
    return std::move(entries_);
  }

 private:
  struct Key {
    std::string_view name;
    const char* at;
  };

  /// Where the reader stands, as far as it still knows.
  const char* here() {
    const char* at = nullptr;
    if (document_.current_location().get(at)) return text_.end();
    return std::min(at, text_.end());
  }
  [[noreturn]] void fail_here(const KeyPath& path, const std::string& expected) {
    text_.fail_expected(here(), path, expected);
  }
  [[noreturn]] void fail_duplicate(const Key& key, const KeyPath& path) const {
    text_.fail(key.at, path, "expected different keys, found " + in_quotes(key.name) + " again");
  }

  /// What simdjson's first pass over the whole text refuses.
  [[noreturn]] void fail_whole(simdjson::error_code error) const {
    std::string found = simdjson::error_message(error);
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();
    if (error == simdjson::UTF8_ERROR) found = "bytes that are not UTF-8";
    if (error == simdjson::UNCLOSED_STRING) found = "a string without an end";
    if (error == simdjson::UNESCAPED_CHARS) found = "a control character in a string";
    throw InputError(Kind::malformed, text_.file(), "expected a header in JSON, found " + found);
  }

  Key read_key(ondemand::field& field, const KeyPath& path) const {
    Key key{{}, field.key().raw() - 1};
    if (field.unescaped_key().get(key.name)) text_.fail_expected(key.at, path, "a key in JSON");
    return key;
  }

  std::string_view read_string(ondemand::value value, const KeyPath& path) const {
    const char* at = value.raw_json_token().data();
    std::string_view string;
    if (value.get_string().get(string)) text_.fail_expected(at, path, "a string");
    return string;
  }

  /// Digits without a leading zero, up to 2^64 - 1.
  std::uint64_t read_natural(ondemand::value value, const KeyPath& path) const {
    std::string_view token = value.raw_json_token();
    const char* at = token.data();
    while (!token.empty() && std::string_view(" \t\r\n").find(token.back()) != std::string_view::npos)
      token.remove_suffix(1);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(at, at + token.size(), number);
    const bool is_leading_zero = token.size() > 1 && token.front() == '0';
    if (error != std::errc() || end != at + token.size() || is_leading_zero)
      text_.fail_expected(at, path, "a whole number from 0 to 18446744073709551615");
    return number;
  }

  std::vector<std::uint64_t> read_naturals(ondemand::value value, const KeyPath& path) {
    const char* at = value.raw_json_token().data();
    ondemand::array array;
    if (value.get_array().get(array)) text_.fail_expected(at, path, "an array of whole numbers");
    std::vector<std::uint64_t> numbers;
    for (auto each : array) {
      ondemand::value element;
      if (std::move(each).get(element)) fail_here(path, "`,` or `]`");
      numbers.push_back(read_natural(element, {path.name, path.key, numbers.size()}));
    }
    return numbers;
  }

  void read_metadata(ondemand::value value) {
    const KeyPath path{"__metadata__"};
    const char* at = value.raw_json_token().data();
    ondemand::object object;
    if (value.get_object().get(object)) text_.fail_expected(at, path, "an object of strings");
    std::vector<Key> keys;
    for (auto each : object) {
      ondemand::field field;
      if (std::move(each).get(field)) fail_here(path, "a key, `,` or `}`");
      keys.push_back(read_key(field, path));
      read_string(field.value(), path);
    }
    check_distinct(std::move(keys), path);
  }

  Entry read_entry(const Key& key, ondemand::value value) {
    const KeyPath path{key.name};
    const char* at = value.raw_json_token().data();
    ondemand::object object;
    if (value.get_object().get(object))
      text_.fail_expected(at, path, "an object with dtype, shape and data_offsets");
    Entry entry;
    entry.key_at = key.at;
    entry.tensor.name = key.name;
    const char* type_at = nullptr;
    for (auto each : object) {
      ondemand::field field;
      if (std::move(each).get(field)) fail_here(path, "a key, `,` or `}`");
      const Key inner = read_key(field, path);
      const bool is_type = inner.name == "dtype";
      const bool is_shape = inner.name == "shape";
      if (!is_type && !is_shape && inner.name != "data_offsets")
        text_.fail_expected(inner.at, path, "the keys dtype, shape and data_offsets only");
      const char*& seen_at = is_type ? type_at : is_shape ? entry.shape_at : entry.offsets_at;
      if (seen_at != nullptr) fail_duplicate(inner, path);
      seen_at = inner.at;
      if (is_type)
        entry.tensor.type_name = read_string(field.value(), {key.name, "dtype"});
      else if (is_shape)
        entry.tensor.shape = read_naturals(field.value(), {key.name, "shape"});
      else
        read_offsets(field.value(), {key.name, "data_offsets"}, entry);
    }
    for (const auto& [seen_at, name] :
         {std::pair{type_at, "dtype"}, {entry.shape_at, "shape"}, {entry.offsets_at, "data_offsets"}})
      if (seen_at == nullptr)
        text_.fail(key.at, path, "expected the key " + std::string(name) + ", found none");
    return entry;
  }

  void read_offsets(ondemand::value value, const KeyPath& path, Entry& entry) {
    const char* at = value.raw_json_token().data();
    const std::vector<std::uint64_t> offsets = read_naturals(value, path);
    if (offsets.size() != 2)
      text_.fail(at, path, "expected 2 offsets, found " + std::to_string(offsets.size()));
    entry.begin = offsets[0];
    entry.end = offsets[1];
  }

  /// By sorting: no choice of names makes it slow.
  void check_distinct(std::vector<Key> keys, const KeyPath& path) const {
    std::sort(keys.begin(), keys.end(),
              [](const Key& x, const Key& y) { return x.name != y.name ? x.name < y.name : x.at < y.at; });
    const auto again = std::adjacent_find(keys.begin(), keys.end(),
                                          [](const Key& x, const Key& y) { return x.name == y.name; });
    if (again != keys.end()) fail_duplicate(again[1], path);
  }
  void check_distinct() const {
    std::vector<Key> keys;
    keys.reserve(entries_.size());
    for (const Entry& entry : entries_) keys.push_back({entry.tensor.name, entry.key_at});
    check_distinct(std::move(keys), {});
  }

  const HeaderText& text_;
  ondemand::parser parser_;
  ondemand::document document_;
  std::vector<Entry> entries_;
};

KeyPath offsets_path(const Entry& entry) { return {entry.tensor.name, "data_offsets"}; }

/// Finds the type, and checks that the array's range is one, in the data, and of the size that type and shape
/// say.
void check_entry(const HeaderText& text, Entry& entry, std::uint64_t data_size) {
  if (entry.begin > entry.end || entry.end > data_size)
    text.fail(entry.offsets_at, offsets_path(entry),
              "expected a range within the " + std::to_string(data_size) + " bytes of data, found from " +
                  std::to_string(entry.begin) + " to " + std::to_string(entry.end));
  const auto named = std::find_if(std::begin(type_names), std::end(type_names),
                                  [&](const TypeName& type) { return type.name == entry.tensor.type_name; });
  if (named == std::end(type_names)) return;
  entry.tensor.type = named->type;
  const std::optional<std::uint64_t> bytes = array_bytes(entry.tensor.shape, named->bytes);
  if (bytes != entry.end - entry.begin)
    text.fail(entry.shape_at, {entry.tensor.name, "shape"},
              "expected a shape that takes the " + std::to_string(entry.end - entry.begin) +
                  " bytes of data_offsets, found one that takes " +
                  (bytes ? std::to_string(*bytes) : "2^64 or more"));
}

/// Checks that the arrays cover the data, each byte once.
void check_cover(const std::string& file, const HeaderText& text, const std::vector<Entry>& entries,
                 std::uint64_t data_size) {
  std::vector<const Entry*> order;
  order.reserve(entries.size());
  for (const Entry& entry : entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const Entry* x, const Entry* y) {
    return std::pair(x->begin, x->end) < std::pair(y->begin, y->end);
  });
  std::uint64_t covered = 0;
  for (const Entry* entry : order) {
    if (entry->begin != covered)
      text.fail(entry->offsets_at, offsets_path(*entry),
                "expected data from " + std::to_string(covered) + " on, where the array before ends, found " +
                    std::to_string(entry->begin) +
                    (entry->begin < covered ? ": the arrays overlap" : ": bytes of no array lie between"));
    covered = entry->end;
  }
  if (covered != data_size)
    throw InputError(Kind::malformed, file,
                     "expected arrays that cover all " + std::to_string(data_size) +
                         " bytes of data, found arrays up to " + std::to_string(covered));
}

std::uint64_t read_header_length(const Source& source) {
  std::array<std::byte, header_start> bytes{};
  if (source.size() < bytes.size())
    throw InputError(
        Kind::malformed, source.name(),
        "expected 8 bytes with the length of the header, found " + std::to_string(source.size()));
  source.read(0, bytes);
  std::uint64_t length = 0;
  for (std::size_t k = bytes.size(); k-- > 0;)
    length = length << 8U | std::to_integer<std::uint64_t>(bytes[k]);
  if (length > longest_header || length > source.size() - bytes.size())
    throw InputError(Kind::malformed, source.name(),
                     "expected a header of at most " +
                         std::to_string(std::min(longest_header, source.size() - bytes.size())) +
                         " bytes, found the length " + std::to_string(length));
  return length;
}

}  // namespace

Model read_safetensors(const Source& source, const ModelOptions& options) {
  const std::uint64_t header_length = read_header_length(source);
  const HeaderText text(source, header_length);
  if (header_length == 0 || text.padded().data()[0] != '{')
    text.fail_expected(text.padded().data(), {}, "`{`");
  std::vector<Entry> entries = HeaderReader(text).read();
  const std::uint64_t data_start = header_start + header_length;
  const std::uint64_t data_size = source.size() - data_start;
  for (Entry& entry : entries) check_entry(text, entry, data_size);
  check_cover(source.name(), text, entries, data_size);
  std::vector<Tensor> tensors;
  tensors.reserve(entries.size());
  for (Entry& entry : entries) {
    entry.tensor.open = [&source, start = data_start + entry.begin]() -> ElementReader {
      return [&source, start](std::uint64_t offset, std::span<std::byte> to) {
        source.read(start + offset, to);
      };
    };
    tensors.push_back(std::move(entry.tensor));
  }
  return model_from_tensors(source.name(), tensors, options);
}

}  // namespace isopath
