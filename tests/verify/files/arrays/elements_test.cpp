#include "verify/files/arrays/elements.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

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

BOOST_AUTO_TEST_SUITE(arrays_elements)

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

/// Units in any stretch, of an array whose lines are units and of one whose lines cross them.
BOOST_AUTO_TEST_CASE(units_are_read_from_lines_and_across_them) {
  const Array array{"W", {3, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}};  // subnormals, each its own number
  for (const bool rows_are_units : {true, false})
    for (const bool column_major : {true, false}) {
      Tensor part = tensor(array, ElementType::binary64);
      part.column_major = column_major;
      part.open = [bytes = elements(array, 8, false, column_major)]() -> ElementReader {
        return [bytes](std::uint64_t offset, std::span<std::byte> to) {
          std::memcpy(to.data(), bytes.data() + offset, to.size());
        };
      };
      OpenArray open("f", part, rows_are_units);
      const std::size_t units = rows_are_units ? 3 : 4;
      const std::size_t length = rows_are_units ? 4 : 3;
      for (std::size_t first = 0; first < units; ++first)
        for (std::size_t count = 1; first + count <= units; ++count) {
          std::vector<Number> numbers(count * 5);
          open.read_units(first, count, numbers.data(), 5);
          for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < length; ++k)
              BOOST_CHECK_EQUAL(numbers[i * 5 + k].bits(),
                                rows_are_units ? (first + i) * 4 + k : k * 4 + first + i);
        }
    }
}

BOOST_AUTO_TEST_CASE(bytes_of_shapes) {
  BOOST_CHECK(array_bytes({}, 4) == 4U);
  BOOST_CHECK(array_bytes({2, 3}, 4) == 24U);
  BOOST_CHECK(array_bytes({std::uint64_t{1} << 62U, 1}, 2) == std::uint64_t{1} << 63U);
  BOOST_CHECK(!array_bytes({std::uint64_t{1} << 62U, 1}, 4));
  BOOST_CHECK(array_bytes({~std::uint64_t{0}, ~std::uint64_t{0}, 0}, 8) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
