// Texts, refusals with their places, and a pull reader of JSON (RFC 8259): rules T1 and T3, and section 7
// (exit codes), of docs/certificate-format.md. Network files are read with it too.
//
// Whatever is wrong ends in one exception, `Refusal`, whose text names file, line, column, path of keys and
// rule. The caller says what must stand next: there is no tree, no recursion, and no nesting but the caller's
// own. Strings and numbers are handed out as views of the text.
#ifndef ISOPATH_CHECK_READER_HPP
#define ISOPATH_CHECK_READER_HPP

#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace isopath::check {

enum class Exit : int {
  verified = 0,
  refused = 1,      // by a rule
  usage = 2,        // of the command line
  malformed = 3,    // no certificate of this format, a malformed network file, or an unreadable file
  not_treated = 4,  // a kind, a file or a type of numbers that this program does not know
  out_of_memory = 6,
  fault = 70,  // of the program
};

class Refusal : public std::runtime_error {
 public:
  Refusal(Exit code, const std::string& reason) : std::runtime_error(reason), exit(code) {}
  Exit exit;
};

struct Source {
  std::string name;
  std::string text;
  bool is_certificate;  // the rules T1 to T5 are rules of certificates: messages on other texts don't name
                        // them
};

/// A byte of a text and the keys that lead to it.
struct Place {
  std::size_t offset;
  std::string path;
};

/// Refuses with "FILE:LINE:COLUMN: PATH: rule RULE: MESSAGE". The exit is `malformed` for T1 to T5 and for no
/// rule, `refused` for all others.
[[noreturn]] void refuse(const Source& source, const Place& place, std::string_view rule,
                         const std::string& message);
[[noreturn]] void refuse(Exit exit, const Source& source, const Place& place, std::string_view rule,
                         const std::string& message);

/// A text in quotes, printable, cut short if it is long.
std::string quoted(std::string_view text);

/// A text fit for one line of output: control characters, and bytes that are not UTF-8, become \xNN.
std::string printable(std::string_view text);

class Reader {
 public:
  explicit Reader(const Source& source) : source_(source) {}

  void open_object();
  /// T1: the next key must be this one; its value comes next.
  void key(std::string_view name);
  /// T1: the object must end here.
  void close_object();
  /// False if the object ends here, and then its end is read.
  bool next_key(std::string_view& key);
  /// Reads an object with exactly these keys: in this order in a certificate (T1), in any order in a network
  /// file, where those from the index `required` on may be missing. read(k) reads the value of the k-th.
  template <std::size_t Count, class Read>
  void object(const std::string_view (&names)[Count], std::size_t required, Read read);

  void open_array();
  /// False if the array ends here, and then its end is read.
  bool next_element();

  /// A string; `expected` and `rule` are for its refusal. Escapes are refused, or left in the view as they
  /// are.
  std::string_view string(std::string_view expected, std::string_view rule, bool allow_escapes = false);
  /// A string that is one of the choices.
  std::string_view choice(std::initializer_list<std::string_view> choices, std::string_view rule);
  /// T3: a bare integer; T4: at most `limit`, which is at most 10^18.
  std::uint64_t count(std::uint64_t limit);
  /// The text of a bare number.
  std::string_view number();
  /// Reads `null` if it stands here.
  bool null();
  /// The next character that is not white space, '\0' at the end of the text. It is not read.
  char peek();
  /// Passes over a value without a look at what brackets enclose.
  void skip_value();
  /// Nothing but white space may follow.
  void end();

  /// Refuses at the value or sign that was read last.
  [[noreturn]] void fail(std::string_view rule, const std::string& message) const;
  [[noreturn]] void fail_expected(std::string_view expected, std::string_view rule) const;
  Place place() const { return {token_, path()}; }
  std::size_t offset() const { return token_; }
  const Source& source() const { return source_; }

 private:
  struct Level {
    bool is_array;
    std::size_t entries = 0;    // keys or elements begun
    std::string_view key = {};  // the key whose value is read
  };
  const Source& source_;
  std::size_t position_ = 0;
  std::size_t token_ = 0;  // where the value or sign read last begins
  std::vector<Level> levels_;

  std::string path() const;
  void expect(char sign, std::string_view expected, std::string_view rule = {});
  void close() { ++position_, levels_.pop_back(); }
  void pass_escape();
  std::size_t pass_digits();
};

template <std::size_t Count, class Read>
void Reader::object(const std::string_view (&names)[Count], std::size_t required, Read read) {
  open_object();
  if (source_.is_certificate) {
    for (std::size_t k = 0; k < Count; ++k) key(names[k]), read(k);
    return close_object();
  }
  bool seen[Count] = {};
  for (std::string_view found; next_key(found);) {
    std::size_t k = 0;
    while (k < Count && names[k] != found) ++k;
    if (k == Count) fail("", "found a key that has no place here, " + quoted(found));
    if (seen[k]) fail("", "found the key " + quoted(found) + " for the second time");
    seen[k] = true;
    read(k);
  }
  for (std::size_t k = 0; k < required; ++k)
    if (!seen[k]) fail("", "found no key " + quoted(names[k]) + " in this object");
}

}  // namespace isopath::check

#endif
