// The .npy header, after NEP 1 and the description in numpy.lib.format: a magic string, two bytes of version,
// the length of the text that follows (two bytes, from version 2.0 on four, little-endian), and that text, a
// literal Python dictionary with the keys descr, fortran_order and shape, padded with spaces up to a line
// feed. Versions differ in the length's size and in the text's encoding only, and what is read here is ASCII.
//
// Only the literals that NumPy writes are read. A type that is not a plain float, a structured one or Python
// objects, which are pickled, is named in the result or refused; nothing of its elements is looked at.
#include "verify/files/arrays/npy.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "exact/quoting.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

using Kind = InputError::Kind;

/// A reader of the dictionary's text that stops at the first thing that it does not expect.
class HeaderParser {
 public:
  HeaderParser(const std::string& place, std::string_view start, std::size_t from, std::size_t to)
      : place_(place), text_(start.substr(0, to)), at_(from) {}

  Tensor parse() {
    Tensor tensor;
    expect('{');
    bool has_type = false;
    bool has_order = false;
    bool has_shape = false;
    while (!skip('}')) {
      const std::size_t key_at = (blanks(), at_);
      const std::string_view key = read_string("a key in quotes or '}'");
      bool* seen = key == "descr"           ? &has_type
                   : key == "fortran_order" ? &has_order
                   : key == "shape"         ? &has_shape
                                            : nullptr;
      if (seen == nullptr)
        fail(key_at, "expected the keys descr, fortran_order and shape only, found " + in_quotes(key));
      if (std::exchange(*seen, true))
        fail(key_at, "expected different keys, found " + in_quotes(key) + " again");
      expect(':');
      if (seen == &has_type) read_type(tensor);
      if (seen == &has_order) tensor.column_major = read_bool();
      if (seen == &has_shape) tensor.shape = read_shape();
      blanks();
      if (peek() != '}') expect(',');
    }
    if (!has_type || !has_order || !has_shape)
      fail(at_, "expected the keys descr, fortran_order and shape, found the end of the header");
    // NumPy ends the text with a line feed. It does not ask for one, and other writers leave it out.
    blanks();
    if (at_ != text_.size()) fail_expected("nothing after '}' but blanks");
    return tensor;
  }

 private:
  [[noreturn]] void fail(std::size_t at, const std::string& message) const {
    throw InputError(Kind::malformed, place_ + ": byte " + std::to_string(at), message);
  }
  [[noreturn]] void fail_expected(const std::string& expected) const {
    const std::string_view rest = text_.substr(at_);
    fail(at_, "expected " + expected + ", found " +
                  (rest.empty() ? "the end of the header" : in_quotes(rest.substr(0, 16))));
  }

  /// The next character; a line feed, which no literal has, at the end.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool skip(char wanted) {
    blanks();
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) {
    if (!skip(wanted)) fail_expected(std::string("'") + wanted + "'");
  }

  /// A string without escapes, which no name of a plain type needs.
  std::string_view read_string(const std::string& expected) {
    blanks();
    const char quote = peek();
    if (quote != '\'' && quote != '"') fail_expected(expected);
    const std::size_t from = ++at_;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' || text_[at_] < ' ' || text_[at_] > '~')
        fail_expected("printable characters without escapes");
      ++at_;
    }
    if (at_ == text_.size()) fail_expected(std::string("the closing ") + quote);
    return text_.substr(from, at_++ - from);
  }

  void read_type(Tensor& tensor) {
    blanks();
    if (peek() == '[' || peek() == '(')
      throw InputError(Kind::not_treated, place_ + ": byte " + std::to_string(at_),
                       "expected the name of a float type such as '<f4', found a structured type");
    const std::string_view name = read_string("the name of a type in quotes");
    tensor.type_name = name;
    // Without a byte order the name means the order of the machine that wrote the file, whichever that was.
    if (!name.starts_with('<') && !name.starts_with('>')) return;
    tensor.big_endian = name.front() == '>';
    if (name.substr(1) == "f2") tensor.type = ElementType::binary16;
    if (name.substr(1) == "f4") tensor.type = ElementType::binary32;
    if (name.substr(1) == "f8") tensor.type = ElementType::binary64;
  }

  bool read_bool() {
    blanks();
    for (const auto& [word, value] : {std::pair{std::string_view("True"), true}, {"False", false}}) {
      if (text_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      return value;
    }
    fail_expected("True or False");
  }

  /// A tuple: (), (3,), (3, 7).
  std::vector<std::uint64_t> read_shape() {
    expect('(');
    std::vector<std::uint64_t> shape;
    bool has_comma = false;
    while (!skip(')')) {
      if (!shape.empty() && !has_comma) fail_expected("',' or ')'");
      shape.push_back(read_natural());
      has_comma = skip(',');
    }
    if (shape.size() == 1 && !has_comma) fail(at_ - 1, "expected ',' in a tuple of one number, found ')'");
    return shape;
  }

  std::uint64_t read_natural() {
    std::uint64_t number = 0;
    const char* from = text_.data() + at_;
    const auto [end, error] = std::from_chars(from, text_.data() + text_.size(), number);
    if (error != std::errc() || (*from == '0' && end != from + 1))
      fail_expected("a whole number from 0 to 18446744073709551615");
    at_ += static_cast<std::size_t>(end - from);
    return number;
  }

  const std::string& place_;
  std::string_view text_;
  std::size_t at_;
};

}  // namespace

NpyHeader read_npy_header(const std::string& place, std::string_view start, std::uint64_t size) {
  constexpr std::string_view magic = "\x93NUMPY";
  const auto fail = [&](const std::string& message) { throw InputError(Kind::malformed, place, message); };
  if (!start.starts_with(magic))
    fail("expected the first bytes of an .npy file, found " + in_quotes(start.substr(0, magic.size())));
  const auto byte = [&](std::size_t at) {
    if (at >= start.size())
      fail("expected a header, found the end of the file after " + std::to_string(size) + " bytes");
    return static_cast<unsigned char>(start[at]);
  };
  const unsigned major = byte(6);
  const unsigned minor = byte(7);
  if (major < 1 || major > 3 || minor != 0)
    fail("expected version 1.0, 2.0 or 3.0, found " + std::to_string(major) + "." + std::to_string(minor));
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  std::uint64_t data_offset = 0;
  for (std::size_t k = length_bytes; k-- > 0;) data_offset = data_offset << 8U | byte(8 + k);
  data_offset += 8 + length_bytes;
  if (data_offset > std::min<std::uint64_t>(size, longest_npy_header))
    fail("expected a header of at most " + std::to_string(std::min<std::uint64_t>(size, longest_npy_header)) +
         " bytes, found one of " + std::to_string(data_offset));
  HeaderParser parser(place, start, 8 + length_bytes, static_cast<std::size_t>(data_offset));
  NpyHeader header{parser.parse(), data_offset};
  if (!header.tensor.type) return header;
  const std::optional<std::uint64_t> bytes = array_bytes(header.tensor.shape, size_of(*header.tensor.type));
  if (bytes != size - data_offset)
    fail("expected a shape that takes the " + std::to_string(size - data_offset) +
         " bytes after the header, found one that takes " +
         (bytes ? std::to_string(*bytes) : "2^64 or more"));
  return header;
}

}  // namespace isopath
