#include "verify/files/write_network.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "tests/verify/random_networks.hpp"
#include "verify/files/json/network.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

std::string written(Activation activation, const Network& network) {
  std::ostringstream out;
  write_network_file(out, activation, network);
  return out.str();
}

Model read(const std::string& text) {
  return std::get<Model>(read_json_network(*Source::of("net.json", text), Ranges::refused));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_write_network)

BOOST_AUTO_TEST_CASE(what_is_written_reads_back) {
  for_random_cases(1000, [](Random& random) {
    const bool narrow = one_in(random, 3);
    const PlainNetwork network =
        narrow ? random_network(random, random_shape(random), few_floats) : random_network(random);
    const Activation activation = one_of(random, {Activation::tanh, Activation::logistic});
    const std::string text =
        written(activation, build(network, narrow ? Network::Storage::binary32 : Network::Storage::exact));
    BOOST_TEST_CONTEXT(text) {
      const Model model = read(text);
      BOOST_CHECK(model.activation() == activation);
      BOOST_CHECK_EQUAL(plain(model.stated()), network);
      BOOST_CHECK_EQUAL(written(activation, model.stated()), text);
    }
  });
}

BOOST_AUTO_TEST_CASE(the_text) {
  const Network network =
      build({2,
             1,
             {{{Rational::fraction(1, 2)}, {Rational(3), Rational::fraction(-1, 4)}, Rational(-1)},
              {{Rational()}, {Rational(1), Rational()}, Rational()}},
             {TanhSum::parse("1/4 - tanh(2)")}});
  BOOST_CHECK_EQUAL(written(Activation::tanh, network), R"json({
  "format": "isopath-network",
  "version": 1,
  "activation": "tanh",
  "inputs": 2,
  "outputs": 1,
  "units": [
    {"a": ["1/2"], "b": ["3", "-1/4"], "c": "-1"},
    {"a": ["0"], "b": ["1", "0"], "c": "0"}
  ],
  "d": ["1/4 - tanh(2)"]
}
)json");
  BOOST_CHECK_EQUAL(written(Activation::logistic, build({0, 2, {}, {TanhSum(), TanhSum(Rational(1))}})),
                    R"json({
  "format": "isopath-network",
  "version": 1,
  "activation": "logistic",
  "inputs": 0,
  "outputs": 2,
  "units": [],
  "d": ["0", "1"]
}
)json");
  std::ostringstream keys;
  write_network_keys(keys, Activation::tanh, build({0, 1, {}, {TanhSum()}}), "      ");
  BOOST_CHECK_EQUAL(keys.str(),
                    "      \"activation\": \"tanh\",\n      \"inputs\": 0,\n      \"outputs\": 1,\n"
                    "      \"units\": [],\n      \"d\": [\"0\"]");
}

BOOST_AUTO_TEST_CASE(lists_of_numbers) {
  NumberTable table;
  const std::vector<Number> numbers = {table.add(Rational(1)), table.add(Rational::fraction(-2, 3))};
  BOOST_CHECK_EQUAL(json_numbers(NumberRow(numbers.data(), 2), table), R"(["1", "-2/3"])");
  BOOST_CHECK_EQUAL(json_numbers(NumberRow(numbers.data(), 0), table), "[]");
}

/// A number is written if and only if it can be read again.
BOOST_AUTO_TEST_CASE(numbers_at_the_limit_of_their_length) {
  const auto network_with = [](const Rational& c, const TanhSum& d = TanhSum()) {
    return build({1, 1, {{{Rational(1)}, {Rational(1)}, c}}, {d}});
  };
  const Rational longest = Rational::power_of_ten(999'999);  // a million characters
  const Rational longer = Rational::power_of_ten(1'000'000);
  BOOST_CHECK_EQUAL(json_number(longest).size(), 1'000'002U);
  BOOST_CHECK(plain(read(written(Activation::tanh, network_with(longest))).stated()).units[0].c == longest);
  BOOST_CHECK_THROW(json_number(longer), LimitError);
  BOOST_CHECK_THROW(written(Activation::tanh, network_with(longer)), LimitError);
  BOOST_CHECK_THROW(written(Activation::tanh, network_with(Rational::power_of_ten(-999'998))), LimitError);
  const TanhSum long_sum(longest, {{Rational(1), longest}, {longest, Rational(1)}});
  BOOST_CHECK(read(written(Activation::tanh, network_with(Rational(), long_sum))).stated().d[0] == long_sum);
  for (const TanhSum& sum : {TanhSum(longer), TanhSum(Rational(), {{longer, Rational(1)}}),
                             TanhSum(Rational(), {{Rational(1), longer}})})
    BOOST_CHECK_THROW(written(Activation::tanh, network_with(Rational(), sum)), LimitError);
}

/// What the reader takes, the writer can write.
BOOST_AUTO_TEST_CASE(the_longest_number_that_is_read_can_be_written) {
  const std::string digits(1'000'000, '7');
  const std::string head =
      R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": [")";
  for (const std::string sign : {"", "-"}) {
    std::optional<Model> model;
    try {
      model = read(head + sign + digits + "\"]}");
    } catch (const std::exception&) {
      continue;
    }
    BOOST_CHECK_NO_THROW(written(Activation::tanh, model->stated()));
  }
}

BOOST_AUTO_TEST_SUITE_END()
