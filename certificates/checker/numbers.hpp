// Numbers: rules T2 and T4 of docs/certificate-format.md; sections 1 and 3 of docs/network-files.md.
//
// A rational has one canonical text, so equality is equality of texts, and a large certificate is read
// without computing anything but that its texts are canonical. Numbers in other notations become canonical
// texts, too. Arithmetic is GMP's, and is done where a rule adds or compares sizes.
#ifndef ISOPATH_CHECK_NUMBERS_HPP
#define ISOPATH_CHECK_NUMBERS_HPP

#include <gmpxx.h>

#include <map>
#include <span>

#include "reader.hpp"

namespace isopath::check {

constexpr std::size_t max_number_length = 1'000'000;

/// A rational, by its canonical text: an integer, or p/q in lowest terms with q > 1.
using Rational = std::string_view;

bool is_canonical(std::string_view text);
inline bool is_zero(Rational x) { return x == "0"; }
inline bool are_zero(std::span<const Rational> list) {
  return std::all_of(list.begin(), list.end(), is_zero);
}
inline int sign(Rational x) { return is_zero(x) ? 0 : x.starts_with('-') ? -1 : 1; }
inline Rational magnitude(Rational x) { return x.substr(x.starts_with('-') ? 1 : 0); }
inline mpq_class value(Rational x) { return mpq_class(std::string(x), 10); }
/// s x = t y, for signs s and t other than 0.
inline bool equal_with_signs(int s, Rational x, int t, Rational y) {
  if (s == t) return x == y;
  return magnitude(x) == magnitude(y) && (is_zero(x) || x.starts_with('-') != y.starts_with('-'));
}
inline Rational kept(const mpq_class& x, TextStore& store) { return kept(x.get_str(), store); }
Rational halved(Rational x, TextStore& store);

/// A sum of many rationals. Terms are added in pairs, pairs in pairs of pairs, and so on, so that many
/// fractions with different denominators cost little more than multiplying them once, not the square of their
/// length.
class Total {
 public:
  void add(mpq_class term);
  mpq_class value() const;

 private:
  std::vector<mpq_class> partial_;  // partial_[k] is the sum of 2^k terms if bit k of count_ is set, else 0
  std::size_t count_ = 0;
};

/// A text that is no number (T2), or one beyond a limit (T4). The caller knows the place.
struct NotationFault : std::runtime_error {
  NotationFault(const char* broken, const std::string& what) : std::runtime_error(what), rule(broken) {}
  const char* rule;
};

/// How many digits the numbers of a file may expand to. It is charged before a number is computed: texts as
/// short as 1e100000 must not fill the memory.
constexpr std::uint64_t expansion_budget(std::uint64_t file_size) { return (64U << 20U) + 64 * file_size; }

/// A number in any notation.
mpq_class read_number(std::string_view text, std::uint64_t& budget);

/// An element of K: the coefficients of tanh(q) by q > 0, and that of 1 at q = 0. None of them is 0.
using Sum = std::map<mpq_class, mpq_class>;

/// A sum in any notation, and in canonical notation only (T2).
Sum read_sum(std::string_view text, std::uint64_t& budget);
Sum read_canonical_sum(std::string_view text);
std::string canonical_text(const Sum& sum);

/// A binary format: bits of the significand, and MPFR's least and greatest exponents.
struct FloatFormat {
  long bits;
  long least;
  long greatest;
};
constexpr FloatFormat binary32{24, -148, 128}, binary64{53, -1073, 1024};

/// The nearest float, ties to even.
mpq_class nearest_float(const mpq_class& x, const FloatFormat& format);

}  // namespace isopath::check

#endif
