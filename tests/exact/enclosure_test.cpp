#include "exact/enclosure.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "exact/number_text.hpp"
#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

static_assert(!std::is_constructible_v<Enclosure, double, long>);

namespace {

void check_contains(const Enclosure& enclosure, const Rational& value) {
  BOOST_CHECK(enclosure.is_finite());
  BOOST_CHECK(enclosure.lower() <= value);
  BOOST_CHECK(value <= enclosure.upper());
}

void check_overlap(const Enclosure& x, const Enclosure& y) {
  BOOST_CHECK(x.lower() <= y.upper());
  BOOST_CHECK(y.lower() <= x.upper());
}

/// What the three answers may be, given the ends.
void check_answers(const Enclosure& x) {
  const Rational lower = x.lower();
  const Rational upper = x.upper();
  BOOST_CHECK(lower <= upper);
  if (lower.sign() > 0) BOOST_CHECK_EQUAL(x.is_positive(), Truth::proved);
  if (upper.sign() < 0) BOOST_CHECK_EQUAL(x.is_positive(), Truth::refuted);
  if (x.is_positive() == Truth::proved) BOOST_CHECK(lower.sign() >= 0 && upper.sign() > 0);
  if (x.is_positive() == Truth::refuted) BOOST_CHECK(lower.sign() <= 0);
  if (x.is_zero() == Truth::proved) BOOST_CHECK(lower.is_zero() && upper.is_zero());
  if (x.is_zero() == Truth::refuted) BOOST_CHECK(lower.sign() >= 0 || upper.sign() <= 0);
  if (lower.sign() > 0 || upper.sign() < 0) BOOST_CHECK_EQUAL(x.is_zero(), Truth::refuted);
}

struct Bounds {
  Rational low;
  Rational high;
};

/// tanh(q) for 0 < q <= 20 in rational arithmetic alone: 1 - 2 / (e^2q + 1), e^2q by its series and the
/// geometric bound of the rest.
Bounds slow_tanh(const Rational& q) {
  const Rational z = q + q;
  Rational term(1);
  Rational sum;
  long k = 0;
  do {
    sum += term;
    ++k;
    term *= Rational::fraction(z, Rational(k));
  } while (Rational(k) <= z + z || term > Rational::power_of_two(-300));
  // From here on each term is at most half of the one before.
  const auto tanh_from = [](const Rational& power) {
    return Rational(1) - Rational::fraction(Rational(2), power + Rational(1));
  };
  return {tanh_from(sum), tanh_from(sum + term + term)};
}

Rational moderate(Random& random) {
  return Rational::fraction(Rational(between(random, -2000, 2000)), Rational(between(random, 1, 300)));
}

const std::vector<long> precisions = {2, 3, 4, 8, 53, 64, 128, 1024, 4096};

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_enclosure)

BOOST_AUTO_TEST_CASE(zero_is_exact) {
  const Enclosure zero(64);
  BOOST_CHECK_EQUAL(zero.is_zero(), Truth::proved);
  BOOST_CHECK_EQUAL(zero.is_positive(), Truth::refuted);
  BOOST_CHECK(zero.lower().is_zero());
  BOOST_CHECK(zero.upper().is_zero());
  BOOST_CHECK_EQUAL(zero.precision(), 64);
  BOOST_CHECK_EQUAL(zero.tanh().is_zero(), Truth::proved);
}

BOOST_AUTO_TEST_CASE(contains_the_rational) {
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_rational(random);
    const long precision = precisions[below(random, precisions.size())];
    const Enclosure enclosure(x, precision);
    check_contains(enclosure, x);
    check_answers(enclosure);
    BOOST_CHECK_EQUAL(enclosure.precision(), precision);
    if (!x.is_zero())  // and is narrow
      BOOST_CHECK(enclosure.upper() - enclosure.lower() <= x.abs() * Rational::power_of_two(3 - precision));
  });
}

BOOST_AUTO_TEST_CASE(operations_contain_the_result) {
  for_random_cases(2000, [](Random& random) {
    const Rational x = random_rational(random);
    const Rational y = one_in(random, 4) ? -x : random_rational(random);
    const Rational z = random_rational(random);
    const long precision = precisions[below(random, precisions.size())];
    const auto enclosed = [precision](const Rational& value) { return Enclosure(value, precision); };
    check_contains(enclosed(x) += enclosed(y), x + y);
    check_contains(enclosed(x) -= enclosed(y), x - y);
    check_contains(enclosed(x) *= enclosed(y), x * y);
    check_contains(enclosed(z).add_product(enclosed(x), enclosed(y)), z + x * y);
    Enclosure same(x, precision);
    same += same;
    check_contains(same, x + x);
    same = enclosed(x);
    same *= same;
    check_contains(same, x * x);
    same = enclosed(x);
    same.add_product(same, same);
    check_contains(same, x + x * x);
    same = enclosed(x);
    const Enclosure& alias = same;
    same -= alias;
    check_contains(same, Rational());
    check_answers(same);
  });
}

BOOST_AUTO_TEST_CASE(copies_and_moves) {
  const Enclosure third(Rational::fraction(1, 3), 64);
  Enclosure copy = third;
  BOOST_CHECK_EQUAL(copy.lower(), third.lower());
  copy += third;
  check_contains(copy, Rational::fraction(2, 3));
  check_contains(third, Rational::fraction(1, 3));
  const Enclosure moved = std::move(copy);
  check_contains(moved, Rational::fraction(2, 3));
  Enclosure assigned(4096);
  assigned = third;
  BOOST_CHECK_EQUAL(assigned.precision(), 64);
  assigned = Enclosure(Rational(5), 128);
  BOOST_CHECK_EQUAL(assigned.precision(), 128);
  check_contains(assigned, Rational(5));
}

BOOST_AUTO_TEST_CASE(tanh_against_rational_arithmetic) {
  for_random_cases(300, [](Random& random) {
    const Rational q =
        Rational::fraction(Rational(between(random, 1, 4000)), Rational(between(random, 200, 2000)));
    const Bounds bounds = slow_tanh(q);
    for (const long precision : {2L, 20L, 64L, 200L}) {
      const Enclosure above = Enclosure(q, precision).tanh();
      BOOST_CHECK(above.lower() <= bounds.high);
      BOOST_CHECK(bounds.low <= above.upper());
      const Enclosure below_zero = Enclosure(-q, precision).tanh();
      BOOST_CHECK(below_zero.lower() <= -bounds.low);
      BOOST_CHECK(-bounds.high <= below_zero.upper());
      if (precision >= 64)  // and is narrow
        BOOST_CHECK(above.upper() - above.lower() < Rational::power_of_two(12 - precision));
    }
  });
}

BOOST_AUTO_TEST_CASE(tanh_at_two_precisions) {
  for_random_cases(1000, [](Random& random) {
    const Rational x = random_rational(random);
    const Enclosure coarse = Enclosure(x, between(random, 2, 100)).tanh();
    const Enclosure fine = Enclosure(x, between(random, 2, 600)).tanh();
    check_overlap(coarse, fine);
    check_answers(coarse);
    check_answers(fine);
    // tanh has the sign of its argument.
    if (x.sign() > 0) BOOST_CHECK(fine.upper().sign() > 0);
    if (x.sign() < 0) BOOST_CHECK(fine.lower().sign() < 0);
  });
}

BOOST_AUTO_TEST_CASE(tanh_is_odd) {
  for_random_cases(500, [](Random& random) {
    const Rational x = random_rational(random);
    const long precision = between(random, 2, 300);
    Enclosure sum = Enclosure(x, precision).tanh();
    sum += Enclosure(-x, precision).tanh();
    BOOST_CHECK(sum.is_zero() != Truth::refuted);
    check_contains(sum, Rational());
  });
}

/// tanh(x + y) (1 + tanh x tanh y) = tanh x + tanh y
BOOST_AUTO_TEST_CASE(addition_formula) {
  for_random_cases(1000, [](Random& random) {
    const Rational x = moderate(random);
    const Rational y = one_in(random, 5) ? -x : moderate(random);
    const long precision = between(random, 2, 300);
    const Enclosure tanh_x = Enclosure(x, precision).tanh();
    const Enclosure tanh_y = Enclosure(y, precision).tanh();
    Enclosure left(Rational(1), precision);
    left.add_product(tanh_x, tanh_y);
    left *= Enclosure(x + y, precision).tanh();
    Enclosure right = tanh_x;
    right += tanh_y;
    check_overlap(left, right);
  });
}

/// |tanh| < 1 whatever the argument: a bound that an enclosure must not lose.
BOOST_AUTO_TEST_CASE(tanh_stays_within_one) {
  const std::vector<Rational> arguments = {Rational::fraction(1, 3),
                                           Rational(1),
                                           Rational(2),
                                           Rational::fraction(7, 2),
                                           Rational(10),
                                           Rational(50),
                                           Rational(1000),
                                           Rational(1'000'000),
                                           Rational::power_of_ten(30),
                                           Rational::power_of_ten(1000),
                                           Rational::power_of_ten(100'000),
                                           Rational::power_of_ten(-300),
                                           Rational::power_of_ten(-100'000)};
  for (long precision = 2; precision <= 4096; precision += precision < 140 ? 1 : 211) {
    for (const Rational& size : arguments) {
      for (const Rational& x : {size, -size}) {
        const Enclosure tanh = Enclosure(x, precision).tanh();
        BOOST_TEST_CONTEXT("precision " << precision << ", argument about 2^" << x.binary_size()) {
          BOOST_REQUIRE(tanh.is_finite());
          BOOST_CHECK(tanh.upper() <= Rational(1));
          BOOST_CHECK(tanh.lower() >= Rational(-1));
          // |x| - |x|^3/3 < |tanh x| < |x|
          if (size < Rational::power_of_two(-100))
            BOOST_CHECK(x.sign() > 0 ? tanh.lower() < x : tanh.upper() > x);
          if (size >= Rational(1) && precision >= 8) BOOST_CHECK(tanh.lower().sign() == x.sign());
        }
      }
    }
  }
}

/// A wide argument, and one of which nothing is known.
BOOST_AUTO_TEST_CASE(tanh_of_wide_intervals) {
  for (const long precision : precisions) {
    Enclosure wide(Rational::fraction(1, 3), precision);
    for (int i = 0; i < 300; ++i) {
      Enclosure tanh = wide.tanh();
      BOOST_REQUIRE(tanh.is_finite());
      BOOST_CHECK(tanh.upper() <= Rational(1));
      BOOST_CHECK(tanh.lower() >= Rational(-1));
      Enclosure difference = wide;
      difference -= wide;
      wide += difference;
      wide *= Enclosure(Rational(7), precision);
      wide -= Enclosure(Rational::fraction(1, 7), precision);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_answer_is_reached) {
  const long precision = 30;
  const auto enclosed = [](const Rational& value) { return Enclosure(value, precision); };
  BOOST_CHECK_EQUAL(enclosed(Rational(2)).is_positive(), Truth::proved);
  BOOST_CHECK_EQUAL(enclosed(Rational(-2)).is_positive(), Truth::refuted);
  BOOST_CHECK_EQUAL(enclosed(Rational()).is_positive(), Truth::refuted);
  BOOST_CHECK_EQUAL(enclosed(Rational()).is_zero(), Truth::proved);
  BOOST_CHECK_EQUAL(enclosed(Rational(2)).is_zero(), Truth::refuted);
  BOOST_CHECK_EQUAL(enclosed(Rational(-2)).is_zero(), Truth::refuted);
  Enclosure third = enclosed(Rational::fraction(1, 3));
  const Enclosure& alias = third;
  third -= alias;
  BOOST_CHECK_EQUAL(third.is_positive(), Truth::undecided);
  BOOST_CHECK_EQUAL(third.is_zero(), Truth::undecided);
  BOOST_CHECK_EQUAL(enclosed(Rational::power_of_ten(-100'000)).is_positive(), Truth::proved);
  BOOST_CHECK_EQUAL(enclosed(-Rational::power_of_ten(-100'000)).is_zero(), Truth::refuted);
}

BOOST_AUTO_TEST_CASE(elements_of_k) {
  for_random_cases(500, [](Random& random) {
    const TanhSum sum = random_tanh_sum(random);
    const Enclosure coarse(sum, between(random, 2, 100));
    const Enclosure fine(sum, 400);
    check_overlap(coarse, fine);
    Enclosure by_parts(sum.rational(), 300);
    for (const auto& term : sum.terms()) {
      Enclosure product = Enclosure(term.argument, 300).tanh();
      product *= Enclosure(term.coefficient, 300);
      by_parts += product;
    }
    check_overlap(coarse, by_parts);
    if (sum.is_rational()) check_contains(coarse, sum.rational());
  });
}

BOOST_AUTO_TEST_CASE(first_digits_of_tanh_one) {
  const Rational digits = read_rational("0.761594155955764888119458282604793590412768597257936551596810");
  const Rational last = Rational::power_of_ten(-60);
  const Enclosure value(TanhSum::parse("tanh(1)"), 256);
  BOOST_CHECK(digits - last < value.lower());
  BOOST_CHECK(value.upper() < digits + last);
  Enclosure gap = value;
  gap -= Enclosure(digits, 256);
  BOOST_CHECK_EQUAL(gap.is_zero(), Truth::refuted);
  Enclosure coarse(TanhSum::parse("tanh(1)"), 128);
  coarse -= Enclosure(digits, 128);
  BOOST_CHECK_EQUAL(coarse.is_zero(), Truth::undecided);
}

BOOST_AUTO_TEST_CASE(ends_in_binary64) {
  for_random_cases(2000, [](Random& random) {
    const Rational value = random_rational(random);
    const Enclosure x(value, between(random, 2, 200));
    const double low = x.lower_double();
    const double high = x.upper_double();
    if (std::isfinite(low)) BOOST_CHECK(Enclosure::exactly(low, 64).upper() <= value);
    if (std::isfinite(high)) BOOST_CHECK(value <= Enclosure::exactly(high, 64).lower());
    if (!value.is_zero()) {
      BOOST_CHECK(value.abs() < Rational::power_of_two(x.size_exponent()));
      BOOST_CHECK(x.size_exponent() <= value.binary_size() + 3);
    }
  });
}

BOOST_AUTO_TEST_CASE(choices_contain_the_chosen) {
  for_random_cases(2000, [](Random& random) {
    const Rational p = random_rational(random);
    const Rational q = one_in(random, 4) ? p : random_rational(random);
    const long precision = between(random, 20, 100);
    const Enclosure x(p, precision);
    const Enclosure y(q, precision);
    check_contains(Enclosure::least(x, y), std::min(p, q));
    check_contains(Enclosure::greatest(x, y), std::max(p, q));
    check_contains(Enclosure::between(x, y), p);
    check_contains(Enclosure::between(x, y), q);
    check_contains(-x, -p);
    check_contains(x.abs(), p.abs());
    check_contains(x.scaled(-7), p * Rational::power_of_two(-7));
    if (!q.is_zero()) check_contains(x / y, Rational::fraction(p, q));
    BOOST_CHECK(x.middle().radius().is_zero() == Truth::proved);
    BOOST_CHECK(x.reaches_above(y) == (x.upper() > y.upper()));
    BOOST_CHECK(x.reaches_below(y) == (x.lower() < y.lower()));
  });
}

BOOST_AUTO_TEST_CASE(hyperbolic_functions_agree) {
  for_random_cases(1000, [](Random& random) {
    const Enclosure x(Rational::fraction(Rational(between(random, -2000, 2000)), 64), 200);
    const Enclosure one(Rational(1), 200);
    check_overlap(x.sech() * x.sech(), one - x.tanh() * x.tanh());
    check_overlap(x.sinh() * x.sech(), x.tanh());
    check_overlap(x.exp().log(), x);
    check_overlap((x * x).sqrt(), x.abs());
  });
}

BOOST_AUTO_TEST_CASE(numbers_too_small_to_write_down) {
  const Enclosure tiny = Enclosure(Rational(-1'000'000'000), 64).exp();
  BOOST_CHECK(tiny.lower().is_zero());
  BOOST_CHECK(tiny.upper().sign() > 0);
  BOOST_CHECK((-tiny).upper().is_zero());
}

BOOST_AUTO_TEST_SUITE_END()
