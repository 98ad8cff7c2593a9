// Wording that several verbs share.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_TEXT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_TEXT_HPP

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "exact/rational.hpp"
#include "exact/tanh_sum.hpp"
#include "exact/truth.hpp"
#include "verify/networks/model.hpp"
#include "verify/tanh/equivalence/witness.hpp"

namespace isopath::cli {

/// Objects keep their keys in the order in which these are written.
using Json = nlohmann::ordered_json;

/// A file's name, or a text that holds one, as a line shows it: control characters as \xNN, so that no name
/// begins a line of its own.
std::string in_line(std::string_view text);
/// "1 unit", "3 units".
std::string counted(std::size_t count, const std::string& thing);
/// "tanh network, 11 inputs, 1 output, 5 units".
std::string shape(const Model& model);
/// "c A: net.json: tanh network, 11 inputs, 1 output, 5 units".
std::string network_line(const char* letter, const std::string& file, const Model& model);
/// "unit 3", "units 1, 4", "units 0, 1, 2, 3, 4, 5, 6, 7 and 12 more".
std::string units(std::span<const std::uint32_t> list);
/// The exact value, as a decimal or a fraction, if it is short; else its first digits and "...".
std::string readable(const Rational& value);
std::string readable(const TanhSum& value);
/// "(1, -1/2)".
std::string point(std::span<const Rational> x);
/// The last line of every text output: a verdict is about the real function.
extern const char* const about_the_real_function;

/// "f_A(x) - f_B(x) in [1/2, 3/4], output 0, at x = (1)".
std::string in_words(const Witness& witness);
/// The line "c witness: ...", or the line that says that none was found.
std::string witness_line(const std::optional<Witness>& witness);
/// {"x", "output", "difference"}, or null.
Json json_witness(const std::optional<Witness>& witness);
/// ["1", "-1/2"].
Json json_point(std::span<const Rational> x);
/// true, false, or null where it is undecided.
Json json_truth(Truth truth);
/// The value, or null.
template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
/// The text, or null if it is empty.
Json or_null(const std::string& text);

}  // namespace isopath::cli

#endif
