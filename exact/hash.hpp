// Mixing of 64-bit words. Hashes only order units for grouping; equality is decided on the numbers
// themselves, so a collision costs time and nothing else.
#ifndef ISOPATH_EXACT_HASH_HPP
#define ISOPATH_EXACT_HASH_HPP

#include <cstddef>
#include <cstdint>

namespace isopath {

__extension__ using Wide64x2 = unsigned __int128;

/// The two halves of the product, folded.
inline std::uint64_t fold_product(std::uint64_t x, std::uint64_t y) {
  const Wide64x2 product = static_cast<Wide64x2>(x) * y;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Folds a word into a hash.
inline std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  return fold_product(hash ^ 0xa0761d6478bd642fU ^ word, word ^ 0xe7037ed1a0b428dbU) ^
         (hash * 0x9e3779b97f4a7c15U);
}

/// A hash of a sequence of words given by word(0), ..., word(count - 1): a sum over pairs of words of their
/// products, which do not wait for one another.
template <typename Word>
std::uint64_t hash_words(std::size_t count, const Word& word) {
  std::uint64_t sum = count;
  std::uint64_t key = 0xa0761d6478bd642fU;
  std::size_t k = 0;
  for (; k + 1 < count; k += 2) {
    sum += fold_product(word(k) ^ key, word(k + 1) ^ ~key);
    key += 0x9e3779b97f4a7c15U;
  }
  if (k < count) sum += fold_product(word(k) ^ key, ~key);
  return fold_product(sum, 0xe7037ed1a0b428dbU);
}

}  // namespace isopath

#endif
