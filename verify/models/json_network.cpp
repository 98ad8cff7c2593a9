#include "verify/models/json_network.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "exact/float_formats.hpp"
#include "exact/number_text.hpp"
#include "verify/error.hpp"
#include "verify/models/json_text.hpp"

namespace isopath {

namespace {

simdjson::padded_string load(const Source& source) {
  simdjson::padded_string text(static_cast<std::size_t>(source.size()));
  if (text.data() == nullptr) throw std::bad_alloc();
  source.read(0, {reinterpret_cast<std::byte*>(text.data()), text.size()});
  return text;
}

/// The keys of an object: each of the known ones at most once, no others.
template <std::size_t count>
class Keys {
 public:
  explicit Keys(const std::array<std::string_view, count>& known) : known_(known) {}

  /// The place of the key among the known ones.
  std::size_t see(JsonText& text, simdjson::ondemand::field& field, const KeyPath& path) {
    const char* where = field.key().raw() - 1;
    const std::string_view key = text.key(field, path);
    for (std::size_t i = 0; i < count; ++i) {
      if (known_[i] != key) continue;
      if (seen_[i]) text.fail(where, path, "expected each key once, found " + quoted(key) + " again");
      seen_[i] = true;
      return i;
    }
    text.fail(where, path, "expected " + names() + ", found key " + quoted(key));
  }

  void require(JsonText& text, const char* where, const KeyPath& path, std::size_t required = count) const {
    for (std::size_t i = 0; i < required; ++i)
      if (!seen_[i]) text.fail(where, path, "expected key " + quoted(known_[i]) + ", found none");
  }
  bool saw(std::size_t i) const { return seen_[i]; }

 private:
  std::string names() const {
    std::string list;
    for (const std::string_view name : known_)
      list += (list.empty() ? "one of the keys " : ", ") + std::string(name);
    return list;
  }
  const std::array<std::string_view, count>& known_;
  std::array<bool, count> seen_{};
};

class NetworkReader {
 public:
  explicit NetworkReader(const Source& source)
      : text_(source.name(), load(source)), budget_((std::size_t{64} << 20U) + 64 * text_.size()) {}

  /// Two walks: the first for the scalars, which may stand after the units that they explain.
  Model read() {
    read_head();
    Network network(inputs_, outputs_);
    auto root = text_.root();
    for (auto step : root) {
      auto field = text_.take(step, top_);
      const std::string_view key = text_.key(field, top_);
      const KeyPath path(top_, key);
      if (key == "units") read_units(field.value(), network, path);
      if (key == "d") read_output_biases(field.value(), network, path);
    }
    text_.finish();
    return {activation_, std::move(network)};
  }

 private:
  enum Key : std::size_t { format, version, activation, inputs, outputs, units, d, numbers };
  static constexpr std::array<std::string_view, 8> top_keys{"format",  "version", "activation", "inputs",
                                                            "outputs", "units",   "d",          "numbers"};
  static constexpr std::array<std::string_view, 3> unit_keys{"a", "b", "c"};

  void read_head() {
    Keys keys(top_keys);
    auto root = text_.root();
    const char* start = text_.begin();
    for (auto step : root) {
      auto field = text_.take(step, top_);
      const std::size_t key = keys.see(text_, field, top_);
      const KeyPath path(top_, top_keys[key]);
      read_scalar(static_cast<Key>(key), field.value(), path);
    }
    keys.require(text_, start, top_, Key::numbers);
  }

  void read_scalar(Key key, JsonText::Value value, const KeyPath& path) {
    if (key == format) expect_string(value, path, {"isopath-network"});
    if (key == version && text_.count(value, 1'000'000'000, path) != 1)
      text_.fail(value, path, "expected version 1, found another version");
    if (key == activation)
      activation_ =
          expect_string(value, path, {"tanh", "logistic"}) == 0 ? Activation::tanh : Activation::logistic;
    if (key == inputs) inputs_ = text_.count(value, NetworkLimits::inputs, path);
    if (key == outputs) outputs_ = text_.count(value, NetworkLimits::outputs, path);
    if (key == outputs && outputs_ == 0) text_.fail(value, path, "expected at least 1 output, found 0");
    if (key == numbers) {
      const std::size_t which = expect_string(value, path, {"exact", "binary64", "binary32"});
      if (which == 1) bare_format_ = FloatFormat::binary64;
      if (which == 2) bare_format_ = FloatFormat::binary32;
    }
  }

  /// The place of the string among those allowed.
  std::size_t expect_string(JsonText::Value value, const KeyPath& path,
                            std::initializer_list<std::string_view> allowed) {
    const char* where = value.raw_json_token().data();
    const std::string_view found = text_.string(value, path);
    std::string names;
    std::size_t place = 0;
    for (const std::string_view name : allowed) {
      if (name == found) return place;
      names += (place++ == 0 ? "'" : " or '") + std::string(name) + "'";
    }
    text_.fail(where, path, "expected " + names + ", found " + quoted(found));
  }

  void read_units(JsonText::Value value, Network& network, const KeyPath& path) {
    std::size_t unit = 0;
    for (auto step : text_.array(value, path)) {
      const KeyPath unit_path(path, unit);
      auto element = text_.take(step, unit_path);
      if (++unit > NetworkLimits::width) text_.fail(element, path, "expected fewer units, found too many");
      read_unit(element, network, unit_path);
    }
  }

  void read_unit(JsonText::Value value, Network& network, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    Keys keys(unit_keys);
    const std::span<Number> row = network.append_unit();
    for (auto step : text_.object(value, path)) {
      auto field = text_.take(step, path);
      const std::size_t key = keys.see(text_, field, path);
      const KeyPath field_path(path, unit_keys[key]);
      if (key == 0) read_list(field.value(), row.last(outputs_), network.numbers, field_path);
      if (key == 1) read_list(field.value(), row.first(inputs_), network.numbers, field_path);
      if (key == 2) row[inputs_] = read_number(field.value(), network.numbers, field_path);
    }
    keys.require(text_, where, path);
  }

  void read_list(JsonText::Value value, std::span<Number> to, NumberTable& table, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    std::size_t found = 0;
    for (auto step : text_.array(value, path)) {
      const KeyPath element_path(path, found);
      auto element = text_.take(step, element_path);
      if (found < to.size()) to[found] = read_number(element, table, element_path);
      if (++found > to.size())
        text_.fail(element, path, "expected " + std::to_string(to.size()) + " numbers, found more");
    }
    if (found < to.size())
      text_.fail(where, path,
                 "expected " + std::to_string(to.size()) + " numbers, found " + std::to_string(found));
  }

  Number read_number(JsonText::Value value, NumberTable& table, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    const auto [token, bare] = text_.number(value, path);
    Rational number;
    try {
      number = read_rational(token);
    } catch (const NumberTextError& error) {
      text_.fail(where + (bare ? 0 : 1) + error.offset, path, error.what());
    }
    if (bare && bare_format_) number = rounded(number, where, path);
    const Number result = table.add(std::move(number));
    if (table.bytes() + spent_ > budget_) fail_budget(where, path);
    return result;
  }

  void read_output_biases(JsonText::Value value, Network& network, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    std::size_t found = 0;
    for (auto step : text_.array(value, path)) {
      const KeyPath element_path(path, found);
      auto element = text_.take(step, element_path);
      if (found < outputs_) network.d[found] = read_sum(element, network.numbers, element_path);
      if (++found > outputs_)
        text_.fail(element, path, "expected " + std::to_string(outputs_) + " output biases, found more");
    }
    if (found < outputs_)
      text_.fail(where, path,
                 "expected " + std::to_string(outputs_) + " output biases, found " + std::to_string(found));
  }

  TanhSum read_sum(JsonText::Value value, const NumberTable& table, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    const auto [token, bare] = text_.number(value, path);
    const std::size_t left = budget_ - std::min(budget_, spent_ + table.bytes());
    TanhSum sum;
    try {
      sum = TanhSum::parse(token, left);
    } catch (const NumberTextError& error) {
      text_.fail(where + (bare ? 0 : 1) + error.offset, path, error.what());
    }
    if (bare && bare_format_) sum = TanhSum(rounded(sum.rational(), where, path));
    spent_ += sum.bytes();
    return sum;
  }

  Rational rounded(const Rational& number, const char* where, const KeyPath& path) const {
    const auto nearest = round_to(*bare_format_, number);
    if (!nearest)
      text_.fail(where, path, "expected a number that the file's float format holds, found overflow");
    return *nearest;
  }

  [[noreturn]] void fail_budget(const char* where, const KeyPath& path) const {
    text_.fail(where, path,
               "expected numbers of at most " + std::to_string(budget_) + " bytes in all, found more");
  }

  JsonText text_;
  std::size_t budget_;
  std::size_t spent_ = 0;
  KeyPath top_;
  Activation activation_ = Activation::tanh;
  std::size_t inputs_ = 0;
  std::size_t outputs_ = 0;
  std::optional<FloatFormat> bare_format_;
};

}  // namespace

Model read_json_network(const Source& source) { return NetworkReader(source).read(); }

}  // namespace isopath
