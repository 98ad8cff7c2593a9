#include "verify/tanh/equivalence/evaluation.hpp"

#include <utility>

#include "exact/parallel.hpp"
#include "exact/sum.hpp"

namespace isopath {

namespace {

Rational argument(const Network& network, std::size_t unit, std::span<const Rational> x) {
  PairwiseSum sum;
  const auto b = network.b(unit);
  for (std::size_t k = 0; k < x.size(); ++k)
    if (!x[k].is_zero() && !b[k].is_zero()) sum.add(network.numbers.value(b[k]) * x[k]);
  return sum.total() + network.numbers.value(network.c(unit));
}

}  // namespace

std::vector<Enclosure> enclose(const Network& network, std::span<const Rational> x, long precision) {
  // The parts depend on the width alone, so the sums are the same on every machine.
  const std::size_t parts = parts_for(network.width());
  std::vector<std::vector<Enclosure>> sums(parts,
                                           std::vector<Enclosure>(network.outputs(), Enclosure(precision)));
  in_parallel(parts, [&](std::size_t part) {
    const std::size_t last = part_begin(part + 1, parts, network.width());
    for (std::size_t unit = part_begin(part, parts, network.width()); unit < last; ++unit) {
      const Enclosure tanh = Enclosure(argument(network, unit, x), precision).tanh();
      for (std::size_t output = 0; output < network.outputs(); ++output) {
        const Number weight = network.a(unit)[output];
        if (!weight.is_zero())
          sums[part][output].add_product(Enclosure(network.numbers.value(weight), precision), tanh);
      }
    }
  });
  std::vector<Enclosure> values;
  values.reserve(network.outputs());
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    values.emplace_back(network.d[output], precision);
    for (const auto& sum : sums) values[output] += sum[output];
  }
  return values;
}

TanhSum value_at(const Network& network, std::span<const Rational> x, std::size_t output) {
  std::vector<TanhSum::Term> terms;
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    const Number weight = network.a(unit)[output];
    if (!weight.is_zero()) terms.push_back({argument(network, unit, x), network.numbers.value(weight)});
  }
  return network.d[output] + TanhSum(Rational(), std::move(terms));
}

}  // namespace isopath
