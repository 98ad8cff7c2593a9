// A common member is one: some values of both models are the same function.
#include "verify/tanh/uncertain/common_member.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

bool have_common(const PlainModel& a, const PlainModel& b, Activation activation) {
  const UncertainModel model_a = build(a, activation);
  const UncertainModel model_b = build(b, activation);
  return have_common_member(model_a, FloatRanges(model_a), model_b, FloatRanges(model_b));
}

/// Whether members with integer values are the same function for some choice: where ranges with such ends
/// meet, they meet in an integer.
bool some_equal(const PlainModel& a, const PlainModel& b, Activation activation) {
  std::vector<Model> members;
  for_all_members(b, [&](const PlainNetwork& member) { members.emplace_back(activation, build(member)); });
  bool found = false;
  for_all_members(a, [&](const PlainNetwork& member) {
    if (found) return;
    const Model model(activation, build(member));
    found = std::any_of(members.begin(), members.end(), [&](const Model& other) {
      return decide_equivalence(model.network(), other.network()).equivalent;
    });
  });
  return found;
}

/// The rows of units that are not blank, with one of both signs if these are the same unit, sorted.
std::vector<Vector> rows_of(const PlainNetwork& network, bool is_odd) {
  std::vector<Vector> rows;
  for (const PlainUnit& unit : network.units) {
    if (is_zero(unit.a)) continue;
    Vector row = unit.b;
    row.push_back(unit.c);
    row.insert(row.end(), unit.a.begin(), unit.a.end());
    rows.push_back(is_odd ? std::max(row, negated(row)) : row);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Shape small_shape(Random& random) { return {below(random, 2), 1 + below(random, 2), below(random, 4)}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_common_member)

BOOST_AUTO_TEST_CASE(what_is_said_to_be_common_is) {
  std::size_t seen = 0;
  for_random_cases(400, [&](Random& random) {
    const Shape shape = small_shape(random);
    const PlainModel a = random_model(random, shape, 3);
    PlainModel b = one_in(random, 3) ? random_model(random, shape, 3) : a;
    if (one_in(random, 2) && !b.lower.units.empty()) {  // another sign
      const PlainUnit low = b.lower.units.back();
      b.lower.units.back() = flipped(b.upper.units.back());
      b.upper.units.back() = flipped(low);
    }
    const Activation activation = one_in(random, 3) ? Activation::logistic : Activation::tanh;
    if (!have_common(a, b, activation)) return;
    ++seen;
    BOOST_TEST_CONTEXT(a.lower << "to\n" << a.upper << "and\n" << b.lower << "to\n" << b.upper)
    BOOST_CHECK(some_equal(a, b, activation));
  });
  BOOST_CHECK_GT(seen, 0);
}

BOOST_AUTO_TEST_CASE(exact_models_have_one_if_their_units_match) {
  std::size_t matching = 0;
  for_random_cases(800, [&](Random& random) {
    const PlainModel a = random_model(random, small_shape(random), 0);
    PlainModel b = a;
    std::shuffle(b.lower.units.begin(), b.lower.units.end(), random);
    for (PlainUnit& unit : b.lower.units)
      if (one_in(random, 2)) unit = flipped(unit);
    if (one_in(random, 3)) b.lower = perturbed(random, b.lower);
    if (one_in(random, 3) && !b.lower.units.empty()) b.lower.units.pop_back();
    b.upper = b.lower;
    const Activation activation = one_in(random, 3) ? Activation::logistic : Activation::tanh;
    const bool is_odd = activation == Activation::tanh;
    const bool expected = a.lower.d == b.lower.d && rows_of(a.lower, is_odd) == rows_of(b.lower, is_odd);
    BOOST_CHECK_EQUAL(have_common(a, b, activation), expected);
    matching += expected ? 1U : 0U;
  });
  BOOST_CHECK_GT(matching, 0);
}

BOOST_AUTO_TEST_SUITE_END()
