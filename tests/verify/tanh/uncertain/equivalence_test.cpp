#include "verify/tanh/uncertain/equivalence.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "exact/number_text.hpp"
#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"
#include "verify/tanh/uncertain/witness.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Verdict = UncertainEquivalence::Verdict;

/// What all members with integer values say.
struct Census {
  bool some_equal = false;
  bool some_differ = false;
};

Census census(const PlainModel& a, const PlainModel& b, Activation of_a, Activation of_b) {
  std::vector<Model> members_of_b;
  for_all_members(b, [&](const PlainNetwork& member) { members_of_b.emplace_back(of_b, build(member)); });
  Census result;
  for_all_members(a, [&](const PlainNetwork& member) {
    const Model model(of_a, build(member));
    for (const Model& other : members_of_b)
      (decide_equivalence(model.network(), other.network()).equivalent ? result.some_equal
                                                                       : result.some_differ) = true;
  });
  return result;
}

Shape small_shape(Random& random) { return {below(random, 3), 1 + below(random, 2), below(random, 4)}; }

/// B is A's relative, often with the same members or some of them.
PlainModel relative(Random& random, const PlainModel& a, Shape shape) {
  if (one_in(random, 4)) return random_model(random, shape, 3);
  PlainModel b = a;
  if (one_in(random, 3)) b.upper = b.lower;
  if (one_in(random, 3)) b.lower = b.upper;
  if (one_in(random, 2) && !b.lower.units.empty()) {  // another sign
    PlainUnit low = b.lower.units.back();
    b.lower.units.back() = flipped(b.upper.units.back());
    b.upper.units.back() = flipped(low);
  }
  if (one_in(random, 2) && b.lower.units.size() > 1) {
    std::swap(b.lower.units.front(), b.lower.units.back());
    std::swap(b.upper.units.front(), b.upper.units.back());
  }
  if (one_in(random, 2) && !b.lower.units.empty()) {  // moved
    const std::size_t unit = below(random, b.lower.units.size());
    const Rational step(between(random, -2, 2));
    for (PlainNetwork* network : {&b.lower, &b.upper}) network->units[unit].c += step;
  }
  return b;
}

PlainModel exact(PlainNetwork network) { return {network, network}; }

PlainNetwork one_unit(const char* a, const char* b, const char* c, const char* d) {
  return {1, 1, {{{read_rational(a)}, {read_rational(b)}, read_rational(c)}}, {TanhSum::parse(d)}};
}

UncertainEquivalence decide(const PlainModel& a, const PlainModel& b,
                            Activation activation = Activation::tanh) {
  return decide_equivalence(build(a, activation), build(b, activation));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(uncertain_equivalence)

/// No verdict about all values is refuted by any; the verdict "for all" is exact.
BOOST_AUTO_TEST_CASE(all_members_agree_with_the_verdict) {
  std::map<std::string, std::size_t> seen;
  for_random_cases(
      800, [&](Random& random) {
        const Shape shape = small_shape(random);
        const PlainModel a = random_model(random, shape, 3);
        const PlainModel b = relative(random, a, shape);
        const Activation of_a = one_in(random, 3) ? Activation::logistic : Activation::tanh;
        const Activation of_b = one_in(random, 6) ? Activation::logistic : of_a;
        const UncertainEquivalence verdict = decide_equivalence(build(a, of_a), build(b, of_b));
        const Census all = census(a, b, of_a, of_b);
        BOOST_TEST_CONTEXT("A from\n"
                           << a.lower << "to\n"
                           << a.upper << "B from\n"
                           << b.lower << "to\n"
                           << b.upper) {
          if (verdict.equivalent == Verdict::for_all) BOOST_CHECK(!all.some_differ);
          if (verdict.equivalent == Verdict::for_none) BOOST_CHECK(!all.some_equal);
          if (verdict.equivalent == Verdict::undecided) BOOST_CHECK(verdict.equal_for_some != Truth::refuted);
          // Both ends of every range are among these members, and a function that varies takes
          // two values there.
          if (!all.some_differ) BOOST_CHECK(verdict.equivalent == Verdict::for_all);
          if (verdict.equal_for_some == Truth::refuted) BOOST_CHECK(!all.some_equal);
          std::size_t rank_a = 0;
          bool first = true;
          if (verdict.rank_a)
            for_all_members(a, [&](const PlainNetwork& member) {
              const Model model(of_a, build(member));
              rank_a = decide_equivalence(model.network(), model.network()).rank_a;
              if (rank_a != *verdict.rank_a && first) BOOST_CHECK_EQUAL(rank_a, *verdict.rank_a);
              first = first && rank_a == *verdict.rank_a;
            });
        }
        const bool depends = verdict.equal_for_some == Truth::proved;
        ++seen[verdict.equivalent == Verdict::for_all    ? "equal"
               : verdict.equivalent == Verdict::for_none ? verdict.witness ? "witness" : "algebra"
               : depends                                 ? "depends"
               : all.some_equal                          ? "unseen"
                                                         : "unknown"];
      });
  // A tenth of the cases need not have one of each.
  if (effort() >= 1)
    for (const char* kind : {"depends", "equal", "witness", "algebra"})
      BOOST_CHECK_MESSAGE(seen[kind] > 0, "no case was " << kind);
  for (const auto& [kind, count] : seen) BOOST_TEST_MESSAGE(kind << ": " << count);
}

/// Order and signs of units, and which network comes first, change nothing that is proved.
BOOST_AUTO_TEST_CASE(order_and_signs_of_units_do_not_matter) {
  for_random_cases(200, [](Random& random) {
    const Shape shape = small_shape(random);
    const PlainModel a = random_model(random, shape, 3);
    const PlainModel b = relative(random, a, shape);
    PlainModel other = b;
    for (std::size_t i = 0; i < shape.width; ++i) {
      auto& low = other.lower.units;
      auto& high = other.upper.units;
      const std::size_t j = i + below(random, shape.width - i);
      std::swap(low[i], low[j]);
      std::swap(high[i], high[j]);
      if (one_in(random, 2)) continue;
      const PlainUnit unit = low[i];
      low[i] = flipped(high[i]);
      high[i] = flipped(unit);
    }
    const UncertainEquivalence one = decide(a, b);
    const UncertainEquivalence two = decide(a, other);
    const UncertainEquivalence three = decide(b, a);
    for (const UncertainEquivalence* verdict : {&two, &three}) {
      BOOST_CHECK_EQUAL(one.equivalent == Verdict::for_all, verdict->equivalent == Verdict::for_all);
      BOOST_CHECK_EQUAL(one.midpoints_equivalent, verdict->midpoints_equivalent);
      BOOST_CHECK_EQUAL(one.lasting_unit.has_value(), verdict->lasting_unit.has_value());
      BOOST_CHECK(one.lasting_bias == verdict->lasting_bias);
      if (one.equivalent == Verdict::for_all) BOOST_CHECK(verdict->equal_for_some != Truth::refuted);
      if (one.equivalent == Verdict::for_none) BOOST_CHECK(verdict->equal_for_some != Truth::proved);
    }
    BOOST_CHECK(one.rank_a == two.rank_a && one.rank_b == two.rank_b);
    BOOST_CHECK(one.rank_a == three.rank_b && one.rank_b == three.rank_a);
  });
}

/// The enclosure holds the value of every member, and its ends are those of members (tanh: d + a tanh(s)).
BOOST_AUTO_TEST_CASE(enclosures_hold_all_members) {
  for_random_cases(200, [](Random& random) {
    const Shape shape = small_shape(random);
    const PlainModel plain = random_model(random, shape, 3);
    const Activation activation = one_in(random, 2) ? Activation::logistic : Activation::tanh;
    const UncertainModel model = build(plain, activation);
    const Vector x = random_vector(random, shape.inputs, small_rational);
    for (std::size_t output = 0; output < shape.outputs; ++output) {
      const Interval range = enclose(model, x, output, 128);
      Rational least = range.upper.upper();
      Rational most = range.lower.lower();
      for_all_members(plain, [&](const PlainNetwork& member) {
        const Model of_member(activation, build(member));
        const Enclosure value = enclose(of_member.network(), x, 128)[output];
        if (value.upper() < range.lower.lower() || value.lower() > range.upper.upper())
          BOOST_ERROR("a member's value is outside");
        least = std::min(least, value.upper());
        most = std::max(most, value.lower());
      });
      // Least and most are at ends of ranges, which are members here.
      BOOST_CHECK(least - range.lower.upper() < Rational::power_of_two(-90));
      BOOST_CHECK(range.upper.lower() - most < Rational::power_of_two(-90));
    }
  });
}

BOOST_AUTO_TEST_CASE(midpoints_that_are_equal_prove_nothing) {
  const PlainModel model{one_unit("1", "1", "0", "-1/100"), one_unit("1", "1", "0", "1/100")};
  const UncertainEquivalence verdict = decide(model, model);
  BOOST_CHECK(verdict.equivalent == Verdict::undecided);
  BOOST_CHECK(verdict.equal_for_some == Truth::proved);
  BOOST_CHECK(verdict.midpoints_equivalent);
  BOOST_CHECK(verdict.rank_a == 1U);
}

BOOST_AUTO_TEST_CASE(numbers_that_cannot_matter) {
  // a = 0: b and c may be anything. b = 0, c = 0: a may be.
  const PlainModel blank{one_unit("0", "-1", "2", "1"), one_unit("0", "5", "3", "1")};
  const PlainModel still{one_unit("-7", "0", "0", "1"), one_unit("7", "0", "0", "1")};
  const PlainModel constant = exact({1, 1, {}, {TanhSum(Rational(1))}});
  for (const PlainModel* model : {&blank, &still}) {
    BOOST_CHECK(decide(*model, constant).equivalent == Verdict::for_all);
    BOOST_CHECK(decide(*model, *model).equivalent == Verdict::for_all);
    BOOST_CHECK(decide(*model, exact({1, 1, {}, {TanhSum(Rational(2))}})).equivalent == Verdict::for_none);
  }
  BOOST_CHECK(decide(blank, constant, Activation::logistic).equivalent == Verdict::for_all);
  // A logistic unit with b = 0 and c = 0 adds a/2.
  BOOST_CHECK(decide(still, constant, Activation::logistic).equivalent == Verdict::undecided);
  // b = 0 alone leaves a tanh(c).
  const PlainModel moved{one_unit("-7", "0", "1", "1"), one_unit("7", "0", "1", "1")};
  BOOST_CHECK(decide(moved, constant).equivalent == Verdict::undecided);
  BOOST_CHECK(decide(moved, constant).rank_a == 0U);
}

BOOST_AUTO_TEST_CASE(a_weight_beyond_its_radius) {
  const PlainModel a{one_unit("1", "0.7125", "0", "0"), one_unit("1", "0.7135", "0", "0")};
  const PlainModel touching{one_unit("1", "0.7135", "0", "0"), one_unit("1", "0.7145", "0", "0")};
  const PlainModel apart{one_unit("1", "0.71350000001", "0", "0"), one_unit("1", "0.7145", "0", "0")};
  BOOST_CHECK(decide(a, touching).equivalent == Verdict::undecided);
  BOOST_CHECK(decide(a, touching).equal_for_some == Truth::proved);
  const UncertainEquivalence verdict = decide(a, apart);
  BOOST_CHECK(verdict.equivalent == Verdict::for_none);
  BOOST_REQUIRE(verdict.lasting_unit);
  BOOST_CHECK(verdict.lasting_unit->partners.empty());
  BOOST_CHECK(verdict.witness);
}

/// The biases leave room for any constant, so that the weights of the one unit decide.
BOOST_AUTO_TEST_CASE(weights_that_cannot_cancel) {
  const PlainModel a{one_unit("1", "-1", "0", "-9"), one_unit("2", "1/2", "0", "9")};
  const PlainModel b{one_unit("3", "1", "0", "-9"), one_unit("4", "2", "0", "9")};
  // If the two units merge, with b = -1 and b = 1, their weights add up.
  const UncertainEquivalence verdict = decide(a, b);
  BOOST_CHECK(verdict.equivalent == Verdict::for_none);
  BOOST_CHECK(!verdict.witness);
  BOOST_REQUIRE(verdict.lasting_unit);
  BOOST_CHECK(verdict.lasting_unit->network == 1 && verdict.lasting_unit->unit == 0);
  BOOST_CHECK_EQUAL(verdict.lasting_unit->partners.size(), 1U);
  BOOST_CHECK(!verdict.rank_a);  // b of A may be 0
  BOOST_CHECK(verdict.rank_b == 1U);
  // Opposite weights: now they cancel.
  const PlainModel c{one_unit("-2", "-1", "0", "-9"), one_unit("-1", "1/2", "0", "9")};
  const PlainModel d{one_unit("2", "1", "0", "-9"), one_unit("3", "2", "0", "9")};
  BOOST_CHECK(decide(c, d).equivalent == Verdict::undecided);
  BOOST_CHECK(decide(c, d).equal_for_some == Truth::proved);
}

BOOST_AUTO_TEST_CASE(biases_with_constants_folded_in) {
  const PlainModel a{one_unit("1", "0", "1", "0"), one_unit("1.1", "0", "1", "0")};
  const PlainModel same = exact({1, 1, {}, {TanhSum::parse("1.05*tanh(1)")}});
  const PlainModel other = exact({1, 1, {}, {TanhSum::parse("1.11*tanh(1)")}});
  BOOST_CHECK(decide(a, same).equivalent == Verdict::undecided);
  BOOST_CHECK(decide(a, same).equal_for_some == Truth::proved);
  BOOST_CHECK(decide(a, other).equivalent == Verdict::for_none);
  BOOST_CHECK(decide(a, other).lasting_bias == 0U);
}

BOOST_AUTO_TEST_CASE(numbers_of_any_size) {
  const PlainModel a{one_unit("1e400", "1e-400", "1e400", "0"), one_unit("2e400", "2e-400", "2e400", "0")};
  const PlainModel b{one_unit("-2e400", "3e-400", "1e400", "0"), one_unit("-1e400", "4e-400", "2e400", "0")};
  BOOST_CHECK(decide(a, b).equivalent == Verdict::for_none);
  BOOST_CHECK(decide(a, a).equivalent == Verdict::undecided);
}

BOOST_AUTO_TEST_SUITE_END()
