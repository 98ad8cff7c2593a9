#include "verify/tanh/paths/refutation.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_segments.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

std::optional<Refutation> refute(const Network& u, const Network& v, const Segment& segment) {
  WitnessBudget budget(std::size_t{1} << 30U);
  return refute(u, v, segment, budget);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_refutation)

BOOST_AUTO_TEST_CASE(refutations_are_exact) {
  int found = 0;
  for_random_cases(400, [&](Random& random) {
    const auto [plain_u, plain_v] = random_segment(random);
    const Network u = build(plain_u);
    const Network v = build(plain_v);
    const Segment segment = decide_segment(u, v);
    if (segment.valid()) return;
    const auto refutation = refute(u, v, segment);
    if (!refutation) return;
    ++found;
    BOOST_TEST_CONTEXT(plain_u << "to\n" << plain_v << "at t = " << refutation->t.to_string()) {
      const auto& [x, output, lower, upper] = refutation->witness;
      BOOST_CHECK(refutation->t >= Rational(0) && refutation->t <= Rational(1));
      const Network w = build(plain_point_on(plain_u, plain_v, refutation->t));
      const TanhSum difference = value_at(w, x, output) - value_at(u, x, output);
      BOOST_CHECK(!difference.is_zero());
      const Enclosure value(difference, 8192);
      BOOST_CHECK(value.lower() >= lower.value() && value.upper() <= upper.value());
      BOOST_CHECK(lower.value() > Rational(0) || upper.value() < Rational(0));
    }
  });
  BOOST_CHECK_GT(found, 0);
}

BOOST_AUTO_TEST_CASE(a_break_between_equivalent_ends_is_refuted_inside) {
  // The same function at both ends: a tanh(b x), with b and a flipped in place.
  const PlainNetwork u{1, 1, {{{Rational(1)}, {Rational(1)}, Rational(0)}}, {TanhSum()}};
  const PlainNetwork v{1, 1, {{{Rational(-1)}, {Rational(-1)}, Rational(0)}}, {TanhSum()}};
  const Network first = build(u);
  const Network last = build(v);
  const auto refutation = refute(first, last, decide_segment(first, last));
  BOOST_REQUIRE(refutation);
  BOOST_CHECK(refutation->t == Rational::fraction(1, 2));
  BOOST_CHECK(confirms(first, last, *refutation));
}

BOOST_AUTO_TEST_CASE(a_refutation_of_something_else_is_not_confirmed) {
  const PlainNetwork u{1, 1, {}, {TanhSum()}};
  const PlainNetwork v{1, 1, {}, {TanhSum(Rational(1))}};
  const Network first = build(u);
  const Network last = build(v);
  auto refutation = refute(first, last, decide_segment(first, last));
  BOOST_REQUIRE(refutation);
  BOOST_CHECK(refutation->t == Rational(1));
  BOOST_CHECK(confirms(first, last, *refutation));
  refutation->t = Rational::fraction(1, 2);
  BOOST_CHECK(!confirms(first, last, *refutation));
}

BOOST_AUTO_TEST_SUITE_END()
