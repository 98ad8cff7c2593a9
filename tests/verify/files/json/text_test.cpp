#include "verify/files/json/text.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

/// A text and its source, which has to outlive it.
struct Opened {
  explicit Opened(const std::string& bytes)
      : source(Source::of("f", bytes)), text(*source, 0, source->size(), KeyPath()) {}
  std::unique_ptr<Source> source;
  JsonText text;
};

/// Calls `read` with the value of the one key of an object.
template <typename Read>
auto value_in(const std::string& bytes, Read read) {
  Opened opened(bytes);
  const KeyPath top;
  for (auto step : opened.text.root(top)) {
    auto field = opened.text.take(step, top);
    const KeyPath path(top, "k");
    return read(opened.text, field.value(), path);
  }
  throw std::logic_error("the object is empty");
}

std::size_t count_in(const std::string& token, std::size_t limit) {
  return value_in("{\"k\": " + token + "}",
                  [limit](JsonText& text, JsonText::Value value, const KeyPath& path) {
                    return text.count(value, limit, path);
                  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_text)

BOOST_AUTO_TEST_CASE(key_paths_in_words) {
  const KeyPath top;
  const KeyPath units(top, "units");
  const KeyPath third(units, std::size_t{3});
  const KeyPath odd(third, "a b");
  BOOST_CHECK_EQUAL(top.to_string(), "$");
  BOOST_CHECK_EQUAL(third.to_string(), "$.units[3]");
  BOOST_CHECK_EQUAL(odd.to_string(), "$.units[3]['a b']");
  BOOST_CHECK_EQUAL(KeyPath(top, "").to_string(), "$['']");
}

BOOST_AUTO_TEST_CASE(each_root_starts_from_the_beginning) {
  Opened opened(R"({"a": 1, "b": 2})");
  const KeyPath top;
  for (int pass = 0; pass < 2; ++pass) {
    std::string keys;
    for (auto step : opened.text.root(top)) {
      auto field = opened.text.take(step, top);
      keys += opened.text.key(field, top);
      opened.text.number(field.value(), top);
    }
    BOOST_CHECK_EQUAL(keys, "ab");
    BOOST_CHECK_NO_THROW(opened.text.finish(top));
  }
}

BOOST_AUTO_TEST_CASE(counts) {
  BOOST_CHECK_EQUAL(count_in("0", 5), 0U);
  BOOST_CHECK_EQUAL(count_in("5", 5), 5U);
  for (const char* token : {"6", "-1", "05", "1.0", "1e0", "\"1\"", "true", "99999999999999999999"})
    check_refused([&] { count_in(token, 5); }, Kind::malformed,
                  "f:1:7: $.k: expected an integer from 0 to 5, found ");
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_text) {
  const auto number = [](const std::string& token) {
    return value_in("{\"k\": " + token + "}", [](JsonText& text, JsonText::Value value, const KeyPath& path) {
      const JsonText::NumberToken found = text.number(value, path);
      return std::pair(std::string(found.text), found.bare);
    });
  };
  BOOST_CHECK(number("1.50e+3") == std::pair(std::string("1.50e+3"), true));
  BOOST_CHECK(number("\"1/2\"") == std::pair(std::string("1/2"), false));
  BOOST_CHECK(number("\"\\u0031\"") == std::pair(std::string("1"), false));
  for (const char* token : {"01", "+1", ".5", "1.", "1e", "NaN", "null"})
    check_refused([&] { number(token); }, Kind::malformed, "f:1:7: $.k: expected a number, found ");
}

BOOST_AUTO_TEST_CASE(text_after_the_end_is_refused) {
  Opened opened("{} {}");
  opened.text.root(KeyPath());
  check_refused([&] { opened.text.finish(KeyPath()); }, Kind::malformed,
                "f:1:4: $: expected the end of the file, found more text");
}

/// The column is a character: an accent of two bytes stands before it.
BOOST_AUTO_TEST_CASE(a_column_is_a_character) {
  const auto fail = [](JsonText& text, JsonText::Value value, const KeyPath& path) {
    text.fail(value, path, "expected nothing, found it");
  };
  check_refused([&] { value_in("{\"\xc3\xa9\": 1}", fail); }, Kind::malformed,
                "f:1:7: $.k: expected nothing");
  check_refused([&] { value_in("{\n\"\xf0\x9d\x84\x9e\": 1}", fail); }, Kind::malformed, "f:2:6: $.k: ");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_refused) {
  check_refused([] { Opened("{\"\xff\": 1}"); }, Kind::malformed, "f:1:1: $: expected JSON, found: ");
}

/// A text that was taken from a source in parts has its errors at their places in the source.
BOOST_AUTO_TEST_CASE(places_lead_back_to_the_source) {
  const auto source = Source::of("f", "\n\n  {\"k\": x}");
  JsonText text(*source, "{\"k\": x}", [](std::size_t place) { return place + 4; });
  const KeyPath top;
  check_refused(
      [&] {
        for (auto step : text.root(top)) text.number(text.take(step, top).value(), top);
      },
      Kind::malformed, "f:3:9: $: expected a number, found 'x'");
}

BOOST_AUTO_TEST_SUITE_END()
