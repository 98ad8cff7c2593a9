#include "verify/files/arrays/tensors.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

double value_of(Number number) { return std::bit_cast<double>(number.bits()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(files_tensors)

BOOST_AUTO_TEST_CASE(arrays_may_be_of_different_types) {
  const std::vector<Tensor> parts = {
      tensor({"W1", {2, 1}, {0x3f80'0000, 0xc000'0000}}, ElementType::binary32),
      tensor({"b1", {2}, {1, Number::sign_mask}}, ElementType::binary64),
      tensor({"W2", {1, 2}, {0x3c00, 0x8001}}, ElementType::binary16),
      tensor({"b2", {1}, {0x3f80}}, ElementType::bfloat16)};
  const Network network = model_from_tensors("f", parts, {}).network();
  BOOST_CHECK_EQUAL(value_of(network.b(1)[0]), -2.0);
  BOOST_CHECK_EQUAL(network.c(0).bits(), 1U);
  BOOST_CHECK_EQUAL(network.c(1).bits(), 0U);
  BOOST_CHECK_EQUAL(value_of(network.a(1)[0]), -std::ldexp(1.0, -24));
  BOOST_CHECK(network.d[0] == TanhSum(Rational(1)));
}

BOOST_AUTO_TEST_CASE(arrays_are_opened_once_and_only_if_all_fit) {
  std::mt19937_64 random(4);
  auto arrays = random_network(random, ElementType::binary32, {3, 2, 1});
  int opened = 0;
  std::vector<Tensor> parts;
  for (const Array& array : arrays) parts.push_back(tensor(array, ElementType::binary32, &opened));
  model_from_tensors("net", parts, {});
  BOOST_CHECK_EQUAL(opened, 4);
  opened = 0;
  parts[3].shape = {2};
  BOOST_CHECK_THROW(model_from_tensors("net", parts, {}), InputError);
  BOOST_CHECK_EQUAL(opened, 0);
}

BOOST_AUTO_TEST_CASE(tensors_option_names_the_arrays) {
  std::mt19937_64 random(5);
  auto arrays = random_network(random, ElementType::binary32, {3, 2, 1});
  auto all = tensors(arrays, ElementType::binary32);
  all.push_back(tensor({"other", {1}, {0}}, ElementType::binary32));
  all.push_back(tensor({"W1", {7, 7}, {}}, ElementType::binary32));
  all.back().type.reset();
  check_equal(model_from_tensors("net", all, named("0.weight", "0.bias", "2.weight", "2.bias")).stated(),
              arrays, ElementType::binary32);
  arrays[1].words.assign(3, 0);
  arrays[3].words.assign(1, 0);
  check_equal(model_from_tensors("net", all, named("0.weight", "", "2.weight", "")).stated(), arrays,
              ElementType::binary32);
  check_refused([&] { model_from_tensors("net", all, named("0.weight", "b", "2.weight", "")); },
                Kind::not_treated,
                "net: expected an array 'b', found the arrays '0.weight', '0.bias', '2.weight', '2.bias', "
                "'other', 'W1'");
  check_refused([&] { model_from_tensors("net", all, named("0.weight", "", "", "")); }, Kind::not_treated,
                "net: expected names of the weights in --tensors, found an empty one");
  check_refused([&] { model_from_tensors("net", all, named("W1", "", "2.weight", "")); }, Kind::not_treated,
                "net: array 'W1': expected floats of 16, 32 or 64 bits");
}

BOOST_AUTO_TEST_CASE(one_array_may_be_two_parts) {
  const Array square{"W", {2, 2}, {0x3f80'0000, 0x4000'0000, 0x4040'0000, 0x4080'0000}};
  const std::vector<Array> arrays = {square, {"0.bias", {2}, {0, 0}}, square, {"2.bias", {2}, {0, 0}}};
  const ModelOptions options = named("W", "", "W", "");
  check_equal(model_from_tensors("net", tensors({square}, ElementType::binary32), options).stated(), arrays,
              ElementType::binary32);
  const std::string bytes = archive(npy_members({square}, ElementType::binary32));
  check_equal(read_npz_bytes(bytes, options).stated(), arrays, ElementType::binary32);
}

BOOST_AUTO_TEST_CASE(activation_is_the_users) {
  std::mt19937_64 random(6);
  const auto arrays = random_network(random, ElementType::bfloat16, {3, 2, 1});
  ModelOptions options;
  options.activation = Activation::logistic;
  const Model model = model_from_tensors("net", tensors(arrays, ElementType::bfloat16), options);
  BOOST_CHECK(model.activation() == Activation::logistic);
  check_equal(model.stated(), arrays, ElementType::bfloat16);
}

/// A header is read once at most, and not at all if the array is none of the network's.
BOOST_AUTO_TEST_CASE(headers_are_read_once) {
  const Array square{"W", {2, 2}, {0x3f80'0000, 0x4000'0000, 0x4040'0000, 0x4080'0000}};
  std::map<std::size_t, int> read;
  const auto read_header = [&](std::size_t place) {
    ++read[place];
    return tensor(square, ElementType::binary32);
  };
  const Model model = model_from_arrays("net", {"other", "W", "V"}, read_header, named("W", "", "W", ""));
  BOOST_CHECK_EQUAL(model.network().width(), 2U);
  BOOST_CHECK((read == std::map<std::size_t, int>{{1, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
