#include "exact/tanh_sum.hpp"

#include <algorithm>
#include <utility>

#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "exact/sum.hpp"

namespace isopath {

namespace {

/// Reader of `sum` in docs/network-files.md, section 1.
class SumReader {
 public:
  SumReader(std::string_view text, std::size_t most_bytes)
      : whole_(text), rest_(text), most_bytes_(most_bytes) {}

  TanhSum read() {
    PairwiseSum rational;
    std::vector<TanhSum::Term> terms;
    bool negative = take('-');
    for (;;) {
      read_term(negative, rational, terms);
      if (rest_.empty()) return {rational.total(), std::move(terms)};
      blanks();
      if (rest_.empty()) fail("+ or - after the blanks");
      if (rest_.front() != '+' && rest_.front() != '-') fail("+ or - or the end of the sum");
      negative = rest_.front() == '-';
      rest_.remove_prefix(1);
      blanks();
    }
  }

 private:
  void read_term(bool negative, PairwiseSum& rational, std::vector<TanhSum::Term>& terms) {
    Rational coefficient(1);
    if (!rest_.starts_with('t')) {
      coefficient = number();
      const std::string_view after_number = rest_;
      blanks();
      if (!take('*')) {
        rest_ = after_number;
        rational.add(negative ? -coefficient : coefficient);
        return;
      }
      blanks();
    }
    if (!rest_.starts_with("tanh(")) fail("a number or tanh(");
    rest_.remove_prefix(5);
    blanks();
    const bool below = take('-');
    Rational argument = number();
    blanks();
    if (!take(')')) fail(")");
    terms.push_back(
        {below ? -argument : std::move(argument), negative ? -coefficient : std::move(coefficient)});
  }

  Rational number() {
    Rational value = read_unsigned_front(rest_, whole_.size() - rest_.size());
    bytes_ += value.bytes();
    if (bytes_ > most_bytes_) fail("numbers of at most " + std::to_string(most_bytes_) + " bytes in all");
    return value;
  }
  void blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  [[noreturn]] void fail(const std::string& expected) const {
    throw NumberTextError(
        whole_.size() - rest_.size(),
        "expected " + expected + ", found " + (rest_.empty() ? "the end of the sum" : in_quotes(rest_)));
  }

  std::string_view whole_;
  std::string_view rest_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
};

void append(std::string& text, const Rational& value, const std::string& magnitude) {
  if (text.empty())
    text = (value.sign() < 0 ? "-" : "") + magnitude;
  else
    text += (value.sign() < 0 ? " - " : " + ") + magnitude;
}

}  // namespace

TanhSum::TanhSum(Rational rational, std::vector<Term> terms) : rational_(std::move(rational)) {
  for (Term& term : terms) {
    if (term.argument.sign() >= 0) continue;
    term.argument = -term.argument;
    term.coefficient = -term.coefficient;
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& x, const Term& y) { return x.argument < y.argument; });
  for (std::size_t i = 0; i < terms.size();) {
    PairwiseSum coefficient;
    const std::size_t first = i;
    for (; i < terms.size() && terms[i].argument == terms[first].argument; ++i)
      coefficient.add(std::move(terms[i].coefficient));
    Rational total = coefficient.total();
    if (!total.is_zero() && !terms[first].argument.is_zero())
      terms_.push_back({terms[first].argument, std::move(total)});
  }
}

TanhSum TanhSum::parse(std::string_view text, std::size_t most_bytes) {
  return SumReader(text, most_bytes).read();
}

std::string TanhSum::to_string() const {
  std::string text;
  if (!rational_.is_zero() || terms_.empty()) append(text, rational_, rational_.abs().to_string());
  for (const Term& term : terms_) {
    const Rational size = term.coefficient.abs();
    append(text, term.coefficient,
           (size.is_one() ? "" : size.to_string() + "*") + "tanh(" + term.argument.to_string() + ")");
  }
  return text;
}

std::size_t TanhSum::bytes() const {
  std::size_t sum = rational_.bytes();
  for (const Term& term : terms_) sum += term.argument.bytes() + term.coefficient.bytes();
  return sum;
}

TanhSum operator+(const TanhSum& x, const TanhSum& y) {
  std::vector<TanhSum::Term> terms = x.terms_;
  terms.insert(terms.end(), y.terms_.begin(), y.terms_.end());
  return {x.rational_ + y.rational_, std::move(terms)};
}

TanhSum operator-(const TanhSum& x, const TanhSum& y) {
  std::vector<TanhSum::Term> terms = x.terms_;
  for (const TanhSum::Term& term : y.terms_) terms.push_back({term.argument, -term.coefficient});
  return {x.rational_ - y.rational_, std::move(terms)};
}

TanhSum operator*(const Rational& factor, const TanhSum& x) {
  if (factor.is_zero()) return {};
  TanhSum product = x;
  product.rational_ = factor * x.rational_;
  for (TanhSum::Term& term : product.terms_) term.coefficient = factor * term.coefficient;
  return product;
}

}  // namespace isopath
