#include "verify/networks/identity.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

const PlainNetwork network{
    1, 2, {{{Rational(1), Rational(2)}, {Rational(3)}, Rational(4)}}, {TanhSum(), TanhSum()}};

std::string difference(const PlainNetwork& here, const PlainNetwork& there) {
  const auto found = first_difference({Activation::tanh, build(here)}, {Activation::tanh, build(there)});
  return found ? found->what + " " + found->here + " " + found->there : "";
}

template <typename Change>
PlainNetwork changed(Change change) {
  PlainNetwork other = network;
  change(other);
  return other;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_identity)

BOOST_AUTO_TEST_CASE(every_number_counts) {
  BOOST_CHECK_EQUAL(difference(network, network), "");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units[0].b[0] = Rational(7); })),
                    "unit 0 b[0] 3 7");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units[0].c = Rational(7); })),
                    "unit 0 c 4 7");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units[0].a[1] = Rational(7); })),
                    "unit 0 a[1] 2 7");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.d[1] = TanhSum(Rational(7)); })), "d[1] 0 7");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units.clear(); })), "number of units 1 0");
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units.clear(), n.inputs = 0; })),
                    "number of inputs 1 0");
  BOOST_CHECK_EQUAL(
      difference(network, changed([](auto& n) { n.units.clear(), n.outputs = 1, n.d.pop_back(); })),
      "number of outputs 2 1");
  const auto activations =
      first_difference({Activation::tanh, build(network)}, {Activation::logistic, build(network)});
  BOOST_REQUIRE(activations);
  BOOST_CHECK_EQUAL(activations->what + " " + activations->here + " " + activations->there,
                    "activation tanh logistic");
}

BOOST_AUTO_TEST_CASE(a_flipped_unit_is_another_parameter) {
  BOOST_CHECK_EQUAL(difference(network, changed([](auto& n) { n.units[0] = flipped(n.units[0]); })),
                    "unit 0 b[0] 3 -3");
}

BOOST_AUTO_TEST_SUITE_END()
