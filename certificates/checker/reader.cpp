#include "reader.hpp"

#include <charconv>

namespace isopath::check {

namespace {

/// Length of the UTF-8 character at the front; 0 for none, an overlong form, a surrogate, or beyond U+10FFFF.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  const bool is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool is_no_character = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return is_overlong || is_no_character ? 0 : length;
}

/// Names in quotes, with "or" between them.
std::string either_of(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : " or ") + in_quotes(name);
  return text;
}

void append_utf8(std::string& out, std::uint32_t code) {
  constexpr unsigned heads[] = {0, 0xC0, 0xE0, 0xF0};
  unsigned tails = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  out += static_cast<char>(heads[tails] | code >> (6 * tails));
  while (tails-- > 0) out += static_cast<char>(0x80U | (code >> (6 * tails) & 0x3FU));
}

}  // namespace

std::string located(const Place& place, std::string_view rule, const std::string& message) {
  // Lines and columns are counted only now that there is something to say.
  const std::string_view before = std::string_view(place.source->text).substr(0, place.offset);
  const std::string_view on_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto is_character = [](char c) { return (c & 0xC0) != 0x80; };
  const auto column = 1 + std::count_if(on_line.begin(), on_line.end(), is_character);
  const std::string named = rule.empty() ? "" : joined("rule ", rule, ": ");
  return joined(place.source->name, ":", line, ":", column, ": ", place.key_path, ": ", named, message);
}

std::string printable(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (length == 0 || byte < 0x20 || byte == 0x7F)
      out += {'\\', 'x', hex[byte >> 4U], hex[byte & 0xFU]};
    else
      out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  const std::string start = printable(text.substr(0, 40));
  return text.size() <= 40 ? joined("\"", start, "\"")
                           : joined("\"", start, "...\" of ", text.size(), " characters");
}

std::string_view kept(std::string_view text, TextStore& store) {
  auto* const bytes = static_cast<char*>(store.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), bytes);
  return {bytes, text.size()};
}

std::string Reader::key_path() const {
  std::string path = "$";
  for (const Level& level : levels_) {
    if (level.is_array && level.entries > 0) path += joined("[", level.entries - 1, "]");
    if (!level.key.empty()) path += joined(".", printable(level.key.substr(0, 80)));
  }
  return path;
}

void Reader::fail_expected(std::string_view expected, std::string_view rule) const {
  const std::string_view rest = std::string_view(source_.text).substr(token_);
  const std::string_view found = rest.substr(0, rest.find_first_of(" \t\r\n,:]}", 1));
  const std::string what = rest.empty() ? "the end of the text" : in_quotes(found);
  fail(rule, "expected ", expected, ", found ", what);
}

char Reader::peek() {
  const std::string& text = source_.text;
  const auto is_white = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (position_ < text.size() && is_white(text[position_])) ++position_;
  token_ = position_;
  return position_ < text.size() ? text[position_] : '\0';
}

void Reader::expect(char sign, std::string_view expected, std::string_view rule) {
  if (peek() != sign) fail_expected(expected, rule);
  ++position_;
}

void Reader::open(char bracket, std::string_view expected) {
  expect(bracket, expected, "T1");
  levels_.push_back({bracket == '['});
}

bool Reader::next_entry(char bracket) {
  Level& level = levels_.back();
  level.key = {};
  if (peek() == bracket) {
    ++position_;
    levels_.pop_back();
    return false;
  }
  if (level.entries > 0) expect(',', bracket == '}' ? "',' or '}'" : "',' or ']'");
  ++level.entries;
  return true;
}

bool Reader::next_key(std::string_view& key) {
  if (!next_entry('}')) return false;
  key = string("a key", "T1");
  const std::size_t key_token = token_;
  expect(':', "':'");
  levels_.back().key = key;
  token_ = key_token;
  return true;
}

std::string_view Reader::key_of(std::initializer_list<std::string_view> names) {
  std::string_view found;
  const bool is_end = !next_key(found);
  if (!is_end && std::find(names.begin(), names.end(), found) != names.end()) return found;
  fail("T1", "expected the key ", either_of(names), ", found ",
       is_end ? "the end of the object" : "the key " + in_quotes(found));
}

void Reader::close_object() {
  if (std::string_view found; next_key(found))
    fail("T1", "expected the end of the object, found the key ", in_quotes(found));
}

void Reader::end() {
  if (peek(); position_ != source_.text.size()) fail_expected("nothing after the closing brace", "");
}

std::string_view Reader::string(std::string_view expected, std::string_view rule) {
  if (peek() != '"') fail_expected(expected, rule);
  const std::string_view text = source_.text;
  const std::size_t start = ++position_;
  bool has_escapes = false;
  unsigned seen = 0;
  for (;; ++position_) {
    if (position_ >= text.size()) fail("", "found the end of the text inside a string");
    const auto c = static_cast<unsigned char>(text[position_]);
    if (c == '"') break;
    if (c < 0x20) fail("", "found a control character in a string");
    seen |= c;
    if (c != '\\') continue;
    if (store_ == nullptr) fail(rule, "expected ", expected, ", found a string with an escape");
    has_escapes = true;
    ++position_;  // what is escaped may be a quotation mark
  }
  const std::string_view raw = text.substr(start, position_++ - start);
  if (seen >= 0x80)
    for (std::size_t i = 0, length = 0; i < raw.size(); i += length)
      if (length = character_length(raw.substr(i)); length == 0) fail("", "found a string that is not UTF-8");
  return has_escapes ? decoded(raw) : raw;
}

/// The value of a string in which each backslash has a character behind it.
std::string_view Reader::decoded(std::string_view raw) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view values = "\"\\/\b\f\n\r\t";
  const auto take_code_unit = [&] {  // \uXXXX at the front
    std::uint32_t code = 0;
    const bool is_code = raw.size() >= 6 && raw.starts_with("\\u") &&
                         std::from_chars(raw.data() + 2, raw.data() + 6, code, 16).ptr == raw.data() + 6;
    if (!is_code) fail("", "found a string with an escape that JSON does not have");
    raw.remove_prefix(6);
    return code;
  };
  std::string out;
  while (!raw.empty()) {
    const std::size_t plain = std::min(raw.find('\\'), raw.size());
    out += raw.substr(0, plain);
    raw.remove_prefix(plain);
    if (raw.empty()) break;
    if (const std::size_t k = letters.find(raw[1]); k != std::string_view::npos) {
      out += values[k];
      raw.remove_prefix(2);
      continue;
    }
    std::uint32_t code = take_code_unit();
    if (code >= 0xD800 && code < 0xE000) {
      const std::uint32_t low = code < 0xDC00 ? take_code_unit() : 0;
      if (low < 0xDC00 || low >= 0xE000) fail("", "found a string with half of a pair of surrogates");
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(out, code);
  }
  return kept(out, *store_);
}

std::string_view Reader::choice(std::initializer_list<std::string_view> choices, std::string_view rule) {
  const std::string expected = either_of(choices);
  const std::string_view found = string(expected, rule);
  if (std::find(choices.begin(), choices.end(), found) == choices.end())
    fail(rule, "expected ", expected, ", found ", in_quotes(found));
  return found;
}

std::string_view Reader::number(std::string_view expected, std::string_view rule) {
  peek();
  const std::string_view rest = std::string_view(source_.text).substr(position_);
  const std::string_view text = rest.substr(0, rest.find_first_not_of("+-.0123456789eE"));
  if (text.empty()) fail_expected(expected, rule);
  const std::string_view digits = text.substr(text.front() == '-' ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
    fail("T3", "found a bare number with a leading zero");
  position_ += text.size();
  return text;
}

std::uint64_t Reader::count(std::uint64_t limit) {
  constexpr const char* expected = "an integer without sign, fraction and exponent";
  const std::string_view text = number(expected, "T3");
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') fail_expected(expected, "T3");
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > limit) fail("T4", "expected at most ", limit, ", found ", in_quotes(text));
  }
  return value;
}

bool Reader::null() {
  peek();
  const bool is_null = source_.text.compare(position_, 4, "null") == 0;
  position_ += is_null ? 4 : 0;
  return is_null;
}

void Reader::skip_value() {
  std::size_t depth = 0;
  do {
    const char c = peek();
    const bool is_open = c == '[' || c == '{';
    const bool is_close = c == ']' || c == '}';
    if (is_open || (depth > 0 && (is_close || c == ',' || c == ':')))
      ++position_;
    else if (c == '"')
      string("", "");
    else
      number();
    depth = depth + (is_open ? 1 : 0) - (is_close ? 1 : 0);
  } while (depth > 0);
}

}  // namespace isopath::check
