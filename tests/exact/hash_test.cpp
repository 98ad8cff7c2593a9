#include "exact/hash.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(exact_hash)

BOOST_AUTO_TEST_CASE(folded_products) {
  BOOST_CHECK_EQUAL(fold_product(0, 5), 0U);
  BOOST_CHECK_EQUAL(fold_product(3, 5), 15U);
  const std::uint64_t all = ~std::uint64_t{0};
  BOOST_CHECK_EQUAL(fold_product(all, all), (all - 1) ^ 1U);  // (2^64 - 1)^2 = (2^64 - 2) 2^64 + 1
}

BOOST_AUTO_TEST_CASE(equal_words_have_equal_hashes) {
  for_random_cases(500, [](Random& random) {
    std::vector<std::uint64_t> words(below(random, 20));
    for (std::uint64_t& word : words) word = random();
    const std::vector<std::uint64_t> copy = words;
    const auto hash = [](const std::vector<std::uint64_t>& list) {
      return hash_words(list.size(), [&list](std::size_t k) { return list[k]; });
    };
    BOOST_CHECK_EQUAL(hash(words), hash(copy));
    BOOST_CHECK_EQUAL(mix(1, random()) == 0, false);
    if (words.size() < 2) return;
    // No contract, but what the cost of grouping rests on: places and lengths matter.
    std::vector<std::uint64_t> other = words;
    std::swap(other.front(), other.back());
    BOOST_CHECK_NE(hash(words), hash(other));
    other = words;
    other.pop_back();
    BOOST_CHECK_NE(hash(words), hash(other));
  });
}

BOOST_AUTO_TEST_SUITE_END()
