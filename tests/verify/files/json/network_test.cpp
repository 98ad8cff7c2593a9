#include "verify/files/json/network.hpp"
#include "exact/quoting.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "exact/number_text.hpp"
#include "tests/verify/random_networks.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;
using namespace std::string_literals;
namespace data = boost::unit_test::data;

namespace {

const std::string good = R"json({"format": "isopath-network", "version": 1, "activation": "tanh",
 "inputs": 2, "outputs": 1,
 "units": [{"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"},
           {"a": [1], "b": [0, -2e1], "c": 0.5}],
 "d": ["0.25 - tanh(1)"]}
)json";

Model read(const std::string& text) {
  return std::get<Model>(read_json_network(*Source::of("net.json", text), Ranges::refused));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the good file has no " << from);
  return text.replace(at, from.size(), to);
}

/// The message of the refusal; empty if there is none.
std::string refusal(const std::string& text) {
  try {
    read(text);
    return "";
  } catch (const InputError& error) {
    BOOST_CHECK(error.kind == InputError::Kind::malformed);
    return error.what();
  }
}

/// One fault: a piece of the good file replaced. @ marks the place that the message names.
struct Fault {
  const char* name;
  std::string from;
  std::string to;
  std::string message;  // key path, and what was expected and found
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.name; }

/// What simdjson says follows; its words are its own.
const std::string no_json = "expected JSON, found: ";

void check_fault(const std::string& marked, const std::string& message) {
  const std::size_t at = marked.find('@');
  BOOST_REQUIRE(at != std::string::npos);
  const std::size_t line_start = marked.substr(0, at).rfind('\n') + 1;
  const auto line = 1 + std::count(marked.begin(), marked.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::string text = marked.substr(0, at) + marked.substr(at + 1);
  const std::string expected =
      "net.json:" + std::to_string(line) + ":" + std::to_string(at - line_start + 1) + ": " + message;
  const std::string found = refusal(text);
  // simdjson's own words are left out of the comparison.
  BOOST_CHECK_EQUAL(message.ends_with(no_json) ? found.substr(0, expected.size()) : found, expected);
}

const std::string keys =
    "expected one of the keys format, version, activation, inputs, outputs, units, d, numbers, ";

const std::vector<Fault> faults = {
    // Keys.
    {"unknown key", R"( "d":)", R"( @"bias": 1, "d":)", "$: " + keys + "found key 'bias'"},
    {"unknown key, the last", R"~(tanh(1)"])~", R"~(tanh(1)"], @"x": {"y": [1]})~",
     "$: " + keys + "found key 'x'"},
    {"unknown key of a unit", R"("c": "-1")", R"("c": "-1", @"e": 1)",
     "$.units[0]: expected one of the keys a, b, c, found key 'e'"},
    {"key in other letters", R"("format")", R"(@"Format")", "$: " + keys + "found key 'Format'"},
    {"empty key", R"("d":)", R"(@"": 1, "d":)", "$: " + keys + "found key ''"},
    {"key with a control character", R"("d":)", R"(@"d\n": 1, "d":)", "$: " + keys + "found key 'd\\x0a'"},
    {"duplicate key", R"( "d":)", R"( @"version": 1, "d":)",
     "$: expected each key once, found 'version' again"},
    {"duplicate key, spelled with an escape", R"( "d":)", R"( @"versio\u006e": 1, "d":)",
     "$: expected each key once, found 'version' again"},
    {"duplicate units", R"( "d":)", R"( @"units": [], "d":)",
     "$: expected each key once, found 'units' again"},
    {"duplicate d", R"~(tanh(1)"])~", R"~(tanh(1)"], @"d": ["0"])~",
     "$: expected each key once, found 'd' again"},
    {"duplicate key of a unit", R"("c": "-1")", R"("c": "-1", @"c": "-1")",
     "$.units[0]: expected each key once, found 'c' again"},
    {"no format", R"({"format": "isopath-network", )", "@{", "$: expected key 'format', found none"},
    {"no version", R"({"format": "isopath-network", "version": 1,)", R"(@{"format": "isopath-network",)",
     "$: expected key 'version', found none"},
    {"no activation", R"({"format": "isopath-network", "version": 1, "activation": "tanh",)",
     R"(@{"format": "isopath-network", "version": 1,)", "$: expected key 'activation', found none"},
    {"no c", R"({"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"})", R"(@{"a": ["1/2"], "b": ["3", "-0.25"]})",
     "$.units[0]: expected key 'c', found none"},
    {"no a", R"({"a": [1], )", R"(@{)", "$.units[1]: expected key 'a', found none"},
    {"no b", R"({"a": [1], "b": [0, -2e1],)", R"(@{"a": [1],)", "$.units[1]: expected key 'b', found none"},
    {"empty unit", R"({"a": [1], "b": [0, -2e1], "c": 0.5})", "@{}",
     "$.units[1]: expected key 'a', found none"},
    // Lengths.
    {"too few weights out", R"(["1/2"])", "@[]", "$.units[0].a: expected 1 numbers, found 0"},
    {"too many weights out", R"(["1/2"])", R"(["1/2", @"1"])",
     "$.units[0].a: expected 1 numbers, found more"},
    {"too few weights in", R"([0, -2e1])", R"(@[0])", "$.units[1].b: expected 2 numbers, found 1"},
    {"too many weights in", R"([0, -2e1])", R"([0, -2e1, @3])",
     "$.units[1].b: expected 2 numbers, found more"},
    {"too few output biases", R"~(["0.25 - tanh(1)"])~", "@[]", "$.d: expected 1 output biases, found 0"},
    {"too many output biases", R"~(tanh(1)"])~", R"~(tanh(1)", @0])~",
     "$.d: expected 1 output biases, found more"},
    // Types.
    {"format is a number", R"("isopath-network")", "@1", "$.format: expected a string, found '1'"},
    {"format is null", R"("isopath-network")", "@null", "$.format: expected a string, found 'null'"},
    {"activation is a list", R"("tanh")", R"(@["tanh"])", "$.activation: expected a string, found '['"},
    {"version is a string", R"("version": 1)", R"("version": @"1")",
     "$.version: expected an integer from 0 to 1000000000, found '\"1\"'"},
    {"version is no integer", R"("version": 1)", R"("version": @1.0)",
     "$.version: expected an integer from 0 to 1000000000, found '1.0'"},
    {"inputs is a string", R"("inputs": 2)", R"("inputs": @"2")",
     "$.inputs: expected an integer from 0 to 1000000, found '\"2\"'"},
    {"inputs is negative", R"("inputs": 2)", R"("inputs": @-2)",
     "$.inputs: expected an integer from 0 to 1000000, found '-2'"},
    {"inputs with an exponent", R"("inputs": 2)", R"("inputs": @2e0)",
     "$.inputs: expected an integer from 0 to 1000000, found '2e0'"},
    {"inputs with a leading zero", R"("inputs": 2)", R"("inputs": @02)",
     "$.inputs: expected an integer from 0 to 1000000, found '02'"},
    {"inputs is true", R"("inputs": 2)", R"("inputs": @true)",
     "$.inputs: expected an integer from 0 to 1000000, found 'true'"},
    {"too many inputs", R"("inputs": 2)", R"("inputs": @1000001)",
     "$.inputs: expected an integer from 0 to 1000000, found '1000001'"},
    {"far too many inputs", R"("inputs": 2)", R"("inputs": @99999999999999999999)",
     "$.inputs: expected an integer from 0 to 1000000, found '99999999999999999999'"},
    {"too many outputs", R"("outputs": 1)", R"("outputs": @1000001)",
     "$.outputs: expected an integer from 0 to 1000000, found '1000001'"},
    {"no outputs", R"("outputs": 1)", R"("outputs": @0)", "$.outputs: expected at least 1 output, found 0"},
    {"units is an object", R"("units": [)", R"("units": @{}, "d": ["0"]} [)",
     "$.units: expected an array, found '{'"},
    {"units is null", "\"units\": [{\"a\"", "\"units\": @null, \"d\": [0]} [{\"a\"",
     "$.units: expected an array, found 'null'"},
    {"a unit is a list", R"({"a": [1], "b": [0, -2e1], "c": 0.5})", R"(@[1])",
     "$.units[1]: expected an object, found '['"},
    {"a unit is a number", R"({"a": [1], "b": [0, -2e1], "c": 0.5})", R"(@7)",
     "$.units[1]: expected an object, found '7'"},
    {"a is a number", R"("a": [1])", R"("a": @1)", "$.units[1].a: expected an array, found '1'"},
    {"a is a string", R"("a": [1])", R"("a": @"1")", "$.units[1].a: expected an array, found '\"1\"'"},
    {"c is a list", R"("c": 0.5)", R"("c": @[0.5])", "$.units[1].c: expected a number, found '['"},
    {"c is an object", R"("c": 0.5)", R"("c": @{})", "$.units[1].c: expected a number, found '{'"},
    {"c is null", R"("c": 0.5)", R"("c": @null)", "$.units[1].c: expected a number, found 'null'"},
    {"c is true", R"("c": 0.5)", R"("c": @true)", "$.units[1].c: expected a number, found 'true'"},
    {"a list in a list", R"([0, -2e1])", R"([0, @[1]])", "$.units[1].b[1]: expected a number, found '['"},
    {"d is a string", R"~(["0.25 - tanh(1)"])~", R"(@"0")", "$.d: expected an array, found '\"0\"'"},
    {"d is an object", R"~(["0.25 - tanh(1)"])~", R"(@{})", "$.d: expected an array, found '{'"},
    // Values.
    {"other version", R"("version": 1)", R"("version": @2)",
     "$.version: expected version 1, found another version"},
    {"version 0", R"("version": 1)", R"("version": @0)",
     "$.version: expected version 1, found another version"},
    {"other activation", R"("tanh")", R"(@"relu")",
     "$.activation: expected 'tanh' or 'logistic', found 'relu'"},
    {"activation in capitals", R"("tanh")", R"(@"Tanh")",
     "$.activation: expected 'tanh' or 'logistic', found 'Tanh'"},
    {"empty activation", R"("tanh")", R"(@"")", "$.activation: expected 'tanh' or 'logistic', found ''"},
    {"other numbers", R"("inputs": 2)", R"("numbers": @"float16", "inputs": 2)",
     "$.numbers: expected 'exact' or 'binary64' or 'binary32', found 'float16'"},
    {"numbers is null", R"("inputs": 2)", R"("numbers": @null, "inputs": 2)",
     "$.numbers: expected a string, found 'null'"},
    // Number texts: the place is within the string.
    {"a word", R"("-1")", R"("@one")", "$.units[0].c: expected a digit, found 'one'"},
    {"an empty string", R"("-1")", R"("@")", "$.units[0].c: expected a digit, found the end of the number"},
    {"a leading plus", R"("-1")", R"("@+1")", "$.units[0].c: expected a digit, found '+1'"},
    {"a leading blank", R"("-1")", R"("@ 1")", "$.units[0].c: expected a digit, found ' 1'"},
    {"a trailing blank", R"("-1")", R"("1@ ")", "$.units[0].c: expected the end of the number, found ' '"},
    {"two numbers", R"("-1")", R"("1@ 2")", "$.units[0].c: expected the end of the number, found ' 2'"},
    {"denominator 0", R"("1/2")", R"("1/@0")",
     "$.units[0].a[0]: expected a denominator other than 0, found '0'"},
    {"no digit after the point", R"("-0.25")", R"("-0.@")",
     "$.units[0].b[1]: expected a digit after the point, found the end of the number"},
    {"a sum as a weight", R"("-1")", R"~("1@ + tanh(1)")~",
     "$.units[0].c: expected the end of the number, found ' + tanh(1)'"},
    {"a huge exponent", R"("-1")", R"("1e@999999999")",
     "$.units[0].c: expected an exponent from -100000 to 100000, found '999999999'"},
    {"a hexadecimal float without exponent", R"("-1")", R"("0x1@")",
     "$.units[0].c: expected p and a binary exponent, found the end of the number"},
    {"a long number", R"("-1")", "\"@" + std::string(1'000'001, '1') + "\"",
     "$.units[0].c: expected a number of at most 1000000 characters, found 1000001"},
    {"a bad sum", "0.25 - tanh(1)", "0.25 - @sinh(1)", "$.d[0]: expected a digit, found 'sinh(1)'"},
    {"an open sum", "0.25 - tanh(1)", "0.25 - tanh(1@", "$.d[0]: expected ), found the end of the sum"},
    {"an empty sum", "0.25 - tanh(1)", "@", "$.d[0]: expected a digit, found the end of the number"},
    // Bare numbers follow JSON's grammar.
    {"bare leading zero", R"("c": 0.5)", R"("c": @01)", "$.units[1].c: expected a number, found '01'"},
    {"bare negative leading zero", R"("c": 0.5)", R"("c": @-01)",
     "$.units[1].c: expected a number, found '-01'"},
    {"bare 00", R"("c": 0.5)", R"("c": @00)", "$.units[1].c: expected a number, found '00'"},
    {"bare point at the end", R"("c": 0.5)", R"("c": @1.)", "$.units[1].c: expected a number, found '1.'"},
    {"bare point in front", R"("c": 0.5)", R"("c": @.5)", "$.units[1].c: expected a number, found '.5'"},
    {"bare NaN", R"("c": 0.5)", R"("c": @NaN)", "$.units[1].c: expected a number, found 'NaN'"},
    {"bare nan", R"("c": 0.5)", R"("c": @nan)", "$.units[1].c: expected a number, found 'nan'"},
    {"bare Infinity", R"("c": 0.5)", R"("c": @Infinity)",
     "$.units[1].c: expected a number, found 'Infinity'"},
    {"bare -Infinity", R"("c": 0.5)", R"("c": @-Infinity)",
     "$.units[1].c: expected a number, found '-Infinity'"},
    {"bare plus", R"("c": 0.5)", R"("c": @+1)", "$.units[1].c: expected a number, found '+1'"},
    {"bare minus", R"("c": 0.5)", R"("c": @-)", "$.units[1].c: expected a number, found '-'"},
    {"bare two minuses", R"("c": 0.5)", R"("c": @--1)", "$.units[1].c: expected a number, found '--1'"},
    {"bare fraction", R"("c": 0.5)", R"("c": @1/2)", "$.units[1].c: expected a number, found '1/2'"},
    {"bare hexadecimal", R"("c": 0.5)", R"("c": @0x1p0)", "$.units[1].c: expected a number, found '0x1p0'"},
    {"bare exponent without digits", R"("c": 0.5)", R"("c": @1e)",
     "$.units[1].c: expected a number, found '1e'"},
    {"bare exponent with a sign alone", R"("c": 0.5)", R"("c": @1e+)",
     "$.units[1].c: expected a number, found '1e+'"},
    {"bare two points", R"("c": 0.5)", R"("c": @1.2.3)", "$.units[1].c: expected a number, found '1.2.3'"},
    {"bare with a letter", R"("c": 0.5)", R"("c": @1f)", "$.units[1].c: expected a number, found '1f'"},
    {"bare sum", R"~(["0.25 - tanh(1)"])~", R"~([@tanh(1)])~", "$.d[0]: expected a number, found 'tanh(1)'"},
    {"bare huge exponent", R"("c": 0.5)", R"("c": 1e@999999999)",
     "$.units[1].c: expected an exponent from -100000 to 100000, found '999999999'"},
    // JSON text.
    {"a second object", "tanh(1)\"]}", "tanh(1)\"]}\n@{}",
     "$: expected the end of the file, found more text"},
    {"a second brace", "tanh(1)\"]}", "tanh(1)\"]}@}", "$: expected the end of the file, found more text"},
};

const std::vector<Fault> text_faults = {
    {"no comma between keys", R"("inputs": 2, )", R"("inputs": 2 @)", "$: " + no_json},
    {"two commas", R"("inputs": 2,)", R"("inputs": 2,@,)", "$: " + no_json},
    {"comma at the end", R"~(tanh(1)"]})~", R"~(tanh(1)"],@})~", "$: " + no_json},
    {"comma at the end of a list", R"(["1/2"])", R"(["1/2",@])",
     "$.units[0].a: expected 1 numbers, found more"},
    {"comma at the front of a list", R"(["1/2"])", R"([@,"1/2"])",
     "$.units[0].a[0]: expected a number, found ','"},
    {"no comma in a list", R"([0, -2e1])", R"([0 @-2e1])", "$.units[1].b[1]: " + no_json},
    {"semicolon in a list", R"([0, -2e1])", R"([@0; -2e1])",
     "$.units[1].b[0]: expected a number, found '0;'"},
    {"colon for comma", R"([0, -2e1])", R"([0@: -2e1])", "$.units[1].b[1]: " + no_json},
    {"comma for colon", R"("inputs": 2)", R"("inputs"@, 2)", "$: " + no_json},
    {"no colon", R"("inputs": 2)", R"("inputs" @2)", "$: " + no_json},
    {"no value", R"("inputs": 2,)", R"("inputs": @,)",
     "$.inputs: expected an integer from 0 to 1000000, found ','"},
    {"bare key", R"("inputs": 2)", R"(@inputs: 2)", "$: " + no_json},
    {"single quotes", R"("inputs": 2)", R"(@'inputs': 2)", "$: " + no_json},
    {"number as key", R"("inputs": 2)", R"(@1: 2)", "$: " + no_json},
    {"open list", "tanh(1)\"]}\n", "tanh(1)\"}\n@", "$: " + no_json},
    {"list closed as object", R"~(tanh(1)"]})~", R"~(tanh(1)"@}})~", "$.d[1]: " + no_json},
    {"unit closed as list", R"("c": 0.5})", R"("c": 0.5@])", "$.units[1]: " + no_json},
    {"string after a string", R"("tanh")", R"("tanh" @"x")", "$: " + no_json},
    {"letters after a string", R"("tanh")", R"("tanh"@x)", "$: " + no_json},
    {"string after a number", R"("c": 0.5)", R"("c": @0.5"")",
     "$.units[1].c: expected a number, found '0.5\"\"'"},
    {"number after a string", R"("-1")", R"("-1"@2)", "$.units[0]: " + no_json},
    {"NUL between tokens", R"("inputs": 2)", "\"inputs\": @\0, 2"s,
     "$.inputs: expected an integer from 0 to 1000000, found '\\x00'"},
    {"NUL in a number", R"("c": 0.5)", "\"c\": @0.5\0"s, "$.units[1].c: expected a number, found '0.5\\x00'"},
    {"unknown escape", R"("tanh")", R"("t\anh"@)", "$.activation: " + no_json},
    {"short escape", R"("tanh")", R"("tanh\u00"@)", "$.activation: " + no_json},
    {"unknown escape in a number", R"("-1")", R"("-\x31"@)", "$.units[0].c: " + no_json},
    {"a lone surrogate", R"("-1")", R"("\ud800"@)", "$.units[0].c: " + no_json},
    {"a comment", R"("inputs": 2)", R"(@/* two */ "inputs": 2)", "$: " + no_json},
    {"a line comment", R"("inputs": 2,)", "\"inputs\": 2 @// two\n,", "$: " + no_json},
    {"form feed as blank", R"("inputs": 2)", "\"inputs\":@\f, 2",
     "$.inputs: expected an integer from 0 to 1000000, found '\\x0c'"},
    {"no-break space as blank", R"("inputs": 2)", "\"inputs\":@\xc2\xa0, 2",
     "$.inputs: expected an integer from 0 to 1000000, found '\\xc2\\xa0'"},
    {"byte order mark", R"({"format")", "@\xef\xbb\xbf{\"format\"",
     "$: expected an object, found something else"},
    {"deep lists", R"([0, -2e1])", "[@" + std::string(100'000, '[') + std::string(100'000, ']') + "]",
     "$.units[1].b[0]: expected a number, found '['"},
    {"deep open lists", R"([0, -2e1])", std::string(100'000, '['), ""},
    {"deep objects", R"("c": 0.5)",
     [] {
       std::string deep = "\"c\": @";
       for (int i = 0; i < 50'000; ++i) deep += "{\"c\":";
       return deep + "1" + std::string(50'000, '}');
     }(),
     "$.units[1].c: expected a number, found '{'"},
    {"deep value of an unknown key", R"("d":)",
     R"(@"x": )" + std::string(5'000, '[') + std::string(5'000, ']') + R"(, "d":)",
     "$: " + keys + "found key 'x'"},
    // Of these simdjson says no place; the message names the beginning of the text.
    {"open string", R"("tanh",)", R"("tanh,)", ""},
    {"open string at the end", R"~(tanh(1)"]})~", R"~(tanh(1)]})~", ""},
    {"open object", R"~(tanh(1)"]})~", R"~(tanh(1)"])~", ""},
    {"object closed as list", R"~(tanh(1)"]})~", R"~(tanh(1)"]])~", ""},
    {"line end in a string", R"("tanh")", "\"tanh\n\"", ""},
    {"tab in a string", R"("tanh")", "\"tanh\t\"", ""},
    {"NUL in a string", R"("tanh")", "\"tanh\0\""s, ""},
    {"unknown escape in a key", R"("d":)", R"("\d":)", ""},
    {"UTF-8 that ends early", R"("tanh")", "\"tanh\xc3\"", ""},
    {"UTF-8 continuation alone", R"("tanh")", "\"tanh\x80\"", ""},
    {"overlong UTF-8", R"("tanh")", "\"tan\xc1\xa8\"", ""},
    {"surrogate in UTF-8", R"("tanh")", "\"tanh\xed\xa0\x80\"", ""},
    {"UTF-8 beyond Unicode", R"("tanh")", "\"tanh\xf4\x90\x80\x80\"", ""},
    {"latin-1 between tokens", R"("inputs": 2)", "\xe9 \"inputs\": 2", ""},
};

const std::vector<std::pair<const char*, std::string>> no_networks = {
    {"nothing", ""},
    {"white space", " \n\t\r "},
    {"null", "null"},
    {"a number", "1"},
    {"a string", "\"isopath-network\""},
    {"a list", "[" + good + "]"},
    {"an empty list", "[]"},
    {"an open brace", "{"},
    {"a brace", "}"},
    {"a quote", "\""},
    {"a backslash", "\\"},
    {"a colon", ":"},
    {"NUL", "\0"s},
    {"UTF-16", "{\0\"\0f\0o\0r\0m\0a\0t\0\"\0"s},
    {"text", "isopath"},
    {"deep lists", std::string(1'000'000, '[')},
    {"deep objects",
     [] {
       std::string deep;
       for (int i = 0; i < 200'000; ++i) deep += "{\"a\":";
       return deep;
     }()},
};

/// The one number of a network with no units and one output.
std::string with_bias(const std::string& d, const std::string& numbers = "") {
  return R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 0, "outputs": 1, "units": [], )" +
         (numbers.empty() ? "" : "\"numbers\": \"" + numbers + "\", ") + "\"d\": [" + d + "]}";
}
Rational bias(const std::string& d, const std::string& numbers = "") {
  const Model model = read(with_bias(d, numbers));
  BOOST_REQUIRE(model.stated().d.at(0).is_rational());
  return model.stated().d[0].rational();
}
std::string with_weight(const std::string& c, const std::string& numbers) {
  return R"({"numbers": ")" + numbers +
         R"(", "format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,)"
         R"( "units": [{"a": [1], "b": [1], "c": )" +
         c + "}], \"d\": [0]}";
}

PlainNetwork good_network() {
  return {2,
          1,
          {{{Rational::fraction(1, 2)}, {Rational(3), Rational::fraction(-1, 4)}, Rational(-1)},
           {{Rational(1)}, {Rational(), Rational(-20)}, Rational::fraction(1, 2)}},
          {TanhSum::parse("1/4 - tanh(1)")}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_json_network)

BOOST_AUTO_TEST_CASE(a_good_file) {
  const Model model = read(good);
  BOOST_CHECK(model.activation() == Activation::tanh);
  BOOST_CHECK_EQUAL(plain(model.stated()), good_network());
  const Model logistic = read(replaced(good, "\"tanh\"", "\"logistic\""));
  BOOST_CHECK(logistic.activation() == Activation::logistic);
  BOOST_CHECK_EQUAL(plain(logistic.stated()), good_network());
}

BOOST_DATA_TEST_CASE(one_fault_each, data::make(faults), fault) {
  check_fault(replaced(good, fault.from, fault.to), fault.message);
}

BOOST_AUTO_TEST_CASE(faults_whose_place_lies_elsewhere) {
  check_fault(replaced(replaced(good, "\"inputs\": 2", "\"inputs\": 1"), "[\"3\", \"-", "[\"3\", @\"-"),
              "$.units[0].b: expected 1 numbers, found more");
  check_fault(replaced(replaced(good, "\"inputs\": 2", "\"inputs\": 3"), "[\"3\",", "@[\"3\","),
              "$.units[0].b: expected 3 numbers, found 2");
  check_fault(replaced(replaced(good, "\"outputs\": 1", "\"outputs\": 2"), "[\"1/2\"]", "@[\"1/2\"]"),
              "$.units[0].a: expected 2 numbers, found 1");
  check_fault(replaced(good, "\"isopath-network\"", "@\"isopath-path\""),
              "$.format: expected 'isopath-network', found 'isopath-path'");
  for (const char* key : {"\"inputs\": 2, ", "\"outputs\": 1,"})
    check_fault("@" + replaced(good, key, ""),
                "$: expected key " +
                    in_quotes(std::string(key).substr(1, std::string(key).find('"', 1) - 1)) +
                    ", found none");
  check_fault("@" + replaced(good, ",\n \"d\": [\"0.25 - tanh(1)\"]", ""), "$: expected key 'd', found none");
  check_fault("@{}", "$: expected key 'format', found none");
}

BOOST_DATA_TEST_CASE(text_that_is_no_json, data::make(text_faults), fault) {
  const std::string text = replaced(good, fault.from, fault.to);
  if (!fault.message.empty()) {
    check_fault(text, fault.message);
    return;
  }
  const std::string message = refusal(text);
  BOOST_CHECK_MESSAGE(message.starts_with("net.json:"), "read, or refused as: " << message);
  BOOST_CHECK(message.find("expected ") != std::string::npos);
  BOOST_CHECK(message.find("found") != std::string::npos);
  BOOST_CHECK_LT(message.size(), 400U);
}

/// Where the text after the object begins.
BOOST_AUTO_TEST_CASE(place_of_trailing_text) {
  for (const char* rest : {"@{}", "@}", "@x", "@,", "@1 2", "@]"})
    check_fault(good + rest, "$: expected the end of the file, found more text");
}

BOOST_AUTO_TEST_CASE(trailing_text) {
  for (const std::string& rest :
       {"x"s, "1"s, "\"\""s, "{}"s, "}"s, "]"s, ","s, "null"s, good, "\0"s, "\x1a"s}) {
    const std::string message = refusal(good + rest);
    BOOST_CHECK_MESSAGE(message.starts_with("net.json:"),
                        "read with " << in_quotes(rest) << " after it: " << message);
  }
  BOOST_CHECK_EQUAL(refusal(good + " \t\r\n\n "), "");
  BOOST_CHECK_EQUAL(refusal("\n\t " + good), "");
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_networks) {
  for (const auto& [name, text] : no_networks) {
    const std::string message = refusal(text);
    BOOST_CHECK_MESSAGE(message.starts_with("net.json:"), name << " is refused as: " << message);
    BOOST_CHECK_LT(message.size(), 400U);
  }
}

BOOST_AUTO_TEST_CASE(every_beginning_is_refused) {
  const std::string text = good.substr(0, good.rfind('}'));  // without the last brace
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::string message = refusal(text.substr(0, length));
    BOOST_CHECK_MESSAGE(message.starts_with("net.json:"),
                        "read the first " << length << " characters: " << message);
  }
}

/// Whatever one byte becomes: a network or a refusal with a place.
BOOST_AUTO_TEST_CASE(any_one_byte_changed) {
  for_random_cases(20'000, [](Random& random) {
    std::string text = good;
    const std::size_t at = below(random, text.size());
    const char byte = one_in(random, 2) ? "{}[]\",:\\0123456789.-+eE/ tnu\n"[below(random, 29)]
                                        : static_cast<char>(below(random, 256));
    switch (below(random, 3)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.erase(at, 1);
        break;
      default:
        text.insert(at, 1, byte);
        break;
    }
    const std::string message = refusal(text);
    if (!message.empty()) BOOST_CHECK(message.starts_with("net.json:"));
  });
}

BOOST_AUTO_TEST_CASE(keys_in_any_order) {
  for_random_cases(300, [](Random& random) {
    std::vector<std::string> members = {R"("format": "isopath-network")",
                                        R"("version": 1)",
                                        R"("activation": "tanh")",
                                        R"("inputs": 2)",
                                        R"("outputs": 1)",
                                        R"~("d": ["0.25 - tanh(1)"])~",
                                        R"("numbers": "exact")"};
    std::vector<std::vector<std::string>> units = {
        {R"("a": ["1/2"])", R"("b": ["3", "-0.25"])", R"("c": "-1")"},
        {R"("a": [1])", R"("b": [0, -2e1])", R"("c": 0.5)"}};
    const auto joined = [&random](std::vector<std::string> list) {
      std::shuffle(list.begin(), list.end(), random);
      std::string text;
      for (const std::string& member : list)
        text += (text.empty() ? "" : ",") + std::string(below(random, 3), '\n') + member;
      return text;
    };
    members.push_back("\"units\": [{" + joined(units[0]) + "}, {" + joined(units[1]) + "}]");
    const std::string text = "{" + joined(members) + "}";
    BOOST_TEST_CONTEXT(text) { BOOST_CHECK_EQUAL(plain(read(text).stated()), good_network()); }
  });
}

BOOST_AUTO_TEST_CASE(strings_with_escapes) {
  const std::string text = replaced(replaced(good, R"("-1")", R"("\u002d1")"), R"("activation": "tanh")",
                                    R"("\u0061ctivation": "t\u0061nh")");
  BOOST_CHECK_EQUAL(plain(read(text).stated()), good_network());
  BOOST_CHECK_EQUAL(bias(R"("1\/2")"), Rational::fraction(1, 2));
}

BOOST_AUTO_TEST_CASE(no_units_no_inputs) {
  BOOST_CHECK_EQUAL(plain(read(with_bias("1")).stated()), (PlainNetwork{0, 1, {}, {TanhSum(Rational(1))}}));
  const std::string text =
      replaced(with_bias("1"), "\"units\": []", R"("units": [{"a": [1], "b": [], "c": 2}])");
  BOOST_CHECK_EQUAL(plain(read(text).stated()),
                    (PlainNetwork{0, 1, {{{Rational(1)}, {}, Rational(2)}}, {TanhSum(Rational(1))}}));
}

BOOST_AUTO_TEST_CASE(bare_numbers_are_their_text) {
  for (const char* numbers : {"", "exact"}) {
    BOOST_CHECK_EQUAL(bias("0.1", numbers), Rational::fraction(1, 10));
    BOOST_CHECK_EQUAL(bias("-0.0", numbers), Rational());
    BOOST_CHECK_EQUAL(bias("-0", numbers), Rational());
    BOOST_CHECK_EQUAL(bias("1e3", numbers), Rational(1000));
    BOOST_CHECK_EQUAL(bias("1E-3", numbers), Rational::fraction(1, 1000));
    BOOST_CHECK_EQUAL(bias("1E+3", numbers), Rational(1000));
    BOOST_CHECK_EQUAL(bias("1e400", numbers), Rational::power_of_ten(400));
    BOOST_CHECK_EQUAL(bias("123456789012345678901234567890.5", numbers),
                      read_rational("246913578024691357802469135781/2"));
    BOOST_CHECK_EQUAL(bias("0.1 ", numbers), Rational::fraction(1, 10));
  }
}

BOOST_AUTO_TEST_CASE(bare_numbers_as_floats) {
  const Rational tenth_64 = Rational(3'602'879'701'896'397) * Rational::power_of_two(-55);
  const Rational tenth_32 = Rational(13'421'773) * Rational::power_of_two(-27);
  BOOST_CHECK_EQUAL(bias("0.1", "binary64"), tenth_64);
  BOOST_CHECK_EQUAL(bias("0.1", "binary32"), tenth_32);
  BOOST_CHECK_EQUAL(bias("-0.1", "binary32"), -tenth_32);
  // Strings are exact always.
  BOOST_CHECK_EQUAL(bias("\"0.1\"", "binary64"), Rational::fraction(1, 10));
  BOOST_CHECK_EQUAL(bias("\"0.1\"", "binary32"), Rational::fraction(1, 10));
  // Ties to even, underflow, -0.
  BOOST_CHECK_EQUAL(bias("16777217", "binary32"), Rational(16'777'216));
  BOOST_CHECK_EQUAL(bias("16777219", "binary32"), Rational(16'777'220));
  BOOST_CHECK_EQUAL(bias("9007199254740993", "binary64"), Rational(9'007'199'254'740'992));
  BOOST_CHECK_EQUAL(bias("1e-400", "binary64"), Rational());
  BOOST_CHECK_EQUAL(bias("-1e-60", "binary32"), Rational());
  BOOST_CHECK_EQUAL(bias("4.9e-324", "binary64"), Rational::power_of_two(-1074));
  BOOST_CHECK_EQUAL(bias("1.7976931348623157e308", "binary64"),
                    Rational::power_of_two(1024) - Rational::power_of_two(971));
  const Network network = read(with_weight("0.1", "binary32")).stated();
  BOOST_CHECK_EQUAL(network.numbers.value(network.c(0)), tenth_32);
}

BOOST_AUTO_TEST_CASE(bare_numbers_that_round_as_python_says) {
  for_random_cases(300, [](Random& random) {
    const Rational value = float_value(random_binary64_bits(random), 11, 52);
    // The exact decimal, and another that is nearer to this float than to its neighbours.
    const Rational step = value.is_zero()
                              ? Rational::power_of_two(-1074)
                              : Rational::power_of_two(std::max(value.binary_size() - 54, -1074L));
    const Rational near = value + Rational::fraction(Rational(between(random, -24, 24)), 100) * step;
    const Rational scaled = near * Rational::power_of_ten(1200);
    const std::string digits = scaled.floor().to_string();
    BOOST_CHECK_EQUAL(bias(digits + "e-1200", "binary64"), value);
  });
}

BOOST_AUTO_TEST_CASE(bare_numbers_that_overflow) {
  const std::string message = "expected a number that the file's float format holds, found overflow";
  for (const auto& [numbers, number] : {std::pair("binary64", "1.8e308"),
                                        {"binary64", "-1.8e308"},
                                        {"binary32", "3.5e38"},
                                        {"binary32", "1e400"}}) {
    check_fault(with_weight("@"s + number, numbers), "$.units[0].c: " + message);
    check_fault(with_bias("@"s + number, numbers), "$.d[0]: " + message);
    BOOST_CHECK_EQUAL(refusal(with_weight("\""s + number + "\"", numbers)), "");
  }
  // The midpoint between the greatest value and 2^128.
  check_fault(with_weight("@340282356779733661637539395458142568448", "binary32"),
              "$.units[0].c: " + message);
  BOOST_CHECK_EQUAL(refusal(with_weight("340282356779733661637539395458142568447", "binary32")), "");
}

namespace {

constexpr std::size_t big = 40'000;  // bytes that 1e100000 takes, about
const std::string big_number = "\"1e100000\",";

std::string big_numbers(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += big_number;
  if (!list.empty()) list.pop_back();
  return "[" + list + "]";
}

/// A file whose weights and output biases expand to so many big numbers, d before the units or after.
std::string with_big_numbers(std::size_t weights, std::size_t biases, bool d_first) {
  const std::string units = R"("units": [{"a": [)" +
                            [&] {
                              std::string zeros_list = "0";
                              for (std::size_t i = 1; i < std::max<std::size_t>(biases, 1); ++i)
                                zeros_list += ",0";
                              return zeros_list;
                            }() +
                            R"(], "b": )" + big_numbers(weights) + R"(, "c": 0}])";
  const std::string d = R"("d": )" + (biases == 0 ? "[0]"s : big_numbers(biases));
  return R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": )" +
         std::to_string(weights) + R"(, "outputs": )" + std::to_string(std::max<std::size_t>(biases, 1)) +
         ", " + (d_first ? d + ", " + units : units + ", " + d) + "}";
}

bool is_over_budget(const std::string& text) {
  const std::string message = refusal(text);
  if (message.empty()) return false;
  BOOST_CHECK_MESSAGE(message.find("expected numbers of at most ") != std::string::npos, message);
  BOOST_CHECK_MESSAGE(message.find(" bytes in all, found ") != std::string::npos, message);
  return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_expand_within_a_budget) {
  constexpr std::size_t fits = (std::size_t{64} << 20U) / (big + 2'000);
  constexpr std::size_t too_many = 1 + (std::size_t{64} << 20U) / big * 21 / 20;
  BOOST_CHECK(!is_over_budget(with_big_numbers(fits, 0, true)));
  BOOST_CHECK(is_over_budget(with_big_numbers(too_many, 0, true)));
  BOOST_CHECK(!is_over_budget(with_big_numbers(0, fits, true)));
  BOOST_CHECK(is_over_budget(with_big_numbers(0, too_many, true)));
  BOOST_CHECK(is_over_budget(with_big_numbers(10 * too_many, 0, true)));
}

/// The budget is for all numbers of a file, in whichever order they come.
BOOST_AUTO_TEST_CASE(weights_and_biases_share_the_budget) {
  constexpr std::size_t most = (std::size_t{64} << 20U) / big;
  for (const bool d_first : {true, false}) {
    BOOST_TEST_CONTEXT((d_first ? "d before the units" : "d after the units")) {
      BOOST_CHECK(!is_over_budget(with_big_numbers(most / 3, most / 3, d_first)));
      BOOST_CHECK(is_over_budget(with_big_numbers(most * 3 / 4, most * 3 / 4, d_first)));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sum_within_the_budget) {
  std::string sum = "1";
  for (int i = 0; i < 2500; ++i) sum += " + 1e100000";
  BOOST_CHECK(is_over_budget(with_bias("\"" + sum + "\"")));
}

BOOST_AUTO_TEST_CASE(declared_counts_cost_nothing) {
  const std::string text = replaced(replaced(good, "\"inputs\": 2", "\"inputs\": 1000000"), "\"outputs\": 1",
                                    "\"outputs\": 1000000");
  BOOST_CHECK(refusal(text).find("$.units[0].a: expected 1000000 numbers, found 1") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
