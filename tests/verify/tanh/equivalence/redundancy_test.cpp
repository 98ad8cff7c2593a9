#include "verify/tanh/equivalence/redundancy.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;
using Reason = RedundantUnit::Reason;
using Reasons = std::vector<Reason>;
using Units = std::vector<std::uint32_t>;

namespace {

Redundancy redundancy_of(const PlainNetwork& network) {
  const Network built = build(network);
  return redundant_units(built, canonical_form(built));
}

/// The units of the group of a unit with b != 0, and its sum.
struct PlainGroup {
  Units carrying;  // those with a != 0
  Vector sum;
};
PlainGroup group_of(const PlainNetwork& network, std::size_t i) {
  const PlainUnit unit = oriented(network.units[i]);
  PlainGroup group{{}, Vector(network.outputs)};
  for (std::size_t k = 0; k < network.units.size(); ++k) {
    const PlainUnit other = oriented(network.units[k]);
    if (is_zero(other.b) || !same_pair(unit, other)) continue;
    if (!is_zero(other.a)) group.carrying.push_back(static_cast<std::uint32_t>(k));
    group.sum = sum_of(group.sum, other.a);
  }
  return group;
}

PlainUnit unit_of(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_redundancy)

BOOST_AUTO_TEST_CASE(each_reason) {
  const PlainNetwork network{1,
                             1,
                             {
                                 unit_of(0, 1, 0),    // 0 blank
                                 unit_of(1, 0, 1),    // 1 constant
                                 unit_of(0, 0, 1),    // 2 blank and constant
                                 unit_of(2, -5, 1),   // 3 stays
                                 unit_of(2, -5, 1),   // 4 copy of 3
                                 unit_of(3, 5, -1),   // 5 negated copy of 3
                                 unit_of(1, 7, 7),    // 6 cancels with 7
                                 unit_of(1, -7, -7),  // 7
                                 unit_of(0, 7, 7),    // 8 blank, of that group
                                 unit_of(1, 8, 8),    // 9 cancels with 10
                                 unit_of(-1, 8, 8),   // 10
                                 unit_of(9, 9, 9),    // 11 stays
                             },
                             {TanhSum()}};
  const Redundancy found = redundancy_of(network);
  const std::vector<std::pair<std::uint32_t, Reasons>> expected = {
      {0, {Reason::blank}},   {1, {Reason::constant}},     {2, {Reason::blank, Reason::constant}},
      {4, {Reason::copy}},    {5, {Reason::negated_copy}}, {6, {Reason::cancels}},
      {7, {Reason::cancels}}, {8, {Reason::blank}},        {9, {Reason::cancels}},
      {10, {Reason::cancels}}};
  BOOST_REQUIRE_EQUAL(found.units.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    BOOST_CHECK_EQUAL(found.units[i].unit, expected[i].first);
    BOOST_CHECK(found.units[i].reasons == expected[i].second);
  }
  BOOST_CHECK_EQUAL(found.units[3].original, 3U);
  BOOST_CHECK_EQUAL(found.units[4].original, 3U);
  BOOST_CHECK(found.cancelling_groups == (std::vector<Units>{{6, 7}, {9, 10}}));
  for (const std::size_t i : {5U, 6U}) BOOST_CHECK_EQUAL(found.units[i].group, 0U);
  for (const std::size_t i : {8U, 9U}) BOOST_CHECK_EQUAL(found.units[i].group, 1U);
}

BOOST_AUTO_TEST_CASE(the_first_with_weight_stays) {
  const Redundancy found =
      redundancy_of({1, 1, {unit_of(0, 1, 1), unit_of(2, -1, -1), unit_of(1, 1, 1)}, {TanhSum()}});
  BOOST_REQUIRE_EQUAL(found.units.size(), 2U);
  BOOST_CHECK_EQUAL(found.units[0].unit, 0U);
  BOOST_CHECK_EQUAL(found.units[1].unit, 2U);
  BOOST_CHECK_EQUAL(found.units[1].original, 1U);
  BOOST_CHECK(found.units[1].reasons == Reasons{Reason::negated_copy});
}

/// A group of blank units alone has no outgoing weights that add up to 0.
BOOST_AUTO_TEST_CASE(blank_groups_are_not_cancelling) {
  const Redundancy found = redundancy_of(
      {1, 1, {unit_of(0, 1, 1), unit_of(0, 1, 1), unit_of(1, 2, 2), unit_of(-1, 2, 2)}, {TanhSum()}});
  BOOST_CHECK_EQUAL(found.units.size(), 4U);
  BOOST_CHECK(found.cancelling_groups == (std::vector<Units>{{2, 3}}));
}

BOOST_AUTO_TEST_CASE(agrees_with_the_definition) {
  for_random_cases(2000, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 16));
    const Redundancy found = redundancy_of(network);
    BOOST_TEST_CONTEXT(network) {
      BOOST_CHECK_EQUAL(found.units.size(),
                        network.units.size() - plain_canonical_form(network).units.size());
      std::size_t next = 0;
      std::vector<Units> cancelling;
      for (std::uint32_t i = 0; i < network.units.size(); ++i) {
        const PlainUnit& unit = network.units[i];
        Reasons reasons;
        if (is_zero(unit.a)) reasons.push_back(Reason::blank);
        if (is_zero(unit.b)) reasons.push_back(Reason::constant);
        const PlainGroup group = group_of(network, i);
        if (reasons.empty() && is_zero(group.sum)) {
          reasons.push_back(Reason::cancels);
          if (group.carrying.front() == i) cancelling.push_back(group.carrying);
        } else if (reasons.empty() && group.carrying.front() != i) {
          const bool same = is_flipped(unit) == is_flipped(network.units[group.carrying.front()]);
          reasons.push_back(same ? Reason::copy : Reason::negated_copy);
        }
        if (reasons.empty()) continue;
        BOOST_REQUIRE_LT(next, found.units.size());
        const RedundantUnit& account = found.units[next++];
        BOOST_CHECK_EQUAL(account.unit, i);
        BOOST_CHECK(account.reasons == reasons);
        if (reasons.back() == Reason::copy || reasons.back() == Reason::negated_copy)
          BOOST_CHECK_EQUAL(account.original, group.carrying.front());
        if (reasons.back() == Reason::cancels) {
          BOOST_REQUIRE_LT(account.group, found.cancelling_groups.size());
          BOOST_CHECK(found.cancelling_groups[account.group] == group.carrying);
        }
      }
      BOOST_CHECK_EQUAL(next, found.units.size());
      BOOST_CHECK(found.cancelling_groups == cancelling);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
