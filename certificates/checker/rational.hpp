// Rationals by their canonical texts: rule T2 of docs/certificate-format.md, section 1 of
// docs/network-files.md.
//
// Each rational has one canonical text, so equality is equality of texts, and a large certificate is read
// without computing anything but that its texts are canonical. Arithmetic is GMP's, and is done where a rule
// adds or compares sizes.
#ifndef ISOPATH_CHECK_RATIONAL_HPP
#define ISOPATH_CHECK_RATIONAL_HPP

#include <gmpxx.h>

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

namespace isopath::check {

/// Is the text a rational in canonical notation: an integer, or p/q in lowest terms with q > 1?
bool is_canonical(std::string_view text);

/// A rational, as a view of its canonical text.
class Rational {
 public:
  constexpr Rational() : text_("0") {}
  constexpr explicit Rational(std::string_view canonical) : text_(canonical) {}

  std::string_view text() const { return text_; }
  bool is_zero() const { return text_ == "0"; }
  int sign() const { return is_zero() ? 0 : text_.front() == '-' ? -1 : 1; }
  /// The text of the absolute value.
  std::string_view magnitude() const { return text_.substr(text_.front() == '-' ? 1 : 0); }
  mpq_class value() const;

 private:
  std::string_view text_;
};

/// s x = t y, for signs s and t other than 0.
inline bool equal_with_signs(int s, Rational x, int t, Rational y) {
  return s * x.sign() == t * y.sign() && x.magnitude() == y.magnitude();
}

/// Keeps the texts of numbers that stand in no file because they were converted.
class TextStore {
 public:
  std::string_view keep(std::string_view text);
  Rational keep(const mpq_class& value) { return Rational(keep(value.get_str())); }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

/// x/2.
Rational halved(Rational x, TextStore& store);

/// A sum of many rationals. Terms are added in pairs, pairs in pairs of pairs, and so on, so that many
/// fractions with different large denominators cost little more than multiplying them once, and not the
/// square of their length.
class Total {
 public:
  void add(mpq_class term);
  mpq_class value() const;

 private:
  std::vector<mpq_class> partial_;  // partial_[k] is the sum of 2^k terms if bit k of count_ is set, else 0
  std::size_t count_ = 0;
};

}  // namespace isopath::check

#endif
