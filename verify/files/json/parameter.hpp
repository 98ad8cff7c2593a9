// What JSON networks and JSON paths have in common: the keys that say what the numbers mean, and the lists
// "units" and "d" of a parameter (docs/network-files.md, sections 1 to 4).
#ifndef ISOPATH_VERIFY_FILES_JSON_PARAMETER_HPP
#define ISOPATH_VERIFY_FILES_JSON_PARAMETER_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "exact/float_formats.hpp"
#include "exact/number_range.hpp"
#include "exact/number_text.hpp"
#include "verify/files/json/text.hpp"
#include "verify/files/notation.hpp"
#include "verify/networks/model.hpp"

namespace isopath {

struct JsonHead {
  enum Key : std::size_t { format, version, activation, inputs, outputs, numbers };

  Activation of_units = Activation::tanh;
  std::size_t input_count = 0;
  std::size_t output_count = 0;
  std::optional<FloatFormat> bare_format;  // that bare numbers are rounded to
  Ranges ranges = Ranges::refused;         // what numbers that are not exact may be
  Notation notation = Notation::any;

  /// Reads the value of a key. `format_name` is what "format" has to say.
  void read(Key key, JsonText& text, JsonText::Value value, const KeyPath& path,
            std::string_view format_name);
};

/// Reads the lists of one parameter. Numbers may take as much memory as a file of so many bytes allows.
class JsonParameter {
 public:
  JsonParameter(JsonText& text, const JsonHead& head, std::uint64_t file_size)
      : text_(text),
        head_(head),
        budget_((std::size_t{64} << 20U) + 64 * static_cast<std::size_t>(file_size)),
        network_(head.input_count, head.output_count) {}

  void read_units(JsonText::Value value, const KeyPath& path);
  /// Goes on from a parameter that is there, in place of reading all its units. Precondition: it is of the
  /// head's inputs and outputs, and nothing was read yet.
  void begin_with(const Network& before);
  /// The list "changes" of a vertex in a certificate, also as people write it: in any order, what does not
  /// change null, left out, or stated again.
  void read_changes(JsonText::Value value, const KeyPath& path);
  void read_output_biases(JsonText::Value value, const KeyPath& path);
  /// What was read, of ranges the lower ends; to be taken once.
  Network network() { return std::move(network_); }
  /// The upper ends; empty if all numbers were exact. To be taken once.
  std::optional<Network> upper_network() { return std::move(upper_); }

 private:
  /// Numbers of one unit, from a place in its row on.
  struct Seats {
    std::size_t unit;
    std::size_t first;
    std::size_t count;
  };
  void read_unit(JsonText::Value value, const KeyPath& path);
  void read_change(JsonText::Value value, std::vector<bool>& changed, const KeyPath& path);
  /// The numbers of one of unit_keys.
  void read_part(std::size_t key, JsonText::Value value, std::size_t unit, const KeyPath& path);
  void read_list(JsonText::Value value, const Seats& seats, const KeyPath& path);
  void read_number(JsonText::Value value, std::size_t unit, std::size_t place, const KeyPath& path);
  void read_output_bias(JsonText::Value value, std::size_t output, const KeyPath& path);
  /// From here on two networks are filled.
  void begin_upper() { upper_ = network_; }
  std::size_t bytes() const;
  Rational rounded(const Rational& number, const char* where, const KeyPath& path) const;
  [[noreturn]] void fail_number(const JsonText::NumberToken& token, const char* where, const KeyPath& path,
                                const NumberTextError& error) const;

  JsonText& text_;
  const JsonHead& head_;
  std::size_t budget_;
  std::size_t spent_ = 0;  // by output biases; units are counted by their table
  Network network_;
  std::optional<Network> upper_;  // once a number is a range
};

}  // namespace isopath

#endif
