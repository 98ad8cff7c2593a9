// Enclosures for all members, and witnesses that no member escapes.
#include "verify/tanh/uncertain/witness.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

constexpr long precision = 256;

/// f(x) of all members with integer values.
std::vector<Enclosure> values_of(const PlainModel& model, Activation activation, const Vector& x,
                                 std::size_t output) {
  std::vector<Enclosure> values;
  for_all_members(model, [&](const PlainNetwork& member) {
    const Model built(activation, build(member));
    values.push_back(isopath::enclose(built.network(), x, precision)[output]);
  });
  return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_uncertain_witness)

BOOST_AUTO_TEST_CASE(enclosures_are_the_range_of_all_members) {
  for_random_cases(600, [](Random& random) {
    const Shape shape{below(random, 3), 1 + below(random, 2), below(random, 4)};
    const PlainModel model = random_model(random, shape, 4);
    const Activation activation = one_in(random, 3) ? Activation::logistic : Activation::tanh;
    const Vector x = random_vector(random, shape.inputs, small_rational);
    const std::size_t output = below(random, shape.outputs);
    const Interval range = enclose(build(model, activation), x, output, precision);
    const std::vector<Enclosure> values = values_of(model, activation, x, output);
    Enclosure least = values.front();
    Enclosure greatest = values.front();
    for (const Enclosure& value : values) {
      least = Enclosure::least(least, value);
      greatest = Enclosure::greatest(greatest, value);
    }
    // Both ends are values of members whose numbers are ends of their ranges.
    const Rational little = Rational::power_of_two(-200);
    BOOST_TEST((range.lower - least).abs().upper() <= little);
    BOOST_TEST((range.upper - greatest).abs().upper() <= little);
  });
}

BOOST_AUTO_TEST_CASE(a_witness_holds_for_all_members) {
  std::size_t found = 0;
  for_random_cases(60, [&](Random& random) {
    const Shape shape{below(random, 3), 1 + below(random, 2), below(random, 3)};
    const PlainModel a = random_model(random, shape, 2);
    const PlainModel b = random_model(random, shape, 2);
    const UncertainModel model_a = build(a);
    const UncertainModel model_b = build(b);
    const auto witness =
        find_witness(model_a, FloatRanges(model_a), model_b, FloatRanges(model_b), std::nullopt);
    if (!witness) return;
    ++found;
    const Rational lower = witness->lower.value();
    const Rational upper = witness->upper.value();
    BOOST_TEST((lower.sign() > 0 || upper.sign() < 0));
    for (const Enclosure& of_a : values_of(a, Activation::tanh, witness->x, witness->output))
      for (const Enclosure& of_b : values_of(b, Activation::tanh, witness->x, witness->output)) {
        BOOST_TEST((of_a - of_b).upper() >= lower);
        BOOST_TEST((of_a - of_b).lower() <= upper);
      }
  });
  BOOST_TEST(found > 0U);
}

BOOST_AUTO_TEST_CASE(none_where_a_member_is_common) {
  Random random(11);
  const PlainModel model = random_model(random, {2, 1, 3}, 3);
  const UncertainModel built = build(model);
  const Vector seed{Rational::fraction(1, 3), Rational(2)};
  BOOST_CHECK(!find_witness(built, FloatRanges(built), built, FloatRanges(built), seed));
}

BOOST_AUTO_TEST_SUITE_END()
