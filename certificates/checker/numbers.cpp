#include "numbers.hpp"

#include <mpfr.h>

#include <numeric>

namespace isopath::check {

namespace {

mpz_class integer(std::string_view digits, int base = 10) { return mpz_class(std::string(digits), base); }

/// p and q of p/q, of p/1 for an integer p; without the sign.
std::pair<std::string_view, std::string_view> parts(Rational x) {
  const std::string_view size = magnitude(x);
  const std::size_t slash = size.find('/');
  if (slash == std::string_view::npos) return {size, "1"};
  return {size.substr(0, slash), size.substr(slash + 1)};
}

/// Nearly all p and q are small, and read by hand.
bool is_small(std::string_view digits) { return digits.size() <= 18; }
std::uint64_t small(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return value;
}

/// Digits, the first of them not 0? All rationals but 0 are made of such p and q.
bool is_positive(std::string_view digits) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(digits.begin(), digits.end(), is_digit) && !digits.empty() && digits.front() != '0';
}

[[noreturn]] void fail(const std::string& what, const char* rule = "T2") { throw NotationFault(rule, what); }

/// Reads from the front of a text. A number is first only scanned, and computed when it is within the limits.
class Scanner {
 public:
  Scanner(std::string_view text, std::uint64_t& budget) : rest_(text), budget_(budget) {}

  bool is_at_end() const { return rest_.empty(); }
  void pass_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  bool take(std::string_view prefix) {
    const bool is_next = rest_.starts_with(prefix);
    rest_.remove_prefix(is_next ? prefix.size() : 0);
    return is_next;
  }

  mpq_class number() {
    const bool is_negative = take("-");
    const mpq_class value = unsigned_number();
    return is_negative ? mpq_class(-value) : value;
  }

  mpq_class unsigned_number() {
    const std::size_t start = rest_.size();
    const bool is_hex = take("0x") || take("0X");
    const std::string whole = digits("a number has no digits", is_hex);
    mpq_class value;
    if (!is_hex && take("/")) {
      const std::string divisor = digits("a denominator has no digits");
      if (divisor.find_first_not_of('0') == std::string::npos) fail("a denominator is 0");
      charge(start, start - rest_.size());
      value = mpq_class(integer(whole), integer(divisor));
    } else {
      const std::string part = take(".") ? digits("there are no digits after a point", is_hex) : "";
      const bool has_exponent = is_hex ? take("p") || take("P") : take("e") || take("E");
      if (is_hex && !has_exponent) fail("a hexadecimal number has no exponent");
      const std::int64_t shift = (has_exponent ? exponent(is_hex ? 400'000 : 100'000) : 0) -
                                 (is_hex ? 4 : 1) * static_cast<std::int64_t>(part.size());
      const auto size = static_cast<std::uint64_t>(std::abs(shift));
      charge(start,
             whole.size() + part.size() + size / (is_hex ? 3 : 1));  // three bits are less than a digit
      mpz_class power;
      mpz_ui_pow_ui(power.get_mpz_t(), is_hex ? 2 : 10, size);
      value = integer(whole + part, is_hex ? 16 : 10);
      if (shift < 0) value.get_den() = power;
      if (shift > 0) value.get_num() *= power;
    }
    value.canonicalize();
    return value;
  }

 private:
  std::string_view rest_;
  std::uint64_t& budget_;

  std::string digits(const char* missing, bool is_hex = false) {
    const auto end = rest_.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "0123456789");
    const std::string taken(rest_.substr(0, end));
    if (taken.empty()) fail(missing);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::int64_t exponent(std::int64_t limit) {
    const bool is_negative = take("-");
    if (!is_negative) take("+");
    std::int64_t size = 0;
    for (const char c : digits("an exponent has no digits"))
      size = std::min(size * 10 + (c - '0'), limit + 1);
    if (size > limit) fail("an exponent is beyond " + std::to_string(limit), "T4");
    return is_negative ? -size : size;
  }

  /// Enforces the limits on a number that has been scanned.
  void charge(std::size_t start, std::uint64_t expanded) {
    if (start - rest_.size() > max_number_length) fail("a number has more than 1000000 characters", "T4");
    if (expanded > budget_) fail("the numbers expand beyond 64 MiB + 64 times the size of the file", "T4");
    budget_ -= expanded;
  }
};

/// Reads a term after its sign, and adds it to the coefficients.
void read_term(Scanner& in, bool is_negative, std::map<mpq_class, Total>& coefficients) {
  mpq_class coefficient = 1;
  mpq_class argument = 0;
  bool is_tanh = in.take("tanh(");
  if (!is_tanh) {
    coefficient = in.unsigned_number();
    in.pass_blanks();
    is_tanh = in.take("*");
    in.pass_blanks();
    if (is_tanh && !in.take("tanh(")) fail("there is no tanh( after a *");
  }
  if (is_tanh) {
    in.pass_blanks();
    argument = in.number();
    in.pass_blanks();
    if (!in.take(")")) fail("a ) is missing");
    if (argument == 0) return;
  }
  if (is_negative != (argument < 0)) coefficient = -coefficient;
  coefficients[abs(argument)].add(std::move(coefficient));
}

}  // namespace

bool is_canonical(std::string_view text) {
  if (is_zero(text)) return true;
  const auto [p, q] = parts(text);
  if (!is_positive(p) || !is_positive(q)) return false;
  if (q == "1") return !text.ends_with("/1");
  if (!is_small(p) || !is_small(q)) return gcd(integer(p), integer(q)) == 1;
  const std::uint64_t m = small(p);
  const std::uint64_t n = small(q);
  const bool is_power_of_two = (n & (n - 1)) == 0;  // as in every binary float
  return is_power_of_two ? m % 2 == 1 : std::gcd(m, n) == 1;
}

Rational halved(Rational x, TextStore& store) {
  const auto [p, q] = parts(x);
  if (is_zero(x) || !is_small(p) || !is_small(q)) return kept(value(x) / 2, store);
  const std::uint64_t m = small(p);
  const std::uint64_t n = m % 2 == 0 ? small(q) : 2 * small(q);
  std::string half = sign(x) < 0 ? "-" : "";
  half += std::to_string(m % 2 == 0 ? m / 2 : m);
  if (n > 1) half.append("/").append(std::to_string(n));
  return kept(half, store);
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

mpq_class read_number(std::string_view text, std::uint64_t& budget) {
  Scanner in(text, budget);
  mpq_class value = in.number();
  if (!in.is_at_end()) fail("something follows the number");
  return value;
}

Sum read_sum(std::string_view text, std::uint64_t& budget) {
  if (text.ends_with(' ')) fail("a blank is at the end");
  std::map<mpq_class, Total> coefficients;
  Scanner in(text, budget);
  bool is_negative = in.take("-");
  for (;;) {
    read_term(in, is_negative, coefficients);
    if (in.is_at_end()) break;
    in.pass_blanks();
    is_negative = in.take("-");
    if (!is_negative && !in.take("+")) fail("terms are not joined by + or -");
    in.pass_blanks();
  }
  Sum sum;
  for (const auto& [argument, total] : coefficients)
    if (const mpq_class coefficient = total.value(); coefficient != 0)
      sum.emplace_hint(sum.end(), argument, coefficient);
  return sum;
}

Sum read_canonical_sum(std::string_view text) {
  // Exponents can't be canonical; without them nothing expands.
  if (text.find_first_not_of("0123456789/+-* tanh()") != std::string_view::npos)
    fail("it has another character");
  std::uint64_t budget = expansion_budget(text.size());
  Sum sum = read_sum(text, budget);
  if (const std::string canonical = canonical_text(sum); canonical != text)
    fail("it should be " + in_quotes(canonical));
  return sum;
}

std::string canonical_text(const Sum& sum) {
  std::string text;
  for (const auto& [argument, coefficient] : sum) {
    const std::string size = mpq_class(abs(coefficient)).get_str();
    text += coefficient < 0 ? (text.empty() ? "-" : " - ") : (text.empty() ? "" : " + ");
    text += argument == 0 ? size : (size == "1" ? "" : size + "*") + "tanh(" + argument.get_str() + ")";
  }
  return text.empty() ? "0" : text;
}

mpq_class nearest_float(const mpq_class& x, const FloatFormat& format) {
  const mpfr_exp_t least = mpfr_get_emin();
  const mpfr_exp_t greatest = mpfr_get_emax();
  mpfr_set_emin(format.least);
  mpfr_set_emax(format.greatest);
  mpfr_t nearest;
  mpfr_init2(nearest, format.bits);
  const int direction = mpfr_set_q(nearest, x.get_mpq_t(), MPFR_RNDN);
  mpfr_subnormalize(nearest, direction, MPFR_RNDN);
  mpfr_set_emin(least);
  mpfr_set_emax(greatest);
  const bool is_finite = mpfr_number_p(nearest) != 0;
  mpq_class value;
  if (is_finite) mpfr_get_q(value.get_mpq_t(), nearest);
  mpfr_clear(nearest);
  if (!is_finite) fail("a number rounds to infinity", "T4");
  return value;
}

}  // namespace isopath::check
