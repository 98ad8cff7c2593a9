#include "verify/tanh/equivalence/correspondence.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;
using Units = std::vector<std::uint32_t>;

namespace {

/// All about one oriented pair in two networks.
struct Shared {
  std::vector<std::pair<std::size_t, std::uint32_t>> carrying;  // network, unit
  Vector sums[2];
  Vector pair;
};

/// By their first units with a != 0; those without such a unit are left out.
std::vector<Shared> shared_pairs(const PlainNetwork& a, const PlainNetwork& b) {
  std::vector<Shared> result;
  for (const std::size_t place : {0U, 1U}) {
    const PlainNetwork& network = place == 0 ? a : b;
    for (std::uint32_t i = 0; i < network.units.size(); ++i) {
      const PlainUnit unit = oriented(network.units[i]);
      if (is_zero(unit.b) || is_zero(unit.a)) continue;
      Vector pair = unit.b;
      pair.push_back(unit.c);
      auto entry = std::find_if(result.begin(), result.end(),
                                [&pair](const Shared& other) { return other.pair == pair; });
      if (entry == result.end()) {
        result.push_back({{}, {Vector(a.outputs), Vector(a.outputs)}, pair});
        entry = result.end() - 1;
      }
      entry->carrying.emplace_back(place, i);
      entry->sums[place] = sum_of(entry->sums[place], unit.a);
    }
  }
  return result;
}

Units units_of(const Shared& shared, std::size_t place) {
  Units units;
  for (const auto& [network, unit] : shared.carrying)
    if (network == place) units.push_back(unit);
  return units;
}

/// Entries of the canonical unit: b, c, a.
Vector entries_of(const Shared& shared, std::size_t place) {
  Vector entries = shared.pair;
  entries.insert(entries.end(), shared.sums[place].begin(), shared.sums[place].end());
  return entries;
}

std::string entry_name(std::size_t k, std::size_t inputs) {
  if (k < inputs) return "b[" + std::to_string(k) + "]";
  return k == inputs ? "c" : "a[" + std::to_string(k - inputs - 1) + "]";
}

std::pair<PlainNetwork, PlainNetwork> random_pair(Random& random) {
  const PlainNetwork a = random_network(random);
  PlainNetwork b = one_in(random, 3) ? random_network(random, {a.inputs, a.outputs, below(random, 12)})
                                     : rewritten(random, perturbed(random, rewritten(random, a)));
  return {a, std::move(b)};
}

PlainNetwork single(const Rational& a, const Rational& b, const Rational& c) {
  return {1, 1, {{{a}, {b}, c}}, {TanhSum()}};
}

Unmatched unmatched(const PlainNetwork& a, const PlainNetwork& b, std::size_t most = 100) {
  const Network built_a = build(a);
  const Network built_b = build(b);
  return units_without_partner(built_a, built_b, decide_equivalence(built_a, built_b), most);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_correspondence)

BOOST_AUTO_TEST_CASE(counterparts_are_the_shared_pairs) {
  for_random_cases(1000, [](Random& random) {
    const auto [a, b] = random_pair(random);
    const Network built_a = build(a);
    const Network built_b = build(b);
    const Equivalence verdict = decide_equivalence(built_a, built_b);
    const std::vector<Shared> expected = shared_pairs(a, b);
    for (const std::size_t most : {std::size_t{0}, std::size_t{1}, below(random, 10), std::size_t{100}}) {
      BOOST_TEST_CONTEXT("at most " << most << "\n" << a << b) {
        const auto found = counterparts(built_a, built_b, verdict, most);
        BOOST_REQUIRE_EQUAL(found.size(), std::min(most, expected.size()));
        for (std::size_t i = 0; i < found.size(); ++i) {
          const Shared& shared = expected[i];
          BOOST_REQUIRE_EQUAL(found[i].units.size(), shared.carrying.size());
          for (std::size_t k = 0; k < shared.carrying.size(); ++k) {
            BOOST_CHECK_EQUAL(found[i].units[k].network, shared.carrying[k].first);
            BOOST_CHECK_EQUAL(found[i].units[k].unit, shared.carrying[k].second);
            const PlainNetwork& network = shared.carrying[k].first == 0 ? a : b;
            BOOST_CHECK_EQUAL(found[i].units[k].flipped,
                              is_flipped(network.units[shared.carrying[k].second]));
          }
          BOOST_CHECK_EQUAL(found[i].zero_in_a, is_zero(shared.sums[0]));
          BOOST_CHECK_EQUAL(found[i].zero_in_b, is_zero(shared.sums[1]));
          BOOST_CHECK_EQUAL(found[i].differs, shared.sums[0] != shared.sums[1]);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(units_without_partner_are_those_of_the_differing_pairs) {
  for_random_cases(1000, [](Random& random) {
    const auto [a, b] = random_pair(random);
    std::vector<Shared> lonely[2];
    for (const Shared& shared : shared_pairs(a, b))
      for (const std::size_t place : {0U, 1U})
        if (shared.sums[0] != shared.sums[1] && !is_zero(shared.sums[place])) lonely[place].push_back(shared);
    const std::size_t most = one_in(random, 2) ? 100 : below(random, 4);
    BOOST_TEST_CONTEXT("at most " << most << "\n" << a << b) {
      const Unmatched found = unmatched(a, b, most);
      BOOST_CHECK_EQUAL(found.in_a, lonely[0].size());
      BOOST_CHECK_EQUAL(found.in_b, lonely[1].size());
      BOOST_CHECK_EQUAL(found.listed.size(),
                        std::min(most, lonely[0].size()) + std::min(most, lonely[1].size()));
      for (std::size_t i = 0; i < found.listed.size(); ++i) {
        const UnitWithoutPartner& unit = found.listed[i];
        BOOST_CHECK_EQUAL(unit.network, i < std::min(most, lonely[0].size()) ? 0U : 1U);
        const auto by_units = [](const std::vector<Shared>& list, std::size_t place, const Units& units) {
          return std::find_if(list.begin(), list.end(),
                              [&](const Shared& shared) { return units_of(shared, place) == units; });
        };
        const std::vector<Shared>& own = lonely[unit.network];
        const std::vector<Shared>& others = lonely[1 - unit.network];
        const auto here = by_units(own, unit.network, unit.units);
        BOOST_REQUIRE(here != own.end());
        BOOST_CHECK_EQUAL(unit.nearest.empty(), others.empty());
        if (unit.nearest.empty()) continue;
        const auto there = by_units(others, 1 - unit.network, unit.nearest);
        BOOST_REQUIRE(there != others.end());
        const Vector x = entries_of(*here, unit.network);
        const Vector y = entries_of(*there, 1 - unit.network);
        std::map<std::string, std::pair<Rational, Rational>> differences;
        for (std::size_t k = 0; k < x.size(); ++k) {
          const Rational other = unit.flipped ? -y[k] : y[k];
          if (x[k] != other) differences[entry_name(k, a.inputs)] = {x[k], other};
        }
        BOOST_CHECK_EQUAL(unit.entries_that_differ, differences.size());
        BOOST_CHECK(unit.largest.size() == differences.size() || unit.largest.size() >= 3);
        for (std::size_t k = 0; k < unit.largest.size(); ++k) {
          const EntryDifference& entry = unit.largest[k];
          BOOST_REQUIRE(differences.contains(entry.entry));
          BOOST_CHECK_EQUAL(entry.here, differences[entry.entry].first);
          BOOST_CHECK_EQUAL(entry.there, differences[entry.entry].second);
          differences.erase(entry.entry);
          if (k > 0)
            BOOST_CHECK((unit.largest[k - 1].here - unit.largest[k - 1].there).abs() >=
                        (entry.here - entry.there).abs());
        }
        // What is not listed differs by no more than what is.
        for (const auto& [name, sides] : differences)
          BOOST_CHECK((sides.first - sides.second).abs() <=
                      (unit.largest.back().here - unit.largest.back().there).abs());
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(equivalent_networks_leave_none) {
  for_random_cases(200, [](Random& random) {
    const PlainNetwork a = random_network(random);
    const Unmatched found = unmatched(a, rewritten(random, a));
    BOOST_CHECK_EQUAL(found.in_a, 0U);
    BOOST_CHECK_EQUAL(found.in_b, 0U);
    BOOST_CHECK(found.listed.empty());
  });
}

BOOST_AUTO_TEST_CASE(one_changed_weight) {
  PlainNetwork a{3, 1, {}, {TanhSum()}};
  for_random_cases(1, [&a](Random& random) {
    for (int i = 0; i < 30; ++i)
      a.units.push_back({{Rational(between(random, 1, 99))},
                         random_vector(random, 3, [](Random& r) { return Rational(between(r, 1, 99)); }),
                         Rational(between(random, 1, 99))});
  });
  PlainNetwork b = a;
  b.units[17].b[2] = -b.units[17].b[2];
  b.units[17] = flipped(b.units[17]);
  std::reverse(b.units.begin(), b.units.end());
  const Unmatched found = unmatched(a, b);
  BOOST_REQUIRE_EQUAL(found.listed.size(), 2U);
  const UnitWithoutPartner& unit = found.listed[0];
  BOOST_CHECK(unit.units == Units{17});
  BOOST_CHECK(unit.nearest == Units{12});
  BOOST_CHECK_EQUAL(unit.entries_that_differ, 1U);
  BOOST_CHECK(!unit.flipped);
  BOOST_CHECK_EQUAL(unit.largest.at(0).entry, "b[2]");
  BOOST_CHECK_EQUAL(unit.largest.at(0).here, a.units[17].b[2]);
  BOOST_CHECK_EQUAL(unit.largest.at(0).there, -a.units[17].b[2]);
}

/// The sign of the first weight turns the orientation: the comparison has to flip the other unit.
BOOST_AUTO_TEST_CASE(nearest_with_the_opposite_sign) {
  const PlainNetwork a{
      3, 1, {{{Rational(5)}, {Rational(1), Rational(2), Rational(3)}, Rational(4)}}, {TanhSum()}};
  PlainNetwork b = a;
  b.units[0].b[0] = Rational(-1);
  const Unmatched found = unmatched(a, b);
  BOOST_REQUIRE_EQUAL(found.listed.size(), 2U);
  BOOST_CHECK(found.listed[0].flipped);
  BOOST_CHECK_EQUAL(found.listed[0].entries_that_differ, 1U);
  BOOST_CHECK_EQUAL(found.listed[0].largest.at(0).entry, "b[0]");
}

/// A partner is found however large the numbers are, floats or not.
BOOST_AUTO_TEST_CASE(nearest_of_huge_floats) {
  const Rational one(1);
  const Rational large = Rational::power_of_two(1023);
  const Unmatched found = unmatched(single(large, one, large), single(-large, one, large));
  BOOST_REQUIRE_EQUAL(found.listed.size(), 2U);
  BOOST_CHECK(found.listed[0].nearest == Units{0});
  BOOST_CHECK_EQUAL(found.listed[0].entries_that_differ, 1U);
}

BOOST_AUTO_TEST_CASE(nearest_of_huge_numbers) {
  const Rational one(1);
  const Rational large = Rational::power_of_two(1023);
  for (const Rational& size : {large, Rational::power_of_ten(400), Rational::power_of_ten(-400)}) {
    for (const auto& [a, b] : {std::pair(single(one, size, one), single(one, size, -one)),
                               {single(one, one, size), single(one, one, -size)},
                               {single(size, one, one), single(-size, one, one)},
                               {single(one, one, size), single(one, one, size * Rational(2))},
                               {single(one, one, size), single(one, one, one)}}) {
      BOOST_TEST_CONTEXT(a << b) {
        const Unmatched found = unmatched(a, b);
        BOOST_REQUIRE_EQUAL(found.listed.size(), 2U);
        for (const UnitWithoutPartner& unit : found.listed) {
          BOOST_CHECK(unit.nearest == Units{0});
          BOOST_CHECK_GE(unit.entries_that_differ, 1U);
        }
      }
    }
  }
}

/// More units without partner than are searched through: the counts stay exact.
BOOST_AUTO_TEST_CASE(many_without_partner) {
  PlainNetwork a{1, 1, {}, {TanhSum()}};
  PlainNetwork b = a;
  for (long i = 1; i <= 5000; ++i) {
    a.units.push_back({{Rational(1)}, {Rational(i)}, Rational(1)});
    if (i <= 4500) b.units.push_back({{Rational(1)}, {Rational(i)}, Rational(2)});
  }
  const Unmatched found = unmatched(a, b, 3);
  BOOST_CHECK_EQUAL(found.in_a, 5000U);
  BOOST_CHECK_EQUAL(found.in_b, 4500U);
  BOOST_CHECK_EQUAL(found.listed.size(), 6U);
}

BOOST_AUTO_TEST_SUITE_END()
