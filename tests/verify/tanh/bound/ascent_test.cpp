// Climbs stay in the domain, never fall, and reach the top of a single hill.
#include "verify/tanh/bound/ascent.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

bool lies_in(const std::vector<double>& tau, const Axes& axes) {
  for (std::size_t k = 0; k < tau.size(); ++k) {
    if (!std::isfinite(tau[k])) return false;
    const double low = axes[k].below ? -HUGE_VAL : axes[k].is_unbounded() ? 0 : -1;
    const double high = axes[k].above ? HUGE_VAL : axes[k].is_unbounded() ? 0 : 1;
    if (tau[k] < low || tau[k] > high) return false;
  }
  return true;
}

double size_at(const Network& network, const std::vector<double>& tau) {
  return exact_value(network, tau).abs().upper_double();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_ascent)

BOOST_AUTO_TEST_CASE(points_stay_in_the_domain) {
  for_random_cases(1500, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network =
        canonical_form(build(random_network(random, {inputs, 1, 4}, small_rational))).network;
    const Axes axes = random_axes(random, inputs);
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    if (sum.terms.empty()) return;
    const std::vector<double> start = random_start(sum, axes, random);
    const Proposal top = climb(sum, axes, start);
    BOOST_CHECK(lies_in(start, axes));
    BOOST_CHECK(lies_in(top.tau, axes));
    // From outside the domain too, and from no number at all.
    std::vector<double> outside(inputs, one_in(random, 2) ? 1e300 : std::nan(""));
    BOOST_CHECK(lies_in(climb(sum, axes, outside).tau, axes));
  });
}

BOOST_AUTO_TEST_CASE(climbs_do_not_fall) {
  for_random_cases(1500, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network =
        canonical_form(build(random_network(random, {inputs, 1, 4}, small_rational))).network;
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    if (sum.terms.empty()) return;
    const std::vector<double> start = random_start(sum, bounded_axes(inputs), random);
    const Proposal top = climb(sum, bounded_axes(inputs), start);
    const double after = size_at(network, top.tau);
    // All is in binary64, with weights of about 100 in all.
    BOOST_TEST(after >= size_at(network, start) - 1e-9);
    BOOST_TEST(std::abs(top.size - after) <= 1e-9);
  });
}

BOOST_AUTO_TEST_CASE(the_top_of_a_hill) {
  // tanh(x + 1/2) - tanh(x - 1/2), moved to x = 3/8: greatest there, 2 tanh(1/2).
  const Rational half = Rational::fraction(1, 2);
  const Rational shift = Rational::fraction(3, 8);
  const Network network = build({1, 1, {{{1}, {1}, half - shift}, {{-1}, {1}, -half - shift}}, {Rational()}});
  for (const Rational& sign : {Rational(1), Rational(-1)}) {
    PlainNetwork turned = plain(network);
    for (PlainUnit& unit : turned.units) unit.a[0] = sign * unit.a[0];
    const Network hill = build(turned);
    const EnclosedSum sum(hill.d[0], matched_terms(hill, 0), 0, 64);
    for (const double start : {-1.0, -0.25, 0.0, 0.9}) {
      const Proposal top = climb(sum, bounded_axes(1), {start});
      BOOST_TEST(std::abs(top.tau[0] - 0.375) < 1e-3);
      BOOST_TEST(std::abs(top.size - 2 * std::tanh(0.5)) < 1e-6);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
