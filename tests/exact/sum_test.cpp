#include "exact/sum.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// Terms of which many cancel, huge and tiny ones side by side.
std::vector<Rational> random_list(Random& random) {
  std::vector<Rational> terms;
  const std::size_t count = below(random, 40);
  const std::size_t kind = below(random, 3);
  for (std::size_t i = 0; i < count; ++i) {
    if (!terms.empty() && one_in(random, 3))
      terms.push_back(-terms[below(random, terms.size())]);
    else if (kind == 0)  // floats of any exponent
      terms.push_back(float_value(random_binary64_bits(random), 11, 52));
    else if (kind == 1)  // floats of near exponents, which stay in machine words for a while
      terms.push_back(negated_at_random(random, integer_of_bits(random, between(random, 1, 53)) *
                                                    Rational::power_of_two(between(random, -40, 40))));
    else
      terms.push_back(random_rational(random));
  }
  return terms;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_sum)

BOOST_AUTO_TEST_CASE(pairwise_sum_is_the_sum) {
  for_random_cases(1000, [](Random& random) {
    PairwiseSum sum;
    BOOST_CHECK(sum.empty());
    BOOST_CHECK(sum.total().is_zero());
    for (int round = 0; round < 2; ++round) {
      const auto terms = random_list(random);
      Rational expected;
      for (const Rational& term : terms) {
        sum.add(term);
        expected += term;
        BOOST_CHECK_EQUAL(sum.total(), expected);
      }
      BOOST_CHECK_EQUAL(sum.empty(), terms.empty());
      sum.clear();
      BOOST_CHECK(sum.empty());
      BOOST_CHECK(sum.total().is_zero());
    }
  });
}

BOOST_AUTO_TEST_CASE(harmonic_numbers) {
  PairwiseSum sum;
  for (long k = 1; k <= 3000; ++k) sum.add(Rational::fraction(Rational(1), Rational(k * (k + 1))));
  BOOST_CHECK_EQUAL(sum.total(), Rational::fraction(3000, 3001));
}

BOOST_AUTO_TEST_CASE(exact_sum_is_the_sum) {
  for_random_cases(2000, [](Random& random) {
    NumberTable table;
    ExactSum sum;
    for (int round = 0; round < 2; ++round) {
      Rational expected;
      for (const Rational& term : random_list(random)) {
        const bool subtract = one_in(random, 2);
        sum.add(table.add(subtract ? -term : term), table, subtract);
        expected += term;
        if (one_in(random, 4)) {
          BOOST_CHECK_EQUAL(sum.total(), expected);
          BOOST_CHECK_EQUAL(sum.is_zero(), expected.is_zero());
        }
      }
      BOOST_CHECK_EQUAL(sum.total(), expected);
      BOOST_CHECK_EQUAL(sum.is_zero(), expected.is_zero());
      sum.clear();
      BOOST_CHECK(sum.is_zero());
      BOOST_CHECK(sum.total().is_zero());
    }
  });
}

BOOST_AUTO_TEST_CASE(everything_cancels) {
  for_random_cases(1000, [](Random& random) {
    auto terms = random_list(random);
    const std::size_t count = terms.size();
    for (std::size_t i = 0; i < count; ++i) terms.push_back(-terms[i]);
    std::shuffle(terms.begin(), terms.end(), random);
    NumberTable table;
    ExactSum sum;
    PairwiseSum pairwise;
    for (const Rational& term : terms) {
      sum.add(table.add(term), table);
      pairwise.add(term);
    }
    BOOST_CHECK(sum.is_zero());
    BOOST_CHECK(sum.total().is_zero());
    BOOST_CHECK(pairwise.total().is_zero());
    // One bit more, and it is not 0.
    const Rational least = Rational::power_of_two(-1074);
    sum.add(table.add(least), table);
    BOOST_CHECK(!sum.is_zero());
    BOOST_CHECK_EQUAL(sum.total(), least);
  });
}

/// The edges of 128 bits: the same power again and again, of both signs, and terms at every distance.
BOOST_AUTO_TEST_CASE(edges_of_machine_words) {
  NumberTable table;
  for (const int sign : {1, -1}) {
    ExactSum sum;
    Rational expected;
    const Rational greatest = Rational(sign) * (Rational::power_of_two(53) - Rational(1));
    for (long shift = 0; shift <= 140; ++shift) {
      const Rational term = greatest * Rational::power_of_two(shift);
      for (int i = 0; i < 3; ++i) {
        sum.add(table.add(term), table);
        expected += term;
        BOOST_REQUIRE_EQUAL(sum.total(), expected);
      }
    }
    for (long shift = 140; shift >= 0; --shift) {
      for (int i = 0; i < 3; ++i) sum.add(table.add(greatest * Rational::power_of_two(shift)), table, true);
    }
    BOOST_CHECK(sum.is_zero());
  }
  for (long distance = 0; distance <= 200; ++distance) {
    for (const long low : {1L, -1L}) {
      for (const bool large_first : {true, false}) {
        const Rational large = Rational::power_of_two(distance);
        ExactSum sum;
        sum.add(table.add(large_first ? large : Rational(low)), table);
        sum.add(table.add(large_first ? Rational(low) : large), table);
        BOOST_CHECK_EQUAL(sum.total(), large + Rational(low));
        BOOST_CHECK_EQUAL(sum.is_zero(), (large + Rational(low)).is_zero());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(floats_and_others_cancel_together) {
  NumberTable table;
  ExactSum sum;
  sum.add(table.add(Rational(1)), table);
  for (int i = 0; i < 3; ++i) sum.add(table.add(Rational::fraction(1, 3)), table, true);
  BOOST_CHECK(sum.is_zero());
  BOOST_CHECK(sum.total().is_zero());
}

BOOST_AUTO_TEST_SUITE_END()
