#include "exact/rational.hpp"

#include <cstdlib>
#include <stdexcept>

#include "exact/hash.hpp"

namespace isopath {

namespace {

std::uint64_t hash_integer(const fmpz_t x, std::uint64_t seed) {
  if (!COEFF_IS_MPZ(*x)) return mix(seed, static_cast<std::uint64_t>(*x));
  const __mpz_struct* big = COEFF_TO_PTR(*x);
  std::uint64_t hash = mix(seed, static_cast<std::uint64_t>(mpz_sgn(big)));
  const std::size_t limbs = mpz_size(big);
  for (std::size_t i = 0; i < limbs; ++i) hash = mix(hash, mpz_getlimbn(big, static_cast<mp_size_t>(i)));
  return hash;
}

}  // namespace

Rational Rational::fraction(const Rational& numerator, const Rational& denominator) {
  if (denominator.is_zero()) throw std::domain_error("a fraction with denominator 0");
  Rational result;
  fmpq_div(result.value_, numerator.value_, denominator.value_);
  return result;
}

Rational Rational::fraction_of_words(std::uint64_t numerator, std::uint64_t denominator) {
  const std::uint64_t divisor = n_gcd(numerator, denominator);
  Rational result;
  fmpz_set_ui(fmpq_numref(result.value_), numerator / divisor);
  fmpz_set_ui(fmpq_denref(result.value_), denominator / divisor);
  return result;
}

Rational Rational::from_fmpq(const fmpq_t value) {
  if (fmpz_is_zero(fmpq_denref(value))) throw std::domain_error("a fraction with denominator 0");
  Rational result;
  fmpq_set(result.value_, value);
  fmpq_canonicalise(result.value_);
  return result;
}

Rational Rational::power_of_two(long exponent) {
  Rational result(1);
  if (exponent >= 0)
    fmpq_mul_2exp(result.value_, result.value_, static_cast<flint_bitcnt_t>(exponent));
  else
    fmpq_div_2exp(result.value_, result.value_, static_cast<flint_bitcnt_t>(-exponent));
  return result;
}

Rational Rational::power_of_ten(long exponent) {
  Rational result;
  fmpz* target = exponent >= 0 ? fmpq_numref(result.value_) : fmpq_denref(result.value_);
  fmpz* other = exponent >= 0 ? fmpq_denref(result.value_) : fmpq_numref(result.value_);
  fmpz_ui_pow_ui(target, 10, static_cast<ulong>(std::labs(exponent)));
  fmpz_one(other);
  return result;
}

Rational Rational::abs() const {
  Rational result;
  fmpq_abs(result.value_, value_);
  return result;
}

Rational Rational::floor() const {
  Rational result;
  fmpz_fdiv_q(fmpq_numref(result.value_), fmpq_numref(value_), fmpq_denref(value_));
  return result;
}

Rational Rational::ceil() const {
  Rational result;
  fmpz_cdiv_q(fmpq_numref(result.value_), fmpq_numref(value_), fmpq_denref(value_));
  return result;
}

long Rational::binary_size() const {
  return static_cast<long>(fmpz_bits(fmpq_numref(value_))) -
         static_cast<long>(fmpz_bits(fmpq_denref(value_)));
}

std::size_t Rational::bytes() const {
  return sizeof(Rational) +
         8 * static_cast<std::size_t>(fmpz_size(fmpq_numref(value_)) + fmpz_size(fmpq_denref(value_)));
}

std::uint64_t Rational::hash() const {
  return hash_integer(fmpq_denref(value_), hash_integer(fmpq_numref(value_), 0x9e3779b97f4a7c15U));
}

std::string Rational::to_string() const {
  char* text = fmpq_get_str(nullptr, 10, value_);
  std::string result(text);
  flint_free(text);
  return result;
}

Rational Rational::operator-() const {
  Rational result;
  fmpq_neg(result.value_, value_);
  return result;
}

Rational& Rational::operator+=(const Rational& other) {
  fmpq_add(value_, value_, other.value_);
  return *this;
}

Rational& Rational::operator-=(const Rational& other) {
  fmpq_sub(value_, value_, other.value_);
  return *this;
}

Rational& Rational::operator*=(const Rational& other) {
  fmpq_mul(value_, value_, other.value_);
  return *this;
}

}  // namespace isopath
