// Output biases as elements of K, the rationals plus rational multiples of tanh at positive rationals: what
// the rules C6, E4 and N3 of docs/certificate-format.md compare.
#ifndef ISOPATH_CHECK_BIAS_HPP
#define ISOPATH_CHECK_BIAS_HPP

#include "network.hpp"

namespace isopath::check {

/// Compares, output by output, "d plus the contributions of the constant units" of two networks with the same
/// outputs. Elements of K are equal if and only if all their coefficients are (Theorem 1 of
/// docs/mathematics.md).
class BiasComparison {
 public:
  BiasComparison(const TanhNetwork& first, const TanhNetwork& second);
  bool is_equal(std::size_t output) const;

 private:
  struct Constant {
    const TanhNetwork* f;
    std::size_t unit;
    std::size_t argument;  // |c|, as an index in arguments_
    int sign;              // of c, and turned around in the second network
  };
  struct Term {
    std::size_t argument;
    mpq_class coefficient;
  };
  const TanhNetwork& first_;
  const TanhNetwork& second_;
  std::vector<std::string> arguments_;  // all arguments of tanh, each once
  std::vector<Constant> constants_;

  void collect_arguments(const TanhNetwork& f);
  void collect_constants(const TanhNetwork& f, int side);
  std::size_t index_of(std::string_view argument) const;
  void add_d(const TanhNetwork& f, std::size_t output, int side, Total& rational,
             std::vector<Term>& terms) const;
};

}  // namespace isopath::check

#endif
