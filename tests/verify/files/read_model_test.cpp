#include "verify/files/read_model.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

const std::string json = R"({"format": "isopath-network", "version": 1, "activation": "logistic", "inputs": 1,
"outputs": 1, "units": [{"a": ["2"], "b": ["3"], "c": "1/2"}], "d": ["0"]})";

/// W1 = 1, W2 = 2 in binary32.
const std::vector<Array> arrays = {{"W1", {1, 1}, {0x3f80'0000}}, {"W2", {1, 1}, {0x4000'0000}}};

Model read(const std::string& bytes, const ModelOptions& options = {}) {
  return read_model(*Source::of("net", bytes), options);
}

std::string range_of(const std::string& number) {
  std::string text = json;
  return text.replace(text.find("1/2"), 3, number);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_read_model)

BOOST_AUTO_TEST_CASE(the_format_is_found_by_the_first_bytes) {
  const Model stated = read(json);
  BOOST_CHECK(stated.activation() == Activation::logistic);
  BOOST_CHECK(stated.stated().numbers.value(stated.stated().c(0)) == Rational::fraction(1, 2));
  const std::string header = R"({"W1":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},)"
                             R"("W2":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]}})";
  const std::string safetensors =
      little_endian(header.size(), 8) + header + elements(arrays[0], 4) + elements(arrays[1], 4);
  for (const std::string& bytes : {safetensors, archive(npy_members(arrays, ElementType::binary32))}) {
    const Network network = read(bytes).network();
    BOOST_CHECK(network.numbers.value(network.b(0)[0]) == Rational(1));
    BOOST_CHECK(network.numbers.value(network.a(0)[0]) == Rational(2));
  }
}

BOOST_AUTO_TEST_CASE(a_folder_is_one_of_arrays) {
  const auto folder = temporary("read-model-test");
  std::filesystem::create_directory(folder);
  for (const auto& [name, bytes] : npy_members(arrays, ElementType::binary32))
    std::ofstream(folder / name, std::ios::binary) << bytes;
  BOOST_CHECK_EQUAL(read_model(folder.string()).network().width(), 1U);
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(one_array_is_no_network) {
  check_refused([] { read(npy(arrays[0], ElementType::binary32)); }, Kind::not_treated,
                "net: expected a network, found one NumPy array");
}

BOOST_AUTO_TEST_CASE(what_is_none_of_them_is_read_as_json) {
  check_refused([] { read(""); }, Kind::malformed, "net:1:1: $: ");
  check_refused([] { read("PNG"); }, Kind::malformed, "net:1:1: $: ");
}

/// JSON says what its units are; arrays can't.
BOOST_AUTO_TEST_CASE(options_are_for_files_that_can_not_say_it) {
  ModelOptions options;
  options.activation = Activation::tanh;
  options.tensors = {"none", "", "none", ""};
  BOOST_CHECK(read(json, options).activation() == Activation::logistic);
  options = {Activation::logistic, {}};
  BOOST_CHECK(read(archive(npy_members(arrays, ElementType::binary32)), options).activation() ==
              Activation::logistic);
}

BOOST_AUTO_TEST_CASE(ranges_are_for_callers_that_take_them) {
  const std::string text = range_of("[0, 1]");
  check_refused([&] { read(text); }, Kind::not_treated,
                "expected an exact number, found a number with a radius");
  const StatedModel model = read_stated_model(*Source::of("net", text), {}, Ranges::stated);
  BOOST_CHECK(std::holds_alternative<UncertainModel>(model));
}

BOOST_AUTO_TEST_SUITE_END()
