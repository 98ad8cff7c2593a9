// Domains in their own coordinates.
#include "verify/tanh/bound/scaled_difference.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(scaled_difference)

BOOST_AUTO_TEST_CASE(same_function_in_other_coordinates) {
  for_random_cases(500, [](Random& random) {
    const Network network = build(random_network(random, random_shape(random, 4), small_rational));
    Domain domain;
    for (std::size_t k = 0; k < network.inputs(); ++k) {
      const Rational low = small_rational(random);
      const Rational high = low + small_rational(random).abs();
      domain.push_back({one_in(random, 3) ? std::nullopt : std::optional(low),
                        one_in(random, 3) ? std::nullopt : std::optional(high)});
    }
    const ScaledDifference scaled = scale_to(domain, network);
    Vector tau;
    for (const auto& axis : scaled.axes) {
      tau.push_back(axis.is_unbounded() ? Rational(axis.above ? 3 : -3)
                                        : Rational(one_in(random, 2) ? 1 : -1));
      BOOST_TEST(axis.below == !domain[axis.input].lower);
      BOOST_TEST(axis.above == !domain[axis.input].upper);
    }
    const Vector x = scaled.point(tau);
    for (std::size_t k = 0; k < x.size(); ++k) {
      BOOST_TEST((!domain[k].lower || *domain[k].lower <= x[k]));
      BOOST_TEST((!domain[k].upper || x[k] <= *domain[k].upper));
    }
    for (std::size_t output = 0; output < network.outputs(); ++output)
      BOOST_TEST(value_at(network, x, output) == value_at(scaled.network, tau, output));
  });
}

BOOST_AUTO_TEST_CASE(units_that_differ_in_a_fixed_input_merge) {
  const Network network = build({2, 1, {{{1}, {1, 2}, 0}, {{-1}, {1, 3}, -5}}, {Rational(7)}});
  const ScaledDifference scaled =
      scale_to({{Rational(-1), Rational(1)}, {Rational(5), Rational(5)}}, network);
  BOOST_TEST(scaled.network.width() == 0U);
  BOOST_TEST(scaled.network.d[0] == TanhSum(Rational(7)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
