// Rationals by their canonical texts: rule T2 of docs/certificate-format.md.
#include "rational.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace isopath::check {

namespace {

/// The digits of a numerator or a denominator. Nearly all have at most 19, and then `value` holds them.
struct Natural {
  std::string_view digits = "1";
  std::uint64_t value = 1;

  bool is_small() const { return digits.size() <= 19; }
  mpz_class integer() const {
    static_assert(sizeof(unsigned long) == sizeof value);
    return is_small() ? mpz_class(static_cast<unsigned long>(value)) : mpz_class(std::string(digits), 10);
  }
};

/// Digits without a leading zero?
bool read_natural(std::string_view digits, Natural& natural) {
  natural = {digits, 0};
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    natural.value =
        natural.value * 10 + static_cast<std::uint64_t>(c - '0');  // wraps around if it is not small
  }
  return !digits.empty() && (digits.front() != '0' || digits == "0");
}

struct Fraction {
  bool is_negative;
  Natural p, q;
};

bool read_fraction(std::string_view text, Fraction& fraction) {
  fraction.is_negative = !text.empty() && text.front() == '-';
  if (fraction.is_negative) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  if (!read_natural(text.substr(0, slash), fraction.p)) return false;
  if (slash == std::string_view::npos) return !fraction.is_negative || fraction.p.digits != "0";
  return read_natural(text.substr(slash + 1), fraction.q) && fraction.q.digits != "0" &&
         fraction.q.digits != "1";
}

bool is_coprime(const Natural& p, const Natural& q) {
  if (!p.is_small() || !q.is_small()) return gcd(p.integer(), q.integer()) == 1;
  const bool is_power_of_two = (q.value & (q.value - 1)) == 0;  // as in every binary float
  return is_power_of_two ? q.value == 1 || p.value % 2 == 1 : std::gcd(p.value, q.value) == 1;
}

}  // namespace

bool is_canonical(std::string_view text) {
  Fraction fraction;
  return read_fraction(text, fraction) && is_coprime(fraction.p, fraction.q);
}

mpq_class Rational::value() const {
  Fraction fraction;
  read_fraction(text_, fraction);
  mpq_class value(fraction.p.integer(), fraction.q.integer());
  if (fraction.is_negative) value = -value;
  return value;
}

std::string_view TextStore::keep(std::string_view text) {
  auto* const bytes = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), bytes);
  return {bytes, text.size()};
}

Rational halved(Rational x, TextStore& store) {
  Fraction f;
  if (!read_fraction(x.text(), f) || x.is_zero()) return x;
  if (!f.p.is_small() || !f.q.is_small()) return store.keep(mpq_class(x.value() / 2));
  const bool is_even = f.p.value % 2 == 0;  // 2q < 2 * 10^19 may exceed 64 bits, but 10^19 does not
  if (!is_even && f.q.value > UINT64_MAX / 2) return store.keep(mpq_class(x.value() / 2));
  const std::uint64_t p = is_even ? f.p.value / 2 : f.p.value, q = is_even ? f.q.value : f.q.value * 2;
  return Rational(
      store.keep((f.is_negative ? "-" : "") + std::to_string(p) + (q == 1 ? "" : "/" + std::to_string(q))));
}

void Total::add(mpq_class term) {
  std::size_t level = 0;
  for (std::size_t n = count_++; n % 2 == 1; n /= 2) {
    term += partial_[level];
    partial_[level++] = 0;
  }
  if (level == partial_.size()) partial_.emplace_back();
  partial_[level] = std::move(term);
}

mpq_class Total::value() const {
  mpq_class sum;
  for (const mpq_class& part : partial_) sum += part;  // from the fewest terms to the most
  return sum;
}

}  // namespace isopath::check
