// JSON as it is written, value by value, onto a stream. Objects and lists close themselves: what they hold is
// written by a function that they call.
//
//     JsonOut(out).object(Layout::lines, [&](JsonObject& claim) {
//       claim["rank"].count(2);
//       claim["pair"].list(Layout::line, [&](JsonList& pair) {
//         for (const Rational& x : numbers) pair.next().json(json_number(x));
//       });
//     });
//
// In Layout::lines each member has a line of its own, indented by two more than the line that the value
// begins on; in Layout::line all are on that line. An empty object or list is {} or [] in both. Nothing is
// kept in memory, so a value may be as long as the stream bears.
#ifndef ISOPATH_CERTIFICATES_FORMAT_JSON_OUT_HPP
#define ISOPATH_CERTIFICATES_FORMAT_JSON_OUT_HPP

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace isopath {

enum class Layout { lines, line };

class JsonObject;
class JsonList;

/// The place of one value, to be written by one of these functions, once.
class JsonOut {
 public:
  /// `indent` is that of the line which the value begins on.
  explicit JsonOut(std::ostream& out, std::size_t indent = 0) : out_(out), indent_(indent) {}

  void null() { out_ << "null"; }
  void count(std::size_t number) { out_ << number; }
  /// Precondition: no character of the text needs an escape.
  void string(std::string_view text) { out_ << '"' << text << '"'; }
  /// A value that is JSON already.
  void json(std::string_view text) { out_ << text; }

  template <typename Fill>
  void object(Layout layout, const Fill& fill);
  template <typename Fill>
  void list(Layout layout, const Fill& fill);

 private:
  std::ostream& out_;
  std::size_t indent_;
};

/// What objects and lists have in common: what stands before, between and behind their members.
class JsonMembers {
 public:
  JsonMembers(const JsonMembers&) = delete;
  JsonMembers& operator=(const JsonMembers&) = delete;

 protected:
  JsonMembers(std::ostream& out, Layout layout, std::size_t indent)
      : out_(out), layout_(layout), outer_(indent), indent_(indent + (layout == Layout::lines ? 2 : 0)) {}
  ~JsonMembers() = default;

  /// Goes to where the next member begins, but for the indent of its line.
  void separate() {
    if (!is_empty_) out_ << ',';
    if (layout_ == Layout::lines)
      out_ << '\n';
    else if (!is_empty_)
      out_ << ' ';
    is_empty_ = false;
  }
  void indent() { write_spaces(layout_ == Layout::lines ? indent_ : 0); }
  void end() {
    if (is_empty_ || layout_ == Layout::line) return;
    out_ << '\n';
    write_spaces(outer_);
  }
  std::ostream& out() { return out_; }
  std::size_t inner() const { return indent_; }

 private:
  void write_spaces(std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out_ << ' ';
  }

  std::ostream& out_;
  Layout layout_;
  std::size_t outer_;
  std::size_t indent_;
  bool is_empty_ = true;
};

class JsonObject : private JsonMembers {
 public:
  /// The value of the next key. Precondition: no character of the key needs an escape.
  JsonOut operator[](std::string_view key) {
    separate();
    indent();
    out() << '"' << key << "\": ";
    return JsonOut(out(), inner());
  }
  /// Members that another writer writes, one or more, each on a line of its own with this indent.
  /// Precondition: Layout::lines.
  template <typename Write>
  void members(const Write& write) {
    separate();
    write(out(), std::string(inner(), ' '));
  }

 private:
  friend class JsonOut;
  JsonObject(std::ostream& out, Layout layout, std::size_t indent) : JsonMembers(out, layout, indent) {}
};

class JsonList : private JsonMembers {
 public:
  /// The place of the next element.
  JsonOut next() {
    separate();
    indent();
    return JsonOut(out(), inner());
  }

 private:
  friend class JsonOut;
  JsonList(std::ostream& out, Layout layout, std::size_t indent) : JsonMembers(out, layout, indent) {}
};

template <typename Fill>
void JsonOut::object(Layout layout, const Fill& fill) {
  JsonObject members(out_, layout, indent_);
  out_ << '{';
  fill(members);
  members.end();
  out_ << '}';
}

template <typename Fill>
void JsonOut::list(Layout layout, const Fill& fill) {
  JsonList members(out_, layout, indent_);
  out_ << '[';
  fill(members);
  members.end();
  out_ << ']';
}

}  // namespace isopath

#endif
