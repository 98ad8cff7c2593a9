// Faults of whole files are in network_test.cpp; here are the lists of one parameter, and changes of it.
#include "verify/files/json/parameter.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"
#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

JsonHead head_of(std::size_t inputs, std::size_t outputs) {
  JsonHead head;
  head.input_count = inputs;
  head.output_count = outputs;
  return head;
}

/// A parameter of 1 input, 1 output and these units (a, b, c).
Network network_of(const std::vector<std::array<int, 3>>& units) {
  PlainNetwork network{1, 1, {}, {TanhSum()}};
  for (const auto& [a, b, c] : units) network.units.push_back({{Rational(a)}, {Rational(b)}, Rational(c)});
  return build(network);
}

/// Reads a text, a list, by one of JsonParameter's functions, and hands back the parameter.
template <typename Read>
Network read(const std::string& bytes, const JsonHead& head, Read read_list) {
  const auto source = Source::of("f", bytes);
  const KeyPath top;
  JsonText text(*source, 0, source->size(), top);
  JsonParameter parameter(text, head, source->size());
  read_list(parameter, text.any_root(top), top);
  return parameter.network();
}

Network units_in(const std::string& bytes, const JsonHead& head) {
  return read(bytes, head, [](JsonParameter& parameter, JsonText::Value value, const KeyPath& path) {
    parameter.read_units(value, path);
  });
}

Network biases_in(const std::string& bytes, std::size_t outputs) {
  return read(bytes, head_of(0, outputs),
              [](JsonParameter& parameter, JsonText::Value value, const KeyPath& path) {
                parameter.read_output_biases(value, path);
              });
}

Network changed(const Network& before, const std::string& bytes) {
  return read(bytes, head_of(1, 1),
              [&before](JsonParameter& parameter, JsonText::Value value, const KeyPath& path) {
                parameter.begin_with(before);
                parameter.read_changes(value, path);
              });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_parameter)

BOOST_AUTO_TEST_CASE(units_with_keys_in_any_order) {
  const Network network =
      units_in(R"([{"b": ["1/3", 2], "c": "-1", "a": [5]}, {"a": [0], "b": [0, 0], "c": 0}])", head_of(2, 1));
  const PlainNetwork expected{2,
                              1,
                              {{{Rational(5)}, {Rational::fraction(1, 3), Rational(2)}, Rational(-1)},
                               {{Rational()}, {Rational(), Rational()}, Rational()}},
                              {TanhSum()}};
  BOOST_CHECK(plain(network) == expected);
}

BOOST_AUTO_TEST_CASE(lists_have_as_many_numbers_as_the_head_says) {
  check_refused([] { units_in(R"([{"a": [1, 2], "b": [1], "c": 0}])", head_of(1, 1)); }, Kind::malformed,
                "f:1:12: $[0].a: expected 1 numbers, found more");
  check_refused([] { units_in(R"([{"a": [1], "b": [], "c": 0}])", head_of(1, 1)); }, Kind::malformed,
                "f:1:18: $[0].b: expected 1 numbers, found 0");
  check_refused([] { biases_in("[1, 2]", 3); }, Kind::malformed, "expected 3 output biases, found 2");
  BOOST_CHECK(biases_in(R"json([1, "tanh(1)"])json", 2).d[1] ==
              TanhSum(Rational(), {{Rational(1), Rational(1)}}));
}

BOOST_AUTO_TEST_CASE(bare_numbers_are_rounded_and_strings_are_not) {
  JsonHead head = head_of(1, 1);
  head.bare_format = FloatFormat::binary32;
  const PlainNetwork network = plain(units_in(R"([{"a": [0.1], "b": ["0.1"], "c": 1e-9}])", head));
  BOOST_CHECK(network.units[0].a[0] == *round_to(FloatFormat::binary32, Rational::fraction(1, 10)));
  BOOST_CHECK(network.units[0].b[0] == Rational::fraction(1, 10));
  BOOST_CHECK(network.units[0].c == *round_to(FloatFormat::binary32, Rational::power_of_ten(-9)));
}

BOOST_AUTO_TEST_CASE(changes_keep_what_they_do_not_name) {
  const Network before = network_of({{1, 2, 3}, {4, 5, 6}});
  BOOST_CHECK(plain(changed(before, "[]")) == plain(before));
  BOOST_CHECK(plain(changed(before, R"([{"unit": 1, "a": [7]}, {"c": 9, "b": null, "unit": 0}])")) ==
              plain(network_of({{1, 2, 9}, {7, 5, 6}})));
  BOOST_CHECK(plain(changed(before, R"([{"a": [1], "b": [2], "c": 3, "unit": 0}])")) == plain(before));
}

BOOST_AUTO_TEST_CASE(changes_name_units_that_are_there_once) {
  const Network before = network_of({{1, 2, 3}});
  check_refused([&] { changed(before, R"([{"unit": 1}])"); }, Kind::malformed,
                "f:1:11: $[0].unit: expected a unit below 1, found 1");
  check_refused([&] { changed(before, R"([{"unit": 0}, {"unit": 0}])"); }, Kind::malformed,
                "$[1].unit: expected each unit once, found unit 0 again");
  check_refused([&] { changed(before, R"([{"a": [1]}])"); }, Kind::malformed,
                "expected key 'unit', found none");
}

BOOST_AUTO_TEST_CASE(ranges_have_two_networks) {
  JsonHead head = head_of(0, 1);
  head.ranges = Ranges::stated;
  const auto source = Source::of("f", R"([{"a": ["1"], "b": [], "c": "2 +/- 1/2"}])");
  const KeyPath top;
  JsonText text(*source, 0, source->size(), top);
  JsonParameter parameter(text, head, source->size());
  parameter.read_units(text.any_root(top), top);
  const auto upper = parameter.upper_network();
  BOOST_REQUIRE(upper);
  BOOST_CHECK(plain(parameter.network()).units[0].c == Rational::fraction(3, 2));
  BOOST_CHECK(plain(*upper).units[0].c == Rational::fraction(5, 2));
  BOOST_CHECK(plain(*upper).units[0].a[0] == Rational(1));
}

BOOST_AUTO_TEST_SUITE_END()
