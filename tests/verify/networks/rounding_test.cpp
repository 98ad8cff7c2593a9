#include "verify/networks/rounding.hpp"

#include <boost/test/unit_test.hpp>

#include "exact/enclosure.hpp"
#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The nearest value, found from one enclosure of 4096 bits.
std::optional<Rational> slow_round(FloatFormat format, const TanhSum& sum) {
  if (sum.is_rational()) return round_to(format, sum.rational());
  const Enclosure value(sum, 4096);
  const auto low = round_to(format, value.lower());
  const auto high = round_to(format, value.upper());
  BOOST_REQUIRE(low == high);
  return low;
}

bool is_of(FloatFormat format, const TanhSum& sum) {
  return sum.is_rational() && round_to(format, sum.rational()) == sum.rational();
}

/// All numbers of a network one after the other.
std::vector<TanhSum> numbers_of(const PlainNetwork& network) {
  std::vector<TanhSum> numbers = network.d;
  for (const PlainUnit& unit : network.units) {
    for (const Rational& x : unit.a) numbers.emplace_back(x);
    for (const Rational& x : unit.b) numbers.emplace_back(x);
    numbers.emplace_back(unit.c);
  }
  return numbers;
}

Rational draw(Random& random) {
  if (one_in(random, 40)) return random_rational(random);
  return one_in(random, 2) ? few_floats(random)
                           : negated_at_random(random, Rational::fraction(Rational(between(random, 1, 99)),
                                                                          Rational(between(random, 1, 99))));
}

std::optional<Model> rounded(FloatFormat format, const char* d) {
  return round_model(format, Model(Activation::tanh, build({0, 1, {}, {TanhSum::parse(d)}})));
}
Rational rounded_value(FloatFormat format, const std::string& d) {
  const auto model = rounded(format, d.c_str());
  BOOST_REQUIRE(model.has_value());
  BOOST_CHECK(model->stated().d[0].is_rational());
  return model->stated().d[0].rational();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_rounding)

BOOST_AUTO_TEST_CASE(every_number_is_rounded) {
  std::size_t overflows = 0;
  for_random_cases(1000, [&overflows](Random& random) {
    const FloatFormat format = one_of(random, {FloatFormat::binary32, FloatFormat::binary64});
    const bool narrow = one_in(random, 3);
    PlainNetwork stated = narrow ? random_network(random, random_shape(random), few_floats)
                                 : random_network(random, random_shape(random), draw);
    const Activation activation = one_of(random, {Activation::tanh, Activation::logistic});
    const Model model(activation,
                      build(stated, narrow ? Network::Storage::binary32 : Network::Storage::exact));
    bool all_hold = true;
    bool overflow = false;
    for (const TanhSum& number : numbers_of(stated)) {
      all_hold = all_hold && is_of(format, number);
      overflow = overflow || !slow_round(format, number);
    }
    overflows += overflow ? 1 : 0;
    BOOST_TEST_CONTEXT(stated) {
      BOOST_CHECK_EQUAL(holds(format, model), all_hold);
      const auto found = round_model(format, model);
      BOOST_REQUIRE_EQUAL(found.has_value(), !overflow);
      if (overflow) return;
      PlainNetwork expected = stated;
      for (PlainUnit& unit : expected.units) {
        for (Rational& x : unit.a) x = *round_to(format, x);
        for (Rational& x : unit.b) x = *round_to(format, x);
        unit.c = *round_to(format, unit.c);
      }
      for (TanhSum& sum : expected.d) sum = TanhSum(*slow_round(format, sum));
      BOOST_CHECK_EQUAL(plain(found->stated()), expected);
      BOOST_CHECK(found->activation() == activation);
      BOOST_CHECK(holds(format, *found));
      BOOST_CHECK(plain(round_model(format, *found)->stated()) == expected);
    }
  });
  BOOST_CHECK_GT(overflows, at_effort(10));
}

BOOST_AUTO_TEST_CASE(binary64_numbers_and_binary32_numbers) {
  const auto model_with = [](const Rational& c) {
    return Model(Activation::tanh, build({1, 1, {{{Rational(1)}, {Rational(1)}, c}}, {TanhSum()}}));
  };
  const struct {
    Rational c;
    bool in_32;
    bool in_64;
  } cases[] = {{Rational(1), true, true},
               {Rational::fraction(1, 3), false, false},
               {Rational(1) + Rational::power_of_two(-23), true, true},
               {Rational(1) + Rational::power_of_two(-24), false, true},
               {Rational(1) + Rational::power_of_two(-53), false, false},
               {Rational::power_of_two(-149), true, true},
               {Rational::power_of_two(-150), false, true},
               {Rational::power_of_two(-126) + Rational::power_of_two(-149), true, true},
               {Rational::power_of_two(-127) + Rational::power_of_two(-149), true, true},
               {Rational::power_of_two(-127) + Rational::power_of_two(-150), false, true},
               {Rational::power_of_two(127), true, true},
               {Rational::power_of_two(128), false, true},
               {Rational::power_of_two(128) - Rational::power_of_two(104), true, true},
               {Rational::power_of_two(128) - Rational::power_of_two(103), false, true},
               {Rational::power_of_two(-1074), false, true},
               {Rational::power_of_two(-1075), false, false},
               {Rational::power_of_two(1024), false, false}};
  for (const auto& sample : cases) {
    for (const Rational& c : {sample.c, -sample.c}) {
      BOOST_CHECK_EQUAL(holds(FloatFormat::binary32, model_with(c)), sample.in_32);
      BOOST_CHECK_EQUAL(holds(FloatFormat::binary64, model_with(c)), sample.in_64);
    }
  }
}

/// The stated numbers count, not those of the tanh network that a logistic one is mapped to.
BOOST_AUTO_TEST_CASE(stated_numbers_of_a_logistic_model) {
  const Rational least = Rational::power_of_two(-149);
  const PlainNetwork stated{1, 1, {{{least}, {least}, least}}, {TanhSum()}};
  BOOST_CHECK(holds(FloatFormat::binary32, Model(Activation::logistic, build(stated))));
}

BOOST_AUTO_TEST_CASE(irrational_output_biases) {
  // The nearest floats of tanh(1) = 0.76159415595576488811945828260479359...
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, "tanh(1)"),
                    Rational(12'777'430) * Rational::power_of_two(-24));
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary64, "tanh(1)"),
                    Rational(6'859'830'313'939'860) * Rational::power_of_two(-53));
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, "tanh(1000)"), Rational(1));
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, "tanh(1000) - tanh(999)"), Rational());
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary64, "-tanh(1e-300)"),
                    *round_to(FloatFormat::binary64, -Rational::power_of_ten(-300)));
  BOOST_CHECK(
      !holds(FloatFormat::binary64, Model(Activation::tanh, build({0, 1, {}, {TanhSum::parse("tanh(1)")}}))));
}

/// 1 + 2^-24 is the tie between 1 and the next binary32 value: what lies how little ever beside it is no tie.
BOOST_AUTO_TEST_CASE(irrational_output_biases_near_a_tie) {
  const std::string tie = "1 + 0x1p-24";
  const Rational above = Rational(1) + Rational::power_of_two(-23);
  BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, tie), Rational(1));
  for (const char* tiny : {"tanh(1e-20)", "tanh(1e-1000)", "tanh(1e-10000)"}) {
    BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, tie + " + " + tiny), above);
    BOOST_CHECK_EQUAL(rounded_value(FloatFormat::binary32, tie + " - " + tiny), Rational(1));
  }
  BOOST_CHECK(!rounded(FloatFormat::binary32, "1 + 0x1p-24 + tanh(1e-100000)"));
}

BOOST_AUTO_TEST_CASE(overflow_gives_nothing) {
  const Rational edge = Rational::power_of_two(128) - Rational::power_of_two(103);
  const auto model_with = [](const Rational& b, const TanhSum& d) {
    return Model(Activation::tanh, build({1, 1, {{{Rational(1)}, {b}, Rational()}}, {d}}));
  };
  BOOST_CHECK(!round_model(FloatFormat::binary32, model_with(edge, TanhSum())));
  BOOST_CHECK(round_model(FloatFormat::binary32, model_with(edge - Rational(1), TanhSum())));
  BOOST_CHECK(round_model(FloatFormat::binary64, model_with(edge, TanhSum())));
  BOOST_CHECK(!round_model(FloatFormat::binary32, model_with(Rational(), TanhSum(-edge))));
  BOOST_CHECK(
      !round_model(FloatFormat::binary64, model_with(Rational(), TanhSum(Rational::power_of_ten(400)))));
  BOOST_CHECK(!round_model(FloatFormat::binary64, model_with(Rational(), TanhSum::parse("1e400*tanh(1)"))));
  // Irrational, and a little on either side of the edge.
  BOOST_CHECK(
      !round_model(FloatFormat::binary32, model_with(Rational(), TanhSum(edge) + TanhSum::parse("tanh(1)"))));
  BOOST_CHECK(
      round_model(FloatFormat::binary32, model_with(Rational(), TanhSum(edge) - TanhSum::parse("tanh(1)"))));
}

BOOST_AUTO_TEST_SUITE_END()
