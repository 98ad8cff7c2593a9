#include "verify/files/json/path.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

namespace {

const std::string good = R"json({"format": "isopath-path", "version": 1, "activation": "tanh",
 "inputs": 2, "outputs": 1,
 "vertices": [
  {"units": [{"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"}],
   "d": ["0.25 - tanh(1)"]},
  {"d": [1], "units": [{"c": 0.5, "a": [1], "b": [0, -2e1]}]}
 ]}
)json";

JsonPath open(const std::string& text) { return JsonPath(Source::of("path.json", text)); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the good file has no " << from);
  return text.replace(at, from.size(), to);
}

/// The message of the refusal, by the constructor or by a vertex; empty if there is none.
std::string refusal(const std::string& text) {
  try {
    const JsonPath path = open(text);
    for (std::size_t k = 0; k < path.vertices(); ++k) path.vertex(k);
    return "";
  } catch (const InputError& error) {
    BOOST_CHECK(error.kind == InputError::Kind::malformed);
    return error.what();
  }
}

struct Fault {
  const char* name;
  std::string from;
  std::string to;
  std::string message;  // the place and what was expected and found; the beginning of it
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.name; }

const Fault faults[] = {
    {"format", "isopath-path", "isopath-network",
     "path.json:1:12: $.format: expected 'isopath-path', found 'isopath-network'"},
    {"version", "\"version\": 1", "\"version\": 2", "path.json:1:39: $.version: expected version 1"},
    {"activation", "\"tanh\",\n", "\"relu\",\n",
     "path.json:1:56: $.activation: expected 'tanh' or 'logistic'"},
    {"no outputs", "\"outputs\": 1", "\"outputs\": 0",
     "path.json:2:26: $.outputs: expected at least 1 output"},
    {"a key of networks", "\"inputs\": 2", "\"units\": []",
     "path.json:2:2: $: expected one of the keys format"},
    {"a key twice", "\"inputs\": 2", "\"version\": 1", "path.json:2:2: $: expected each key once"},
    {"a key missing", " \"inputs\": 2, ", " ", "path.json:1:1: $: expected key 'inputs', found none"},
    {"no list", "\"vertices\": [", "\"vertices\": 3, \"x\": [",
     "path.json:3:14: $.vertices: expected an array"},
    {"a number among the vertices", "\"vertices\": [", "\"vertices\": [7, ",
     "path.json:3:15: $.vertices[0]: expected an object"},
    {"a list among the vertices", "  {\"d\"", "  [1, 2], {\"d\"",
     "path.json:6:3: $.vertices[1]: expected an object"},
    {"another list of objects", "\"inputs\": 2", "\"inputs\": [{}]",
     "path.json:2:12: $.inputs: expected an integer"},
    {"lists after the vertices", " ]}\n", " ], \"numbers\": [[]]}\n",
     "path.json:7:16: $.numbers: expected a string"},
    {"vertices twice", " ]}\n", " ], \"vertices\": [{}]}\n", "path.json:7:5: $: expected each key once"},
    {"another bracket at the end of a vertex", "-2e1]}]}", "-2e1]}]]",
     "path.json:6:61: $.vertices[1]: expected '}', found ']'"},
    {"a comma too many", "}]}\n ]}", "}]},\n ]}", "path.json:7:2: $.vertices[2]: expected an object"},
    {"a comma missing", "]},\n  {\"d\"", "]}\n  {\"d\"", "path.json:6:3: $.vertices[1]: expected JSON"},
    {"text at the end", " ]}\n", " ]} x", "path.json:7:5: $: expected the end of the file"},
    {"end of the file", "]}\n ]}\n", "",
     "path.json:6:3: expected the end of what begins here, found the end of the file"},
    {"brackets that cross", "\"d\": [1], ", "\"d\": [1}, ", "path.json:6:"},
    {"a string without end", "\"c\": 0.5", "\"c\": \"0.5", "path.json:"},
    {"no units", ",\n   \"d\": [\"0.25 - tanh(1)\"]", "",
     "path.json:4:3: $.vertices[0]: expected key 'd', found none"},
    {"a key of a vertex twice", "\"d\": [1]", "\"d\": [1], \"d\": [1]",
     "path.json:6:14: $.vertices[1]: expected each key once"},
    {"another key of a vertex", "\"d\": [1]", "\"d\": [1], \"e\": 1",
     "path.json:6:14: $.vertices[1]: expected one of the keys units, d"},
    {"too few incoming weights", "[0, -2e1]", "[0]",
     "path.json:6:50: $.vertices[1].units[0].b: expected 2 numbers, found 1"},
    {"no number", "\"3\", ", "\"three\", ",
     "path.json:4:36: $.vertices[0].units[0].b[0]: expected a digit, found 'three'"},
    {"an infinite number", "[0, -2e1]", "[0, -2e999999999]",
     "path.json:6:57: $.vertices[1].units[0].b[1]: expected an exponent"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_json_path)

BOOST_AUTO_TEST_CASE(vertices_are_read_exactly_in_any_order) {
  const JsonPath path = open(good);
  BOOST_REQUIRE_EQUAL(path.vertices(), 2);
  const Rational quarter = Rational::fraction(1, 4);
  const PlainNetwork second{2,
                            1,
                            {{{Rational(1)}, {Rational(0), Rational(-20)}, Rational::fraction(1, 2)}},
                            {TanhSum(Rational(1))}};
  const PlainNetwork first{2,
                           1,
                           {{{Rational::fraction(1, 2)}, {Rational(3), -quarter}, Rational(-1)}},
                           {TanhSum(quarter, {{Rational(1), Rational(-1)}})}};
  BOOST_CHECK_EQUAL(plain(path.vertex(1).stated()), second);
  BOOST_CHECK_EQUAL(plain(path.vertex(0).stated()), first);
  BOOST_CHECK_EQUAL(plain(path.vertex(1).stated()), second);
  BOOST_CHECK_EQUAL(path.place(0), "path.json:4:3: $.vertices[0]");
  BOOST_CHECK_EQUAL(path.place(1), "path.json:6:3: $.vertices[1]");
}

BOOST_AUTO_TEST_CASE(bare_numbers_mean_what_the_file_says_and_activations_too) {
  const std::string text =
      replaced(replaced(good, "\"inputs\": 2", "\"numbers\": \"binary32\", \"inputs\": 2"), "\"tanh\",\n",
               "\"logistic\",\n");
  const JsonPath path = open(replaced(text, "\"c\": 0.5", "\"c\": 0.1"));
  const Model model = path.vertex(1);
  BOOST_CHECK(model.activation() == Activation::logistic);
  BOOST_CHECK(plain(model.stated()).units[0].c == Rational::fraction(13421773, 134217728));
}

BOOST_AUTO_TEST_CASE(brackets_and_quotes_in_strings_are_text) {
  const std::string text = replaced(good, "\"tanh\",\n", "\"t\\u0061nh\",\n");
  BOOST_CHECK_EQUAL(refusal(text), "");
  BOOST_CHECK_EQUAL(refusal(replaced(good, "\"units\": [{\"c\"", "\"\\u0075nits\": [{\"\\u0063\"")), "");
  BOOST_CHECK(refusal(replaced(good, "\"3\", ", "\"}]\\\"[{\", ")).starts_with("path.json:4:"));
}

BOOST_DATA_TEST_CASE(one_fault, data::make(faults), fault) {
  const std::string message = refusal(replaced(good, fault.from, fault.to));
  BOOST_CHECK_MESSAGE(message.starts_with(fault.message),
                      "expected " << fault.message << "\nfound    " << message);
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_path_files) {
  for (const char* text :
       {"", "[]", "{}", "[[[", "}", "{\"vertices\": [{", "{\"vertices\": [[[[", "\"", "[{\"a\": 1}, {}]"})
    BOOST_CHECK_MESSAGE(refusal(text).starts_with("path.json:1:"), text << ": " << refusal(text));
}

BOOST_AUTO_TEST_CASE(no_vertices_are_no_path) {
  const std::string text =
      R"({"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 0, "outputs": 1, "vertices": []})";
  BOOST_CHECK_EQUAL(refusal(text), "path.json:1:103: $.vertices: expected at least 1 vertex, found 0");
}

BOOST_AUTO_TEST_CASE(every_prefix_is_refused) {
  for (std::size_t size = 0; size + 2 < good.size(); ++size)
    BOOST_CHECK_MESSAGE(refusal(good.substr(0, size)).starts_with("path.json:"),
                        "a prefix of " << size << " bytes");
}

BOOST_AUTO_TEST_CASE(long_texts_are_cut_at_the_right_places) {
  // More than one buffer of the finder, with vertices and strings across its ends.
  std::string text =
      R"({"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 0, "outputs": 1, "vertices": [)";
  for (std::size_t k = 0; k < 3000; ++k)
    text += std::string(k == 0 ? "" : ",") + "\n" + R"({"units": [{"a": ["7"], "b": [], "c": "1/)" +
            std::to_string(k + 1) + std::string(150, ' ').replace(0, 2, "\"}") + R"(], "d": ["0"]})";
  text += "]}";
  const JsonPath path = open(text);
  BOOST_REQUIRE_EQUAL(path.vertices(), 3000);
  for (const std::size_t k : {0UL, 1UL, 1311UL, 1312UL, 1313UL, 2999UL})
    BOOST_CHECK(plain(path.vertex(k).stated()).units.at(0).c == Rational::fraction(1, Rational(k + 1)));
  BOOST_CHECK_EQUAL(path.place(2999), "path.json:3001:1: $.vertices[2999]");
}

BOOST_AUTO_TEST_SUITE_END()
