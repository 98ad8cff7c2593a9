#include "verify/tanh/equivalence/evaluation.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

TanhSum slow_value(const PlainNetwork& network, const Vector& x, std::size_t output) {
  TanhSum sum = network.d[output];
  for (const PlainUnit& unit : network.units) {
    Rational argument = unit.c;
    for (std::size_t k = 0; k < x.size(); ++k) argument += unit.b[k] * x[k];
    sum = sum + TanhSum(Rational(), {{argument, unit.a[output]}});
  }
  return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_evaluation)

BOOST_AUTO_TEST_CASE(values_are_elements_of_k) {
  for_random_cases(1000, [](Random& random) {
    const PlainNetwork network = random_network(random);
    const Network built = build(network);
    const Vector x = random_vector(random, network.inputs, one_in(random, 2) ? small_rational : few_values);
    for (std::size_t output = 0; output < network.outputs; ++output)
      BOOST_CHECK_EQUAL(value_at(built, x, output), slow_value(network, x, output));
  });
}

BOOST_AUTO_TEST_CASE(enclosures_contain_the_value) {
  for_random_cases(500, [](Random& random) {
    const PlainNetwork network = random_network(random);
    const Network built = build(network);
    const Vector x = random_vector(random, network.inputs, one_in(random, 2) ? small_rational : few_values);
    const long precision = one_of(random, {2L, 10L, 53L, 64L, 200L, 1000L});
    const std::vector<Enclosure> found = enclose(built, x, precision);
    BOOST_REQUIRE_EQUAL(found.size(), network.outputs);
    for (std::size_t output = 0; output < network.outputs; ++output) {
      const Enclosure exact(value_at(built, x, output), 6000);
      BOOST_CHECK(found[output].lower() <= exact.lower());
      BOOST_CHECK(exact.upper() <= found[output].upper());
      BOOST_CHECK_EQUAL(found[output].precision(), precision);
    }
  });
}

BOOST_AUTO_TEST_CASE(both_storages_give_the_same) {
  for_random_cases(200, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random), few_floats);
    const Network narrow = build(network, Network::Storage::binary32);
    const Vector x = random_vector(random, network.inputs, small_rational);
    for (std::size_t output = 0; output < network.outputs; ++output)
      BOOST_CHECK_EQUAL(value_at(narrow, x, output), slow_value(network, x, output));
  });
}

BOOST_AUTO_TEST_CASE(small_examples) {
  const Network network = build({2,
                                 2,
                                 {{{Rational(1), Rational(2)}, {Rational(1), Rational(-1)}, Rational()},
                                  {{Rational(3), Rational()}, {Rational(), Rational(2)}, Rational(1)}},
                                 {TanhSum(Rational(5)), TanhSum::parse("tanh(1)")}});
  const auto at = [&network](long x, long y, std::size_t output) {
    return value_at(network, Vector{Rational(x), Rational(y)}, output).to_string();
  };
  BOOST_CHECK_EQUAL(at(0, 0, 0), "5 + 3*tanh(1)");
  BOOST_CHECK_EQUAL(at(0, 0, 1), "tanh(1)");
  BOOST_CHECK_EQUAL(at(1, 2, 0), "5 - tanh(1) + 3*tanh(5)");
  BOOST_CHECK_EQUAL(at(1, 2, 1), "-tanh(1)");
  BOOST_CHECK_EQUAL(at(4, 3, 1), "3*tanh(1)");
  const Network none = build({0, 1, {}, {TanhSum(Rational(7))}});
  BOOST_CHECK_EQUAL(value_at(none, Vector{}, 0).to_string(), "7");
  BOOST_CHECK_EQUAL(enclose(none, Vector{}, 64)[0].lower(), Rational(7));
}

BOOST_AUTO_TEST_SUITE_END()
