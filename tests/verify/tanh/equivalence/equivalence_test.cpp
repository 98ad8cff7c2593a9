#include "verify/tanh/equivalence/equivalence.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

struct Pair {
  PlainNetwork a;
  PlainNetwork b;
};

/// Equivalent by construction, nearly so, or unrelated; of any widths.
Pair random_pair(Random& random) {
  PlainNetwork a = random_network(random);
  const std::size_t kind = below(random, 4);
  if (kind == 0) {
    PlainNetwork b = random_network(random, {a.inputs, a.outputs, below(random, 12)});
    return {std::move(a), std::move(b)};
  }
  PlainNetwork b = rewritten(random, a);
  if (kind == 1) b = rewritten(random, perturbed(random, b));
  return {std::move(a), std::move(b)};
}

PlainNetwork minus(const PlainNetwork& a, const PlainNetwork& b) {
  PlainNetwork result = a;
  for (PlainUnit unit : b.units) {
    unit.a = negated(unit.a);
    result.units.push_back(std::move(unit));
  }
  for (std::size_t output = 0; output < a.outputs; ++output) result.d[output] = a.d[output] - b.d[output];
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_equivalence)

BOOST_AUTO_TEST_CASE(is_equality_of_canonical_forms) {
  std::size_t equivalent = 0;
  for_random_cases(3000, [&equivalent](Random& random) {
    const auto [a, b] = random_pair(random);
    const PlainNetwork form_a = plain_canonical_form(a);
    const PlainNetwork form_b = plain_canonical_form(b);
    const Network built_a = build(a);
    const Network built_b = build(b);
    BOOST_TEST_CONTEXT(a << b) {
      const Equivalence verdict = decide_equivalence(built_a, built_b);
      BOOST_CHECK_EQUAL(verdict.equivalent, form_a == form_b);
      BOOST_CHECK_EQUAL(verdict.rank_a, form_a.units.size());
      BOOST_CHECK_EQUAL(verdict.rank_b, form_b.units.size());
      BOOST_CHECK_EQUAL(verdict.equivalent,
                        verdict.differing_groups.empty() && verdict.differing_outputs.empty());
      const Equivalence mirrored = decide_equivalence(built_b, built_a);
      BOOST_CHECK_EQUAL(mirrored.equivalent, verdict.equivalent);
      BOOST_CHECK_EQUAL(mirrored.rank_a, verdict.rank_b);
      BOOST_CHECK_EQUAL(mirrored.rank_b, verdict.rank_a);
      BOOST_CHECK_EQUAL(mirrored.differing_groups.size(), verdict.differing_groups.size());
      BOOST_CHECK(mirrored.differing_outputs == verdict.differing_outputs);
      equivalent += verdict.equivalent ? 1 : 0;
    }
  });
  BOOST_CHECK_GT(equivalent, at_effort(1000));
}

BOOST_AUTO_TEST_CASE(every_network_is_equivalent_to_itself_and_its_form) {
  for_random_cases(300, [](Random& random) {
    const Network network = build(random_network(random));
    BOOST_CHECK(decide_equivalence(network, network).equivalent);
    const CanonicalForm form = canonical_form(network);
    const Equivalence verdict = decide_equivalence(network, form.network);
    BOOST_CHECK(verdict.equivalent);
    BOOST_CHECK_EQUAL(verdict.rank_a, form.rank());
    BOOST_CHECK_EQUAL(verdict.rank_b, form.rank());
  });
}

BOOST_AUTO_TEST_CASE(is_transitive) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork a = random_network(random);
    const Network first = build(a);
    const Network second = build(rewritten(random, a));
    const Network third = build(rewritten(random, perturbed(random, a)));
    BOOST_CHECK_EQUAL(decide_equivalence(first, third).equivalent,
                      decide_equivalence(second, third).equivalent);
  });
}

BOOST_AUTO_TEST_CASE(what_differs) {
  for_random_cases(1000, [](Random& random) {
    const auto [a, b] = random_pair(random);
    const Network built_a = build(a);
    const Network built_b = build(b);
    const Equivalence verdict = decide_equivalence(built_a, built_b);
    std::set<std::uint32_t> differing(verdict.differing_groups.begin(), verdict.differing_groups.end());
    BOOST_CHECK_EQUAL(differing.size(), verdict.differing_groups.size());
    for (std::uint32_t g = 0; g < verdict.groups.count(); ++g) {
      const auto group = verdict.groups.group(g);
      bool differs = false;
      for (std::size_t output = 0; output < a.outputs; ++output) {
        Rational sum_a;
        Rational sum_b;
        for (const Member& member : group) {
          const PlainNetwork& network = member.network == 0 ? a : b;
          (member.network == 0 ? sum_a : sum_b) += oriented(network.units[member.unit]).a[output];
        }
        BOOST_CHECK_EQUAL(weight_sum(built_a, 0, group, output), sum_a);
        BOOST_CHECK_EQUAL(weight_sum(built_b, 1, group, output), sum_b);
        differs = differs || sum_a != sum_b;
      }
      BOOST_CHECK_EQUAL(differing.contains(g), differs);
    }
    // By their first units.
    for (std::size_t i = 1; i < verdict.differing_groups.size(); ++i) {
      const Member& before = verdict.groups.group(verdict.differing_groups[i - 1]).front();
      const Member& after = verdict.groups.group(verdict.differing_groups[i]).front();
      BOOST_CHECK(std::pair(before.network, before.unit) < std::pair(after.network, after.unit));
    }
    const PlainNetwork form_a = plain_canonical_form(a);
    const PlainNetwork form_b = plain_canonical_form(b);
    std::vector<std::size_t> outputs;
    for (std::size_t output = 0; output < a.outputs; ++output)
      if (form_a.d[output] != form_b.d[output]) outputs.push_back(output);
    BOOST_CHECK(verdict.differing_outputs == outputs);
  });
}

BOOST_AUTO_TEST_CASE(the_difference_is_a_network_of_least_width) {
  for_random_cases(1000, [](Random& random) {
    const auto [a, b] = random_pair(random);
    const Network built_a = build(a);
    const Network built_b = build(b);
    const Equivalence verdict = decide_equivalence(built_a, built_b);
    const Network gap = difference(built_a, built_b, verdict);
    BOOST_TEST_CONTEXT(a << b) {
      const PlainNetwork expected = plain_canonical_form(minus(a, b));
      BOOST_CHECK_EQUAL(plain_canonical_form(plain(gap)), expected);
      BOOST_CHECK_EQUAL(gap.width(), expected.units.size());
      const Vector x = random_vector(random, a.inputs, small_rational);
      for (std::size_t output = 0; output < a.outputs; ++output)
        BOOST_CHECK_EQUAL(value_at(gap, x, output),
                          value_at(built_a, x, output) - value_at(built_b, x, output));
    }
  });
}

BOOST_AUTO_TEST_CASE(storages_may_differ) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork a = random_network(random, random_shape(random), few_floats);
    PlainNetwork b = a;
    std::shuffle(b.units.begin(), b.units.end(), random);
    if (one_in(random, 2)) b = perturbed(random, b);
    const Network narrow = build(a, Network::Storage::binary32);
    const bool expected = plain_canonical_form(a) == plain_canonical_form(b);
    BOOST_CHECK_EQUAL(decide_equivalence(narrow, build(b)).equivalent, expected);
    BOOST_CHECK_EQUAL(decide_equivalence(build(b), narrow).equivalent, expected);
    BOOST_CHECK(decide_equivalence(narrow, narrow).equivalent);
  });
}

/// Differences that evaluation in floating point does not see.
BOOST_AUTO_TEST_CASE(the_smallest_differences) {
  const auto with = [](const char* a, const char* d) {
    return build({1,
                  1,
                  {{{Rational(1)}, {Rational(1)}, Rational()}, {{Rational(1)}, {Rational()}, Rational(1)}},
                  {TanhSum::parse(a) + TanhSum::parse(d)}});
  };
  BOOST_CHECK(!decide_equivalence(with("0", "0"), with("0", "0x1p-1074")).equivalent);
  BOOST_CHECK(!decide_equivalence(with("0", "tanh(1)"),
                                  with("0", "0.761594155955764888119458282604793590412768597257936551596810"))
                   .equivalent);
  BOOST_CHECK(decide_equivalence(with("1/3", "2/3"), with("1", "0")).equivalent);
  BOOST_CHECK(
      decide_equivalence(with("tanh(1/3)", "-tanh(1/3)"), with("0", "tanh(-5) + tanh(5)")).equivalent);
}

BOOST_AUTO_TEST_SUITE_END()
