#include "verify/tanh/equivalence/canonical_form.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Fate = CanonicalForm::Fate;

/// That the fates say how the form comes about: pairs, signs and sums.
void check_fates(const PlainNetwork& network, const CanonicalForm& form) {
  const PlainNetwork canonical = plain(form.network);
  BOOST_REQUIRE_EQUAL(form.fates.size(), network.units.size());
  std::map<std::uint32_t, Vector> sums;
  std::map<std::uint32_t, PlainUnit> pairs;
  std::uint32_t next_cancelling = static_cast<std::uint32_t>(form.rank());
  for (std::size_t i = 0; i < network.units.size(); ++i) {
    const Fate fate = form.fates[i];
    BOOST_CHECK_EQUAL(fate.group == Fate::constant, is_zero(network.units[i].b));
    if (fate.group == Fate::constant) continue;
    const PlainUnit unit = oriented(network.units[i]);
    BOOST_CHECK_EQUAL(fate.flipped, is_flipped(network.units[i]));
    if (fate.group < form.rank()) {
      BOOST_CHECK(same_pair(unit, canonical.units[fate.group]));
    } else {  // numbered by their first units
      BOOST_CHECK_LE(fate.group, next_cancelling);
      if (fate.group == next_cancelling) ++next_cancelling;
    }
    const auto [entry, is_new] = pairs.emplace(fate.group, unit);
    BOOST_CHECK(same_pair(entry->second, unit));
    if (is_new) sums[fate.group] = Vector(network.outputs);
    sums[fate.group] = sum_of(sums[fate.group], unit.a);
  }
  for (const auto& [group, sum] : sums) {
    if (group < form.rank())
      BOOST_CHECK(sum == canonical.units[group].a);
    else
      BOOST_CHECK(is_zero(sum));
  }
  for (const auto& [x, pair_x] : pairs)
    for (const auto& [y, pair_y] : pairs) BOOST_CHECK_EQUAL(same_pair(pair_x, pair_y), x == y);
  for (std::size_t k = 0; k < form.rank(); ++k)
    BOOST_CHECK_EQUAL(sums.count(static_cast<std::uint32_t>(k)), 1U);
}

void check_is_canonical(const PlainNetwork& form) {
  for (std::size_t k = 0; k < form.units.size(); ++k) {
    const PlainUnit& unit = form.units[k];
    BOOST_CHECK(!is_zero(unit.a));
    BOOST_CHECK(!is_zero(unit.b));
    BOOST_CHECK(!is_flipped(unit));
    if (k > 0) BOOST_CHECK(std::pair(form.units[k - 1].b, form.units[k - 1].c) < std::pair(unit.b, unit.c));
  }
}

PlainUnit unit_of(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_canonical_form)

BOOST_AUTO_TEST_CASE(is_that_of_the_definition) {
  for_random_cases(2000, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 20));
    const CanonicalForm form = canonical_form(build(network));
    BOOST_TEST_CONTEXT(network) {
      const PlainNetwork found = plain(form.network);
      BOOST_CHECK_EQUAL(found, plain_canonical_form(network));
      BOOST_CHECK_EQUAL(form.rank(), found.units.size());
      check_is_canonical(found);
      check_fates(network, form);
    }
  });
}

BOOST_AUTO_TEST_CASE(binary32_storage_gives_the_same) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 20), few_floats);
    const CanonicalForm form = canonical_form(build(network, Network::Storage::binary32));
    BOOST_CHECK_EQUAL(plain(form.network), plain_canonical_form(network));
    check_fates(network, form);
  });
}

BOOST_AUTO_TEST_CASE(is_idempotent) {
  for_random_cases(500, [](Random& random) {
    const CanonicalForm once = canonical_form(build(random_network(random)));
    const CanonicalForm twice = canonical_form(once.network);
    BOOST_CHECK_EQUAL(plain(twice.network), plain(once.network));
    for (std::size_t i = 0; i < twice.fates.size(); ++i) {
      BOOST_CHECK_EQUAL(twice.fates[i].group, i);
      BOOST_CHECK(!twice.fates[i].flipped);
    }
  });
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_how_the_function_is_written) {
  for_random_cases(2000, [](Random& random) {
    const PlainNetwork network = random_network(random);
    const PlainNetwork other = rewritten(random, network);
    BOOST_TEST_CONTEXT(network << other) {
      BOOST_CHECK_EQUAL(plain(canonical_form(build(other)).network),
                        plain(canonical_form(build(network)).network));
    }
  });
}

/// Both are the same element of K at every rational point.
BOOST_AUTO_TEST_CASE(keeps_the_function) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork network = random_network(random);
    const Network built = build(network);
    const CanonicalForm form = canonical_form(built);
    const Vector x = random_vector(random, network.inputs, small_rational);
    for (std::size_t output = 0; output < network.outputs; ++output)
      BOOST_CHECK_EQUAL(value_at(form.network, x, output), value_at(built, x, output));
  });
}

BOOST_AUTO_TEST_CASE(a_small_example) {
  const PlainNetwork network{1,
                             1,
                             {unit_of(1, -2, 3), unit_of(5, 0, 1), unit_of(2, 2, -3), unit_of(1, 1, 1),
                              unit_of(-1, 1, 1), unit_of(4, 1, 0), unit_of(7, 0, 0), unit_of(0, 9, 9)},
                             {TanhSum::parse("1/2 - 5*tanh(1)")}};
  const CanonicalForm form = canonical_form(build(network));
  const PlainNetwork expected{1, 1, {unit_of(4, 1, 0), unit_of(1, 2, -3)}, {TanhSum::parse("1/2")}};
  BOOST_CHECK_EQUAL(plain(form.network), expected);
  const std::vector<std::uint32_t> groups = {1, Fate::constant, 1, 2, 2, 0, Fate::constant, 3};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    BOOST_CHECK_EQUAL(form.fates[i].group, groups[i]);
    BOOST_CHECK_EQUAL(form.fates[i].flipped, i == 0);
  }
}

/// A weight sum that is 0 in one output only keeps the unit.
BOOST_AUTO_TEST_CASE(a_sum_that_vanishes_in_one_output) {
  const PlainNetwork network{1,
                             2,
                             {{{Rational(1), Rational(1)}, {Rational(1)}, Rational()},
                              {{Rational(1), Rational(2)}, {Rational(-1)}, Rational()}},
                             {TanhSum(), TanhSum()}};
  const CanonicalForm form = canonical_form(build(network));
  BOOST_REQUIRE_EQUAL(form.rank(), 1U);
  BOOST_CHECK(plain(form.network).units[0].a == (Vector{Rational(), Rational(-1)}));
}

/// The order is that of rationals, not of bits or of the table.
BOOST_AUTO_TEST_CASE(sorted_as_rationals) {
  const std::vector<Rational> rising = {Rational::power_of_ten(-400),
                                        Rational::power_of_two(-1074),
                                        Rational::fraction(1, 3),
                                        Rational::power_of_two(-1),
                                        Rational::fraction(2, 3),
                                        Rational(1),
                                        Rational(1) + Rational::power_of_two(-53),
                                        Rational::power_of_two(1023),
                                        Rational::power_of_ten(400)};
  for_random_cases(50, [&rising](Random& random) {
    std::vector<Rational> shuffled = rising;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    PlainNetwork network{1, 1, {}, {TanhSum()}};
    for (const Rational& b : shuffled)
      network.units.push_back({{Rational(1)}, {negated_at_random(random, b)}, {}});
    const PlainNetwork form = plain(canonical_form(build(network)).network);
    BOOST_REQUIRE_EQUAL(form.units.size(), rising.size());
    for (std::size_t k = 0; k < rising.size(); ++k) BOOST_CHECK_EQUAL(form.units[k].b[0], rising[k]);
  });
}

BOOST_AUTO_TEST_CASE(no_inputs) {
  const PlainNetwork network{
      0,
      1,
      {{{Rational(1)}, {}, Rational(1)}, {{Rational(1)}, {}, Rational(-1)}, {{Rational(2)}, {}, Rational(2)}},
      {TanhSum()}};
  const CanonicalForm form = canonical_form(build(network));
  BOOST_CHECK_EQUAL(form.rank(), 0U);
  BOOST_CHECK_EQUAL(form.network.d[0].to_string(), "2*tanh(2)");
}

BOOST_AUTO_TEST_SUITE_END()
