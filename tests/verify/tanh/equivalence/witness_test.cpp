#include "verify/tanh/equivalence/witness.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "exact/number_text.hpp"
#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// That the interval excludes 0 and holds f_a(x) - f_b(x), from the networks themselves.
void check_witness(const Network& a, const Network& b, const Witness& witness) {
  BOOST_REQUIRE_EQUAL(witness.x.size(), a.inputs());
  BOOST_REQUIRE_LT(witness.output, a.outputs());
  const Rational lower = witness.lower.value();
  const Rational upper = witness.upper.value();
  BOOST_CHECK(lower < upper);
  BOOST_CHECK(lower.sign() > 0 || upper.sign() < 0);
  BOOST_CHECK(witness.lower.digits.abs() <= Rational::power_of_ten(7));
  BOOST_CHECK(witness.upper.digits.abs() <= Rational::power_of_ten(7));
  for (long precision = 256;; precision *= 4) {
    BOOST_REQUIRE_LE(precision, 4 * WitnessLimits::precision);
    Enclosure gap = enclose(a, witness.x, precision)[witness.output];
    gap -= enclose(b, witness.x, precision)[witness.output];
    if (lower <= gap.lower() && gap.upper() <= upper) break;
    // An enclosure beside the interval would refute it.
    BOOST_REQUIRE(gap.lower() <= upper && lower <= gap.upper());
  }
}

std::optional<Witness> witness_of(const Network& a, const Network& b) {
  const Equivalence verdict = decide_equivalence(a, b);
  BOOST_REQUIRE(!verdict.equivalent);
  return find_witness(difference(a, b, verdict), evaluation_terms(a, b));
}

void check_has_witness(const PlainNetwork& plain_a, const PlainNetwork& plain_b) {
  const Network a = build(plain_a);
  const Network b = build(plain_b);
  const auto witness = witness_of(a, b);
  BOOST_REQUIRE(witness.has_value());
  check_witness(a, b, *witness);
}

PlainNetwork single(const Rational& a, const Rational& b, const Rational& c, const TanhSum& d = TanhSum()) {
  return {1, 1, {{{a}, {b}, c}}, {d}};
}
PlainNetwork constant(const char* d) { return {1, 1, {}, {TanhSum::parse(d)}}; }

/// A rational between 1/3 and 1 with this many digits on either side of its bar.
Rational long_fraction(std::size_t digits, char last) {
  std::string p = "1";
  std::string q = "2";
  for (std::size_t i = 2; i < digits; ++i) {
    p += static_cast<char>('0' + (i * i) % 10);
    q += static_cast<char>('0' + (i * 7) % 10);
  }
  return read_rational(p + last + "/" + q + "9");
}

const Rational one(1);

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_witness)

BOOST_AUTO_TEST_CASE(witnesses_are_sound) {
  std::size_t inequivalent = 0;
  std::size_t found = 0;
  for_random_cases(500, [&](Random& random) {
    const PlainNetwork plain_a = random_network(random);
    const PlainNetwork plain_b =
        one_in(random, 4) ? random_network(random, {plain_a.inputs, plain_a.outputs, below(random, 12)})
                          : rewritten(random, perturbed(random, plain_a));
    const Network a = build(plain_a);
    const Network b = build(plain_b);
    if (decide_equivalence(a, b).equivalent) return;
    ++inequivalent;
    BOOST_TEST_CONTEXT(plain_a << plain_b) {
      if (const auto witness = witness_of(a, b)) {
        ++found;
        check_witness(a, b, *witness);
      }
    }
  });
  BOOST_CHECK_GT(inequivalent, at_effort(300));
  BOOST_CHECK_GT(found * 10, inequivalent * 9);
}

BOOST_AUTO_TEST_CASE(moderate_networks_have_one) {
  const auto draw = [](Random& random) { return small_rational(random); };
  for_random_cases(200, [&draw](Random& random) {
    const Shape shape = random_shape(random);
    const PlainNetwork a = random_network(random, shape, draw);
    const PlainNetwork b = one_in(random, 2)
                               ? random_network(random, {shape.inputs, shape.outputs, below(random, 9)}, draw)
                               : perturbed(random, a);
    if (plain_canonical_form(a) == plain_canonical_form(b)) return;
    BOOST_TEST_CONTEXT(a << b) { check_has_witness(a, b); }
  });
}

BOOST_AUTO_TEST_CASE(tiny_differences) {
  for (const Rational& tiny :
       {Rational::power_of_two(-1074), Rational::power_of_ten(-300), Rational::power_of_ten(-5000)}) {
    check_has_witness(single(one, one, one), single(one + tiny, one, one));
    check_has_witness(single(one, one, one), single(one, one + tiny, one));
    check_has_witness(single(one, one, one), single(one, one, one - tiny));
    check_has_witness(single(one, one, one), single(one, one, one, TanhSum(tiny)));
    check_has_witness(single(tiny, one, Rational()), single(-tiny, one, Rational()));
    check_has_witness(single(one, tiny, Rational()), single(one, -tiny, Rational()));
    check_has_witness(single(one, tiny, one), single(one, -tiny, one));
  }
}

BOOST_AUTO_TEST_CASE(long_fractions_that_differ_in_the_last_digit) {
  const Rational x = long_fraction(10'000, '1');
  const Rational y = long_fraction(10'000, '2');
  check_has_witness(single(x, one, one), single(y, one, one));
  check_has_witness(single(one, one, one, TanhSum(x)), single(one, one, one, TanhSum(y)));
  // Within tanh the difference takes the precision that the limit allows: 9 000 digits, 30 000 bits.
  const Rational shorter_x = long_fraction(9'000, '1');
  const Rational shorter_y = long_fraction(9'000, '2');
  check_has_witness(single(one, one, shorter_x), single(one, one, shorter_y));
}

BOOST_AUTO_TEST_CASE(long_fractions_within_tanh) {
  const Rational x = long_fraction(10'000, '1');
  const Rational y = long_fraction(10'000, '2');
  check_has_witness(single(one, one, x), single(one, one, y));
}

BOOST_AUTO_TEST_CASE(steep_and_far_units) {
  const Rational million = Rational::power_of_ten(6);
  const Rational billion = Rational::power_of_ten(9);
  check_has_witness(single(one, million, Rational()), single(one, million + one, Rational()));
  check_has_witness(single(one, million, billion), single(one, million, billion + one));
  check_has_witness(single(one, million, -billion),
                    single(one, million, -billion + Rational::power_of_ten(-30)));
  check_has_witness(single(one, one, billion), single(one, one, billion + one));
  check_has_witness(single(one, one, billion), single(one, one, Rational(2) * billion));
  check_has_witness(single(one, billion, million), single(one, billion, million + one));
  check_has_witness(single(one, Rational::power_of_ten(300), one),
                    single(one, Rational::power_of_ten(300), one + one));
  check_has_witness(single(one, one, Rational::power_of_ten(300)),
                    single(one, one, Rational::power_of_ten(300) + one));
  const auto wide = [&](const Rational& c) {
    return PlainNetwork{3, 1, {{{one}, {million, -million, Rational::fraction(1, 3)}, c}}, {TanhSum()}};
  };
  check_has_witness(wide(billion), wide(billion + Rational::fraction(1, 7)));
}

BOOST_AUTO_TEST_CASE(no_inputs) {
  const PlainUnit unit{{one, Rational(2)}, {}, one};
  const PlainNetwork a{0, 2, {unit}, {TanhSum(), TanhSum()}};
  const PlainNetwork same_first{0, 2, {}, {TanhSum::parse("tanh(1)"), TanhSum()}};
  check_has_witness(a, same_first);
  const Network built_a = build(a);
  const Network built_b = build(same_first);
  const auto witness = witness_of(built_a, built_b);
  BOOST_REQUIRE(witness.has_value());
  BOOST_CHECK_EQUAL(witness->output, 1U);
  BOOST_CHECK(witness->x.empty());
}

BOOST_AUTO_TEST_CASE(differences_in_constants_alone) {
  check_has_witness(constant("tanh(1)"),
                    constant("0.761594155955764888119458282604793590412768597257936551596810"));
  check_has_witness(constant("0"), constant("0x1p-1074"));
  check_has_witness(constant("0"), constant("1e-100000"));
  check_has_witness(constant("tanh(50)"), constant("1"));
  check_has_witness(constant("tanh(10000)"), constant("1"));
  check_has_witness(constant("tanh(1e-300)"), constant("1e-300"));
  check_has_witness(constant("tanh(1/3) + tanh(1/2)"), constant("tanh(1/3) + tanh(0x1.0000000000001p-1)"));
  check_has_witness(constant("1e400*tanh(1)"), constant("1e400*tanh(1) + 1e-400"));
  const PlainNetwork with_unit{2, 1, {{{one}, {Rational(), Rational()}, one}}, {TanhSum()}};
  const PlainNetwork in_bias{2, 1, {}, {TanhSum::parse("tanh(1) + 1e-50")}};
  check_has_witness(with_unit, in_bias);
}

/// 1 - tanh(10^6) is about 10^-868588: beyond the limits, and said to be.
BOOST_AUTO_TEST_CASE(nothing_beyond_the_limits) {
  const Network a = build(constant("tanh(1000000)"));
  const Network b = build(constant("1"));
  BOOST_CHECK(!witness_of(a, b));
}

/// tanh(2x) - tanh(x + 1) - tanh(x - 1) vanishes at 0, 1 and -1, and so in each coordinate.
BOOST_AUTO_TEST_CASE(functions_that_vanish_at_the_simplest_points) {
  for (const std::size_t inputs : {1U, 2U, 3U, 20U}) {
    for (const std::size_t coordinate : {std::size_t{0}, inputs - 1}) {
      PlainNetwork a{inputs, 1, {}, {TanhSum()}};
      const auto add = [&](long weight, long slope, long bias) {
        Vector b(inputs);
        b[coordinate] = Rational(slope);
        a.units.push_back({{Rational(weight)}, b, Rational(bias)});
      };
      add(1, 2, 0);
      add(-1, 1, 1);
      add(-1, 1, -1);
      Vector x(inputs);
      BOOST_REQUIRE(value_at(build(a), x, 0).is_zero());
      x[coordinate] = one;
      BOOST_REQUIRE(value_at(build(a), x, 0).is_zero());
      const PlainNetwork zero{inputs, 1, {}, {TanhSum()}};
      check_has_witness(a, zero);
      check_has_witness(zero, a);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_output_is_one_that_differs) {
  for (std::size_t output = 0; output < 4; ++output) {
    PlainNetwork a{1, 4, {{Vector(4, one), {one}, Rational()}}, std::vector<TanhSum>(4)};
    PlainNetwork b = a;
    b.units[0].a[output] += Rational::power_of_ten(-200);
    const auto witness = witness_of(build(a), build(b));
    BOOST_REQUIRE(witness.has_value());
    BOOST_CHECK_EQUAL(witness->output, output);
    check_witness(build(a), build(b), *witness);
  }
}

BOOST_AUTO_TEST_CASE(the_same_every_time) {
  for_random_cases(30, [](Random& random) {
    const PlainNetwork plain_a = random_network(random);
    const PlainNetwork plain_b = perturbed(random, plain_a);
    if (plain_canonical_form(plain_a) == plain_canonical_form(plain_b)) return;
    const Network a = build(plain_a);
    const Network b = build(plain_b);
    const auto first = witness_of(a, b);
    const auto second = witness_of(a, b);
    BOOST_REQUIRE_EQUAL(first.has_value(), second.has_value());
    if (!first) return;
    BOOST_CHECK(first->x == second->x);
    BOOST_CHECK_EQUAL(first->output, second->output);
    BOOST_CHECK_EQUAL(first->lower.to_string(), second->lower.to_string());
    BOOST_CHECK_EQUAL(first->upper.to_string(), second->upper.to_string());
  });
}

/// The limit on all bits: 200 bits for each of so many terms are too few here.
BOOST_AUTO_TEST_CASE(more_terms_leave_less_precision) {
  const Network a = build(constant("tanh(1)"));
  const Network b = build(constant("0.761594155955764888119458282604793590412768597257936551596810"));
  const Network gap = difference(a, b, decide_equivalence(a, b));
  BOOST_CHECK(find_witness(gap, 1).has_value());
  BOOST_CHECK(!find_witness(gap, WitnessLimits::bits_in_all / 200).has_value());
}

BOOST_AUTO_TEST_CASE(a_budget_is_spent_and_not_overdrawn) {
  WitnessBudget budget(10);
  BOOST_CHECK(budget.spend(4));
  BOOST_CHECK_EQUAL(budget.left(), 6);
  BOOST_CHECK(!budget.spend(7));
  BOOST_CHECK_EQUAL(budget.left(), 6);
  BOOST_CHECK(budget.spend(6));
  BOOST_CHECK_EQUAL(budget.left(), 0);
}

BOOST_AUTO_TEST_CASE(a_search_ends_with_its_budget) {
  const Network difference = build({1, 1, {{{Rational(1)}, {Rational(1)}, Rational(1)}}, {TanhSum()}});
  WitnessBudget none(0);
  BOOST_CHECK(!find_witness(difference, 2, none));
  WitnessBudget little(400);  // one point at 64 bits takes less, all of them more
  BOOST_CHECK(find_witness(difference, 2, little).has_value());
  BOOST_CHECK_LT(little.left(), 400);
}

BOOST_AUTO_TEST_CASE(points_stay_short_where_weights_are_tiny) {
  // tanh(10^-20000 x): an x that brings it to 1 would have 20 000 digits.
  const Rational tiny = Rational::power_of_ten(-20'000);
  const Network difference = build({2, 1, {{{Rational(1)}, {tiny, tiny}, Rational(1)}}, {TanhSum()}});
  const auto witness = find_witness(difference, 2);
  BOOST_REQUIRE(witness);
  for (const Rational& entry : witness->x) BOOST_CHECK_LE(entry.to_string().size(), 1300);
}

BOOST_AUTO_TEST_SUITE_END()
