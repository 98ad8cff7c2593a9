// Terms on cells: ranges, derivatives and affine functions, against values at points of the cells.
#include "verify/tanh/bound/term_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

constexpr long precise = 1024;

Rational value_of(const AffineFunction& f, const std::vector<double>& tau) {
  Rational value = f.c;
  for (std::size_t k = 0; k < tau.size(); ++k) value += f.b[k] * exactly(tau[k]);
  return value;
}

Enclosure weighted_tanh(const WeightedUnit& unit, const std::vector<double>& tau) {
  return Enclosure(unit.weight, precise) * Enclosure(value_of(unit.s, tau), precise).tanh();
}

Enclosure value_of(const Term& term, const std::vector<double>& tau) {
  const Enclosure first = weighted_tanh(term.unit, tau);
  return term.partner ? first + weighted_tanh(*term.partner, tau) : first;
}

/// sech^2 at the argument of a unit, times its weight.
Enclosure weighted_slope(const WeightedUnit& unit, const std::vector<double>& tau) {
  const Enclosure sech = Enclosure(value_of(unit.s, tau), precise).sech();
  return Enclosure(unit.weight, precise) * sech * sech;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_term_bound)

BOOST_AUTO_TEST_CASE(values_and_derivatives_are_in_their_ranges) {
  std::size_t couples = 0;
  for_random_cases(2000, [&](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const DomainCell cell = random_cell(random, axes);
    const CellShape shape(cell, 64);
    for (const Term& term : matched_terms(network, 0)) {
      const EnclosedTerm enclosed_term(term, 0, 64);
      couples += enclosed_term.is_couple ? 1U : 0U;
      const TermOnCell all(enclosed_term, cell, shape, axes, Rules::all);
      const TermOnCell certified(enclosed_term, cell, shape, axes, Rules::certified);
      for (int i = 0; i < 4; ++i) {
        const auto tau = random_point(random, cell, axes);
        BOOST_CHECK(may_contain(all.range, value_of(term, tau)));
        BOOST_CHECK(may_contain(certified.range, value_of(term, tau)));
        if (cell.is_cone()) continue;
        // With the gap fixed both arguments move alike; with s fixed s' moves against the gap.
        const Enclosure slope = weighted_slope(term.unit, tau);
        const Enclosure partner =
            term.partner ? weighted_slope(*term.partner, tau) : Enclosure(Rational(), precise);
        BOOST_CHECK(may_contain(all.by_s(), slope + partner));
        BOOST_CHECK(may_contain(all.by_gap(), -partner));
      }
    }
  });
  BOOST_TEST(couples > 0U);
}

BOOST_AUTO_TEST_CASE(affine_functions_are_as_near_as_they_say) {
  for_random_cases(2000, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes = bounded_axes(inputs);
    const DomainCell box = random_cell(random, axes);
    const CellShape shape(box, 128);
    std::vector<double> centre;
    for (std::size_t k = 0; k < inputs; ++k) centre.push_back(box.lower[k] / 2 + box.upper[k] / 2);
    for (const Term& term : matched_terms(network, 0)) {
      const EnclosedTerm enclosed_term(term, 0, 128);
      const AffineBound bound = TermOnCell(enclosed_term, box, shape, axes, Rules::all).affine();
      for (int i = 0; i < 4; ++i) {
        const auto tau = random_point(random, box, axes);
        const Rational by_s = value_of(term.unit.s, tau) - value_of(term.unit.s, centre);
        const Rational by_partner =
            term.partner ? value_of(term.partner->s, tau) - value_of(term.partner->s, centre) : by_s;
        const Enclosure affine = bound.value + bound.of_s * Enclosure(by_s, 128) +
                                 bound.of_gap * Enclosure(by_s - by_partner, 128);
        BOOST_TEST((value_of(term, tau) - affine).abs().lower() <= bound.error.upper());
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(values_of_sums) {
  for_random_cases(2000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const long precision = one_in(random, 4) ? 256 : 64;
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, precision);
    const auto tau = random_point(random, random_cell(random, axes), axes);
    const Enclosure near = value_at(sum, enclosed(tau, precision));
    const Enclosure exact = exact_value(network, tau);
    BOOST_TEST(near.lower() <= exact.upper());
    BOOST_TEST(near.upper() >= exact.lower());
  });
}

BOOST_AUTO_TEST_CASE(gains_are_shared_among_the_axes_that_matter) {
  // 3 tau_0 - tau_1, and an axis that the unit does not see.
  const Network network = build({3, 1, {{{1}, {3, -1, 0}, Rational()}}, {Rational()}});
  const Term term = matched_terms(network, 0).at(0);
  const EnclosedTerm enclosed_term(term, 0, 64);
  const Axes axes = bounded_axes(3);
  const DomainCell box{{-1, -1, -1}, {1, 1, 1}, DomainCell::box};
  Gains gains{std::vector<double>(3)};
  const TermOnCell part(enclosed_term, box, CellShape(box, 64), axes, Rules::all);
  add_gains(gains, part, box, axes, 4);
  BOOST_TEST(gains.axis == (std::vector<double>{3, 1, 0}), boost::test_tools::per_element());
  BOOST_TEST(gains.distance == 0);
  // On a cone whose directions all lead to infinity it is distance that matters.
  const Axes unbounded{{0, false, true}, {1, true, false}, {2, false, false}};
  const DomainCell cone{{1, -1, -1}, {1, 0, 1}, 1};
  const TermOnCell far(enclosed_term, cone, CellShape(cone, 64), unbounded, Rules::all);
  add_gains(gains, far, cone, unbounded, 2);
  BOOST_TEST(gains.distance == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
