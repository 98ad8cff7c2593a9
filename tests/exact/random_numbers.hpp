// Random exact numbers with many corner cases among them, and the loop that every randomised test runs in.
//
// ISOPATH_EFFORT (1) multiplies the number of cases, of which sanitized tests, being slow, run a tenth. Each
// case has a seed of its own, named by a failure: with ISOPATH_SEED set to it that case comes first.
#ifndef ISOPATH_TESTS_EXACT_RANDOM_NUMBERS_HPP
#define ISOPATH_TESTS_EXACT_RANDOM_NUMBERS_HPP

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <ostream>
#include <random>
#include <utility>
#include <vector>

#include "exact/number.hpp"
#include "exact/rational.hpp"
#include "exact/tanh_sum.hpp"
#include "exact/truth.hpp"

namespace isopath {

// For Boost.Test's messages.
inline std::ostream& operator<<(std::ostream& out, const Rational& value) { return out << value.to_string(); }
inline std::ostream& operator<<(std::ostream& out, const TanhSum& value) { return out << value.to_string(); }
inline std::ostream& operator<<(std::ostream& out, Truth truth) {
  constexpr std::array<const char*, 3> names{"proved", "refuted", "undecided"};
  return out << names[static_cast<std::size_t>(truth)];
}

}  // namespace isopath

namespace isopath::tests {

using Random = std::mt19937_64;

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

inline double effort() {
  static const double value = [] {
    const char* text = std::getenv("ISOPATH_EFFORT");
    const double asked = text == nullptr || *text == '\0' ? 1 : std::strtod(text, nullptr);
#ifdef ISOPATH_SANITIZED
    return asked / 10;
#else
    return asked;
#endif
  }();
  return value;
}

inline std::size_t at_effort(std::size_t count) {
  return static_cast<std::size_t>(static_cast<double>(count) * effort());
}

/// Calls test(random) `count` times the effort.
template <typename Test>
void for_random_cases(std::size_t count, Test test) {
  static const std::uint64_t first = from_environment("ISOPATH_SEED", 20'231'031);
  for (std::uint64_t seed = first; seed != first + std::max<std::size_t>(1, at_effort(count)); ++seed) {
    BOOST_TEST_CONTEXT("ISOPATH_SEED=" << seed) {
      Random random(seed);
      test(random);
    }
  }
}

/// 0, ..., count - 1.
inline std::size_t below(Random& random, std::size_t count) { return random() % count; }
inline bool one_in(Random& random, std::size_t count) { return below(random, count) == 0; }
inline long between(Random& random, long low, long high) {
  return low + static_cast<long>(below(random, static_cast<std::size_t>(high - low) + 1));
}
template <typename T>
T one_of(Random& random, std::initializer_list<T> list) {
  return *(list.begin() + below(random, list.size()));
}

inline Rational negated_at_random(Random& random, Rational value) {
  return one_in(random, 2) ? -value : std::move(value);
}

/// A positive integer of exactly `bits` bits; often one of 2^k, 2^k +- 1.
inline Rational integer_of_bits(Random& random, long bits) {
  const Rational top = Rational::power_of_two(bits - 1);
  switch (below(random, 4)) {
    case 0:
      return top;
    case 1:
      return bits > 1 ? top + Rational(1) : top;
    case 2:
      return Rational::power_of_two(bits) - Rational(1);
    default:
      break;
  }
  Rational value;
  for (long done = 0; done < bits - 1; done += 32)
    value = value * Rational::power_of_two(32) + Rational(random() >> 32U);
  return top + (value * Rational::power_of_two(-32) * top * Rational::power_of_two(-bits)).floor();
}

/// A finite binary64 of any exponent; every sixth subnormal, many with few bits that are 1.
inline std::uint64_t random_binary64_bits(Random& random) {
  const std::uint64_t sign = random() & Number::sign_mask;
  std::uint64_t exponent = below(random, 2047);
  if (one_in(random, 6)) exponent = 0;
  if (one_in(random, 6)) exponent = one_of<std::uint64_t>(random, {1, 2, 1022, 1023, 1024, 2045, 2046});
  std::uint64_t mantissa = random() & Number::mantissa_mask;
  if (one_in(random, 2)) mantissa &= random() & random() & random() & random();
  if (one_in(random, 4))
    mantissa = one_of<std::uint64_t>(random, {0, 1, 2, Number::mantissa_mask, Number::mantissa_mask - 1});
  return sign | (exponent << 52U) | mantissa;
}

/// sign * mantissa * 2^exponent from the bits, by the definition of the format.
inline Rational float_value(std::uint64_t bits, long exponent_bits, long mantissa_bits) {
  const auto mantissa = static_cast<long>(bits % (std::uint64_t{1} << mantissa_bits));
  const auto exponent = static_cast<long>((bits >> mantissa_bits) % (std::uint64_t{1} << exponent_bits));
  const bool negative = (bits >> (mantissa_bits + exponent_bits)) % 2 != 0;
  const long bias = (1L << (exponent_bits - 1)) - 1;
  const Rational fraction = Rational::fraction(Rational(mantissa), Rational::power_of_two(mantissa_bits));
  const Rational size = exponent == 0 ? fraction * Rational::power_of_two(1 - bias)
                                      : (Rational(1) + fraction) * Rational::power_of_two(exponent - bias);
  return negative ? -size : size;
}

/// Any rational: small ones, floats and their neighbours, the edges of machine words, long fractions.
inline Rational random_rational(Random& random) {
  switch (below(random, 8)) {
    case 0:
      return one_of<Rational>(random, {Rational(0), Rational(1), Rational(-1), Rational(2),
                                       Rational::fraction(1, 2), Rational::fraction(-1, 3)});
    case 1:
      return Rational::fraction(Rational(between(random, -9, 9)), Rational(between(random, 1, 9)));
    case 2:
      return float_value(random_binary64_bits(random), 11, 52);
    case 3:  // a float and a little
      return float_value(random_binary64_bits(random), 11, 52) +
             negated_at_random(random, Rational::power_of_two(between(random, -1200, 1024)));
    case 4:  // words of FLINT and of the machine end at 2^62, 2^63, 2^64
      return negated_at_random(
          random, Rational::power_of_two(between(random, 61, 65)) + Rational(between(random, -2, 2)));
    case 5:
      return negated_at_random(random, Rational::power_of_ten(between(random, -320, 320)));
    case 6:
      return negated_at_random(random, Rational::fraction(integer_of_bits(random, between(random, 1, 300)),
                                                          integer_of_bits(random, between(random, 1, 300))));
    default:
      return Rational::fraction(Rational(between(random, -1'000'000, 1'000'000)),
                                Rational(between(random, 1, 1'000'000)));
  }
}

inline Rational random_nonzero(Random& random) {
  for (;;) {
    Rational value = random_rational(random);
    if (!value.is_zero()) return value;
  }
}

/// Terms of both signs, often with equal or opposite arguments.
inline std::vector<TanhSum::Term> random_terms(Random& random) {
  std::vector<TanhSum::Term> terms;
  const std::size_t count = below(random, 6);
  for (std::size_t i = 0; i < count; ++i) {
    const Rational argument = !terms.empty() && one_in(random, 3)
                                  ? terms[below(random, terms.size())].argument
                                  : random_rational(random);
    const Rational coefficient = !terms.empty() && one_in(random, 3)
                                     ? terms[below(random, terms.size())].coefficient
                                     : random_rational(random);
    terms.push_back({negated_at_random(random, argument), negated_at_random(random, coefficient)});
  }
  return terms;
}

inline TanhSum random_tanh_sum(Random& random) { return {random_rational(random), random_terms(random)}; }

}  // namespace isopath::tests

#endif
