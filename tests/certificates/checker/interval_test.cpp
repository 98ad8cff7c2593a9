// Intervals: every operation encloses, and what is undefined decides nothing.
#include "certificates/checker/interval.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <random>

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(intervals)

mpq_class random_rational(std::mt19937_64& random) {
  const auto part = [&] { return static_cast<long>(random() % 41) - 20; };
  mpq_class q(part(), 1 + static_cast<long>(random() % 30));
  q.canonicalize();
  return q;
}

/// An interval around q of random width.
Interval around(const mpq_class& q, std::mt19937_64& random) {
  const mpq_class low = random() % 3 == 0 ? mpq_class(0) : abs(random_rational(random)) / 7;
  const mpq_class high = random() % 3 == 0 ? mpq_class(0) : abs(random_rational(random)) / 7;
  return {q - low, q + high, 53};
}

bool contains(const Interval& x, const mpq_class& q) {
  return x.low().is_at_most(q) && x.high().is_at_least(q);
}

BOOST_AUTO_TEST_CASE(operations_enclose) {
  std::mt19937_64 random(20231105);
  for (int i = 0; i < 3000; ++i) {
    const mpq_class p = random_rational(random), q = random_rational(random);
    const Interval x = around(p, random), y = around(q, random);
    BOOST_REQUIRE(contains(x + y, p + q));
    BOOST_REQUIRE(contains(x - y, p - q));
    BOOST_REQUIRE(contains(x * y, p * q));
    BOOST_REQUIRE(contains(x.hull(y), p) && contains(x.hull(y), q));
    BOOST_REQUIRE(contains(x.common(around(p, random)), p));
    Interval scaled = x;
    scaled.scale(q);
    BOOST_REQUIRE(contains(scaled, p * q));
    Interval self = x;
    BOOST_REQUIRE(contains(self -= self, 0));
    BOOST_REQUIRE(x.low().is_narrower(mpq_class(1, 1000)) && contains(x.low().hull(x.high()), p));
  }
}

/// tanh with 2 000 bits lies in what few bits give, also where it is near +-1.
BOOST_AUTO_TEST_CASE(tanh_encloses) {
  for (const char* text :
       {"0", "1/3", "-2", "17/2", "-40", "63", "65", "-64", "1000000", "1/100000000000000000000"}) {
    const mpq_class q(text);
    Interval few(q, 64), many(q, 2000);
    few.apply_tanh();
    many.apply_tanh();
    mpfr_t ends[2];
    mpfr_inits2(2000, ends[0], ends[1], nullptr);
    mpfr_set_q(ends[0], q.get_mpq_t(), MPFR_RNDD);
    mpfr_tanh(ends[0], ends[0], MPFR_RNDD);
    mpq_class value;
    mpfr_get_q(value.get_mpq_t(), ends[0]);
    BOOST_CHECK(contains(few, value));
    BOOST_CHECK(many.is_narrower(mpq_class(1, 1'000'000'000)));
    mpfr_clears(ends[0], ends[1], nullptr);
  }
  Interval all = Interval::between(-INFINITY, INFINITY, 64);
  all.apply_tanh();
  BOOST_CHECK(all.is_at_most(1) && all.is_at_least(-1) && all.low().is_at_most(-1) &&
              all.high().is_at_least(1));
}

/// What is no number decides nothing, and does not vanish.
BOOST_AUTO_TEST_CASE(undefined_results_stay) {
  const Interval infinite = Interval::between(-INFINITY, INFINITY, 64), zero(0, 64), one(1, 64);
  for (const Interval& x :
       {infinite * zero, infinite - infinite, (infinite * zero) + one, one.hull(infinite * zero),
        (infinite * zero).common(one), (infinite * zero) * one}) {
    BOOST_CHECK(!x.is_finite());
    BOOST_CHECK(!x.is_at_most(2) || !x.is_at_least(-2));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
