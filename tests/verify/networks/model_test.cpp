#include "verify/networks/model.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <set>

#include "exact/enclosure.hpp"
#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// 1/(1 + e^-s) = (1 + tanh(s/2))/2, and tanh(s) itself, in doubles.
double activation_at(Activation activation, double s) {
  switch (activation) {
    case Activation::tanh:
      return std::tanh(s);
    case Activation::logistic:
      return 1 / (1 + std::exp(-s));
  }
  return NAN;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(networks_model)

BOOST_AUTO_TEST_CASE(every_activation_has_a_name_of_its_own) {
  std::set<std::string> names;
  for (const Activation activation : activations) names.insert(name_of(activation));
  BOOST_CHECK_EQUAL(names.size(), activations.size());
  BOOST_CHECK(!names.contains(""));
}

BOOST_AUTO_TEST_CASE(tanh_forms_are_the_activations) {
  for (const Activation activation : activations) {
    const auto [halvings, shift] = tanh_form(activation);
    const double scale = std::ldexp(1.0, -halvings);
    for (const double s : {-3.0, -0.5, 0.0, 1.0, 2.25})
      BOOST_CHECK_SMALL(activation_at(activation, s) - (std::tanh(s * scale) + shift) * scale, 1e-15);
  }
}

BOOST_AUTO_TEST_CASE(tanh_model_is_what_is_stated) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork stated = random_network(random);
    const Model model(Activation::tanh, build(stated));
    BOOST_CHECK(model.activation() == Activation::tanh);
    BOOST_CHECK(plain(model.stated()) == stated);
    BOOST_CHECK(&model.network() == &model.stated());
  });
}

/// a s(b.x + c) = a/2 + a/2 tanh((b.x + c)/2)
BOOST_AUTO_TEST_CASE(logistic_model_is_mapped_exactly) {
  const auto half = [](Vector vector) {
    for (Rational& x : vector) x *= Rational::power_of_two(-1);
    return vector;
  };
  for_random_cases(300, [&half](Random& random) {
    const bool narrow = one_in(random, 2);
    const PlainNetwork stated =
        narrow ? random_network(random, random_shape(random), few_floats) : random_network(random);
    PlainNetwork expected = stated;
    for (PlainUnit& unit : expected.units) {
      unit = {half(unit.a), half(unit.b), unit.c * Rational::power_of_two(-1)};
      for (std::size_t output = 0; output < expected.outputs; ++output)
        expected.d[output] = expected.d[output] + TanhSum(unit.a[output]);
    }
    const Model model(Activation::logistic,
                      build(stated, narrow ? Network::Storage::binary32 : Network::Storage::exact));
    BOOST_CHECK(model.activation() == Activation::logistic);
    BOOST_CHECK(plain(model.stated()) == stated);
    BOOST_CHECK(plain(model.network()) == expected);
  });
}

BOOST_AUTO_TEST_CASE(halves_of_the_least_subnormals) {
  const Rational least = Rational::power_of_two(-1074);
  const PlainNetwork stated{1, 1, {{{least}, {least * Rational(3)}, -least}}, {TanhSum()}};
  const Model model(Activation::logistic, build(stated));
  const Rational half = Rational::power_of_two(-1075);
  const PlainNetwork expected{1, 1, {{{half}, {half * Rational(3)}, -half}}, {TanhSum(half)}};
  BOOST_CHECK(plain(model.network()) == expected);
}

BOOST_AUTO_TEST_CASE(binary32_values_stay_so_if_their_halves_are) {
  const auto stored = [](std::initializer_list<std::uint32_t> words) {
    Network network(words.size() - 2, 1, Network::Storage::binary32);
    network.set_width(1);
    std::copy(words.begin(), words.end(), network.writable_narrow_row(0).begin());
    return network;
  };
  // 0; the least and the greatest normal; even subnormals of both signs; the least value whose half is
  // subnormal.
  const Network kept =
      stored({0, 0x01000000, 0x7f7fffff, 0x00000002, 0x807ffffe, 0x00800000, 0x80fffffe, 0xff7fffff});
  const Model model(Activation::logistic, kept);
  BOOST_CHECK(model.network().storage() == Network::Storage::binary32);
  for (std::size_t k = 0; k < kept.row(0).size(); ++k)
    BOOST_CHECK(model.network().numbers.value(model.network().row(0)[k]) * Rational(2) ==
                kept.numbers.value(kept.row(0)[k]));
  for (const std::uint32_t odd : {0x00000001U, 0x80000003U, 0x00800001U, 0x80ffffffU}) {
    const Model widened(Activation::logistic, stored({0x3f800000, odd, 0}));
    BOOST_CHECK(widened.network().storage() == Network::Storage::exact);
    BOOST_CHECK(widened.network().numbers.value(widened.network().row(0)[1]) * Rational(2) ==
                NumberTable().value(NumberRow::widen(odd)));
  }
}

/// The map keeps the function: s(z) = 1/2 + 1/2 tanh(z/2) at rational points, as elements of K.
BOOST_AUTO_TEST_CASE(logistic_model_keeps_the_function) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork stated = random_network(random);
    const Model model(Activation::logistic, build(stated));
    const Vector x = random_vector(random, stated.inputs, small_rational);
    for (std::size_t output = 0; output < stated.outputs; ++output) {
      TanhSum expected = stated.d[output];
      for (const PlainUnit& unit : stated.units) {
        Rational argument = unit.c;
        for (std::size_t k = 0; k < x.size(); ++k) argument += unit.b[k] * x[k];
        const Rational half = unit.a[output] * Rational::power_of_two(-1);
        expected = expected + TanhSum(half, {{argument * Rational::power_of_two(-1), half}});
      }
      BOOST_CHECK_EQUAL(value_at(model.network(), x, output), expected);
    }
  });
}

BOOST_AUTO_TEST_CASE(models_are_copied_whole) {
  const PlainNetwork stated{0, 1, {{{Rational(1)}, {}, Rational(1)}}, {TanhSum()}};
  const Model model(Activation::logistic, build(stated));
  const Model copy = model;
  BOOST_CHECK(plain(copy.network()) == plain(model.network()));
  BOOST_CHECK(&copy.network() != &model.network());
}

/// The two directions of the map are each other's inverse, number by number.
BOOST_AUTO_TEST_CASE(there_and_back_is_the_identity) {
  for_random_cases(200, [](Random& random) {
    const PlainNetwork network = random_network(random);
    for (const Activation activation : activations) {
      const Model there = in_activation(activation, build(network));
      BOOST_CHECK(there.activation() == activation);
      BOOST_CHECK(plain(there.network()) == network);
      const Model back = in_activation(activation, Model(activation, build(network)).network());
      BOOST_CHECK(plain(back.stated()) == network);
    }
  });
}

/// The formula d + sum a / (1 + e^-(b.x + c)) of a logistic network, enclosed as it stands, gives what the
/// tanh network gives at the same point.
BOOST_AUTO_TEST_CASE(values_are_equal_in_enclosures) {
  constexpr long precision = 300;
  for_random_cases(100, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random), small_rational);
    const Model model = in_activation(Activation::logistic, build(network));
    const PlainNetwork stated = plain(model.stated());
    const Vector x = random_vector(random, network.inputs, small_rational);
    const std::vector<Enclosure> expected = enclose(build(network), x, precision);
    const Enclosure one(Rational(1), precision);
    for (std::size_t output = 0; output < network.outputs; ++output) {
      Enclosure value(stated.d[output], precision);
      for (const PlainUnit& unit : stated.units) {
        Rational argument = unit.c;
        for (std::size_t k = 0; k < x.size(); ++k) argument += unit.b[k] * x[k];
        value += Enclosure(unit.a[output], precision) / (one + Enclosure(-argument, precision).exp());
      }
      BOOST_CHECK_LT((value - expected[output]).size_exponent(), -200);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
