// Bounds on cells against values at points of the cells.
#include "verify/tanh/bound/cell_bound.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(cell_bound)

BOOST_AUTO_TEST_CASE(every_value_is_within) {
  for_random_cases(6000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const long precision = one_in(random, 4) ? 256 : 64;
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, precision);
    const DomainCell cell = random_cell(random, axes);
    const CellBound bound = bound_on(sum, cell, axes);
    BOOST_TEST(bound.lower.is_finite());
    BOOST_TEST(bound.upper.is_finite());
    for (int i = 0; i < 8; ++i) {
      const Enclosure exact = exact_value(network, random_point(random, cell, axes));
      BOOST_TEST(bound.lower.lower() <= exact.upper());
      BOOST_TEST(bound.upper.upper() >= exact.lower());
    }
  });
}

BOOST_AUTO_TEST_CASE(the_affine_functions_only_narrow) {
  for_random_cases(1000, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    const DomainCell cell = random_cell(random, axes);
    const CellBounds bounds(sum, cell, axes);
    CellBound bound = bounds.by_ranges();
    const CellBound before = bound;
    bounds.narrow(bound);
    BOOST_CHECK(!bound.upper.reaches_above(before.upper));
    BOOST_CHECK(!bound.lower.reaches_below(before.lower));
    BOOST_CHECK(bound.monotone == before.monotone);
  });
}

BOOST_AUTO_TEST_CASE(monotone_where_it_says_so) {
  for_random_cases(3000, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes = bounded_axes(inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    const DomainCell box = random_cell(random, axes);
    const CellBound bound = bound_on(sum, box, axes);
    for (std::size_t k = 0; k < inputs; ++k) {
      if (bound.monotone[k] == 0) continue;
      auto from = random_point(random, box, axes);
      auto to = from;
      from[k] = box.lower[k];
      to[k] = box.upper[k];
      Enclosure rise = exact_value(network, to) - exact_value(network, from);
      if (bound.monotone[k] < 0) rise = -rise;
      BOOST_TEST(rise.upper().sign() >= 0);
    }
  });
}

/// The width of the bounds on a box of this radius around 1/4, beyond what the slope makes.
double excess(const EnclosedSum& sum, double radius) {
  const CellBound bound =
      bound_on(sum, {{0.25 - radius}, {0.25 + radius}, DomainCell::box}, {{0, false, false}});
  const Enclosure linear = Enclosure::exactly(2 * radius * std::abs(bound.slope[0]), 64);
  return (bound.upper - bound.lower - linear).abs().upper_double();
}

BOOST_AUTO_TEST_CASE(excess_falls_with_the_square_of_the_width) {
  const Rational small = Rational::power_of_ten(-3);
  const PlainUnit unit{{1}, {2}, Rational::fraction(1, 3)};
  for (const PlainUnit& other :
       {PlainUnit{{-1}, {Rational(2) + small}, unit.c}, PlainUnit{{-1}, {3}, Rational(1)}}) {
    const Network network = build({1, 1, {unit, other}, {Rational()}});
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    for (const double radius : {0.125, 0.0625, 0x1p-6, 0x1p-8})
      BOOST_TEST(excess(sum, radius / 2) < 0.3 * excess(sum, radius));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
