// Texts, refusals with their places, and a pull reader of JSON (RFC 8259): rules T1 and T3 and section 15
// (exit codes) of docs/certificate-format.md. Network files are read with it too.
//
// Whatever is wrong ends in one exception, `Refusal`, whose text names file, line, column, path of keys and
// rule. The caller says what must stand next: there is no tree, no recursion, and no nesting but the
// caller's.
#ifndef ISOPATH_CHECK_READER_HPP
#define ISOPATH_CHECK_READER_HPP

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory_resource>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace isopath::check {

enum class Exit { verified, refused, usage, malformed, not_treated, out_of_memory = 6, fault = 70 };

struct Refusal : std::runtime_error {
  Refusal(Exit code, const std::string& reason) : std::runtime_error(reason), exit(code) {}
  Exit exit;
};

struct Source {
  std::string name;
  std::string text;
};

/// A byte of a text, and the keys that lead to it.
struct Place {
  const Source* source = nullptr;
  std::size_t offset = 0;
  std::string key_path;
};

template <class... Parts>
std::string joined(const Parts&... parts) {
  std::ostringstream text;
  (text << ... << parts);
  return text.str();
}
/// A text fit for one line of output: control characters, and bytes that are not UTF-8, become \xNN.
std::string printable(std::string_view text);
/// The same in quotes, cut short if it is long.
std::string in_quotes(std::string_view text);

/// "FILE:LINE:COLUMN: PATH: rule RULE: MESSAGE"
std::string located(const Place& place, std::string_view rule, const std::string& message);
/// Refuses with that. The exit is `malformed` for T1 to T5 and for no rule, `refused` for all others.
template <class... Parts>
[[noreturn]] void refuse(const Place& place, std::string_view rule, const Parts&... message) {
  const bool is_rule_of_text = rule.empty() || rule.front() == 'T';
  throw Refusal(is_rule_of_text ? Exit::malformed : Exit::refused, located(place, rule, joined(message...)));
}

/// Keeps texts that stand in no file because they were converted.
using TextStore = std::pmr::monotonic_buffer_resource;
std::string_view kept(std::string_view text, TextStore& store);

class Reader {
 public:
  /// Reads a certificate: keys stand in a fixed order, strings have no escapes, and messages name rules.
  explicit Reader(const Source& certificate) : source_(certificate) {}
  /// Reads a network file: keys stand in any order; escapes are decoded, and kept in the store.
  Reader(const Source& file, TextStore& store) : source_(file), store_(&store) {}

  /// The next character that is not white space, '\0' at the end of the text. It is not read.
  char peek();
  /// A string; `expected` and `rule` are for its refusal.
  std::string_view string(std::string_view expected, std::string_view rule);
  /// A string that is one of the choices.
  std::string_view choice(std::initializer_list<std::string_view> choices, std::string_view rule);
  /// The text of a bare number, of which only the characters and the leading zeros are checked.
  std::string_view number(std::string_view expected = "a number", std::string_view rule = {});
  /// T3: a bare integer; T4: at most `limit`, which is at most 10^18.
  std::uint64_t count(std::uint64_t limit);
  /// Reads `null` if it stands here.
  bool null();
  /// Passes over a value in a network file, without a look at what its brackets enclose.
  void skip_value();
  /// Nothing but white space may follow.
  void end();

  // An object of a certificate in steps. T1: the next key must be this one, and its value comes next.
  void open_object() { open('{', "an object"); }
  void key(std::string_view name) { key_of({name}); }
  /// The same for a key that is one of these.
  std::string_view key_of(std::initializer_list<std::string_view> names);
  void close_object();
  /// A list. read() reads the next element.
  template <class Read>
  void array(Read read) {
    open('[', "a list");
    while (next_entry(']')) read();
  }
  /// An object with any keys, each once. read(key) reads the value of a key.
  template <class Read>
  void map(Read read) {
    std::set<std::string_view> seen;
    open_object();
    for (std::string_view key; next_key(key);) {
      if (!seen.insert(key).second) fail("", "found the key ", in_quotes(key), " for the second time");
      read(key);
    }
  }
  /// An object with these keys, in a certificate in this order (T1); one of them may be optional in a file.
  /// read(k) reads the value of the k-th: always in this order.
  template <std::size_t Count, class Read>
  void object(const std::string_view (&names)[Count], Read read, std::string_view optional = {}) {
    if (store_ == nullptr) {
      open_object();
      for (std::size_t k = 0; k < Count; ++k) {
        key(names[k]);
        read(k);
      }
      return close_object();
    }
    std::size_t starts[Count] = {};  // of the values: they are first passed over, and then read in order
    map([&](std::string_view found) {
      const auto k = static_cast<std::size_t>(std::find(names, names + Count, found) - names);
      if (k == Count) fail("", "found a key that has no place here, ", in_quotes(found));
      starts[k] = position_;
      skip_value();
    });
    for (std::size_t k = 0; k < Count; ++k)
      if (starts[k] == 0 && names[k] != optional)
        fail("", "found no key ", in_quotes(names[k]), " in this object");
    const std::size_t end = position_;
    levels_.push_back({false});
    for (std::size_t k = 0; k < Count; ++k) {
      if (starts[k] == 0) continue;
      levels_.back().key = names[k];
      position_ = starts[k];
      read(k);
    }
    levels_.pop_back();
    position_ = end;
  }

  /// The place of the value or sign that was read last.
  Place place() const { return {&source_, token_, key_path()}; }
  std::size_t offset() const { return token_; }
  /// Refuses at that place.
  template <class... Parts>
  [[noreturn]] void fail(std::string_view rule, const Parts&... message) const {
    refuse(place(), store_ == nullptr ? rule : "", message...);
  }

 private:
  struct Level {
    bool is_array;
    std::size_t entries = 0;    // keys or elements begun
    std::string_view key = {};  // the key whose value is read
  };
  const Source& source_;
  TextStore* store_ = nullptr;
  std::size_t position_ = 0;
  std::size_t token_ = 0;  // where the value or sign read last begins
  std::vector<Level> levels_;

  std::string key_path() const;
  [[noreturn]] void fail_expected(std::string_view expected, std::string_view rule) const;
  void expect(char sign, std::string_view expected, std::string_view rule = {});
  void open(char bracket, std::string_view expected);
  /// False if the object or list ends here with this bracket, which is then read.
  bool next_entry(char bracket);
  bool next_key(std::string_view& key);
  std::string_view decoded(std::string_view raw);
};

}  // namespace isopath::check

#endif
