#include "verify/networks/from_arrays.hpp"

#include <bit>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <vector>

#include "tests/verify/random_networks.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

namespace {

/// The arrays of a network of 2 inputs, 3 units and 2 outputs.
template <typename Float>
struct Arrays {
  NetworkShape shape{2, 3, 2};
  std::vector<Float> hidden_weight{1, 2, 3, 4, 5, 6};
  std::vector<Float> hidden_bias{7, 8, 9};
  std::vector<Float> output_weight{10, 11, 12, 13, 14, 15};
  std::vector<Float> output_bias{16, 17};

  Model model(Activation activation = Activation::tanh) const {
    return network_from_arrays(shape, hidden_weight, hidden_bias, output_weight, output_bias, activation);
  }
};

PlainNetwork of_integers(Vector c, std::vector<TanhSum> d) {
  return {2, 2, {{{10, 13}, {1, 2}, c[0]}, {{11, 14}, {3, 4}, c[1]}, {{12, 15}, {5, 6}, c[2]}}, std::move(d)};
}

/// One input, unit and output, all numbers 1 but the hidden weight.
template <typename Float>
Number hidden_weight_of(Float x) {
  const std::vector<Float> one{1};
  const std::vector<Float> weight{x};
  return network_from_arrays({1, 1, 1}, weight, one, one, one, Activation::tanh).stated().b(0)[0];
}

template <typename Float>
std::string reason(const Arrays<Float>& arrays) {
  try {
    arrays.model();
  } catch (const InputError& error) {
    BOOST_CHECK(error.kind == InputError::Kind::malformed);
    return error.what();
  }
  return "nothing is refused";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_from_arrays)

BOOST_AUTO_TEST_CASE_TEMPLATE(each_number_has_its_place, Float, decltype(std::tuple<float, double>())) {
  const Arrays<Float> arrays;
  BOOST_CHECK(plain(arrays.model().stated()) == of_integers({7, 8, 9}, {TanhSum(16), TanhSum(17)}));
  BOOST_CHECK(arrays.model().activation() == Activation::tanh);
  const Model logistic = arrays.model(Activation::logistic);
  BOOST_CHECK(logistic.activation() == Activation::logistic);
  BOOST_CHECK(plain(logistic.stated()) == of_integers({7, 8, 9}, {TanhSum(16), TanhSum(17)}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_bias_is_0, Float, decltype(std::tuple<float, double>())) {
  Arrays<Float> arrays;
  arrays.hidden_bias.clear();
  arrays.output_bias.clear();
  BOOST_CHECK(plain(arrays.model().stated()) == of_integers({0, 0, 0}, {TanhSum(), TanhSum()}));
}

BOOST_AUTO_TEST_CASE(floats_take_half_the_memory) {
  BOOST_CHECK(Arrays<float>().model().stated().storage() == Network::Storage::binary32);
  BOOST_CHECK(Arrays<double>().model().stated().storage() == Network::Storage::exact);
}

BOOST_AUTO_TEST_CASE(minus_0_is_0) {
  BOOST_CHECK_EQUAL(hidden_weight_of(-0.0F).bits(), 0U);
  BOOST_CHECK_EQUAL(hidden_weight_of(-0.0).bits(), 0U);
  Arrays<float> arrays;
  arrays.output_bias[1] = -0.0F;
  BOOST_CHECK(arrays.model().stated().d[1].is_zero());
}

BOOST_AUTO_TEST_CASE(every_number_is_exact) {
  BOOST_CHECK_EQUAL(hidden_weight_of(0.1F).bits(), std::bit_cast<std::uint64_t>(double{0.1F}));
  BOOST_CHECK_EQUAL(hidden_weight_of(0.1).bits(), std::bit_cast<std::uint64_t>(0.1));
  const float least = std::numeric_limits<float>::denorm_min();
  BOOST_CHECK_EQUAL(hidden_weight_of(-least).bits(), std::bit_cast<std::uint64_t>(-0x1p-149));
  BOOST_CHECK_EQUAL(hidden_weight_of(std::numeric_limits<float>::max()).bits(),
                    std::bit_cast<std::uint64_t>(0x1.fffffep127));
  for_random_cases(2000, [](Random& random) {
    const auto narrow = static_cast<std::uint32_t>(random());
    if (const auto number = from_binary32(narrow))
      BOOST_CHECK_EQUAL(hidden_weight_of(std::bit_cast<float>(narrow)).bits(), number->bits());
    const std::uint64_t wide = random();
    if (const auto number = from_binary64(wide))
      BOOST_CHECK_EQUAL(hidden_weight_of(std::bit_cast<double>(wide)).bits(), number->bits());
  });
}

BOOST_AUTO_TEST_CASE(the_output_bias_is_exact) {
  Arrays<float> narrow;
  narrow.output_bias = {0.1F, std::numeric_limits<float>::denorm_min()};
  BOOST_CHECK(narrow.model().stated().d[0] == TanhSum(Rational::fraction(13421773, 134217728)));
  BOOST_CHECK(narrow.model().stated().d[1] == TanhSum(Rational::power_of_two(-149)));
  Arrays<double> wide;
  wide.output_bias[0] = 0x1p-1074;
  BOOST_CHECK(wide.model().stated().d[0] == TanhSum(Rational::power_of_two(-1074)));
}

BOOST_AUTO_TEST_CASE(no_units_and_no_inputs) {
  const std::vector<float> none;
  const std::vector<float> one{1};
  const Model constant = network_from_arrays({3, 0, 1}, none, none, none, one, Activation::tanh);
  BOOST_CHECK(plain(constant.stated()) == (PlainNetwork{3, 1, {}, {TanhSum(1)}}));
  const Model without_inputs = network_from_arrays({0, 1, 1}, none, one, one, none, Activation::tanh);
  BOOST_CHECK(plain(without_inputs.stated()) == (PlainNetwork{0, 1, {{{1}, {}, 1}}, {TanhSum()}}));
}

BOOST_AUTO_TEST_CASE(wrong_shapes_are_refused) {
  const auto refused = [](auto change) {
    Arrays<float> arrays;
    change(arrays);
    return reason(arrays);
  };
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.hidden_weight.pop_back(); }),
                    "hidden_weight: expected 6 numbers, for 3 units times 2 inputs, found 5");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.output_weight.push_back(1); }),
                    "output_weight: expected 6 numbers, for 2 outputs times 3 units, found 7");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.hidden_bias.pop_back(); }),
                    "hidden_bias: expected 3 numbers, for 3 units, or none, found 2");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.output_bias.push_back(1); }),
                    "output_bias: expected 2 numbers, for 2 outputs, or none, found 3");
  BOOST_CHECK_EQUAL(refused([](auto& x) {
                      x.shape = {1, 1, 1};
                    }),
                    "hidden_weight: expected 1 number, for 1 unit times 1 input, found 6");
}

BOOST_AUTO_TEST_CASE(shapes_beyond_the_limits_are_refused) {
  const auto refused = [](NetworkShape shape) {
    Arrays<float> arrays;
    arrays.shape = shape;
    return reason(arrays);
  };
  BOOST_CHECK_EQUAL(refused({2, 3, 0}), "shape: expected from 1 to 1000000 outputs, found 0");
  BOOST_CHECK_EQUAL(refused({2, 3, 1'000'001}), "shape: expected from 1 to 1000000 outputs, found 1000001");
  BOOST_CHECK_EQUAL(refused({1'000'001, 3, 2}), "shape: expected from 0 to 1000000 inputs, found 1000001");
  BOOST_CHECK_EQUAL(refused({2, std::size_t{1} << 31U, 2}),
                    "shape: expected from 0 to 2147483647 units, found 2147483648");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(numbers_that_are_not_finite_are_refused, Float,
                              decltype(std::tuple<float, double>())) {
  using Limits = std::numeric_limits<Float>;
  const auto refused = [](auto change) {
    Arrays<Float> arrays;
    change(arrays);
    return reason(arrays);
  };
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.hidden_weight[3] = Limits::quiet_NaN(); }),
                    "hidden_weight[1, 1]: expected a finite number, found NaN");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.hidden_bias[2] = Limits::infinity(); }),
                    "hidden_bias[2]: expected a finite number, found infinity");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.output_weight[5] = -Limits::infinity(); }),
                    "output_weight[1, 2]: expected a finite number, found -infinity");
  BOOST_CHECK_EQUAL(refused([](auto& x) { x.output_bias[0] = -Limits::quiet_NaN(); }),
                    "output_bias[0]: expected a finite number, found NaN");
}

BOOST_AUTO_TEST_SUITE_END()
