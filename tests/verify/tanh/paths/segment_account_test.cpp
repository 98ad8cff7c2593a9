// Accounts of segments: every unit has its place in one list, and what is broken is broken by so much.
#include "verify/tanh/paths/segment_account.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/verify/random_segments.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

constexpr std::size_t all = 1000;

/// The oriented weights of these units at one end, with the signs that bring their joint keys to that of the
/// first one.
Vector sum_at(const PlainNetwork& end, const PlainNetwork& u, const PlainNetwork& v,
              const std::vector<std::uint32_t>& units) {
  const Vector first = joint_key(u.units[units.front()], v.units[units.front()]);
  Vector sum(end.outputs);
  for (const std::uint32_t i : units) {
    const Vector key = joint_key(u.units[i], v.units[i]);
    BOOST_REQUIRE(key == first || key == negated(first));
    sum = sum_of(sum, key == first ? end.units[i].a : negated(end.units[i].a));
  }
  // Orienting the keys may turn all of them.
  const auto leading =
      std::find_if(first.begin(), first.end(), [](const Rational& x) { return !x.is_zero(); });
  if (leading != first.end() && leading->sign() < 0) sum = negated(sum);
  return sum;
}

template <typename T>
void check_listed(const Listed<T>& some, const Listed<T>& whole, std::size_t most) {
  BOOST_CHECK_EQUAL(some.count, whole.count);
  BOOST_CHECK_EQUAL(whole.first.size(), whole.count);
  BOOST_CHECK_EQUAL(some.first.size(), std::min(most, whole.count));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_segment_account)

BOOST_AUTO_TEST_CASE(each_unit_is_in_one_list) {
  for_random_cases(2000, [](Random& random) {
    const auto [u, v] = random_segment(random);
    const Network from = build(u);
    const Network to = build(v);
    const Segment segment = decide_segment(from, to);
    const SegmentAccount account = account_of(from, to, segment, 7, all);
    BOOST_TEST_CONTEXT(u << "to\n" << v) {
      BOOST_CHECK_EQUAL(account.segment, 7);
      BOOST_CHECK_EQUAL(account.valid, plain_verdict(u, v).valid());
      BOOST_CHECK_EQUAL(account.valid, account.breaks.count == 0);
      BOOST_CHECK(!account.refutation);
      std::multiset<std::uint32_t> listed;
      for (const std::uint32_t i : account.moving_blanks.first) {
        listed.insert(i);
        BOOST_CHECK(!same_pair(u.units[i], v.units[i]) && is_zero(u.units[i].a) && is_zero(v.units[i].a));
      }
      for (const std::uint32_t i : account.constants.first) {
        listed.insert(i);
        BOOST_CHECK(same_pair(u.units[i], v.units[i]) && is_zero(u.units[i].b) &&
                    u.units[i].a != v.units[i].a);
      }
      for (const auto& group : account.shifting_groups.first) {
        listed.insert(group.first.begin(), group.first.end());
        BOOST_CHECK(sum_at(u, u, v, group.first) == sum_at(v, u, v, group.first));
      }
      for (const auto& group : account.zero_sum_groups.first) {
        listed.insert(group.first.begin(), group.first.end());
        BOOST_CHECK(is_zero(sum_at(u, u, v, group.first)));
        BOOST_CHECK(is_zero(sum_at(v, u, v, group.first)));
      }
      for (const Break& broken : account.breaks.first) {
        if (broken.condition == Break::Condition::output_bias) continue;
        listed.insert(broken.units.first.begin(), broken.units.first.end());
        const Rational at_start = sum_at(u, u, v, broken.units.first)[broken.output];
        const Rational at_end = sum_at(v, u, v, broken.units.first)[broken.output];
        BOOST_CHECK_EQUAL(broken.at_start, TanhSum(at_start));
        BOOST_CHECK_EQUAL(broken.at_end, TanhSum(at_end));
        if (broken.condition == Break::Condition::staying_sum)
          BOOST_CHECK_NE(at_start, at_end);
        else
          BOOST_CHECK(!at_start.is_zero() || !at_end.is_zero());
      }
      std::size_t unchanged = 0;
      for (std::uint32_t i = 0; i < u.units.size(); ++i) {
        unchanged += u.units[i] == v.units[i] ? 1U : 0U;
        BOOST_CHECK_EQUAL(listed.count(i), u.units[i] == v.units[i] ? 0 : 1);
      }
      BOOST_CHECK_EQUAL(account.unchanged, unchanged);
      std::vector<std::size_t> outputs;
      for (std::size_t output = 0; output < u.outputs; ++output)
        if (u.d[output] != v.d[output]) outputs.push_back(output);
      BOOST_CHECK(account.output_biases.first == outputs);
    }
  });
}

BOOST_AUTO_TEST_CASE(lists_are_cut_and_counts_are_not) {
  for_random_cases(500, [](Random& random) {
    const auto [u, v] = random_segment(random);
    const Network from = build(u);
    const Network to = build(v);
    const Segment segment = decide_segment(from, to);
    const SegmentAccount whole = account_of(from, to, segment, 0, all);
    const std::size_t most = below(random, 3);
    const SegmentAccount some = account_of(from, to, segment, 0, most);
    check_listed(some.moving_blanks, whole.moving_blanks, most);
    check_listed(some.shifting_groups, whole.shifting_groups, most);
    check_listed(some.zero_sum_groups, whole.zero_sum_groups, most);
    check_listed(some.constants, whole.constants, most);
    check_listed(some.output_biases, whole.output_biases, most);
    check_listed(some.breaks, whole.breaks, most);
    for (std::size_t i = 0; i < some.breaks.first.size(); ++i)
      check_listed(some.breaks.first[i].units, whole.breaks.first[i].units, most);
  });
}

BOOST_AUTO_TEST_SUITE_END()
