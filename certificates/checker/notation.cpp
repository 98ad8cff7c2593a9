// Numbers in every notation of network files: sections 1 and 3 of docs/network-files.md; rules T2 and T4.
#include "notation.hpp"

#include <algorithm>

namespace isopath::check {

namespace {

constexpr std::size_t max_sum_terms = 10'000;  // the rational part among them
constexpr std::uint64_t max_decimal_exponent = 100'000;
constexpr std::uint64_t max_binary_exponent = 400'000;

[[noreturn]] void fail(const char* what) { throw NotationFault("T2", what); }

/// mantissa * base^exponent.
mpq_class scaled(const mpz_class& mantissa, unsigned long base, std::int64_t exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), base, static_cast<unsigned long>(std::abs(exponent)));
  if (exponent >= 0) return mpz_class(mantissa * power);
  mpq_class value(mantissa, power);
  value.canonicalize();
  return value;
}

/// Reads from the front of a text. A number is first only scanned, and computed when it is within the limits.
class Cursor {
 public:
  Cursor(std::string_view text, ExpansionBudget& budget) : rest_(text), budget_(&budget) {}

  bool is_at_end() const { return rest_.empty(); }
  void pass_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  bool take(std::string_view prefix) {
    const bool is_next = rest_.substr(0, prefix.size()) == prefix;
    rest_.remove_prefix(is_next ? prefix.size() : 0);
    return is_next;
  }
  mpq_class number() {
    const bool is_negative = take("-");
    const mpq_class value = unsigned_number();
    return is_negative ? mpq_class(-value) : value;
  }
  mpq_class unsigned_number() {
    const std::string_view start = rest_;
    return take("0x") || take("0X") ? hexadecimal(start) : fraction_or_decimal(start);
  }

 private:
  std::string_view rest_;
  ExpansionBudget* budget_;

  std::string_view digits(const char* missing, const char* allowed = "0123456789") {
    const std::string_view taken = rest_.substr(0, rest_.find_first_not_of(allowed));
    if (taken.empty()) fail(missing);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::int64_t exponent(std::uint64_t limit) {
    const bool is_negative = take("-");
    if (!is_negative) take("+");
    std::uint64_t size = 0;
    for (const char c : digits("an exponent has no digits"))
      size = std::min(size * 10 + static_cast<std::uint64_t>(c - '0'), limit + 1);
    if (size > limit) throw NotationFault("T4", "an exponent is beyond " + std::to_string(limit));
    return is_negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
  }

  /// Enforces the limits on the number that was scanned since `start`.
  void charge(std::string_view start, std::uint64_t expanded) {
    if (start.size() - rest_.size() > max_number_length)
      throw NotationFault("T4", "a number has more than 1000000 characters");
    budget_->charge(expanded);
  }

  mpq_class fraction_or_decimal(std::string_view start) {
    const std::string_view whole = digits("a number has no digits");
    if (take("/")) {
      const std::string_view divisor = digits("a denominator has no digits");
      if (divisor.find_first_not_of('0') == std::string_view::npos) fail("a denominator is 0");
      charge(start, whole.size() + divisor.size());
      mpq_class value(mpz_class(std::string(whole), 10), mpz_class(std::string(divisor), 10));
      value.canonicalize();
      return value;
    }
    const std::string_view fraction = take(".") ? digits("there are no digits after a point") : "";
    const std::int64_t written = take("e") || take("E") ? exponent(max_decimal_exponent) : 0;
    const std::int64_t shift = written - static_cast<std::int64_t>(fraction.size());
    charge(start, whole.size() + fraction.size() + static_cast<std::uint64_t>(std::abs(shift)));
    return scaled(mpz_class(std::string(whole) + std::string(fraction), 10), 10, shift);
  }

  mpq_class hexadecimal(std::string_view start) {
    constexpr const char* hex = "0123456789abcdefABCDEF";
    const std::string_view whole = digits("a hexadecimal number has no digits", hex);
    const std::string_view fraction = take(".") ? digits("there are no digits after a point", hex) : "";
    if (!take("p") && !take("P")) fail("a hexadecimal number has no exponent");
    const std::int64_t shift = exponent(max_binary_exponent) - 4 * static_cast<std::int64_t>(fraction.size());
    const std::uint64_t bits =
        4 * (whole.size() + fraction.size()) + static_cast<std::uint64_t>(std::abs(shift));
    charge(start, bits / 3);  // a digit is worth more than 3 bits
    return scaled(mpz_class(std::string(whole) + std::string(fraction), 16), 2, shift);
  }
};

/// A binary format: bits of the significand, the exponent of the least subnormal, the power of two beyond all
/// floats.
struct FloatFormat {
  std::int64_t bits, least, beyond;
};

std::int64_t bit_length(const mpz_class& n) {
  return n == 0 ? 0 : static_cast<std::int64_t>(mpz_sizeinbase(n.get_mpz_t(), 2));
}

/// The nearest float, ties to even: |x| is divided by the unit in the last place and the quotient rounded.
mpq_class nearest_float(const mpq_class& x, const FloatFormat& format) {
  const mpz_class p = abs(x.get_num()), q = x.get_den();
  // |x| lies between 2^(e-1) and 2^(e+1), e the difference of the lengths: the unit is this one or the next.
  std::int64_t unit = std::max(bit_length(p) - bit_length(q) - format.bits, format.least);
  mpz_class quotient, remainder, divisor;
  for (;; ++unit) {
    const mpz_class dividend = p << static_cast<mp_bitcnt_t>(unit < 0 ? -unit : 0);
    divisor = q << static_cast<mp_bitcnt_t>(unit > 0 ? unit : 0);
    mpz_fdiv_qr(quotient.get_mpz_t(), remainder.get_mpz_t(), dividend.get_mpz_t(), divisor.get_mpz_t());
    if (bit_length(quotient) <= format.bits) break;
  }
  const int half = cmp(mpz_class(2 * remainder), divisor);
  if (half > 0 || (half == 0 && mpz_odd_p(quotient.get_mpz_t()) != 0)) ++quotient;
  if (quotient != 0 && bit_length(quotient) + unit > format.beyond)
    throw NotationFault("T4", "a number rounds to infinity");
  return dyadic(x < 0 ? mpz_class(-quotient) : quotient, unit);
}

using Terms = std::vector<std::pair<mpq_class, mpq_class>>;

/// Reads a term after its sign: a rational to `rational`, an argument and a coefficient to `terms`.
void read_term(Cursor& cursor, bool is_negative, Total& rational, Terms& terms) {
  mpq_class coefficient = 1;
  bool is_tanh = cursor.take("tanh(");
  if (!is_tanh) {
    coefficient = cursor.unsigned_number();
    Cursor ahead = cursor;  // blanks may also stand before the sign of the next term
    ahead.pass_blanks();
    is_tanh = ahead.take("*");
    if (is_tanh) {
      ahead.pass_blanks();
      if (!ahead.take("tanh(")) fail("there is no tanh( after a *");
      cursor = ahead;
    }
  }
  if (is_negative) coefficient = -coefficient;
  if (!is_tanh) return rational.add(std::move(coefficient));
  cursor.pass_blanks();
  mpq_class argument = cursor.number();
  cursor.pass_blanks();
  if (!cursor.take(")")) fail("a ) is missing");
  if (argument < 0) coefficient = -coefficient;
  if (argument != 0) terms.emplace_back(abs(argument), std::move(coefficient));
}

/// Adds the coefficients of equal arguments.
Terms collected(Terms terms) {
  std::sort(terms.begin(), terms.end(), [](const auto& s, const auto& t) { return s.first < t.first; });
  Terms sums;
  for (std::size_t i = 0; i < terms.size();) {
    const mpq_class argument = std::move(terms[i].first);
    Total total;
    do total.add(std::move(terms[i].second));
    while (++i < terms.size() && terms[i].first == argument);
    if (const mpq_class coefficient = total.value(); coefficient != 0)
      sums.emplace_back(argument, coefficient);
  }
  return sums;
}

}  // namespace

void ExpansionBudget::charge(std::uint64_t digits) {
  if (digits > left_)
    throw NotationFault("T4", "the numbers expand beyond 64 MiB + 64 times the size of the file");
  left_ -= digits;
}

mpq_class dyadic(const mpz_class& mantissa, std::int64_t exponent) { return scaled(mantissa, 2, exponent); }

mpq_class read_number(std::string_view text, ExpansionBudget& budget) {
  Cursor cursor(text, budget);
  mpq_class value = cursor.number();
  if (!cursor.is_at_end()) fail("something follows the number");
  return value;
}

mpq_class read_bare_number(std::string_view text, BareNumbers meaning, ExpansionBudget& budget) {
  const mpq_class value = read_number(text, budget);
  if (meaning == BareNumbers::exact || value == 0) return value;
  return nearest_float(
      value, meaning == BareNumbers::binary64 ? FloatFormat{53, -1074, 1024} : FloatFormat{24, -149, 128});
}

Sum read_sum(std::string_view text, ExpansionBudget& budget) {
  Total rational;
  Terms terms;
  Cursor cursor(text, budget);
  bool is_negative = cursor.take("-");
  for (std::size_t count = 1;; ++count) {
    if (count > max_sum_terms) throw NotationFault("T4", "a sum has more than 10000 terms");
    read_term(cursor, is_negative, rational, terms);
    if (cursor.is_at_end()) return {rational.value(), collected(std::move(terms))};
    cursor.pass_blanks();
    is_negative = cursor.take("-");
    if (!is_negative && !cursor.take("+")) fail("terms are not joined by + or -");
    cursor.pass_blanks();
  }
}

Sum read_canonical_sum(std::string_view text) {
  if (text.size() <= max_number_length && is_canonical(text)) return {Rational(text).value(), {}};
  // Exponents can't be canonical; without them nothing expands.
  if (text.find_first_not_of("0123456789/+-* tanh()") != std::string_view::npos)
    fail("it has another character");
  ExpansionBudget budget(text.size());
  Sum sum = read_sum(text, budget);
  if (const std::string canonical = to_string(sum); canonical != text)
    throw NotationFault("T2", "it should be \"" + canonical.substr(0, 200) + "\"");
  return sum;
}

std::string to_string(const Sum& sum) {
  std::string text = sum.rational != 0 || sum.terms.empty() ? sum.rational.get_str() : "";
  for (const auto& [argument, coefficient] : sum.terms) {
    const mpq_class size = abs(coefficient);
    text += coefficient < 0 ? (text.empty() ? "-" : " - ") : (text.empty() ? "" : " + ");
    text += (size == 1 ? "" : size.get_str() + "*") + "tanh(" + argument.get_str() + ")";
  }
  return text;
}

}  // namespace isopath::check
