// Proposed points: what is said of them is about so.
#include "verify/tanh/uncertain/point_search.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/tanh/uncertain/witness.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The least |f_A(x) - f_B(x)| over all members in this output, or how far 0 is inside.
double gap_of(const UncertainModel& a, const UncertainModel& b, const std::vector<double>& x,
              std::size_t output) {
  Vector point;
  for (const double entry : x) point.push_back(Enclosure::exactly(entry, 53).lower());
  const Interval gap = enclose(a, point, output, 256) - enclose(b, point, output, 256);
  return std::max(gap.lower.lower_double(), (-gap.upper).lower_double());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_point_search)

BOOST_AUTO_TEST_CASE(gaps_are_about_those_of_the_enclosures) {
  std::size_t open = 0;
  for_random_cases(400, [&](Random& random) {
    const Shape shape{1 + below(random, 2), 1 + below(random, 2), below(random, 4)};
    const Activation activation = one_in(random, 3) ? Activation::logistic : Activation::tanh;
    const UncertainModel a = build(random_model(random, shape, 2), activation);
    const UncertainModel b = build(random_model(random, shape, 2), activation);
    const FloatRanges floats_a(a);
    const FloatRanges floats_b(b);
    PointSearch search(floats_a, floats_b, shape.inputs);
    PointSearch again(floats_a, floats_b, shape.inputs);
    std::vector<double> x;
    for (std::size_t k = 0; k < shape.inputs; ++k)
      x.push_back(static_cast<double>(between(random, -8, 8)) / 4);
    const ProposedPoint at = search.at(x);
    BOOST_CHECK(at.x == x);
    BOOST_CHECK_SMALL(at.gap - gap_of(a, b, x, at.output), 1e-9);
    // No output has a greater gap.
    for (std::size_t output = 0; output < shape.outputs; ++output)
      BOOST_CHECK_GE(at.gap, gap_of(a, b, x, output) - 1e-9);
    again.at(x);
    const ProposedPoint next = search.next();
    BOOST_CHECK(next.x == again.next().x);  // the same for the same models
    if (!(next.gap > 1e-6)) return;
    ++open;
    const ProposedPoint shorter = search.shortened(next);
    BOOST_CHECK_GE(shorter.gap, next.gap / 2);
    BOOST_CHECK_SMALL(shorter.gap - gap_of(a, b, shorter.x, shorter.output), 1e-9);
  });
  BOOST_CHECK_GT(open, 0);
}

BOOST_AUTO_TEST_CASE(the_work_ends) {
  Random random(3);
  const UncertainModel model = build(random_model(random, {2, 1, 200}, 2));
  const FloatRanges floats(model);
  PointSearch search(floats, floats, 2);
  std::size_t points = 0;
  for (; search.has_work_left(); ++points) search.next();
  BOOST_CHECK_GT(points, 0);
  // A model less itself: no point can have a gap.
  BOOST_CHECK_LE(search.at({0.5, 1}).gap, 0);
}

BOOST_AUTO_TEST_SUITE_END()
