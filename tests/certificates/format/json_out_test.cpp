#include "certificates/format/json_out.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

template <typename Write>
std::string written(const Write& write) {
  std::ostringstream out;
  write(JsonOut(out));
  return out.str();
}

Layout random_layout(Random& random) { return one_in(random, 2) ? Layout::lines : Layout::line; }

/// Writes a random value, and returns it as another library has it.
nlohmann::json write_random(Random& random, JsonOut to, std::size_t depth) {
  nlohmann::json value;
  const std::size_t size = below(random, 4);
  switch (below(random, depth == 0 ? 3 : 5)) {
    case 0:
      to.null();
      break;
    case 1:
      value = size;
      to.count(size);
      break;
    case 2:
      value = "text";
      to.string("text");
      break;
    case 3:
      value = nlohmann::json::object();
      to.object(random_layout(random), [&](JsonObject& object) {
        for (std::size_t k = 0; k < size; ++k) {
          const std::string key = "key " + std::to_string(k);
          value[key] = write_random(random, object[key], depth - 1);
        }
      });
      break;
    default:
      value = nlohmann::json::array();
      to.list(random_layout(random), [&](JsonList& list) {
        for (std::size_t k = 0; k < size; ++k) value.push_back(write_random(random, list.next(), depth - 1));
      });
      break;
  }
  return value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_out)

BOOST_AUTO_TEST_CASE(values) {
  BOOST_TEST(written([](JsonOut to) { to.null(); }) == "null");
  BOOST_TEST(written([](JsonOut to) { to.count(18'446'744'073'709'551'615U); }) == "18446744073709551615");
  BOOST_TEST(written([](JsonOut to) { to.string("a b"); }) == "\"a b\"");
  BOOST_TEST(written([](JsonOut to) { to.json("[1]"); }) == "[1]");
}

BOOST_AUTO_TEST_CASE(what_is_empty_stays_on_its_line) {
  for (const Layout layout : {Layout::line, Layout::lines}) {
    BOOST_TEST(written([&](JsonOut to) { to.object(layout, [](JsonObject&) {}); }) == "{}");
    BOOST_TEST(written([&](JsonOut to) { to.list(layout, [](JsonList&) {}); }) == "[]");
  }
}

/// Lines within a line are indented from where that line begins.
BOOST_AUTO_TEST_CASE(layouts_within_layouts) {
  const std::string text = written([](JsonOut to) {
    to.object(Layout::lines, [](JsonObject& object) {
      object["a"].count(1);
      object["b"].object(Layout::line, [](JsonObject& line) {
        line["c"].null();
        line["d"].list(Layout::lines, [](JsonList& list) {
          list.next().list(Layout::line, [](JsonList& numbers) {
            numbers.next().count(2);
            numbers.next().count(3);
          });
          list.next().object(Layout::lines, [](JsonObject& last) { last["e"].string("f"); });
        });
      });
    });
  });
  BOOST_TEST(text == R"({
  "a": 1,
  "b": {"c": null, "d": [
    [2, 3],
    {
      "e": "f"
    }
  ]}
})");
}

BOOST_AUTO_TEST_CASE(members_of_another_writer) {
  const std::string text = written([](JsonOut to) {
    to.object(Layout::lines, [](JsonObject& object) {
      object["a"].object(Layout::lines, [](JsonObject& inner) {
        inner["b"].null();
        inner.members([](std::ostream& out, const std::string& indent) {
          out << indent << "\"c\": 1,\n" << indent << "\"d\": 2";
        });
        inner["e"].null();
      });
    });
  });
  BOOST_TEST(text == R"({
  "a": {
    "b": null,
    "c": 1,
    "d": 2,
    "e": null
  }
})");
}

BOOST_AUTO_TEST_CASE(any_value_reads_back) {
  for_random_cases(300, [](Random& random) {
    std::ostringstream out;
    const nlohmann::json value = write_random(random, JsonOut(out), 5);
    BOOST_TEST(nlohmann::json::parse(out.str()) == value);
  });
}

/// What a function throws goes through; the rest of the text is not made up.
BOOST_AUTO_TEST_CASE(an_exception_closes_nothing) {
  std::ostringstream out;
  BOOST_CHECK_THROW(JsonOut(out).object(Layout::lines,
                                        [](JsonObject& object) {
                                          object["a"].null();
                                          throw std::runtime_error("limit");
                                        }),
                    std::runtime_error);
  BOOST_TEST(out.str() == "{\n  \"a\": null");
}

BOOST_AUTO_TEST_SUITE_END()
