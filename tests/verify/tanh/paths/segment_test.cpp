#include "verify/tanh/paths/segment.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_segments.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// First units, among the units that are not settled by themselves.
std::vector<std::size_t> broken_first_units(const Segment& segment) {
  std::vector<std::size_t> units;
  for (const std::uint32_t g : segment.broken_groups) units.push_back(segment.groups.group(g).front().unit);
  return units;
}

bool holds(const PlainNetwork& u, const PlainNetwork& v) {
  return decide_segment(build(u), build(v)).valid();
}

/// Short t meet by chance; these do not.
Rational far_from_short(Random& random) {
  return Rational::fraction(Rational(between(random, 1, 1'000'002)), Rational(1'000'003));
}

PlainNetwork one_input(std::vector<PlainUnit> units, std::vector<TanhSum> d = {TanhSum()}) {
  return {1, d.size(), std::move(units), std::move(d)};
}
PlainUnit unit(Rational a, Rational b, Rational c) { return {{std::move(a)}, {std::move(b)}, std::move(c)}; }
const Rational half = Rational::fraction(1, 2);

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_segment)

BOOST_AUTO_TEST_CASE(verdicts_are_those_of_theorem_3_with_no_unit_left_out) {
  int valid = 0;
  int broken = 0;
  for_random_cases(3000, [&](Random& random) {
    const auto [u, v] = random_segment(random);
    BOOST_TEST_CONTEXT(u << "to\n" << v) {
      const Segment segment = decide_segment(build(u), build(v));
      const PlainVerdict expected = plain_verdict(u, v);
      BOOST_CHECK_EQUAL(segment.valid(), expected.valid());
      BOOST_CHECK_EQUAL(segment.broken_groups.size(), expected.first_units_of_broken_groups.size());
      BOOST_CHECK(segment.broken_outputs == expected.broken_outputs);
      (segment.valid() ? valid : broken) += 1;
    }
  });
  BOOST_CHECK_GT(valid, 0);
  BOOST_CHECK_GT(broken, 0);
}

BOOST_AUTO_TEST_CASE(steps_that_keep_the_function_by_construction_hold) {
  for_random_cases(2000, [](Random& random) {
    const PlainNetwork u = random_network(random);
    const PlainNetwork v = random_step(random, u);
    BOOST_TEST_CONTEXT(u << "to\n" << v) BOOST_CHECK(holds(u, v));
  });
}

// The converse of the theorem, against the canonical form by its definition.
BOOST_AUTO_TEST_CASE(
    canonical_forms_are_equal_along_a_segment_that_holds_and_differ_along_one_that_does_not) {
  for_random_cases(1500, [](Random& random) {
    const auto [u, v] = random_segment(random);
    const PlainNetwork start = plain_canonical_form(u);
    bool all_equal = true;
    for (int i = 0; i < 3; ++i)
      all_equal = all_equal && plain_canonical_form(plain_point_on(u, v, far_from_short(random))) == start;
    BOOST_TEST_CONTEXT(u << "to\n" << v) BOOST_CHECK_EQUAL(holds(u, v), all_equal);
  });
}

BOOST_AUTO_TEST_CASE(a_segment_holds_if_its_reverse_does_and_its_parts_do) {
  for_random_cases(1500, [](Random& random) {
    const auto [u, v] = random_segment(random);
    const Rational t = one_in(random, 2) ? half : far_from_short(random);
    const PlainNetwork w = plain_point_on(u, v, t);
    BOOST_TEST_CONTEXT(u << "to\n" << v << "by " << t.to_string()) {
      BOOST_CHECK_EQUAL(plain(point_on(build(u), build(v), t)), w);
      BOOST_CHECK_EQUAL(holds(u, v), holds(v, u));
      BOOST_CHECK_EQUAL(holds(u, v), holds(u, w) && holds(w, v));
    }
  });
}

BOOST_AUTO_TEST_CASE(units_may_be_permuted_and_flipped_the_same_way_at_both_ends) {
  for_random_cases(1000, [](Random& random) {
    const auto [u, v] = random_segment(random);
    PlainNetwork p = u;
    PlainNetwork q = v;
    for (std::size_t i = 0; i < p.units.size(); ++i) {
      const std::size_t j = below(random, p.units.size());
      std::swap(p.units[i], p.units[j]);
      std::swap(q.units[i], q.units[j]);
      if (one_in(random, 2)) {
        p.units[i] = flipped(p.units[i]);
        q.units[i] = flipped(q.units[i]);
      }
    }
    BOOST_TEST_CONTEXT(u << "to\n" << v) BOOST_CHECK_EQUAL(holds(u, v), holds(p, q));
  });
}

BOOST_AUTO_TEST_CASE(storage_does_not_matter) {
  for_random_cases(500, [](Random& random) {
    const Shape shape = random_shape(random);
    const PlainNetwork u = random_network(random, shape, few_floats);
    PlainNetwork v = u;
    for (PlainUnit& x : v.units) {
      if (is_zero(x.a)) x.b = random_vector(random, shape.inputs, few_floats);
      if (one_in(random, 6)) x.c = few_floats(random);
    }
    const bool expected = plain_verdict(u, v).valid();
    for (const auto storage_u : {Network::Storage::exact, Network::Storage::binary32})
      for (const auto storage_v : {Network::Storage::exact, Network::Storage::binary32})
        BOOST_CHECK_EQUAL(decide_segment(build(u, storage_u), build(v, storage_v)).valid(), expected);
  });
}

BOOST_AUTO_TEST_CASE(the_account_of_units) {
  const PlainNetwork u = one_input({unit(1, 1, 0), unit(2, -1, 0), unit(0, 3, 1), unit(1, 0, 1),
                                    unit(4, 7, 0), unit(5, 2, 2), unit(5, -2, -2)});
  const PlainNetwork v = one_input({unit(2, 1, 0), unit(3, -1, 0), unit(0, 0, 0), unit(3, 0, 1),
                                    unit(4, 7, 0), unit(1, 6, 6), unit(1, -6, -6)},
                                   {TanhSum(Rational(), {{Rational(1), Rational(-2)}})});
  const Segment segment = decide_segment(build(u), build(v));
  BOOST_CHECK(segment.valid());
  BOOST_CHECK_EQUAL(segment.unchanged, 1);
  BOOST_CHECK(segment.moving_blanks == std::vector<std::uint32_t>{2});
  BOOST_REQUIRE_EQUAL(segment.constants.size(), 1);
  BOOST_CHECK_EQUAL(segment.constants.front().unit, 3);
  BOOST_CHECK_EQUAL(segment.groups.count(), 2);
  for (std::uint32_t g = 0; g < segment.groups.count(); ++g)
    BOOST_CHECK_EQUAL(segment.group_moves(g), segment.groups.group(g).front().unit == 5);
}

BOOST_AUTO_TEST_CASE(each_condition_breaks_alone) {
  const PlainNetwork u = one_input({unit(1, 1, 0), unit(1, 0, 1)});
  const auto verdict = [&u](const PlainNetwork& v) { return decide_segment(build(u), build(v)); };
  const Segment moved = verdict(one_input({unit(1, 2, 0), unit(1, 0, 1)}));
  BOOST_CHECK(broken_first_units(moved) == std::vector<std::size_t>{0});
  BOOST_CHECK(moved.group_moves(moved.broken_groups.front()));
  const Segment scaled = verdict(one_input({unit(2, 1, 0), unit(1, 0, 1)}));
  BOOST_CHECK(broken_first_units(scaled) == std::vector<std::size_t>{0});
  BOOST_CHECK(!scaled.group_moves(scaled.broken_groups.front()));
  const Segment biased = verdict(one_input({unit(1, 1, 0), unit(2, 0, 1)}));
  BOOST_CHECK(biased.broken_groups.empty());
  BOOST_CHECK(biased.broken_outputs == std::vector<std::size_t>{0});
}

BOOST_AUTO_TEST_CASE(a_constant_that_moves_needs_weight_0_even_if_both_ends_agree) {
  // tanh(1) at both ends, tanh(0) half way.
  BOOST_CHECK(!holds(one_input({unit(1, 0, 1)}), one_input({unit(-1, 0, -1)})));
  BOOST_CHECK(holds(one_input({unit(0, 0, 1)}), one_input({unit(0, 0, -1)})));
}

BOOST_AUTO_TEST_CASE(a_group_whose_sum_vanishes_at_one_end_only_is_broken) {
  const PlainNetwork zero = one_input({unit(1, 1, 0), unit(-1, 1, 0)});
  BOOST_CHECK(!holds(zero, one_input({unit(2, 2, 0), unit(-1, 2, 0)})));
  BOOST_CHECK(!holds(one_input({unit(2, 2, 0), unit(-1, 2, 0)}), zero));
  BOOST_CHECK(holds(zero, one_input({unit(2, 2, 0), unit(-2, 2, 0)})));
}

BOOST_AUTO_TEST_CASE(groups_that_meet_at_an_interior_point_only_stay_apart) {
  // Pairs 1 -> 3 and 3 -> 1 meet at t = 1/2; the weights cancel at every t, the functions only there.
  BOOST_CHECK(!holds(one_input({unit(1, 1, 0), unit(-1, 3, 0)}), one_input({unit(1, 3, 0), unit(-1, 1, 0)})));
}

BOOST_AUTO_TEST_CASE(constants_with_opposite_c_trade_with_each_other) {
  BOOST_CHECK(holds(one_input({unit(3, 0, 2), unit(1, 0, -2)}), one_input({unit(2, 0, 2), unit(0, 0, -2)})));
  BOOST_CHECK(!holds(one_input({unit(3, 0, 2), unit(1, 0, -2)}), one_input({unit(2, 0, 2), unit(2, 0, -2)})));
  // c = 0 contributes nothing.
  BOOST_CHECK(holds(one_input({unit(3, 0, 0)}), one_input({unit(9, 0, 0)})));
}

BOOST_AUTO_TEST_CASE(a_break_of_a_few_digits_far_behind_the_point_is_seen) {
  const Rational little = Rational::power_of_ten(-300);
  BOOST_CHECK(!holds(one_input({unit(1, 1, 0)}), one_input({unit(Rational(1) + little, 1, 0)})));
  BOOST_CHECK(!holds(one_input({unit(1, 1, 0)}), one_input({unit(1, 1, little)})));
  BOOST_CHECK(!holds(one_input({}), one_input({}, {TanhSum(little)})));
}

BOOST_AUTO_TEST_CASE(a_parameter_of_no_units) {
  BOOST_CHECK(holds(one_input({}), one_input({})));
  BOOST_CHECK(holds(one_input({unit(0, 0, 0)}), one_input({unit(0, 0, 0)})));
}

BOOST_AUTO_TEST_SUITE_END()
