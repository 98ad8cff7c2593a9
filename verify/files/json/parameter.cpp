#include "verify/files/json/parameter.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "verify/files/json/keys.hpp"

namespace isopath {

namespace {

constexpr std::array<std::string_view, 3> unit_keys{"a", "b", "c"};
constexpr std::array<std::string_view, 4> change_keys{"a", "b", "c", "unit"};
constexpr std::size_t unit_key = 3;
constexpr std::array<std::string_view, 3> number_words{"exact", "binary64", "binary32"};

/// In the order of `activations`.
std::array<std::string_view, activations.size()> activation_names() {
  std::array<std::string_view, activations.size()> names;
  std::transform(activations.begin(), activations.end(), names.begin(), name_of);
  return names;
}

/// The place of the string among those allowed.
std::size_t expect_string(JsonText& text, JsonText::Value value, const KeyPath& path,
                          std::span<const std::string_view> allowed) {
  const char* where = value.raw_json_token().data();
  const std::string_view found = text.string(value, path);
  std::string names;
  std::size_t place = 0;
  for (const std::string_view name : allowed) {
    if (name == found) return place;
    names += (place++ == 0 ? "'" : " or '") + std::string(name) + "'";
  }
  text.fail(where, path, "expected " + names + ", found " + in_quotes(found));
}

}  // namespace

void JsonHead::read(Key key, JsonText& text, JsonText::Value value, const KeyPath& path,
                    std::string_view format_name) {
  if (key == format) expect_string(text, value, path, std::array{format_name});
  if (key == version && text.count(value, 1'000'000'000, path) != 1)
    text.fail(value, path, "expected version 1, found another version");
  if (key == activation) of_units = activations[expect_string(text, value, path, activation_names())];
  if (key == inputs) input_count = text.count(value, NetworkLimits::inputs, path);
  if (key == outputs) output_count = text.count(value, NetworkLimits::outputs, path);
  if (key == outputs && output_count == 0) text.fail(value, path, "expected at least 1 output, found 0");
  if (key == numbers) {
    const char* where = value.raw_json_token().data();
    const std::size_t which = expect_string(text, value, path, number_words);
    if (which == 1) bare_format = FloatFormat::binary64;
    if (which == 2) bare_format = FloatFormat::binary32;
    if (which != 0 && ranges == Ranges::as_printed)
      text.fail(
          where, path,
          "expected numbers as they are printed, found bare numbers that stand for floats; isopath convert "
          "states those exactly",
          InputError::Kind::not_treated);
  }
}

void JsonParameter::read_units(JsonText::Value value, const KeyPath& path) {
  std::size_t unit = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath unit_path(path, unit);
    auto element = text_.take(step, unit_path);
    if (++unit > NetworkLimits::width) text_.fail(element, path, "expected fewer units, found too many");
    read_unit(element, unit_path);
  }
}

void JsonParameter::read_unit(JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  JsonKeys keys(unit_keys);
  const std::size_t unit = network_.width();
  const std::span<Number> row = network_.append_unit();
  // Ranges may have the row copied before all its numbers are read.
  if (head_.ranges != Ranges::refused) std::fill(row.begin(), row.end(), Number{});
  if (upper_) upper_->append_unit();
  for (auto step : text_.object(value, path)) {
    auto field = text_.take(step, path);
    const std::size_t key = keys.see(text_, field, path);
    const KeyPath field_path(path, unit_keys[key]);
    read_part(key, field.value(), unit, field_path);
  }
  keys.require(text_, where, path);
}

void JsonParameter::read_part(std::size_t key, JsonText::Value value, std::size_t unit, const KeyPath& path) {
  if (key == 0) read_list(value, {unit, head_.input_count + 1, head_.output_count}, path);
  if (key == 1) read_list(value, {unit, 0, head_.input_count}, path);
  if (key == 2) read_number(value, unit, head_.input_count, path);
}

/// Number by number, so that the table holds none that are used no more.
void JsonParameter::begin_with(const Network& before) {
  network_.set_width(before.width());
  for (std::size_t unit = 0; unit < before.width(); ++unit) {
    const NumberRow from = before.row(unit);
    const std::span<Number> to = network_.writable_row(unit);
    for (std::size_t k = 0; k < to.size(); ++k) to[k] = network_.numbers.copy(from[k], before.numbers);
  }
  network_.d = before.d;
}

void JsonParameter::read_changes(JsonText::Value value, const KeyPath& path) {
  std::vector<bool> changed(network_.width());
  std::size_t count = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath change_path(path, count++);
    read_change(text_.take(step, change_path), changed, change_path);
  }
}

/// Two walks: the first for the unit, which may stand after its numbers.
void JsonParameter::read_change(JsonText::Value value, std::vector<bool>& changed, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  JsonKeys keys(change_keys);
  std::size_t unit = 0;
  auto object = text_.object(value, path);
  for (auto step : object) {
    auto field = text_.take(step, path);
    if (keys.see(text_, field, path) != unit_key) continue;
    const KeyPath unit_path(path, change_keys[unit_key]);
    auto index = field.value();
    unit = text_.count(index, NetworkLimits::width, unit_path);
    if (unit >= network_.width())
      text_.fail(
          index, unit_path,
          "expected a unit below " + std::to_string(network_.width()) + ", found " + std::to_string(unit));
    if (changed[unit])
      text_.fail(index, unit_path, "expected each unit once, found unit " + std::to_string(unit) + " again");
    changed[unit] = true;
  }
  keys.require(text_, where, path, unit_key + 1, head_.notation == Notation::canonical ? 0 : unit_key);
  text_.take(object.reset(), path);
  for (auto step : object) {
    auto field = text_.take(step, path);
    const std::string_view name = text_.key(field, path);
    auto numbers = field.value();
    for (std::size_t key = 0; key < unit_keys.size(); ++key)
      if (name == unit_keys[key] && !JsonText::is_null(numbers))
        read_part(key, numbers, unit, KeyPath(path, unit_keys[key]));
  }
}

void JsonParameter::read_list(JsonText::Value value, const Seats& seats, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::size_t found = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath element_path(path, found);
    auto element = text_.take(step, element_path);
    if (found < seats.count) read_number(element, seats.unit, seats.first + found, element_path);
    if (++found > seats.count)
      text_.fail(element, path, "expected " + std::to_string(seats.count) + " numbers, found more");
  }
  if (found < seats.count)
    text_.fail(where, path,
               "expected " + std::to_string(seats.count) + " numbers, found " + std::to_string(found));
}

void JsonParameter::read_number(JsonText::Value value, std::size_t unit, std::size_t place,
                                const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto token = text_.number(value, path, head_.notation);
  NumberRange<Rational> number;
  try {
    number = isopath::read_number(token.text, head_.ranges);
  } catch (const NumberTextError& error) {
    fail_number(token, where, path, error);
  }
  if (token.bare && head_.bare_format) number.lower = rounded(number.lower, where, path);
  if (!number.is_exact() && !upper_) begin_upper();
  if (upper_) upper_->writable_row(unit)[place] = upper_->numbers.add(number.upper());
  network_.writable_row(unit)[place] = network_.numbers.add(std::move(number.lower));
  if (bytes() > budget_)
    text_.fail(where, path,
               "expected numbers of at most " + std::to_string(budget_) + " bytes in all, found more");
}

void JsonParameter::read_output_biases(JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::size_t found = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath element_path(path, found);
    auto element = text_.take(step, element_path);
    if (found < head_.output_count) read_output_bias(element, found, element_path);
    if (++found > head_.output_count)
      text_.fail(element, path,
                 "expected " + std::to_string(head_.output_count) + " output biases, found more");
  }
  if (found < head_.output_count)
    text_.fail(
        where, path,
        "expected " + std::to_string(head_.output_count) + " output biases, found " + std::to_string(found));
}

void JsonParameter::read_output_bias(JsonText::Value value, std::size_t output, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto token = text_.number(value, path, head_.notation);
  NumberRange<TanhSum> sum;
  try {
    sum = isopath::read_sum(token.text, budget_ - std::min(budget_, bytes()), head_.ranges);
  } catch (const NumberTextError& error) {
    fail_number(token, where, path, error);
  }
  if (token.bare && head_.bare_format) sum.lower = TanhSum(rounded(sum.lower.rational(), where, path));
  if (!sum.is_exact() && !upper_) begin_upper();
  spent_ += sum.lower.bytes();
  if (upper_) {
    upper_->d[output] = sum.upper();
    spent_ += upper_->d[output].bytes();
  }
  network_.d[output] = std::move(sum.lower);
}

std::size_t JsonParameter::bytes() const {
  return spent_ + network_.numbers.bytes() + (upper_ ? upper_->numbers.bytes() : 0);
}

void JsonParameter::fail_number(const JsonText::NumberToken& token, const char* where, const KeyPath& path,
                                const NumberTextError& error) const {
  if (head_.ranges == Ranges::refused && states_range(token.text, budget_))
    text_.fail(where, path,
               "expected an exact number, found a number with a radius, " + in_quotes(token.text),
               InputError::Kind::not_treated);
  text_.fail(where + (token.bare ? 0 : 1) + error.offset, path, error.what());
}

Rational JsonParameter::rounded(const Rational& number, const char* where, const KeyPath& path) const {
  const auto nearest = round_to(*head_.bare_format, number);
  if (!nearest)
    text_.fail(where, path, "expected a number that the file's float format holds, found overflow");
  return *nearest;
}

}  // namespace isopath
