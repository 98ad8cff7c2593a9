#include "exact/number_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "exact/quoting.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;
using namespace std::string_literals;

namespace {

struct Good {
  std::string text;
  Rational value;
};
std::ostream& operator<<(std::ostream& out, const Good& sample) { return out << in_quotes(sample.text); }

struct Bad {
  std::string text;
  std::size_t offset;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Bad& sample) { return out << in_quotes(sample.text); }

Rational ratio(long p, long q) { return Rational::fraction(Rational(p), Rational(q)); }

const std::vector<Good> good = {
    {"0", Rational()},
    {"-0", Rational()},
    {"007", Rational(7)},
    {"-12", Rational(-12)},
    {"000000000000000000000000000000001", Rational(1)},
    {"999999999999999", Rational(999'999'999'999'999)},
    {"1000000000000000", Rational(1'000'000'000'000'000)},
    {"18446744073709551616", Rational::power_of_two(64)},
    {"-3/7", ratio(-3, 7)},
    {"6/4", ratio(3, 2)},
    {"0/5", Rational()},
    {"-0/5", Rational()},
    {"006/004", ratio(3, 2)},
    {"0.1", ratio(1, 10)},
    {"-0.0", Rational()},
    {"0.10", ratio(1, 10)},
    {"00.10", ratio(1, 10)},
    {"-25e-2", ratio(-1, 4)},
    {"1E+6", Rational(1'000'000)},
    {"1e6", Rational(1'000'000)},
    {"1.5e1", Rational(15)},
    {"1.5E-1", ratio(3, 20)},
    {"0e5", Rational()},
    {"0.000e-100000", Rational()},
    {"0e100000", Rational()},
    {"1e-0", Rational(1)},
    {"1e+00000000000000000000005", Rational(100'000)},
    {"0x1.8p-3", ratio(3, 16)},
    {"-0x2p-0", Rational(-2)},
    {"0X1P4", Rational(16)},
    {"0xffp0", Rational(255)},
    {"0xFFp0", Rational(255)},
    {"0x00p0", Rational()},
    {"0x0.0000000000001p-1022", Rational::power_of_two(-1074)},
    {"0x1.fffffffffffffp1023", Rational::power_of_two(1024) - Rational::power_of_two(971)},
    {"0xabcdefABCDEF0123456789p0",
     Rational(0xabcdefabcdefLL) * Rational::power_of_two(40) + Rational(0x0123456789LL)},
    {"1e100000", Rational::power_of_ten(100'000)},
    {"1e-100000", Rational::power_of_ten(-100'000)},
    {"0x1p400000", Rational::power_of_two(400'000)},
    {"0x1p-400000", Rational::power_of_two(-400'000)},
};

const std::vector<Bad> bad = {
    {"", 0, "expected a digit, found the end of the number"},
    {"-", 1, "expected a digit, found the end of the number"},
    {"--1", 1, "expected a digit, found '-1'"},
    {"+1", 0, "expected a digit, found '+1'"},
    {"-+1", 1, "expected a digit, found '+1'"},
    {" 1", 0, "expected a digit, found ' 1'"},
    {"1 ", 1, "expected the end of the number, found ' '"},
    {"1 2", 1, "expected the end of the number, found ' 2'"},
    {"1,5", 1, "expected the end of the number, found ',5'"},
    {"1_000", 1, "expected the end of the number, found '_000'"},
    {"inf", 0, "expected a digit, found 'inf'"},
    {"-inf", 1, "expected a digit, found 'inf'"},
    {"nan", 0, "expected a digit, found 'nan'"},
    {"NaN", 0, "expected a digit, found 'NaN'"},
    {"\xef\xbc\x91", 0, "expected a digit, found '\\xef\\xbc\\x91'"},
    {"1\xc2\xa0", 1, "expected the end of the number, found '\\xc2\\xa0'"},
    {"1\0"s, 1, "expected the end of the number, found '\\x00'"},
    {"1\n", 1, "expected the end of the number, found '\\x0a'"},
    {".5", 0, "expected a digit, found '.5'"},
    {"5.", 2, "expected a digit after the point, found the end of the number"},
    {"5.e1", 2, "expected a digit after the point, found 'e1'"},
    {"5.-1", 2, "expected a digit after the point, found '-1'"},
    {"1.2.3", 3, "expected the end of the number, found '.3'"},
    {"1e", 2, "expected the digits of an exponent, found the end of the number"},
    {"1e+", 3, "expected the digits of an exponent, found the end of the number"},
    {"1e--1", 3, "expected the digits of an exponent, found '-1'"},
    {"1e1.5", 3, "expected the end of the number, found '.5'"},
    {"1ee1", 2, "expected the digits of an exponent, found 'e1'"},
    {"1e1e1", 3, "expected the end of the number, found 'e1'"},
    {"1e100001", 2, "expected an exponent from -100000 to 100000, found '100001'"},
    {"1e+100001", 2, "expected an exponent from -100000 to 100000, found '+100001'"},
    {"-1e-100001", 3, "expected an exponent from -100000 to 100000, found '-100001'"},
    {"1e999999999", 2, "expected an exponent from -100000 to 100000, found '999999999'"},
    {"1e9999999999999999999999999", 2,
     "expected an exponent from -100000 to 100000, found '9999999999999999999999999'"},
    {"0e999999999", 2, "expected an exponent from -100000 to 100000, found '999999999'"},
    {"1e0000000000100001", 2, "expected an exponent from -100000 to 100000, found '0000000000100001'"},
    {"1/", 2, "expected the digits of a denominator, found the end of the number"},
    {"/2", 0, "expected a digit, found '/2'"},
    {"1/-2", 2, "expected the digits of a denominator, found '-2'"},
    {"1/+2", 2, "expected the digits of a denominator, found '+2'"},
    {"1/0", 2, "expected a denominator other than 0, found '0'"},
    {"0/0", 2, "expected a denominator other than 0, found '0'"},
    {"-12/000", 4, "expected a denominator other than 0, found '000'"},
    {"1/2/3", 3, "expected the end of the number, found '/3'"},
    {"1/2e5", 3, "expected the end of the number, found 'e5'"},
    {"1/2.5", 3, "expected the end of the number, found '.5'"},
    {"1.5/2", 3, "expected the end of the number, found '/2'"},
    {"1e5/2", 3, "expected the end of the number, found '/2'"},
    {"1/0x2p0", 2, "expected a denominator other than 0, found '0'"},
    {"1 /2", 1, "expected the end of the number, found ' /2'"},
    {"0x", 2, "expected a hexadecimal digit, found the end of the number"},
    {"-0x", 3, "expected a hexadecimal digit, found the end of the number"},
    {"0xg", 2, "expected a hexadecimal digit, found 'g'"},
    {"0x.8p0", 2, "expected a hexadecimal digit, found '.8p0'"},
    {"0x-1p0", 2, "expected a hexadecimal digit, found '-1p0'"},
    {"0x1", 3, "expected p and a binary exponent, found the end of the number"},
    {"0x1.8", 5, "expected p and a binary exponent, found the end of the number"},
    {"0x1e5", 5, "expected p and a binary exponent, found the end of the number"},
    {"0x1.p0", 4, "expected a hexadecimal digit after the point, found 'p0'"},
    {"0x1p", 4, "expected the digits of an exponent, found the end of the number"},
    {"0x1pa", 4, "expected the digits of an exponent, found 'a'"},
    {"0x1p1.0", 5, "expected the end of the number, found '.0'"},
    {"0x1p400001", 4, "expected an exponent from -400000 to 400000, found '400001'"},
    {"0x1p-400001", 4, "expected an exponent from -400000 to 400000, found '-400001'"},
    {"00x1p0", 2, "expected the end of the number, found 'x1p0'"},
    {"1x1p0", 1, "expected the end of the number, found 'x1p0'"},
    {"tanh(1)", 0, "expected a digit, found 'tanh(1)'"},
    {"a" + std::string(100, 'b'), 0, "expected a digit, found 'a" + std::string(39, 'b') + "...'"},
};

void check_refused(const Bad& sample) {
  try {
    read_rational(sample.text);
    BOOST_ERROR("read " << in_quotes(sample.text) << ", expected: " << sample.message);
  } catch (const NumberTextError& error) {
    BOOST_CHECK_EQUAL(error.what(), sample.message);
    BOOST_CHECK_EQUAL(error.offset, sample.offset);
  }
}

std::string random_digits(Random& random, std::size_t most, const char* alphabet, std::size_t base) {
  std::string digits;
  const std::size_t count = 1 + below(random, most);
  for (std::size_t i = 0; i < count; ++i) digits += one_in(random, 4) ? '0' : alphabet[below(random, base)];
  return digits;
}

std::size_t digit_value(char c) {
  return std::string("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c));
}

/// Horner's rule, one digit at a time.
Rational slow_integer(const std::string& digits, long base) {
  Rational value;
  for (const char c : digits) value = value * Rational(base) + Rational(digit_value(c));
  return value;
}

Rational slow_power(long base, long exponent) {
  Rational value(1);
  const Rational factor = exponent < 0 ? Rational::fraction(Rational(1), Rational(base)) : Rational(base);
  for (long i = 0; i < std::labs(exponent); ++i) value *= factor;
  return value;
}

std::string random_exponent(Random& random, long& exponent) {
  exponent = between(random, -60, 60);
  const std::string sign = exponent < 0 ? "-" : one_in(random, 2) ? "+" : "";
  return sign + std::string(below(random, 3), '0') + std::to_string(std::labs(exponent));
}

/// A text of each notation with its value computed slowly.
Good random_text(Random& random) {
  const std::string sign = one_in(random, 2) ? "-" : "";
  Rational value;
  std::string text;
  const std::size_t notation = below(random, 3);
  if (notation == 0) {
    text = random_digits(random, 30, "0123456789", 10);
    value = slow_integer(text, 10);
    if (one_in(random, 2)) {
      const std::string denominator = random_digits(random, 30, "0123456789", 10) + "7";
      value = Rational::fraction(value, slow_integer(denominator, 10));
      text += "/" + denominator;
    }
  } else {
    const bool hexadecimal = notation == 2;
    const char* alphabet = hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
    const std::size_t letters = hexadecimal ? 22 : 10;
    const long base = hexadecimal ? 16 : 10;
    std::string digits = random_digits(random, 30, alphabet, letters);
    text = (hexadecimal ? one_of<std::string>(random, {"0x", "0X"}) : "") + digits;
    long after_point = 0;
    if (one_in(random, 2)) {
      const std::string fraction = random_digits(random, 30, alphabet, letters);
      text += "." + fraction;
      digits += fraction;
      after_point = static_cast<long>(fraction.size());
    }
    long exponent = 0;
    if (hexadecimal)
      text += one_of<std::string>(random, {"p", "P"}) + random_exponent(random, exponent);
    else if (one_in(random, 2))
      text += one_of<std::string>(random, {"e", "E"}) + random_exponent(random, exponent);
    value = slow_integer(digits, base) * slow_power(base, -after_point) *
            slow_power(hexadecimal ? 2 : 10, exponent);
  }
  return {sign + text, sign.empty() ? value : -value};
}

std::string too_long(std::size_t length) {
  return "expected a number of at most 1000000 characters, found " + std::to_string(length);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_number_text)

BOOST_DATA_TEST_CASE(each_notation, data::make(good), sample) {
  BOOST_CHECK(read_rational(sample.text) == sample.value);
}

BOOST_DATA_TEST_CASE(each_refusal, data::make(bad), sample) { check_refused(sample); }

BOOST_AUTO_TEST_CASE(agrees_with_a_slow_reading) {
  for_random_cases(3000, [](Random& random) {
    const Good sample = random_text(random);
    BOOST_TEST_CONTEXT(sample.text) { BOOST_CHECK_EQUAL(read_rational(sample.text), sample.value); }
  });
}

/// What is read follows the grammar: any text of its letters is either refused or reads the same digit by
/// digit; here, that leading zeros and a sign before a refused text change nothing but the place.
BOOST_AUTO_TEST_CASE(texts_of_the_same_letters) {
  const std::string letters = "0017ep.x/-+fE ";
  for_random_cases(20'000, [&letters](Random& random) {
    std::string text;
    const std::size_t length = below(random, 8);
    for (std::size_t i = 0; i < length; ++i) text += letters[below(random, letters.size())];
    std::optional<Rational> value;
    try {
      value = read_rational(text);
    } catch (const NumberTextError& error) {
      BOOST_CHECK_LE(error.offset, text.size());
      BOOST_CHECK(std::string(error.what()).starts_with("expected "));
    }
    if (text.starts_with('-')) {
      try {
        const Rational opposite = read_rational(text.substr(1));
        BOOST_CHECK(value.has_value() != text.starts_with("--"));
        if (value) BOOST_CHECK_EQUAL(*value, -opposite);
      } catch (const NumberTextError&) {
        BOOST_CHECK(!value);
      }
    }
    if (value) {
      const char first = text[text.starts_with('-') ? 1 : 0];
      BOOST_CHECK(first >= '0' && first <= '9');
      BOOST_CHECK(text.find(' ') == std::string::npos);
      const char last = text.back();
      BOOST_CHECK((last >= '0' && last <= '9'));
    }
  });
}

BOOST_AUTO_TEST_CASE(a_million_characters) {
  const std::string most(NumberLimits::characters, '7');
  const Rational value = read_rational(most);
  // 77...7 = 7 (10^1000000 - 1) / 9
  BOOST_CHECK(value * Rational(9) == (Rational::power_of_ten(1'000'000) - Rational(1)) * Rational(7));
  check_refused({most + "7", 0, too_long(1'000'001)});
  check_refused({std::string(5'000'000, '0'), 0, too_long(5'000'000)});
  check_refused({"0x" + std::string(999'999, 'f'), 0, too_long(1'000'001)});
  check_refused({"1/" + std::string(999'999, '3'), 0, too_long(1'000'001)});
  const std::string halves(499'999, '1');
  BOOST_CHECK(read_rational(halves + "/" + halves).is_one());
  const std::string leading_zeros = std::string(999'999, '0') + "5";
  BOOST_CHECK_EQUAL(read_rational(leading_zeros), Rational(5));
  const std::string long_exponent = "1e" + std::string(999'997, '0') + "3";
  BOOST_CHECK_EQUAL(read_rational(long_exponent), Rational(1000));
  const Rational small = read_rational("0." + std::string(999'997, '0') + "5");
  BOOST_CHECK(small * Rational::power_of_ten(999'998) == Rational(5));
}

BOOST_AUTO_TEST_CASE(the_sign_counts_as_a_character) {
  const std::string most(NumberLimits::characters, '7');
  BOOST_CHECK_NO_THROW(read_rational("-" + most.substr(1)));
  BOOST_CHECK_THROW(read_rational("-" + most), NumberTextError);
}

BOOST_AUTO_TEST_CASE(ten_thousand_digits) {
  for_random_cases(3, [](Random& random) {
    std::string p = "1" + random_digits(random, 1, "0123456789", 10);
    std::string q = "3";
    while (p.size() < 10'000) p += static_cast<char>('0' + below(random, 10));
    while (q.size() < 10'000) q += static_cast<char>('0' + below(random, 10));
    const Rational slow = Rational::fraction(slow_integer(p, 10), slow_integer(q, 10));
    BOOST_CHECK(read_rational(p + "/" + q) == slow);
    BOOST_CHECK(read_rational("-" + p + "/" + q) == -slow);
    BOOST_CHECK(read_rational(p + "." + q) * Rational::power_of_ten(10'000) == slow_integer(p + q, 10));
  });
}

/// The values would take hundreds of megabytes each.
BOOST_AUTO_TEST_CASE(exponents_are_refused_before_the_value_is_formed) {
  for (int i = 0; i < 1000; ++i)
    for (const char* text : {"1e999999999", "1e-999999999", "0x1p999999999", "0x1p-999999999", "1e100001"})
      BOOST_CHECK_THROW(read_rational(text), NumberTextError);
}

BOOST_AUTO_TEST_CASE(unsigned_number_at_the_front) {
  struct Case {
    std::string text;
    Rational value;
    std::string rest;
  };
  const std::vector<Case> cases = {
      {"12 + 3", Rational(12), " + 3"}, {"1/2*tanh(1)", ratio(1, 2), "*tanh(1)"},
      {"0x1p1)", Rational(2), ")"},     {"5", Rational(5), ""},
      {"1.5e2-3", Rational(150), "-3"}, {"3e", Rational(), ""},
      {"7tanh", Rational(7), "tanh"},
  };
  for (const Case& sample : cases) {
    std::string_view text = sample.text;
    if (sample.text == "3e") {
      BOOST_CHECK_THROW(read_unsigned_front(text, 0), NumberTextError);
      continue;
    }
    BOOST_CHECK_EQUAL(read_unsigned_front(text, 10), sample.value);
    BOOST_CHECK_EQUAL(text, sample.rest);
  }
  std::string_view text = "-1";
  try {
    read_unsigned_front(text, 10);
    BOOST_ERROR("a sign was read");
  } catch (const NumberTextError& error) {
    BOOST_CHECK_EQUAL(error.offset, 10U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
