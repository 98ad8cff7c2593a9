#include "programs/isopath/terminal/text.hpp"

#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(programs_text)

BOOST_AUTO_TEST_CASE(no_name_begins_a_line_of_its_own) {
  BOOST_CHECK_EQUAL(in_line("a.json"), "a.json");
  BOOST_CHECK_EQUAL(in_line("a\ns EQUIVALENT"), "a\\x0as EQUIVALENT");
  BOOST_CHECK_EQUAL(in_line("\t\x7f\x1b"), "\\x09\\x7f\\x1b");
  BOOST_CHECK_EQUAL(in_line("gr\xc3\xb6\xc3\x9f"
                            "e"),
                    "gr\xc3\xb6\xc3\x9f"
                    "e");
}

BOOST_AUTO_TEST_CASE(counts) {
  BOOST_CHECK_EQUAL(counted(0, "unit"), "0 units");
  BOOST_CHECK_EQUAL(counted(1, "unit"), "1 unit");
  BOOST_CHECK_EQUAL(counted(2, "unit"), "2 units");
}

BOOST_AUTO_TEST_CASE(lists_of_units) {
  const auto of = [](const std::vector<std::uint32_t>& list) { return units(list); };
  BOOST_CHECK_EQUAL(of({3}), "unit 3");
  BOOST_CHECK_EQUAL(of({1, 4}), "units 1, 4");
  BOOST_CHECK_EQUAL(of({0, 1, 2, 3, 4, 5, 6, 7}), "units 0, 1, 2, 3, 4, 5, 6, 7");
  BOOST_CHECK_EQUAL(of({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), "units 0, 1, 2, 3, 4, 5, 6, 7 and 2 more");
}

BOOST_AUTO_TEST_CASE(networks) {
  const Model model(Activation::logistic, Network(2, 1));
  BOOST_CHECK_EQUAL(shape(model), "logistic network, 2 inputs, 1 output, 0 units");
  BOOST_CHECK_EQUAL(network_line("B", "b\n.json", model),
                    "c B: b\\x0a.json: logistic network, 2 inputs, 1 output, 0 units");
}

BOOST_AUTO_TEST_CASE(numbers_are_exact_or_marked) {
  BOOST_CHECK_EQUAL(readable(Rational::fraction(-1, 4)), "-0.25");
  BOOST_CHECK_EQUAL(readable(Rational::fraction(1, 3)), "1/3");
  const Rational longer = Rational::power_of_ten(-40) + Rational::fraction(1, 3);
  BOOST_CHECK_EQUAL(readable(longer), "0.333333333333333333...");
  BOOST_CHECK_EQUAL(readable(-longer), "-0.333333333333333333...");
}

BOOST_AUTO_TEST_CASE(points) {
  const std::vector<Rational> x{Rational(1), Rational::fraction(-1, 2)};
  BOOST_CHECK_EQUAL(point(x), "(1, -1/2)");
  BOOST_CHECK_EQUAL(json_point(x).dump(), R"(["1","-1/2"])");
}

BOOST_AUTO_TEST_CASE(undecided_is_null_in_json) {
  BOOST_CHECK_EQUAL(json_truth(Truth::proved).dump(), "true");
  BOOST_CHECK_EQUAL(json_truth(Truth::refuted).dump(), "false");
  BOOST_CHECK_EQUAL(json_truth(Truth::undecided).dump(), "null");
  BOOST_CHECK_EQUAL(or_null(std::string()).dump(), "null");
  BOOST_CHECK_EQUAL(or_null(std::string("-1:1")).dump(), "\"-1:1\"");
  BOOST_CHECK_EQUAL(or_null(std::optional<std::size_t>()).dump(), "null");
  BOOST_CHECK_EQUAL(or_null(std::optional<std::size_t>(0)).dump(), "0");
}

BOOST_AUTO_TEST_SUITE_END()
