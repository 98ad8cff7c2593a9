#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

/// An array in memory that counts how often it is opened.
Tensor tensor(const Array& array, ElementType type, int* opened = nullptr) {
  Tensor result;
  result.name = array.name;
  result.type = type;
  result.shape = array.shape;
  result.open = [bytes = elements(array, size_of(type)), opened]() -> ElementReader {
    if (opened != nullptr) ++*opened;
    return [bytes](std::uint64_t offset, std::span<std::byte> to) {
      BOOST_REQUIRE_LE(offset + to.size(), bytes.size());
      std::memcpy(to.data(), bytes.data() + offset, to.size());
    };
  };
  return result;
}

std::vector<Tensor> tensors(const std::vector<Array>& arrays, ElementType type) {
  std::vector<Tensor> result;
  for (const Array& array : arrays) result.push_back(tensor(array, type));
  return result;
}

ModelOptions named(const std::string& hw, const std::string& hb, const std::string& ow,
                   const std::string& ob) {
  ModelOptions options;
  options.tensors = {hw, hb, ow, ob};
  return options;
}

/// Reads these words of a type as the weights of one unit; another type of the output weight decides how the
/// network stores them.
std::vector<Number> read_words(const std::vector<std::uint64_t>& words, ElementType type,
                               ElementType other = ElementType::binary16) {
  const std::vector<Tensor> parts = {tensor({"W1", {1, words.size()}, words}, type),
                                     tensor({"W2", {1, 1}, {0}}, other)};
  const Model model = model_from_tensors("f", parts, {});
  BOOST_CHECK(model.network().storage() == (type == ElementType::binary64 || other == ElementType::binary64
                                                ? Network::Storage::exact
                                                : Network::Storage::binary32));
  const auto row = model.network().b(0);
  return {row.begin(), row.end()};
}

constexpr ElementType others[] = {ElementType::binary16, ElementType::binary64};

void check_words(const std::vector<std::uint64_t>& words, ElementType type) {
  for (const ElementType other : others) {
    const std::vector<Number> numbers = read_words(words, type, other);
    for (std::size_t k = 0; k < words.size(); ++k)
      BOOST_REQUIRE_EQUAL(numbers[k].bits(), number_of(words[k], type).bits());
  }
}

void check_all_of(ElementType type) {
  std::vector<std::uint64_t> words;
  for (std::uint64_t word = 0; word < 65'536; ++word)
    if ((word & exponent_mask(type)) != exponent_mask(type)) words.push_back(word);
  check_words(words, type);
  // And without the subnormals, which the conversion of whole pieces leaves to others.
  std::erase_if(words, [&](std::uint64_t word) { return (word & exponent_mask(type)) == 0; });
  check_words(words, type);
}

double value_of(Number number) { return std::bit_cast<double>(number.bits()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(models_tensors)

BOOST_AUTO_TEST_CASE(every_float_of_16_bits_reads_exactly) {
  check_all_of(ElementType::binary16);
  check_all_of(ElementType::bfloat16);
  BOOST_CHECK_EQUAL(value_of(read_words({0x0001}, ElementType::binary16)[0]), std::ldexp(1.0, -24));
  BOOST_CHECK_EQUAL(value_of(read_words({0xfbff}, ElementType::binary16)[0]), -65504.0);
}

BOOST_AUTO_TEST_CASE(floats_of_32_bits_read_as_the_processor_widens_them) {
  std::mt19937_64 random(11);
  for (const bool with_subnormals : {false, true}) {
    std::vector<std::uint64_t> words = {0, 0x8000'0000, 0x0080'0000, 0x7f7f'ffff, 0xff7f'ffff, 0x3f80'0000};
    if (with_subnormals) words.insert(words.end(), {1, 0x8000'0001, 0x007f'ffff, 0x0040'0000});
    while (words.size() < 200'000) {
      const std::uint64_t word = random() & 0xffff'ffff;
      const std::uint64_t exponent = word & 0x7f80'0000;
      if (exponent != 0x7f80'0000 && (exponent != 0 || with_subnormals)) words.push_back(word);
    }
    check_words(words, ElementType::binary32);
    const std::vector<Number> numbers = read_words(words, ElementType::binary32);
    for (std::size_t k = 0; k < words.size(); ++k) {
      const auto single = std::bit_cast<float>(static_cast<std::uint32_t>(words[k]));
      BOOST_REQUIRE_EQUAL(value_of(numbers[k]), static_cast<double>(single));
      BOOST_REQUIRE(!numbers[k].is_zero() || numbers[k].bits() == 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(floats_of_64_bits_keep_their_bits) {
  const std::vector<std::uint64_t> words = {
      0, 1, 0x8000'0000'0000'0001, 0x000f'ffff'ffff'ffff, 0x0010'0000'0000'0000, 0x7fef'ffff'ffff'ffff};
  const std::vector<Number> numbers = read_words(words, ElementType::binary64);
  for (std::size_t k = 0; k < words.size(); ++k) BOOST_CHECK_EQUAL(numbers[k].bits(), words[k]);
  BOOST_CHECK_EQUAL(read_words({Number::sign_mask}, ElementType::binary64)[0].bits(), 0U);
}

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

BOOST_AUTO_TEST_CASE(not_finite_numbers_are_named_with_their_place) {
  std::mt19937_64 random(3);
  struct Case {
    std::size_t array;
    std::uint64_t index;
    const char* place;
  };
  for (const ElementType type :
       {ElementType::binary16, ElementType::bfloat16, ElementType::binary32, ElementType::binary64}) {
    const std::uint64_t infinity = exponent_mask(type);
    const std::uint64_t sign = std::uint64_t{1} << (8 * size_of(type) - 1);
    const auto arrays = random_network(random, type, {3000, 50, 3});
    for (const auto& [array, index, place] :
         {Case{0, 0, "'0.weight'[0, 0]"}, Case{0, 149'999, "'0.weight'[2999, 49]"},
          Case{0, 60'007, "'0.weight'[1200, 7]"}, Case{1, 1500, "'0.bias'[1500]"},
          Case{2, 8999, "'2.weight'[2, 2999]"}, Case{3, 2, "'2.bias'[2]"}})
      for (const auto& [word, name] : {std::pair{infinity, "infinity"},
                                       {infinity | sign, "-infinity"},
                                       {infinity | 1U, "NaN"},
                                       {infinity | sign | 1U, "NaN"}}) {
        auto poked = arrays;
        poked[array].words[index] = word;
        check_refused([&] { model_from_tensors("net", tensors(poked, type), {}); }, Kind::malformed,
                      std::string("net: array ") + place + ": expected a finite number, found " + name);
      }
  }
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

BOOST_AUTO_TEST_CASE(many_names_are_listed_in_part) {
  std::vector<std::string> names;
  for (int k = 0; k < 9; ++k) names.push_back("n" + std::to_string(k));
  check_refused([&] { find_arrays("net", names, {}); }, Kind::not_treated,
                "found the arrays 'n0', 'n1', 'n2', 'n3', 'n4', 'n5' and 3 more");
  check_refused([&] { find_arrays("net", {"one"}, {}); }, Kind::not_treated, "found the array 'one'");
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

BOOST_AUTO_TEST_CASE(bytes_of_shapes) {
  BOOST_CHECK(array_bytes({}, 4) == 4U);
  BOOST_CHECK(array_bytes({2, 3}, 4) == 24U);
  BOOST_CHECK(array_bytes({std::uint64_t{1} << 62U, 1}, 2) == std::uint64_t{1} << 63U);
  BOOST_CHECK(!array_bytes({std::uint64_t{1} << 62U, 1}, 4));
  BOOST_CHECK(array_bytes({~std::uint64_t{0}, ~std::uint64_t{0}, 0}, 8) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
