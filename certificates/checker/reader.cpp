// Places, messages, and the pull reader of JSON text: rules T1 and T3 of docs/certificate-format.md.
#include "reader.hpp"

#include <algorithm>

namespace isopath::check {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Length of the well-formed UTF-8 character at the front: 0 if there is none, an overlong form, a surrogate,
/// or beyond U+10FFFF.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  const bool is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool is_no_character = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return is_overlong || is_no_character ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

void refuse(Exit exit, const Source& source, const Place& place, std::string_view rule,
            const std::string& message) {
  // Lines and columns are counted only now that there is something to say.
  const std::string_view before = std::string_view(source.text).substr(0, place.offset);
  const std::string_view on_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto columns =
      std::count_if(on_line.begin(), on_line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  throw Refusal(exit, source.name + ":" + std::to_string(lines + 1) + ":" + std::to_string(columns + 1) +
                          ": " + place.path + ": " +
                          (rule.empty() ? "" : "rule " + std::string(rule) + ": ") + message);
}

void refuse(const Source& source, const Place& place, std::string_view rule, const std::string& message) {
  const bool is_rule_of_text = rule.empty() || rule.front() == 'T';
  refuse(is_rule_of_text ? Exit::malformed : Exit::refused, source, place, rule, message);
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 40;
  const std::string start = "\"" + printable(text.substr(0, shown));
  return text.size() <= shown ? start + "\""
                              : start + "...\" of " + std::to_string(text.size()) + " characters";
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

std::string Reader::path() const {
  std::string path = "$";
  for (const Level& level : levels_) {
    if (level.is_array && level.entries > 0) path += "[" + std::to_string(level.entries - 1) + "]";
    if (!level.key.empty()) path += "." + std::string(level.key.substr(0, 80));
  }
  return path;
}

void Reader::fail(std::string_view rule, const std::string& message) const {
  refuse(source_, place(), source_.is_certificate ? rule : std::string_view(), message);
}

void Reader::fail_expected(std::string_view expected, std::string_view rule) const {
  const std::string_view rest = std::string_view(source_.text).substr(token_);
  const std::string_view found = rest.substr(0, rest.find_first_of(" \t\r\n,:]}", 1));
  fail(rule, "expected " + std::string(expected) + ", found " +
                 (rest.empty() ? "the end of the text" : quoted(found)));
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

void Reader::open_object() {
  expect('{', "an object", "T1");
  levels_.push_back({false});
}

bool Reader::next_key(std::string_view& key) {
  Level& level = levels_.back();
  level.key = {};
  if (peek() == '}') return close(), false;
  if (level.entries > 0) expect(',', "',' or '}'");
  key = string("a key", "T1");
  const std::size_t key_token = token_;
  expect(':', "':'");
  level.key = key;
  ++level.entries;
  token_ = key_token;
  return true;
}

void Reader::key(std::string_view name) {
  std::string_view found;
  levels_.back().key = {};
  if (peek() == '}') fail("T1", "expected the key " + quoted(name) + ", found the end of the object");
  next_key(found);
  if (found == name) return;
  levels_.back().key = {};
  fail("T1", "expected the key " + quoted(name) + ", found the key " + quoted(found));
}

void Reader::close_object() {
  levels_.back().key = {};
  if (peek() == ',') fail("T1", "expected the end of the object, found a further key");
  if (peek() != '}') fail_expected("'}'", "");
  close();
}

void Reader::open_array() {
  expect('[', "a list", "T1");
  levels_.push_back({true});
}

bool Reader::next_element() {
  Level& level = levels_.back();
  if (peek() == ']') return close(), false;
  if (level.entries > 0) expect(',', "',' or ']'");
  ++level.entries;
  return true;
}

void Reader::pass_escape() {
  const std::string_view rest = std::string_view(source_.text).substr(position_ + 1);
  const char c = rest.empty() ? '\0' : rest.front();
  const bool is_code = c == 'u' && rest.size() > 4 && std::all_of(&rest[1], &rest[1] + 4, is_hex_digit);
  if (!is_code && (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos))
    fail("", "found a string with an escape that JSON does not have");
  position_ += is_code ? 5 : 1;
}

std::string_view Reader::string(std::string_view expected, std::string_view rule, bool allow_escapes) {
  if (peek() != '"') fail_expected(expected, rule);
  const std::string& text = source_.text;
  const std::size_t start = ++position_;
  unsigned seen = 0;
  for (;; ++position_) {
    if (position_ == text.size()) fail("", "found the end of the text inside a string");
    const auto c = static_cast<unsigned char>(text[position_]);
    if (c == '"') break;
    if (c < 0x20) fail("", "found a control character in a string");
    if (c == '\\' && !allow_escapes)
      fail(rule, "expected " + std::string(expected) + ", found a string with an escape");
    if (c == '\\') pass_escape();
    seen |= c;
  }
  const std::string_view view = std::string_view(text).substr(start, position_++ - start);
  if (seen >= 0x80 && !is_utf8(view)) fail("", "found a string that is not UTF-8");
  return view;
}

std::string_view Reader::choice(std::initializer_list<std::string_view> choices, std::string_view rule) {
  std::string expected;
  for (const std::string_view choice : choices) expected += (expected.empty() ? "" : " or ") + quoted(choice);
  const std::string_view found = string(expected, rule);
  if (std::find(choices.begin(), choices.end(), found) == choices.end())
    fail(rule, "expected " + expected + ", found " + quoted(found));
  return found;
}

std::size_t Reader::pass_digits() {
  const std::size_t start = position_;
  while (position_ < source_.text.size() && is_digit(source_.text[position_])) ++position_;
  return position_ - start;
}

std::string_view Reader::number() {
  peek();
  const std::string_view text = source_.text;
  const auto take = [&](std::string_view signs) {
    const bool is_next = position_ < text.size() && signs.find(text[position_]) != std::string_view::npos;
    position_ += is_next ? 1 : 0;
    return is_next;
  };
  const bool is_negative = take("-");
  const std::size_t whole = pass_digits();
  if (whole == 0) fail_expected("a number", "T1");
  if (whole > 1 && text[token_ + (is_negative ? 1 : 0)] == '0')
    fail("T3", "found a bare number with a leading zero");
  if (take(".") && pass_digits() == 0) fail("", "found a bare number without digits after its point");
  if (take("eE")) {
    take("+-");
    if (pass_digits() == 0) fail("", "found a bare number without digits in its exponent");
  }
  return text.substr(token_, position_ - token_);
}

std::uint64_t Reader::count(std::uint64_t limit) {
  if (!is_digit(peek())) fail_expected("an integer without sign", "T3");
  const std::string_view text = number();
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) fail("T3", "expected an integer without fraction and exponent, found " + quoted(text));
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > limit) fail("T4", "expected at most " + std::to_string(limit) + ", found " + quoted(text));
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
    if (c == '"') {
      string("a string", "");
    } else if (c == '[' || c == '{') {
      ++depth, ++position_;
    } else if (depth > 0 && (c == ']' || c == '}')) {
      --depth, ++position_;
    } else if (depth > 0 && (c == ',' || c == ':')) {
      ++position_;
    } else {
      number();
    }
  } while (depth > 0);
}

void Reader::end() {
  if (peek(); position_ != source_.text.size()) fail_expected("nothing after the closing brace", "");
}

}  // namespace isopath::check
