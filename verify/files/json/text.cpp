#include "verify/files/json/text.hpp"

#include <algorithm>
#include <charconv>
#include <new>
#include <utility>

#include "exact/quoting.hpp"

namespace isopath {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 8259: [ "-" ] int [ frac ] [ exp ].
bool is_json_number(std::string_view text) {
  const auto digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool leading_zero = text.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return text.empty();
}

}  // namespace

std::string KeyPath::to_string() const {
  if (parent_ == nullptr) return "$";
  if (key_.data() == nullptr) return parent_->to_string() + "[" + std::to_string(index_) + "]";
  const bool plain = !key_.empty() && std::all_of(key_.begin(), key_.end(), [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
  return parent_->to_string() + (plain ? "." + std::string(key_) : "[" + in_quotes(key_) + "]");
}

JsonText::JsonText(const Source& source, std::uint64_t begin, std::uint64_t end, const KeyPath& path)
    : source_(source),
      offset_([begin](std::size_t place) { return begin + place; }),
      text_(static_cast<std::size_t>(end - begin)) {
  if (text_.data() == nullptr) throw std::bad_alloc();
  source.read(begin, {reinterpret_cast<std::byte*>(text_.data()), text_.size()});
  parse(path);
}

JsonText::JsonText(const Source& source, std::string_view text,
                   std::function<std::uint64_t(std::size_t)> offset)
    : source_(source), offset_(std::move(offset)), text_(text) {
  if (text_.data() == nullptr) throw std::bad_alloc();
  parse(KeyPath());
}

void JsonText::parse(const KeyPath& path) {
  const auto error = parser_.iterate(text_).get(document_);
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error != simdjson::SUCCESS)
    fail(text_.data(), path, "expected JSON, found: " + std::string(error_message(error)));
}

/// simdjson says of a text that does not end in } only that it does not. Where the object ends, or that it
/// does not:
void JsonText::fail_end(const KeyPath& path) const {
  const char* end = text_.data() + text_.size();
  long depth = 0;
  bool begun = false;
  bool in_string = false;
  for (const char* at = text_.data(); at != end; ++at) {
    if (in_string) {
      if (*at == '\\' && at + 1 != end)
        ++at;
      else if (*at == '"')
        in_string = false;
    } else if (begun && depth == 0 && !is_blank(*at)) {
      fail(at, path, "expected the end of the file, found more text");
    } else {
      in_string = *at == '"';
      begun = begun || !is_blank(*at);
      if (*at == '{' || *at == '[') ++depth;
      if (*at == '}' || *at == ']') --depth;
      if (*at == ']' && depth == 0) fail(at, path, "expected '}', found ']'");
    }
  }
  fail(end, path, "expected the end of the object, found the end of the file");
}

JsonText::Object JsonText::root(const KeyPath& path) {
  document_.rewind();
  simdjson::ondemand::json_type type{};
  if (document_.type().get(type) != simdjson::SUCCESS || type != simdjson::ondemand::json_type::object)
    fail(text_.data(), path, "expected an object, found something else");
  simdjson::ondemand::object object;
  if (document_.get_object().get(object) != simdjson::SUCCESS) fail_end(path);
  return object;
}

JsonText::Value JsonText::any_root(const KeyPath& path) {
  document_.rewind();
  simdjson::ondemand::value value;
  if (document_.get_value().get(value) != simdjson::SUCCESS)
    fail(text_.data(), path, "expected an object or an array, found something else");
  return value;
}

void JsonText::finish(const KeyPath& path) {
  const char* rest = nullptr;
  const auto error = document_.current_location().get(rest);
  if (error == simdjson::SUCCESS) fail(rest, path, "expected the end of the file, found more text");
  if (error != simdjson::OUT_OF_BOUNDS) fail_walk(error, path);
}

JsonText::Object JsonText::object(Value value, const KeyPath& path) {
  if (!token(value).starts_with('{'))
    fail(value, path, "expected an object, found " + in_quotes(token(value)));
  return take(value.get_object(), path);
}

JsonText::Array JsonText::array(Value value, const KeyPath& path) {
  if (!token(value).starts_with('['))
    fail(value, path, "expected an array, found " + in_quotes(token(value)));
  return take(value.get_array(), path);
}

std::string_view JsonText::string(Value value, const KeyPath& path) {
  if (!token(value).starts_with('"'))
    fail(value, path, "expected a string, found " + in_quotes(token(value)));
  return take(value.get_string(), path);
}

std::size_t JsonText::count(Value value, std::size_t limit, const KeyPath& path) {
  const std::string_view text = token(value);
  std::size_t result = 0;
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  const bool canonical = digits && (text.size() == 1 || text.front() != '0');
  if (!canonical || error != std::errc() || result > limit)
    fail(value, path,
         "expected an integer from 0 to " + std::to_string(limit) + ", found " + in_quotes(text));
  return result;
}

JsonText::NumberToken JsonText::number(Value value, const KeyPath& path, Notation notation) {
  const std::string_view raw = token(value);
  const bool bare = !raw.starts_with('"');
  if (bare && !is_json_number(raw)) fail(value, path, "expected a number, found " + in_quotes(raw));
  const std::string_view text = bare ? raw : take(value.get_string(), path);
  if (notation == Notation::canonical && (bare || text.find_first_of(".eExXpP") != std::string_view::npos))
    fail(raw.data(), path, "expected a number in canonical notation, found " + in_quotes(text));
  return {text, bare};
}

void JsonText::literal(Value value, const KeyPath& path) {
  const std::string_view raw = token(value);
  if (raw == "null" || raw == "true" || raw == "false") return;
  fail(value, path, "expected a value, found " + in_quotes(raw));
}

std::string_view JsonText::key(simdjson::ondemand::field& field, const KeyPath& path) {
  return take(field.unescaped_key(), path);
}

std::string_view JsonText::token(Value value) {
  std::string_view text = value.raw_json_token();
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

void JsonText::fail(const char* where, const KeyPath& path, const std::string& message,
                    InputError::Kind kind) const {
  const auto place = static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(where - text_.data(), 0, static_cast<std::ptrdiff_t>(text_.size())));
  throw InputError(kind, located(source_, offset_(place)) + ": " + path.to_string(), message);
}

void JsonText::fail(Value value, const KeyPath& path, const std::string& message) const {
  fail(value.raw_json_token().data(), path, message);
}

void JsonText::fail_walk(simdjson::error_code error, const KeyPath& path) {
  const char* where = nullptr;
  if (document_.current_location().get(where) != simdjson::SUCCESS) where = text_.data() + text_.size();
  fail(where, path, "expected JSON, found: " + std::string(error_message(error)));
}

}  // namespace isopath
