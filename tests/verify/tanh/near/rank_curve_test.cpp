// Curves of rank against radius: they fall, and each point of them is attained.
#include "verify/tanh/near/rank_curve.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/near/partitions.hpp"

namespace isopath::tests {

BOOST_AUTO_TEST_SUITE(verify_rank_curve)

BOOST_AUTO_TEST_CASE(curves_fall_and_are_attained) {
  for_random_cases(30, [](Random& random) {
    const PlainNetwork network = random_network(random, {2, 1, 1 + below(random, 12)}, coarse);
    const Network built = build(network);
    const RankCurve curve = rank_curve(built, [](std::size_t) { return false; });
    BOOST_TEST(curve.complete);
    BOOST_TEST(curve.points.front().radius.is_zero());
    BOOST_TEST(curve.points.front().rank == plain_canonical_form(network).units.size());
    BOOST_TEST(curve.points.back().rank == 0U);
    for (std::size_t k = 1; k < curve.points.size(); ++k) {
      BOOST_CHECK(curve.points[k - 1].radius < curve.points[k].radius);
      BOOST_TEST(curve.points[k - 1].rank > curve.points[k].rank);
      BOOST_TEST(near_parameter(built, curve.points[k].radius).rank == curve.points[k].rank);
      BOOST_TEST(curve.points[k].least);
      const Rational below_it = curve.points[k].radius * fraction(998, 1000);
      if (below_it > curve.points[k - 1].radius)
        BOOST_TEST(near_parameter(built, below_it).rank == curve.points[k - 1].rank);
    }
  });
}

BOOST_AUTO_TEST_CASE(curves_at_given_radii_never_rise) {
  Random random(7);
  const PlainNetwork network = random_network(random, {1, 1, 40}, random_rational);
  std::vector<Rational> radii;
  for (long k = 0; k < 40; ++k) radii.push_back(fraction(k * k, 100));
  const RankCurve curve = ranks_at(build(network), radii, [](std::size_t) { return false; });
  BOOST_REQUIRE_EQUAL(curve.points.size(), radii.size());
  for (std::size_t k = 1; k < curve.points.size(); ++k)
    BOOST_TEST(curve.points[k].rank <= curve.points[k - 1].rank);
  const RankCurve stopped = ranks_at(build(network), radii, [](std::size_t n) { return n == 3; });
  BOOST_TEST(!stopped.complete);
  BOOST_TEST(stopped.points.size() == 3U);
  BOOST_TEST(!rank_curve(build(network), [](std::size_t n) { return n > 5; }).complete);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
