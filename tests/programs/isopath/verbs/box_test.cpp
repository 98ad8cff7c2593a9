#include "programs/isopath/verbs/box.hpp"

#include "programs/isopath/terminal/output.hpp"
#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(programs_box)

BOOST_AUTO_TEST_CASE(one_range_is_for_all_inputs) {
  const Domain domain = domain_of("-1/3:0.5", 3);
  BOOST_REQUIRE_EQUAL(domain.size(), 3U);
  for (const InputRange& range : domain) {
    BOOST_CHECK(*range.lower == Rational::fraction(-1, 3));
    BOOST_CHECK(*range.upper == Rational::fraction(1, 2));
  }
}

BOOST_AUTO_TEST_CASE(one_range_for_each_input) {
  const Domain domain = domain_of("0:0,-inf:1,2:inf", 3);
  BOOST_REQUIRE_EQUAL(domain.size(), 3U);
  BOOST_CHECK(domain[0].lower->is_zero() && domain[0].upper->is_zero());
  BOOST_CHECK(!domain[1].lower && *domain[1].upper == Rational(1));
  BOOST_CHECK(*domain[2].lower == Rational(2) && !domain[2].upper);
}

BOOST_AUTO_TEST_CASE(no_box_is_all_of_the_space) {
  const Domain domain = domain_of("", 2);
  BOOST_REQUIRE_EQUAL(domain.size(), 2U);
  for (const InputRange& range : domain) BOOST_CHECK(!range.lower && !range.upper);
  BOOST_CHECK_EQUAL(box_in_words(""), "all x");
  BOOST_CHECK_EQUAL(box_in_words("-1:1"), "the box -1:1");
}

BOOST_AUTO_TEST_CASE(what_is_no_box) {
  const auto check = [](const std::string& box, const std::string& message) {
    check_throws<UsageError>([&] { domain_of(box, 3); }, message);
  };
  check("1", "--box: expected LO:HI, found '1'");
  check("1:2,", "--box: expected LO:HI, found ''");
  check("2:1", "--box 2:1: the lower end is above the upper one");
  check("0:1,0:1", "--box: expected one range for all inputs or one for each of 3, found 2");
  BOOST_CHECK_THROW(domain_of("inf:1", 1), UsageError);
  BOOST_CHECK_THROW(domain_of("0:x", 1), UsageError);
}

BOOST_AUTO_TEST_CASE(numbers_are_exact) {
  BOOST_CHECK(option_number("--within", "0.1") == Rational::fraction(1, 10));
  BOOST_CHECK(option_number("--within", "0x1p-1") == Rational::fraction(1, 2));
  try {
    option_number("--within", "1/0");
    BOOST_ERROR("expected a refusal");
  } catch (const UsageError& error) {
    BOOST_CHECK(std::string(error.what()).starts_with("--within 1/0: "));
  }
}

BOOST_AUTO_TEST_SUITE_END()
