// Matched terms: the same function as the network's, and numbers that bound it.
#include "verify/tanh/bound/terms.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

Rational value_of(const AffineFunction& f, const Vector& tau) {
  Rational value = f.c;
  for (std::size_t k = 0; k < tau.size(); ++k) value += f.b[k] * tau[k];
  return value;
}

/// The bias and the terms at tau, exactly.
TanhSum value_of(const TanhSum& bias, const std::vector<Term>& terms, const Vector& tau) {
  TanhSum value = bias;
  const auto add = [&](const WeightedUnit& unit) {
    value = value + TanhSum(Rational(), {{value_of(unit.s, tau), unit.weight}});
  };
  for (const Term& term : terms) {
    add(term.unit);
    if (term.partner) add(*term.partner);
  }
  return value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_terms)

BOOST_AUTO_TEST_CASE(terms_are_the_function) {
  std::size_t couples = 0;
  for_random_cases(1500, [&](Random& random) {
    const Network network = one_in(random, 2) ? random_difference(random, below(random, 4))
                                              : canonical_form(build(random_network(random))).network;
    for (std::size_t output = 0; output < network.outputs(); ++output) {
      const std::vector<Term> terms = matched_terms(network, output);
      const Vector tau = random_vector(random, network.inputs(), small_rational);
      BOOST_CHECK_EQUAL(value_of(network.d[output], terms, tau), value_at(network, tau, output));
      // Each unit with a weight in this output is in one term.
      std::multiset<std::size_t> units;
      for (const Term& term : terms) {
        units.insert(term.unit.unit);
        if (!term.partner) continue;
        units.insert(term.partner->unit);
        ++couples;
        const Rational own = network.numbers.value(network.a(term.partner->unit)[output]);
        BOOST_CHECK_EQUAL(term.partner->weight, term.partner_is_turned ? -own : own);
      }
      std::multiset<std::size_t> expected;
      for (std::size_t unit = 0; unit < network.width(); ++unit)
        if (!network.a(unit)[output].is_zero()) expected.insert(unit);
      BOOST_CHECK(units == expected);
    }
  });
  BOOST_TEST(couples > 0U);
}

BOOST_AUTO_TEST_CASE(near_units_are_coupled_and_far_ones_are_not) {
  const Rational small = Rational::power_of_ten(-6);
  const auto couples = [](const std::vector<PlainUnit>& units) {
    std::size_t count = 0;
    for (const Term& term : matched_terms(build({1, 1, units, {Rational()}}), 0))
      count += term.partner ? 1U : 0U;
    return count;
  };
  const PlainUnit unit{{1}, {2}, 3};
  BOOST_CHECK_EQUAL(couples({unit, {{-1}, {Rational(2) + small}, 3}}), 1);
  BOOST_CHECK_EQUAL(couples({unit, {{1}, {Rational(-2) - small}, -3}}), 1);  // one of them turned
  BOOST_CHECK_EQUAL(couples({unit, {{1}, {-2}, 3}}), 0);
  BOOST_CHECK_EQUAL(couples({unit, {{1}, {7}, -8}}), 0);
  // Of three near units the two nearest.
  const std::vector<PlainUnit> three{
      unit, {{-1}, {Rational(2) + small * Rational(3)}, 3}, {{1}, {Rational(2) + small * Rational(4)}, 3}};
  const std::vector<Term> terms = matched_terms(build({1, 1, three, {Rational()}}), 0);
  BOOST_REQUIRE_EQUAL(terms.size(), 2);
  BOOST_CHECK_EQUAL(terms[0].unit.unit + terms[0].partner.value().unit, 3);
  BOOST_CHECK_EQUAL(terms[1].unit.unit, 0);
}

BOOST_AUTO_TEST_CASE(no_value_is_beyond_the_weight_nor_far_beyond_the_exponent) {
  for_random_cases(1000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const std::vector<Term> terms = matched_terms(network, 0);
    const Enclosure weight = weight_of(network.d[0], terms, 128);
    const Rational power = Rational::power_of_two(exponent_of(network.d[0], terms));
    for (int i = 0; i < 4; ++i) {
      // The power may be below the sum of the terms, but by less than a factor of two. It is about tau in
      // [-1, 1]^n, the weight about every tau.
      const Vector tau =
          random_vector(random, inputs, [](Random& r) { return Rational::fraction(between(r, -4, 4), 4); });
      const Enclosure size = Enclosure(value_at(network, tau, 0), 512).abs();
      BOOST_TEST(size.lower() <= power + power);
      BOOST_TEST(size.lower() <= weight.upper());
      const Vector far = random_vector(random, inputs, random_rational);
      BOOST_TEST(Enclosure(value_at(network, far, 0), 512).abs().lower() <= weight.upper());
    }
  });
}

BOOST_AUTO_TEST_CASE(enclosed_terms_hold_their_numbers) {
  for_random_cases(1000, [](Random& random) {
    const Network network = random_difference(random, below(random, 4));
    const long exponent = between(random, -300, 300);
    const Rational scale = Rational::power_of_two(-exponent);
    const auto holds = [](const Enclosure& enclosure, const Rational& x) {
      // With small relative error, also of numbers that are the difference of near ones.
      const Rational little = x.abs() * Rational::power_of_two(-50);
      return enclosure.lower() <= x && x <= enclosure.upper() &&
             enclosure.upper() - enclosure.lower() <= little;
    };
    for (const Term& term : matched_terms(network, 0)) {
      const EnclosedTerm enclosed_term(term, exponent, 64);
      BOOST_CHECK_EQUAL(enclosed_term.is_couple, term.partner.has_value());
      const Rational partner = term.partner ? term.partner->weight : Rational();
      BOOST_CHECK(holds(enclosed_term.weight, term.unit.weight * scale));
      BOOST_CHECK(holds(enclosed_term.partner_weight, partner * scale));
      BOOST_CHECK(holds(enclosed_term.weight_sum, (term.unit.weight + partner) * scale));
      if (!term.partner) continue;
      BOOST_CHECK(holds(enclosed_term.gap.c, term.unit.s.c - term.partner->s.c));
      for (std::size_t k = 0; k < network.inputs(); ++k)
        BOOST_CHECK(holds(enclosed_term.gap.b[k], term.unit.s.b[k] - term.partner->s.b[k]));
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
