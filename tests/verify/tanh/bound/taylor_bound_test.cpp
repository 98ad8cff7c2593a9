// Taylor polynomials on boxes against values at points of the boxes.
#include "verify/tanh/bound/taylor_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(verify_taylor_bound)

BOOST_AUTO_TEST_CASE(every_value_is_within_the_error) {
  for_random_cases(1500, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes = bounded_axes(inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 128);
    const DomainCell box = random_cell(random, axes);
    const TaylorBound bound = taylor_bound(sum, box, 1 + below(random, 8));
    for (int i = 0; i < 8; ++i) {
      const Enclosure exact = exact_value(network, random_point(random, box, axes));
      BOOST_TEST((bound.value - bound.error).lower() <= exact.upper());
      BOOST_TEST((bound.value + bound.error).upper() >= exact.lower());
    }
  });
}

BOOST_AUTO_TEST_CASE(an_order_that_is_chosen_leaves_as_little_as_asked_for) {
  std::size_t chosen = 0;
  for_random_cases(1000, [&](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 256);
    const DomainCell box = random_cell(random, bounded_axes(inputs));
    const double small = std::exp2(static_cast<double>(between(random, -40, 4)));
    const auto order = taylor_order(sum, box, small);
    if (!order) return;
    ++chosen;
    // The error is that of the polynomial, which rises with the order, and the remainder, which is small.
    const Enclosure error = taylor_bound(sum, box, *order).error;
    const Enclosure next = taylor_bound(sum, box, *order + 1).error;
    BOOST_TEST((error - next).lower_double() <= small * 1.000001);
  });
  BOOST_TEST(chosen > 0U);
}

BOOST_AUTO_TEST_CASE(the_error_falls_with_the_order_on_a_small_box) {
  // tanh(x + 1/3) - tanh(x) within 1/64 of 1/4: its values vary by about 1/64, and so does the bound's error,
  // whose part beyond that is the remainder.
  const Network network =
      build({1, 1, {{{1}, {1}, Rational::fraction(1, 3)}, {{-1}, {1}, Rational()}}, {Rational()}});
  const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 256);
  const DomainCell box{{0.25 - 0x1p-6}, {0.25 + 0x1p-6}, DomainCell::box};
  const Enclosure low = taylor_bound(sum, box, 1).error;
  const Enclosure middle = taylor_bound(sum, box, 3).error;
  const Enclosure high = taylor_bound(sum, box, 9).error;
  BOOST_TEST((low - middle).is_positive() == Truth::proved);
  // Beyond the third order hardly anything is left.
  BOOST_TEST((middle - high).abs().upper_double() < 1e-6);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
