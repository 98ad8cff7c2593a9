#include "verify/models/json_parameter.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>

#include "exact/number_text.hpp"
#include "verify/models/json_keys.hpp"

namespace isopath {

namespace {

constexpr std::array<std::string_view, 3> unit_keys{"a", "b", "c"};

/// The place of the string among those allowed.
std::size_t expect_string(JsonText& text, JsonText::Value value, const KeyPath& path,
                          std::initializer_list<std::string_view> allowed) {
  const char* where = value.raw_json_token().data();
  const std::string_view found = text.string(value, path);
  std::string names;
  std::size_t place = 0;
  for (const std::string_view name : allowed) {
    if (name == found) return place;
    names += (place++ == 0 ? "'" : " or '") + std::string(name) + "'";
  }
  text.fail(where, path, "expected " + names + ", found " + quoted(found));
}

}  // namespace

void JsonHead::read(Key key, JsonText& text, JsonText::Value value, const KeyPath& path,
                    std::string_view format_name) {
  if (key == format) expect_string(text, value, path, {format_name});
  if (key == version && text.count(value, 1'000'000'000, path) != 1)
    text.fail(value, path, "expected version 1, found another version");
  if (key == activation)
    of_units =
        expect_string(text, value, path, {"tanh", "logistic"}) == 0 ? Activation::tanh : Activation::logistic;
  if (key == inputs) input_count = text.count(value, NetworkLimits::inputs, path);
  if (key == outputs) output_count = text.count(value, NetworkLimits::outputs, path);
  if (key == outputs && output_count == 0) text.fail(value, path, "expected at least 1 output, found 0");
  if (key == numbers) {
    const std::size_t which = expect_string(text, value, path, {"exact", "binary64", "binary32"});
    if (which == 1) bare_format = FloatFormat::binary64;
    if (which == 2) bare_format = FloatFormat::binary32;
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
  const std::span<Number> row = network_.append_unit();
  for (auto step : text_.object(value, path)) {
    auto field = text_.take(step, path);
    const std::size_t key = keys.see(text_, field, path);
    const KeyPath field_path(path, unit_keys[key]);
    if (key == 0) read_list(field.value(), row.last(head_.output_count), field_path);
    if (key == 1) read_list(field.value(), row.first(head_.input_count), field_path);
    if (key == 2) row[head_.input_count] = read_number(field.value(), field_path);
  }
  keys.require(text_, where, path);
}

void JsonParameter::read_list(JsonText::Value value, std::span<Number> to, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::size_t found = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath element_path(path, found);
    auto element = text_.take(step, element_path);
    if (found < to.size()) to[found] = read_number(element, element_path);
    if (++found > to.size())
      text_.fail(element, path, "expected " + std::to_string(to.size()) + " numbers, found more");
  }
  if (found < to.size())
    text_.fail(where, path,
               "expected " + std::to_string(to.size()) + " numbers, found " + std::to_string(found));
}

Number JsonParameter::read_number(JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto [token, bare] = text_.number(value, path);
  Rational number;
  try {
    number = read_rational(token);
  } catch (const NumberTextError& error) {
    text_.fail(where + (bare ? 0 : 1) + error.offset, path, error.what());
  }
  if (bare && head_.bare_format) number = rounded(number, where, path);
  const Number result = network_.numbers.add(std::move(number));
  if (network_.numbers.bytes() + spent_ > budget_)
    text_.fail(where, path,
               "expected numbers of at most " + std::to_string(budget_) + " bytes in all, found more");
  return result;
}

void JsonParameter::read_output_biases(JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::size_t found = 0;
  for (auto step : text_.array(value, path)) {
    const KeyPath element_path(path, found);
    auto element = text_.take(step, element_path);
    if (found < head_.output_count) network_.d[found] = read_sum(element, element_path);
    if (++found > head_.output_count)
      text_.fail(element, path,
                 "expected " + std::to_string(head_.output_count) + " output biases, found more");
  }
  if (found < head_.output_count)
    text_.fail(
        where, path,
        "expected " + std::to_string(head_.output_count) + " output biases, found " + std::to_string(found));
}

TanhSum JsonParameter::read_sum(JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto [token, bare] = text_.number(value, path);
  const std::size_t left = budget_ - std::min(budget_, spent_ + network_.numbers.bytes());
  TanhSum sum;
  try {
    sum = TanhSum::parse(token, left);
  } catch (const NumberTextError& error) {
    text_.fail(where + (bare ? 0 : 1) + error.offset, path, error.what());
  }
  if (bare && head_.bare_format) sum = TanhSum(rounded(sum.rational(), where, path));
  spent_ += sum.bytes();
  return sum;
}

Rational JsonParameter::rounded(const Rational& number, const char* where, const KeyPath& path) const {
  const auto nearest = round_to(*head_.bare_format, number);
  if (!nearest)
    text_.fail(where, path, "expected a number that the file's float format holds, found overflow");
  return *nearest;
}

}  // namespace isopath
