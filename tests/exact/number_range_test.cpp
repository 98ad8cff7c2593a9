#include "exact/number_range.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "exact/number_text.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

namespace {

constexpr std::size_t no_limit = 1'000'000;

struct Good {
  std::string text;
  Ranges ranges;
  std::string lower;  // as an exact number or sum
  std::string upper;
};
std::ostream& operator<<(std::ostream& out, const Good& sample) { return out << sample.text; }

struct Bad {
  std::string text;
  Ranges ranges;
  std::size_t offset;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Bad& sample) { return out << sample.text; }

const std::vector<Good> good = {
    {"0.713", Ranges::refused, "0.713", "0.713"},
    {"0.713", Ranges::stated, "0.713", "0.713"},
    {"0.713 +/- 5e-4", Ranges::stated, "0.7125", "0.7135"},
    {"0.713+/-5e-4", Ranges::stated, "0.7125", "0.7135"},
    {"-1/3   +/-   1/6", Ranges::stated, "-1/2", "-1/6"},
    {"0x1p-1 +/- 0x1p-2", Ranges::stated, "1/4", "3/4"},
    {"7 +/- 0", Ranges::stated, "7", "7"},
    {"7 +/- -0", Ranges::stated, "7", "7"},
    {"0 +/- 1", Ranges::stated, "-1", "1"},
    {"[0.7125, 0.7135]", Ranges::stated, "0.7125", "0.7135"},
    {"[-1,1/2]", Ranges::stated, "-1", "1/2"},
    {"[ -1 , -1 ]", Ranges::stated, "-1", "-1"},
    {"0.7130", Ranges::as_printed, "0.71295", "0.71305"},
    {"-25e-2", Ranges::as_printed, "-0.255", "-0.245"},
    {"-0.0", Ranges::as_printed, "-0.05", "0.05"},
    {"1E3", Ranges::as_printed, "500", "1500"},
    {"1.5e3", Ranges::as_printed, "1450", "1550"},
    {"0e0", Ranges::as_printed, "-1/2", "1/2"},
    {"1e100000", Ranges::as_printed, "5e99999", "15e99999"},
    {"1e-100000", Ranges::as_printed, "0.5e-100000", "1.5e-100000"},
    {"12", Ranges::as_printed, "12", "12"},
    {"-3/7", Ranges::as_printed, "-3/7", "-3/7"},
    {"0x1.8p-3", Ranges::as_printed, "3/16", "3/16"},
    {"0xe.ep0", Ranges::as_printed, "119/8", "119/8"},
    // What states its radius stands as it is.
    {"0.713 +/- 5e-4", Ranges::as_printed, "0.7125", "0.7135"},
    {"[0.7, 0.8]", Ranges::as_printed, "0.7", "0.8"},
};

const std::vector<Good> good_sums = {
    {"3/4 + 1/2*tanh(1/3) +/- 1/4", Ranges::stated, "1/2 + 1/2*tanh(1/3)", "1 + 1/2*tanh(1/3)"},
    {"0.1 + 0.2", Ranges::stated, "3/10", "3/10"},
    {"3/4 + 1/2*tanh(1/3)", Ranges::as_printed, "3/4 + 1/2*tanh(1/3)", "3/4 + 1/2*tanh(1/3)"},
    {"0xe.ep+0 - 0x1p-1*tanh(3)", Ranges::as_printed, "119/8 - 1/2*tanh(3)", "119/8 - 1/2*tanh(3)"},
    {"0.5*tanh(0.25) +/- 0.5", Ranges::as_printed, "-1/2 + 1/2*tanh(1/4)", "1/2 + 1/2*tanh(1/4)"},
};

const std::vector<Bad> bad = {
    {"0.7 +/- 1", Ranges::refused, 3, "expected the end of the number, found ' +/- 1'"},
    {"[0, 1]", Ranges::refused, 0, "expected a digit, found '[0, 1]'"},
    {"0.7 +/- -1", Ranges::stated, 8, "expected a radius of 0 or more, found '-1'"},
    {"0.7 +/-", Ranges::stated, 7, "expected a digit, found the end of the number"},
    {"+/- 1", Ranges::stated, 0, "expected a digit, found the end of the number"},
    {" 1 +/- 1", Ranges::stated, 0, "expected a digit, found ' 1'"},
    {"1 +/- 1 ", Ranges::stated, 7, "expected the end of the number, found ' '"},
    {"1 +/- 1 +/- 1", Ranges::stated, 7, "expected the end of the number, found ' +/- 1'"},
    {"1 +- 1", Ranges::stated, 1, "expected the end of the number, found ' +- 1'"},
    {"0.7 +/- 1e100001", Ranges::stated, 10, "expected an exponent from -100000 to 100000, found '100001'"},
    {"[1, 0]", Ranges::stated, 4, "expected an upper end that is not below the lower one, found '[1, 0]'"},
    {"[1]", Ranges::stated, 0, "expected [lower end, upper end], found '[1]'"},
    {"[1, 2", Ranges::stated, 0, "expected [lower end, upper end], found '[1, 2'"},
    {"[", Ranges::stated, 0, "expected [lower end, upper end], found '['"},
    {"[1, 2] ", Ranges::stated, 0, "expected [lower end, upper end], found '[1, 2] '"},
    {"[1, 2, 3]", Ranges::stated, 5, "expected the end of the number, found ', 3'"},
    {"[1, ]", Ranges::stated, 4, "expected a digit, found the end of the number"},
    {"[, 1]", Ranges::stated, 1, "expected a digit, found the end of the number"},
    {"[1, 2 +/- 1]", Ranges::stated, 5, "expected the end of the number, found ' +/- 1'"},
    {"[1, 2] +/- 1", Ranges::stated, 0, "expected [lower end, upper end], found '[1, 2] +/- 1'"},
    {"0.7x", Ranges::as_printed, 3, "expected the end of the number, found 'x'"},
};

const std::vector<Bad> bad_sums = {
    {"tanh(1) +/- tanh(2)", Ranges::stated, 12, "expected a digit, found 'tanh(2)'"},
    {"[tanh(1), 2]", Ranges::stated, 1, "expected a digit, found 'tanh(1)'"},
    {"1 +/- -1/2", Ranges::stated, 6, "expected a radius of 0 or more, found '-1/2'"},
    {"tanh(1) +/- 1", Ranges::refused, 9, "expected a digit, found '/- 1'"},
    {"1/2*tanh(0.25)", Ranges::as_printed, 9,
     "expected fractions and integers in a sum where decimals are as printed, found '0.25)'"},
    {"0x1p-1 + 1e2*tanh(1/4)", Ranges::as_printed, 9,
     "expected fractions and integers in a sum where decimals are as printed, found '1e2*tanh(1/4)'"},
    {"0.1 + 0.2", Ranges::as_printed, 0,
     "expected fractions and integers in a sum where decimals are as printed, found '0.1 + 0.2'"},
};

template <typename Read>
void check_bad(const Bad& sample, Read read) {
  BOOST_CHECK_EXCEPTION(read(), NumberTextError, [&sample](const NumberTextError& error) {
    BOOST_CHECK_EQUAL(error.what(), sample.message);
    BOOST_CHECK_EQUAL(error.offset, sample.offset);
    return true;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(number_range)

BOOST_DATA_TEST_CASE(ranges_of_numbers, data::make(good)) {
  const NumberRange<Rational> range = read_number(sample.text, sample.ranges);
  BOOST_CHECK(range.lower == read_rational(sample.lower));
  BOOST_CHECK(range.upper() == read_rational(sample.upper));
  BOOST_CHECK_EQUAL(range.is_exact(), sample.lower == sample.upper);
  // An output bias that is a number is read the same.
  const NumberRange<TanhSum> sum = read_sum(sample.text, no_limit, sample.ranges);
  BOOST_CHECK(sum.lower == TanhSum(range.lower));
  BOOST_CHECK(sum.upper() == TanhSum(range.upper()));
}

BOOST_DATA_TEST_CASE(ranges_of_sums, data::make(good_sums)) {
  const NumberRange<TanhSum> range = read_sum(sample.text, no_limit, sample.ranges);
  BOOST_CHECK_EQUAL(range.lower, TanhSum::parse(sample.lower));
  BOOST_CHECK_EQUAL(range.upper(), TanhSum::parse(sample.upper));
}

BOOST_DATA_TEST_CASE(refused_numbers, data::make(bad)) {
  check_bad(sample, [&] { read_number(sample.text, sample.ranges); });
}

BOOST_DATA_TEST_CASE(refused_sums, data::make(bad_sums)) {
  check_bad(sample, [&] { read_sum(sample.text, no_limit, sample.ranges); });
}

BOOST_AUTO_TEST_CASE(limits_hold_for_each_part) {
  const std::string longest(NumberLimits::characters, '1');
  BOOST_CHECK_NO_THROW(read_number(longest + " +/- 1", Ranges::stated));
  BOOST_CHECK_THROW(read_number(longest + "1 +/- 1", Ranges::stated), NumberTextError);
  BOOST_CHECK_THROW(read_number("1 +/- " + longest + "1", Ranges::stated), NumberTextError);
  BOOST_CHECK_THROW(read_number("[0, " + longest + "1]", Ranges::stated), NumberTextError);
  BOOST_CHECK_THROW(read_number("1e999999999", Ranges::as_printed), NumberTextError);
}

BOOST_AUTO_TEST_CASE(what_a_range_looks_like) {
  BOOST_CHECK(states_range("1 +/- 2"));
  BOOST_CHECK(states_range("[0, 1]"));
  BOOST_CHECK(!states_range("0.5"));
  BOOST_CHECK(!states_range("1 - tanh(1)"));
}

BOOST_AUTO_TEST_SUITE_END()
