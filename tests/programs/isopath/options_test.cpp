#include "programs/isopath/options.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

#include "programs/isopath/terminal/output.hpp"
#include "tests/programs/isopath/program_tests.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

namespace {

/// The options as the words of a command line set them.
template <typename Options>
Options parsed_words(std::vector<std::string> words) {
  CLI::App parser("", "isopath");
  Options options;
  options.add_to(parser);
  std::reverse(words.begin(), words.end());  // as CLI11 takes them
  parser.parse(std::move(words));
  return options;
}

/// The same of words with a blank between two.
template <typename Options>
Options parsed(const std::string& command_line) {
  std::istringstream stream(command_line);
  return parsed_words<Options>({std::istream_iterator<std::string>(stream), {}});
}

std::string help_of(const std::string& option) {
  CLI::App parser;
  ReadingOptions options;
  options.add_to(parser);
  return parser.get_option(option)->get_description();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_options)

BOOST_AUTO_TEST_CASE(every_activation_can_be_named) {
  BOOST_CHECK(parsed<ReadingOptions>("").model.activation == Activation::tanh);
  for (const Activation activation : activations) {
    const std::string name = name_of(activation);
    BOOST_CHECK(parsed<ReadingOptions>("--activation " + name).model.activation == activation);
    BOOST_CHECK(help_of("--activation").find(name) != std::string::npos);
  }
  BOOST_CHECK_THROW(parsed<ReadingOptions>("--activation softsign"), CLI::ValidationError);
}

BOOST_AUTO_TEST_CASE(names_of_tensors) {
  BOOST_CHECK(!parsed<ReadingOptions>("").model.tensors);
  const std::array<std::string, 4> all{"W1", "b1", "W2", "b2"};
  BOOST_CHECK(parsed<ReadingOptions>("--tensors W1,b1,W2,b2").model.tensors == all);
  const std::array<std::string, 4> without_biases{"W1", "", "W2", ""};
  BOOST_CHECK(parsed<ReadingOptions>("--tensors W1,,W2,").model.tensors == without_biases);
  for (const char* names : {"W1", "W1,b1,W2", "W1,b1,W2,b2,more", ",b1,W2,b2", "W1,b1,,b2"})
    BOOST_CHECK_THROW(parsed<ReadingOptions>(std::string("--tensors ") + names), CLI::ValidationError);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_empty_is_refused) {
  BOOST_CHECK_THROW(parsed_words<OutputOption>({"-o", ""}), CLI::ValidationError);
  BOOST_CHECK_THROW(parsed_words<CertificateOption>({"--certificate", ""}), CLI::ValidationError);
  BOOST_CHECK_EQUAL(parsed<OutputOption>("").file, "-");
  BOOST_CHECK_EQUAL(parsed<OutputOption>("-o file").file, "file");
  BOOST_CHECK_EQUAL(parsed<CertificateOption>("").file, "");
}

BOOST_AUTO_TEST_CASE(the_form_of_the_answer) {
  BOOST_CHECK(!parsed<AnswerOptions>("").json);
  BOOST_CHECK_EQUAL(parsed<AnswerOptions>("").most, 20U);
  BOOST_CHECK(parsed<AnswerOptions>("--json").json);
  BOOST_CHECK_EQUAL(parsed<AnswerOptions>("--most 0").most, 0U);
  BOOST_CHECK_THROW(parsed<AnswerOptions>("--most=-1"), CLI::ValidationError);
}

BOOST_AUTO_TEST_CASE(the_width_of_a_bound) {
  BOOST_CHECK(parsed<RelativeOption>("").value() == Rational::fraction(1, 1000));
  BOOST_CHECK(parsed<RelativeOption>("--relative 1").value() == Rational(1));
  BOOST_CHECK(parsed<RelativeOption>("--relative 1e-12").value() == Rational::power_of_ten(-12));
  for (const char* text : {"0", "1e-13", "2", "-1/2"})
    check_throws<UsageError>([&] { parsed<RelativeOption>(std::string("--relative=") + text).value(); },
                             std::string("--relative: expected a number from 1e-12 to 1, found ") + text);
}

BOOST_AUTO_TEST_CASE(the_time_for_a_bound) {
  BOOST_CHECK_EQUAL(parsed<BoxOptions>("").seconds, 10);
  BOOST_CHECK_EQUAL(parsed<BoxOptions>("--time 0.5").seconds, 0.5);
  BOOST_CHECK_THROW(parsed<BoxOptions>("--time=-1"), CLI::ValidationError);
}

BOOST_AUTO_TEST_CASE(networks_are_required_and_read) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.json", tanh_of_x);
  BOOST_CHECK_THROW(parsed<OneNetwork>(""), CLI::RequiredError);
  BOOST_CHECK_EQUAL(parsed<OneNetwork>(a).read().network().width(), 1U);

  CLI::App parser;
  TwoNetworks networks;
  networks.add_to(parser);
  BOOST_CHECK_THROW(parser.parse(a), CLI::RequiredError);
  parser.parse(a + " " + a);
  BOOST_CHECK_EQUAL(networks.read().b.network().outputs(), 1U);
  BOOST_CHECK((networks.files() == std::vector<std::string>{a, a}));
}

BOOST_AUTO_TEST_CASE(two_networks_have_one_shape) {
  const TemporaryFolder folder;
  TwoNetworks networks;
  networks.a = folder.file("a.json", tanh_of_x);
  networks.b = folder.file("b.json",
                           R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 2,)"
                           R"( "outputs": 1, "units": [], "d": ["0"]})");
  check_throws<InputError>([&] { networks.read(); },
                           networks.b + ": expected the shape of " + networks.a +
                               ", 1 input and 1 output, found 2 inputs and 1 output");
}

BOOST_AUTO_TEST_CASE(one_network_can_be_standard_input) {
  TwoNetworks networks;
  networks.a = "-";
  networks.b = "b.json";
  networks.require_one_standard_input();
  networks.b = "-";
  check_throws<UsageError>([&] { networks.require_one_standard_input(); },
                           "only one of the two networks can be standard input");
}

BOOST_AUTO_TEST_SUITE_END()
