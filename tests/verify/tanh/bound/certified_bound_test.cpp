// Bounds of rule U6 against values at points of the cells.
#include "verify/tanh/bound/certified_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"
#include "verify/tanh/bound/cell_bound.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(verify_certified_bound)

BOOST_AUTO_TEST_CASE(no_value_is_larger) {
  for_random_cases(3000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, one_in(random, 4) ? 256 : 64);
    const DomainCell cell = random_cell(random, axes);
    const CertifiedBound bound = certified_bound(sum, cell, axes);
    const CertifiedBound everywhere = certified_bound(sum, whole(axes), axes);
    BOOST_TEST(bound.gains.axis.size() == inputs);
    for (int i = 0; i < 8; ++i) {
      const Enclosure exact = exact_value(network, random_point(random, cell, axes)).abs();
      BOOST_TEST(bound.size.upper() >= exact.lower());
      BOOST_TEST(everywhere.size.upper() >= exact.lower());
    }
  });
}

BOOST_AUTO_TEST_CASE(on_one_point_it_is_the_value) {
  for_random_cases(1000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const Axes axes = bounded_axes(inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 256);
    DomainCell point = random_cell(random, axes);
    point.lower = point.upper = random_point(random, point, axes);
    const Enclosure exact = exact_value(network, point.lower).abs();
    const Enclosure size = certified_bound(sum, point, axes).size;
    BOOST_TEST((size - exact).abs().upper() <= Rational::power_of_two(-150) * (Rational(1) + exact.upper()));
  });
}

/// How much more than |g| the bound is on a box of this radius around 1/4.
double excess(const EnclosedSum& sum, double radius) {
  const Axes axes = bounded_axes(1);
  const DomainCell box{{0.25 - radius}, {0.25 + radius}, DomainCell::box};
  const CellBound near = bound_on(sum, {{0.25 + radius}, {0.25 + radius}, DomainCell::box}, axes);
  return (certified_bound(sum, box, axes).size - near.upper).upper_double();
}

BOOST_AUTO_TEST_CASE(the_mean_value_form_is_exact_where_the_sum_is_monotone) {
  // tanh(2x + 1/3) rises: the bound is its value at the upper end.
  const Network network = build({1, 1, {{{1}, {2}, Rational::fraction(1, 3)}}, {Rational()}});
  const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
  for (const double radius : {0.125, 0x1p-4, 0x1p-8}) BOOST_TEST(excess(sum, radius) < 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
