// Output biases as elements of K: M1, M3, C6, E4 and N3 of docs/certificate-format.md.
//
// Arguments become indices of one sorted list before anything is done per output: comparing long texts for
// each output again could cost the square of the certificate's size.
#include "bias.hpp"

#include <algorithm>

namespace isopath::check {

BiasComparison::BiasComparison(const TanhNetwork& first, const TanhNetwork& second)
    : first_(first), second_(second) {
  collect_arguments(first);
  collect_arguments(second);
  std::sort(arguments_.begin(), arguments_.end());
  arguments_.erase(std::unique(arguments_.begin(), arguments_.end()), arguments_.end());
  collect_constants(first, 1);
  collect_constants(second, -1);
}

void BiasComparison::collect_arguments(const TanhNetwork& f) {
  for (std::size_t i = 0; i < f.units(); ++i)
    if (f.orientation[i] == 0) arguments_.emplace_back(f.c[i].magnitude());
  for (const std::string_view text : f.d) {
    const Sum d = read_canonical_sum(text);
    for (const auto& term : d.terms) arguments_.push_back(term.first.get_str());
  }
}

void BiasComparison::collect_constants(const TanhNetwork& f, int side) {
  for (std::size_t i = 0; i < f.units(); ++i)
    if (f.orientation[i] == 0 && !f.c[i].is_zero())  // tanh(0) = 0
      constants_.push_back({&f, i, index_of(f.c[i].magnitude()), side * f.c[i].sign()});
}

std::size_t BiasComparison::index_of(std::string_view argument) const {
  return static_cast<std::size_t>(std::lower_bound(arguments_.begin(), arguments_.end(), argument) -
                                  arguments_.begin());
}

void BiasComparison::add_d(const TanhNetwork& f, std::size_t output, int side, Total& rational,
                           std::vector<Term>& terms) const {
  const Sum d = read_canonical_sum(f.d[output]);
  rational.add(d.rational * side);
  for (const auto& [argument, coefficient] : d.terms)
    terms.push_back({index_of(argument.get_str()), coefficient * side});
  if (!f.weights_join_bias) return;
  for (std::size_t i = 0; i < f.units(); ++i)
    if (const Rational a = f.a_of(i, output); !a.is_zero()) rational.add(a.value() * side);
}

bool BiasComparison::is_equal(std::size_t output) const {
  Total rational;
  std::vector<Term> terms;
  add_d(first_, output, 1, rational, terms);
  add_d(second_, output, -1, rational, terms);
  if (rational.value() != 0) return false;
  for (const Constant& constant : constants_)
    if (const Rational a = constant.f->a_of(constant.unit, output); !a.is_zero())
      terms.push_back({constant.argument, a.value() * constant.sign});
  std::sort(terms.begin(), terms.end(), [](const Term& s, const Term& t) { return s.argument < t.argument; });
  for (std::size_t i = 0; i < terms.size();) {
    Total coefficient;
    const std::size_t argument = terms[i].argument;
    for (; i < terms.size() && terms[i].argument == argument; ++i)
      coefficient.add(std::move(terms[i].coefficient));
    if (coefficient.value() != 0) return false;
  }
  return true;
}

}  // namespace isopath::check
