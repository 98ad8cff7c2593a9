// The construction of Theorem 4: paths that hold, of no more segments than the bound.
#include "verify/tanh/distances/connecting_steps.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_members.hpp"
#include "tests/verify/tanh/distances/asked.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

struct Connected {
  std::size_t segments;
  std::size_t bound;
};

/// Connects, checks every segment by Theorem 3 without short cuts, and the ends.
Connected check_connection(const PlainNetwork& first, const PlainNetwork& last, Activation activation) {
  const Model a(activation, build(first));
  const Model b(activation, build(last));
  const CanonicalForm of_a = canonical_form(a.network());
  const CanonicalForm of_b = canonical_form(b.network());
  BOOST_REQUIRE_LT(of_a.rank(), first.units.size());
  const Connection path({a, b, of_a, of_b}, connecting_steps({a, b, of_a, of_b}));
  BOOST_CHECK_EQUAL(plain(path.vertex(0).stated()), first);
  BOOST_CHECK_EQUAL(plain(path.vertex(path.vertices() - 1).stated()), last);
  for (std::size_t k = 0; k + 1 < path.vertices(); ++k) {
    const Model u = path.vertex(k);
    const Model v = path.vertex(k + 1);
    BOOST_CHECK(u.activation() == activation);
    BOOST_CHECK(plain_verdict(plain(u.network()), plain(v.network())).valid());
  }
  BOOST_CHECK(check_path(path, {&a, &b, 1, 0, {}}).valid());
  return {path.vertices() - 1, greatest_distance_bound(of_a.rank(), first.units.size())};
}

/// The same for wide networks, checked as the program does.
std::size_t segments_of_wide(const PlainNetwork& first, const PlainNetwork& last) {
  const Model a(Activation::tanh, build(first));
  const Model b(Activation::tanh, build(last));
  const CanonicalForm of_a = canonical_form(a.network());
  const CanonicalForm of_b = canonical_form(b.network());
  const Connection path({a, b, of_a, of_b}, connecting_steps({a, b, of_a, of_b}));
  BOOST_CHECK(check_path(path, {&a, &b, 1, 0, {}}).valid());
  return path.vertices() - 1;
}

std::size_t segments(const PlainNetwork& first, const PlainNetwork& last) {
  return check_connection(first, last, Activation::tanh).segments;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_connecting_steps)

BOOST_AUTO_TEST_CASE(members_of_a_class_are_connected_within_the_bound) {
  int checked = 0;
  for_random_cases(600, [&](Random& random) {
    const auto [first, last] = random_members(random);
    const Network a = build(first);
    if (canonical_form(a).rank() == first.units.size()) return;
    BOOST_TEST_CONTEXT(first << "to\n" << last) {
      const auto [found, bound] = check_connection(first, last, Activation::tanh);
      BOOST_CHECK_LE(found, bound);
      ++checked;
    }
  });
  BOOST_CHECK_GT(checked, 0);
}

BOOST_AUTO_TEST_CASE(logistic_members_too) {
  for_random_cases(200, [](Random& random) {
    // A logistic unit turns its sign at the price of its weight in d.
    PlainNetwork first = random_network(random, random_shape(random, 5));
    first.units.push_back({Vector(first.outputs), Vector(first.inputs), Rational(1)});
    PlainNetwork last = first;
    std::shuffle(last.units.begin(), last.units.end(), random);
    for (PlainUnit& x : last.units) {
      if (one_in(random, 2)) continue;
      for (std::size_t output = 0; output < last.outputs; ++output)
        last.d[output] = last.d[output] + TanhSum(x.a[output]);
      x = flipped(x);
    }
    BOOST_TEST_CONTEXT(first << "to\n" << last) check_connection(first, last, Activation::logistic);
  });
}

BOOST_AUTO_TEST_CASE(bounds) {
  BOOST_CHECK_EQUAL(greatest_distance_bound(0, 1), 3);
  BOOST_CHECK_EQUAL(greatest_distance_bound(1, 2), 7);
  BOOST_CHECK_EQUAL(greatest_distance_bound(4, 8), 7);
  BOOST_CHECK_EQUAL(greatest_distance_bound(5, 8), 11);
  BOOST_CHECK_EQUAL(greatest_distance_bound(7, 8), 31);
}

BOOST_AUTO_TEST_CASE(rigid_pairs_take_what_theorem_5_says) {
  // One essential unit turns its sign, a constant is in its way: 7 and no fewer.
  BOOST_CHECK_EQUAL(
      segments(one_input({unit(1, 2, 0), unit(1, 0, 1)}), one_input({unit(-1, -2, 0), unit(1, 0, 1)})), 7);
  // No essential unit: constants exchange their places.
  PlainNetwork last = one_input({unit(1, 0, 2), unit(1, 0, 1)});
  BOOST_CHECK_LE(segments(one_input({unit(1, 0, 1), unit(1, 0, 2)}), last), 3);
}

BOOST_AUTO_TEST_CASE(short_paths_where_there_are_any) {
  const PlainNetwork split = one_input({unit(1, 2, 0), unit(3, 2, 0)});
  BOOST_CHECK_EQUAL(segments(split, one_input({unit(4, 2, 0), unit(0, 2, 0)})), 1);
  BOOST_CHECK_EQUAL(
      segments(one_input({unit(4, 2, 0), unit(0, 7, 7)}), one_input({unit(4, 2, 0), unit(0, 1, 1)})), 1);
  BOOST_CHECK_EQUAL(segments(split, one_input({unit(4, 2, 0), unit(0, 7, 7)})), 2);
  BOOST_CHECK_EQUAL(segments(one_input({unit(4, 2, 0), unit(0, 7, 7)}), split), 2);
  // Zero-sum pairs move with their weights.
  BOOST_CHECK_EQUAL(segments(one_input({unit(4, 2, 0), unit(1, 7, 7), unit(-1, 7, 7)}),
                             one_input({unit(4, 2, 0), unit(2, 1, 1), unit(-2, 1, 1)})),
                    1);
}

BOOST_AUTO_TEST_CASE(wide_classes) {
  // 2 000 essential units exchange their places, with 3 000 to spare.
  std::vector<PlainUnit> units;
  for (long k = 0; k < 5000; ++k) units.push_back(k < 2000 ? unit(k + 1, k + 1, 1) : unit(0, k, k));
  const PlainNetwork first = one_input(units);
  std::rotate(units.begin(), units.begin() + 1234, units.end());
  for (std::size_t i = 0; i < units.size(); i += 3) units[i] = flipped(units[i]);
  BOOST_CHECK_LE(segments_of_wide(first, one_input(units)), 7);
}

BOOST_AUTO_TEST_CASE(paths_that_nobody_could_read_are_refused) {
  // 9 999 units turn their signs, with one to spare: 40 000 vertices of 10 000 units.
  std::vector<PlainUnit> units{unit(0, 1, 1)};
  for (long k = 1; k < 10'000; ++k) units.push_back(unit(1, k, 1));
  const PlainNetwork first = one_input(units);
  for (PlainUnit& x : units) x = flipped(x);
  BOOST_CHECK_THROW(segments_of_wide(first, one_input(units)), PathTooLong);
  // The same units in place are no reason.
  BOOST_CHECK_EQUAL(segments_of_wide(first, first), 1);
}

BOOST_AUTO_TEST_CASE(long_paths_hold_too) {
  // 300 units turn their signs, with one to spare.
  std::vector<PlainUnit> units{unit(0, 1, 1)};
  for (long k = 1; k <= 300; ++k) units.push_back(unit(1, k, 1));
  const PlainNetwork first = one_input(units);
  for (PlainUnit& x : units) x = flipped(x);
  BOOST_CHECK_LE(segments_of_wide(first, one_input(units)), greatest_distance_bound(300, 301));
}

BOOST_AUTO_TEST_SUITE_END()
