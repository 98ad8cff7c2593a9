// Lower bounds: each argument, and tables by search.
#include "verify/tanh/distances/lower_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/asked.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Argument = LowerBound::Argument;

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_lower_bound)

BOOST_AUTO_TEST_CASE(each_argument) {
  const auto expect = [](const PlainNetwork& u, const PlainNetwork& v, std::size_t segments,
                         Argument argument) {
    for (const auto& asked : {Asked(u, v), Asked(v, u)}) {
      BOOST_CHECK_EQUAL(asked.bound().segments, segments);
      BOOST_CHECK(asked.bound().argument == argument);
    }
  };
  const PlainNetwork split = one_input({unit(1, 2, 0), unit(3, 2, 0)});
  expect(split, split, 0, Argument::none);
  expect(split, one_input({unit(2, 2, 0), unit(2, 2, 0)}), 1, Argument::parameters);
  expect(one_input({unit(4, 2, 0), unit(0, 7, 7)}), one_input({unit(0, 7, 7), unit(4, 2, 0)}), 3,
         Argument::unit);
  expect(split, one_input({unit(4, 2, 0), unit(0, 7, 7)}), 2, Argument::segment);
  expect(rigid({1, 0}), rigid({-1, 0}), 7, Argument::unit);
  expect(rigid({1, 2, 3, 0, 0}), rigid({-1, -2, -3, 0, 0}), 11, Argument::turned);
  expect(rigid({1, 2, 0}), rigid({-1, -2, 0}), 11, Argument::seats);
  expect(rigid({1, 2, 3, 4, 0}), rigid({2, 1, 4, 3, 0}), 11, Argument::seats);
}

BOOST_AUTO_TEST_CASE(an_argument_for_a_bound) {
  const Asked asked(rigid({1, 2, 0}), rigid({-1, -2, 0}));
  const auto argument_for = [&asked](std::size_t segments) { return lower_bound_of(segments, asked.ends()); };
  BOOST_CHECK(argument_for(0)->argument == Argument::none);
  BOOST_CHECK(argument_for(1)->argument == Argument::parameters);
  BOOST_CHECK(argument_for(2)->argument == Argument::segment);
  BOOST_CHECK(argument_for(7)->argument == Argument::unit);
  BOOST_CHECK(argument_for(11)->argument == Argument::seats);
  BOOST_CHECK_EQUAL(argument_for(11)->segments, 11U);
  for (const std::size_t segments : {3U, 6U, 8U, 12U}) BOOST_CHECK(!argument_for(segments));
}

BOOST_AUTO_TEST_CASE(searched_bounds) {
  const auto searched = [](const std::vector<long>& first, const std::vector<long>& last) {
    const Asked asked(rigid(first), rigid(last));
    BOOST_REQUIRE(has_tables(asked.ends()));
    const RigidPair pair = rigid_pair(asked.ends());
    ClassSearch search(pair.shape);
    return searched_bound(pair, search);
  };
  const LowerBound turned = searched({1, 2, 3, 0, 0}, {-1, -2, -3, 0, 0});
  BOOST_CHECK_EQUAL(turned.segments, 11);
  BOOST_CHECK_EQUAL(turned.layers.size(), 5);  // from both ends
  const LowerBound other = searched({1, 2, 3, 0, 0}, {-1, 2, 3, 0, 0});
  BOOST_CHECK_EQUAL(other.segments, 7);
  BOOST_CHECK_EQUAL(other.layers.size(), 4);
  // Whatever units and signs the first member has.
  BOOST_CHECK_EQUAL(searched({0, -3, 2, 0, -1}, {0, 3, -2, 0, 1}).segments, 11);
}

BOOST_AUTO_TEST_SUITE_END()
