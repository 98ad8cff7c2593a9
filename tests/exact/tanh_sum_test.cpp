#include "exact/tanh_sum.hpp"
#include "exact/quoting.hpp"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <map>
#include <string>

#include "exact/number_text.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

static_assert(!std::is_constructible_v<TanhSum, double>);
static_assert(!std::is_convertible_v<double, TanhSum>);

namespace {

struct Spelling {
  const char* text;
  const char* canonical;
};
std::ostream& operator<<(std::ostream& out, const Spelling& sample) { return out << in_quotes(sample.text); }

const Spelling spellings[] = {
    {"0", "0"},
    {"-0", "0"},
    {"1/2", "1/2"},
    {"0.25", "1/4"},
    {"-0x1p-1", "-1/2"},
    {"tanh(1)", "tanh(1)"},
    {"-tanh(1)", "-tanh(1)"},
    {"tanh(-1)", "-tanh(1)"},
    {"-tanh(-1)", "tanh(1)"},
    {"tanh(0)", "0"},
    {"tanh(-0)", "0"},
    {"5*tanh(0/3)", "0"},
    {"0*tanh(1)", "0"},
    {"1*tanh(1)", "tanh(1)"},
    {"-1*tanh(1)", "-tanh(1)"},
    {"3/4 + 1/2*tanh(1/3) - tanh(2)", "3/4 + 1/2*tanh(1/3) - tanh(2)"},
    {"-tanh(2)+1/2*tanh(1/3)+3/4", "3/4 + 1/2*tanh(1/3) - tanh(2)"},
    {"1 - 1", "0"},
    {"1+1", "2"},
    {"1-1+tanh(1)", "tanh(1)"},
    {"1 - 1 - tanh(1)", "-tanh(1)"},
    {"tanh(1)-tanh(1)", "0"},
    {"tanh(1)+tanh(-1)", "0"},
    {"tanh(1) + tanh(1)", "2*tanh(1)"},
    {"tanh(0.5)+tanh(1/2)+tanh(0x1p-1)+tanh(5e-1)", "4*tanh(1/2)"},
    {"2   *   tanh(   -   1   )", nullptr},
    {"2   *   tanh(   -1   )", "-2*tanh(1)"},
    {"1    +     2", "3"},
    {"1 -tanh(1)", "1 - tanh(1)"},
    {"1- tanh(1)", "1 - tanh(1)"},
    {"1e1*tanh(1e-1)", "10*tanh(1/10)"},
    {"0x1p1*tanh(0x1p-1)", "2*tanh(1/2)"},
    {"tanh(3)+tanh(1)+tanh(2)", "tanh(1) + tanh(2) + tanh(3)"},
    {"tanh(1/10)+tanh(1/9)", "tanh(1/10) + tanh(1/9)"},
};

struct Bad {
  std::string text;
  std::size_t offset;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Bad& sample) { return out << in_quotes(sample.text); }

const std::vector<Bad> bad = {
    {"", 0, "expected a digit, found the end of the number"},
    {"-", 1, "expected a digit, found the end of the number"},
    {"--1", 1, "expected a digit, found '-1'"},
    {"+1", 0, "expected a digit, found '+1'"},
    {" 1", 0, "expected a digit, found ' 1'"},
    {"- 1", 1, "expected a digit, found ' 1'"},
    {"1 +", 3, "expected a digit, found the end of the number"},
    {"1 + ", 4, "expected a digit, found the end of the number"},
    {"1 + -1", 4, "expected a digit, found '-1'"},
    {"1 + -tanh(1)", 4, "expected a digit, found '-tanh(1)'"},
    {"1 2", 2, "expected + or - or the end of the sum, found '2'"},
    {"1tanh(1)", 1, "expected + or - or the end of the sum, found 'tanh(1)'"},
    {"1 tanh(1)", 2, "expected + or - or the end of the sum, found 'tanh(1)'"},
    {"1*", 2, "expected a number or tanh(, found the end of the sum"},
    {"1*2", 2, "expected a number or tanh(, found '2'"},
    {"2*3*tanh(1)", 2, "expected a number or tanh(, found '3*tanh(1)'"},
    {"2*-tanh(1)", 2, "expected a number or tanh(, found '-tanh(1)'"},
    {"tanh", 0, "expected a number or tanh(, found 'tanh'"},
    {"tanh 1", 0, "expected a number or tanh(, found 'tanh 1'"},
    {"tanh (1)", 0, "expected a number or tanh(, found 'tanh (1)'"},
    {"Tanh(1)", 0, "expected a digit, found 'Tanh(1)'"},
    {"sinh(1)", 0, "expected a digit, found 'sinh(1)'"},
    {"tan(1)", 0, "expected a number or tanh(, found 'tan(1)'"},
    {"tanh()", 5, "expected a digit, found ')'"},
    {"tanh(", 5, "expected a digit, found the end of the number"},
    {"tanh(1", 6, "expected ), found the end of the sum"},
    {"tanh(1 2)", 7, "expected ), found '2)'"},
    {"tanh(+1)", 5, "expected a digit, found '+1)'"},
    {"tanh(--1)", 6, "expected a digit, found '-1)'"},
    {"tanh(1/0)", 7, "expected a denominator other than 0, found '0'"},
    {"tanh(tanh(1))", 5, "expected a digit, found 'tanh(1))'"},
    {"tanh(1))", 7, "expected + or - or the end of the sum, found ')'"},
    {"tanh(1)*2", 7, "expected + or - or the end of the sum, found '*2'"},
    {"tanh(1)tanh(1)", 7, "expected + or - or the end of the sum, found 'tanh(1)'"},
    {"tanh(1e999999999)", 7, "expected an exponent from -100000 to 100000, found '999999999'"},
    {"(1)", 0, "expected a digit, found '(1)'"},
    {"1\t+ 1", 1, "expected + or - or the end of the sum, found '\\x09+ 1'"},
    {"1 + 2/0", 6, "expected a denominator other than 0, found '0'"},
};

std::string blanks(Random& random) { return std::string(below(random, 3), ' '); }

/// A text of the sum of these terms in the given order.
std::string spelled(Random& random, const std::vector<std::pair<Rational, std::optional<Rational>>>& terms) {
  std::string text;
  for (const auto& [coefficient, argument] : terms) {
    if (text.empty())
      text = coefficient.sign() < 0 ? "-" : "";
    else
      text += blanks(random) + (coefficient.sign() < 0 ? "-" : "+") + blanks(random);
    const Rational size = coefficient.abs();
    if (!argument) {
      text += size.to_string();
      continue;
    }
    if (!size.is_one() || one_in(random, 2)) text += size.to_string() + blanks(random) + "*" + blanks(random);
    text += "tanh(" + blanks(random) + argument->to_string() + blanks(random) + ")";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_tanh_sum)

BOOST_DATA_TEST_CASE(each_spelling, data::make(spellings), sample) {
  if (sample.canonical == nullptr) {
    BOOST_CHECK_THROW(TanhSum::parse(sample.text), NumberTextError);
    return;
  }
  const TanhSum sum = TanhSum::parse(sample.text);
  BOOST_CHECK_EQUAL(sum.to_string(), sample.canonical);
  BOOST_CHECK(TanhSum::parse(sample.canonical) == sum);
}

BOOST_DATA_TEST_CASE(each_refusal, data::make(bad), sample) {
  try {
    TanhSum::parse(sample.text);
    BOOST_ERROR("read, expected: " << sample.message);
  } catch (const NumberTextError& error) {
    BOOST_CHECK_EQUAL(error.what(), sample.message);
    BOOST_CHECK_EQUAL(error.offset, sample.offset);
  }
}

/// The grammar has blanks around + and -, *, and an argument; none at the end.
BOOST_AUTO_TEST_CASE(no_blank_at_the_end) {
  BOOST_CHECK_THROW(TanhSum::parse("1 "), NumberTextError);
  BOOST_CHECK_THROW(TanhSum::parse("tanh(1) "), NumberTextError);
  BOOST_CHECK_THROW(TanhSum::parse("1 + tanh(1)  "), NumberTextError);
}

BOOST_AUTO_TEST_CASE(form_is_canonical) {
  for_random_cases(2000, [](Random& random) {
    const Rational rational = random_rational(random);
    const auto terms = random_terms(random);
    const TanhSum sum(rational, terms);
    BOOST_CHECK_EQUAL(sum.rational(), rational);
    // The same by a map.
    std::map<Rational, Rational> expected;
    for (const auto& [argument, coefficient] : terms)
      expected[argument.abs()] += argument.sign() < 0 ? -coefficient : coefficient;
    std::erase_if(expected,
                  [](const auto& entry) { return entry.first.is_zero() || entry.second.is_zero(); });
    BOOST_REQUIRE_EQUAL(sum.terms().size(), expected.size());
    std::size_t i = 0;
    for (const auto& [argument, coefficient] : expected) {
      BOOST_CHECK_EQUAL(sum.terms()[i].argument, argument);
      BOOST_CHECK_EQUAL(sum.terms()[i].coefficient, coefficient);
      ++i;
    }
    BOOST_CHECK_EQUAL(sum.is_rational(), expected.empty());
    BOOST_CHECK_EQUAL(sum.is_zero(), expected.empty() && rational.is_zero());
    std::size_t bytes = sum.rational().bytes();
    for (const auto& term : sum.terms()) bytes += term.argument.bytes() + term.coefficient.bytes();
    BOOST_CHECK_EQUAL(sum.bytes(), bytes);
  });
}

BOOST_AUTO_TEST_CASE(text_reads_back) {
  for_random_cases(2000, [](Random& random) {
    const TanhSum sum = random_tanh_sum(random);
    const TanhSum again = TanhSum::parse(sum.to_string());
    BOOST_CHECK_EQUAL(again, sum);
    BOOST_CHECK_EQUAL(again.to_string(), sum.to_string());
  });
}

BOOST_AUTO_TEST_CASE(any_order_sign_and_blanks_read_the_same) {
  for_random_cases(1000, [](Random& random) {
    const TanhSum sum = random_tanh_sum(random);
    std::vector<std::pair<Rational, std::optional<Rational>>> terms;
    const auto add = [&](const Rational& coefficient, const std::optional<Rational>& argument) {
      const Rational part = one_in(random, 2) ? Rational() : random_rational(random);
      for (const Rational& piece : {part, coefficient - part}) {
        const bool flip = argument && one_in(random, 2);
        terms.emplace_back(flip ? -piece : piece, flip ? std::optional(-*argument) : argument);
      }
    };
    add(sum.rational(), std::nullopt);
    for (const auto& term : sum.terms()) add(term.coefficient, term.argument);
    add(random_rational(random), Rational());  // tanh(0)
    std::shuffle(terms.begin(), terms.end(), random);
    const std::string text = spelled(random, terms);
    BOOST_TEST_CONTEXT(text) { BOOST_CHECK_EQUAL(TanhSum::parse(text), sum); }
  });
}

BOOST_AUTO_TEST_CASE(laws_of_addition) {
  for_random_cases(1000, [](Random& random) {
    const TanhSum x = random_tanh_sum(random);
    const TanhSum y = one_in(random, 4) ? x : random_tanh_sum(random);
    const TanhSum z = random_tanh_sum(random);
    const TanhSum zero;
    BOOST_CHECK_EQUAL((x + y) + z, x + (y + z));
    BOOST_CHECK_EQUAL(x + y, y + x);
    BOOST_CHECK_EQUAL(x + zero, x);
    BOOST_CHECK_EQUAL(x - x, zero);
    BOOST_CHECK((x - x).is_zero());
    BOOST_CHECK_EQUAL((x + y) - y, x);
    BOOST_CHECK_EQUAL(x - y, x + (zero - y));
    BOOST_CHECK_EQUAL((x - y).is_zero(), x == y);
  });
}

BOOST_AUTO_TEST_CASE(tanh_is_odd) {
  for_random_cases(500, [](Random& random) {
    const Rational q = random_rational(random);
    const Rational c = random_rational(random);
    BOOST_CHECK_EQUAL(TanhSum(Rational(), {{-q, c}}), TanhSum(Rational(), {{q, -c}}));
    BOOST_CHECK((TanhSum(Rational(), {{-q, c}}) + TanhSum(Rational(), {{q, c}})).is_zero());
    BOOST_CHECK(TanhSum(Rational(), {{Rational(), c}}).is_zero());
    const TanhSum sum(c, {{q, c}});
    BOOST_CHECK_EQUAL(Rational(2) * sum, sum + sum);
    BOOST_CHECK_EQUAL(Rational(-1) * sum, TanhSum() - sum);
    BOOST_CHECK((Rational() * sum).is_zero());
  });
}

BOOST_AUTO_TEST_CASE(elements_that_are_near_are_not_equal) {
  // The first 60 digits of tanh(1).
  const TanhSum digits = TanhSum::parse("0.761594155955764888119458282604793590412768597257936551596810");
  BOOST_CHECK(TanhSum::parse("tanh(1)") != digits);
  BOOST_CHECK(!(TanhSum::parse("tanh(1)") - digits).is_zero());
  BOOST_CHECK(TanhSum::parse("tanh(1000000)") != TanhSum(Rational(1)));
  BOOST_CHECK(TanhSum::parse("tanh(1e-300)") != TanhSum(Rational::power_of_ten(-300)));
}

BOOST_AUTO_TEST_CASE(memory_is_bounded) {
  const std::string text = "1e1000 + 1e2000*tanh(1e3000)";
  const std::size_t bytes = Rational::power_of_ten(1000).bytes() + Rational::power_of_ten(2000).bytes() +
                            Rational::power_of_ten(3000).bytes();
  BOOST_CHECK_EQUAL(TanhSum::parse(text, bytes).bytes(), bytes);
  try {
    TanhSum::parse(text, bytes - 1);
    BOOST_ERROR("read past the bound");
  } catch (const NumberTextError& error) {
    BOOST_CHECK_EQUAL(error.what(), "expected numbers of at most " + std::to_string(bytes - 1) +
                                        " bytes in all, found ')'");
  }
  BOOST_CHECK_THROW(TanhSum::parse("1", 0), NumberTextError);
}

/// The limit is on each coefficient and argument, not on the sum.
BOOST_AUTO_TEST_CASE(a_sum_may_be_longer_than_a_number) {
  const std::string digits(NumberLimits::characters, '1');
  BOOST_CHECK_NO_THROW(TanhSum::parse(digits + "*tanh(" + digits + ") - " + digits));
  BOOST_CHECK_THROW(TanhSum::parse("1 + 1" + digits), NumberTextError);
  BOOST_CHECK_THROW(TanhSum::parse("tanh(1" + digits + ")"), NumberTextError);
  const std::string half = digits.substr(0, 600'000);
  const Rational expected = read_rational(half) * Rational(2);
  BOOST_CHECK(TanhSum::parse(half + " + " + half).rational() == expected);
}

BOOST_AUTO_TEST_CASE(a_sum_without_blanks_may_be_longer_than_a_number) {
  const std::string half(600'000, '1');
  const Rational expected = read_rational(half) * Rational(2);
  BOOST_CHECK(TanhSum::parse(half + "+" + half).rational() == expected);
}

/// A reader whose time grows with the square of the text would not end here: a number ends where it ends.
BOOST_AUTO_TEST_CASE(many_terms) {
  const auto ones = [](std::size_t count, const std::string& join) {
    std::string text = "1";
    for (std::size_t i = 1; i < count; ++i) text += join + "1";
    return text;
  };
  const auto check = [](const std::string& text, std::size_t sum) {
    BOOST_CHECK_EQUAL(TanhSum::parse(text), TanhSum(Rational(sum)));
  };
  check(ones(50'000, " + "), 50'000);
  check(ones(50'000, "+"), 50'000);
  check(ones(50'000, "+") + " + " + ones(250'000, " + "), 300'000);
}

BOOST_AUTO_TEST_SUITE_END()
