// The kind difference bound in isopath-check: intervals, and limits that no file of the corpus reaches.
#include <mpfr.h>

#include <cmath>
#include <random>

#include "certificates/checker/interval.hpp"
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(difference_bounds)

std::string difference(const std::string& a, const std::string& b, const std::string& domain,
                       const std::string& lower, const std::string& upper, const std::string& evidence) {
  return certificate("difference bound",
                     "\"a\": " + a + ", \"b\": " + b + ", \"domain\": [" + domain + "], \"lower\": \"" +
                         lower + "\", \"upper\": " + upper,
                     evidence);
}

const std::string one_unit = network(unit("1", "0", "1"), "\"0\"");
const std::string nothing = network("", "\"0\"");

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

/// tanh(1) rounded down to 132 000 bits is below it; it takes more bits than there are to see that.
BOOST_AUTO_TEST_CASE(u3_limits_bits) {
  mpfr_t x;
  mpfr_init2(x, 132'000);
  mpfr_set_si(x, 1, MPFR_RNDN);
  mpfr_tanh(x, x, MPFR_RNDD);
  mpq_class lower;
  mpfr_get_q(lower.get_mpq_t(), x);
  mpfr_clear(x);
  BOOST_CHECK_NE(outcome(difference(one_unit, nothing, R"(["0", "0"])", lower.get_str(), "null",
                                    R"("lower": {"x": ["0"], "output": 0}, "upper": null)"))
                     .find("rule U3: expected that 131072 bits, and 2147483648 bits in all for 2 terms, show "
                           "|f_a(x) - f_b(x)| at least \"lower\", found that they don't"),
                 std::string::npos);
}

/// Cones of an unbounded domain in n dimensions are 2n times n numbers: refused before they are made.
BOOST_AUTO_TEST_CASE(u5_limits_cells_that_wait) {
  constexpr std::size_t n = 3000;
  std::string b, domain, scale;
  for (std::size_t k = 0; k < n; ++k) {
    const std::string comma = k == 0 ? "" : ", ";
    b += comma + "\"1\"", domain += comma + "[null, null]", scale += comma + "\"1\"";
  }
  const std::string shape = joined("\"inputs\": ", n, ", \"outputs\": 1");
  const std::string a = network(R"({"a": ["1"], "b": [)" + b + R"(], "c": "0"})", "\"0\"", shape);
  const auto outcome_with = [&](const std::string& cells) {
    return outcome(difference(a, network("", "\"0\"", shape), domain, "0", "\"1\"",
                              R"("lower": null, "upper": {"scale": [)" + scale +
                                  R"(], "outputs": [{"pairs": [], "cells": [)" + cells + "]}]}"));
  };
  BOOST_CHECK_EQUAL(outcome_with("0"), "verified");
  BOOST_CHECK_NE(
      outcome_with(joined(n + 1)).find("rule U5: expected at most 5590 cells that wait, found more"),
      std::string::npos);
}

/// A long x, a long end of the domain, a long scale, a long constant in many outputs: the work would be the
/// square of the file.
BOOST_AUTO_TEST_CASE(u2_limits_work) {
  const std::string digits(500'000, '7');
  const std::string long_number = "1/" + digits;
  std::string units;
  for (int i = 0; i < 400; ++i) units += (i == 0 ? "" : ", ") + unit("1", "1", std::to_string(i));
  const std::string wide = network(units, "\"0\"");
  const std::string cells = R"(, "outputs": [{"pairs": [], "cells": [0]}]})";
  const std::string refused =
      "rule U2: expected a difference that costs at most 2^34, found one that costs more";
  const auto is_refused = [&](const std::string& text) {
    return outcome(text).find(refused) != std::string::npos;
  };
  BOOST_CHECK(
      is_refused(difference(wide, nothing, "[null, null]", "1", "null",
                            R"("lower": {"x": [")" + long_number + R"("], "output": 0}, "upper": null)")));
  BOOST_CHECK(is_refused(difference(wide, nothing, R"(["0", ")" + long_number + "\"]", "0", "\"1\"",
                                    R"("lower": null, "upper": {"scale": ["1"])" + cells)));
  BOOST_CHECK(
      is_refused(difference(wide, nothing, "[null, null]", "0", "\"1\"",
                            R"("lower": null, "upper": {"scale": [")" + long_number + "\"]" + cells)));
  std::string a, d, outputs;
  for (int o = 0; o < 3000; ++o) {
    a += o == 0 ? "\"1\"" : ", \"1\"", d += o == 0 ? "\"0\"" : ", \"0\"";
    outputs += std::string(o == 0 ? "" : ", ") + R"({"pairs": [], "cells": [0]})";
  }
  const std::string shape = R"("inputs": 1, "outputs": 3000)";
  const std::string constant =
      network(R"({"a": [)" + a + R"(], "b": ["0"], "c": ")" + digits + "\"}", d, shape);
  BOOST_CHECK(
      is_refused(difference(constant, network("", d, shape), "[null, null]", "0", "\"1\"",
                            R"("lower": null, "upper": {"scale": ["1"], "outputs": [)" + outputs + "]}")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
