// Points where units have arguments that are asked for.
#include "verify/tanh/bound/free_units.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

Axes free_axes(std::size_t count) {
  Axes axes;
  for (std::size_t k = 0; k < count; ++k) axes.push_back({k, true, true});
  return axes;
}

Rational value_of(const AffineFunction& f, const Vector& tau) {
  Rational value = f.c;
  for (std::size_t k = 0; k < tau.size(); ++k) value += f.b[k] * tau[k];
  return value;
}

/// The rank of the matrix of the units' b on the chosen columns, by elimination.
std::size_t plain_rank(std::vector<Vector> rows) {
  std::size_t rank = 0;
  const std::size_t columns = rows.empty() ? 0 : rows.front().size();
  for (std::size_t column = 0; column < columns; ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[pivot], rows[rank]);
    for (std::size_t i = rank + 1; i < rows.size(); ++i) {
      const Rational factor = Rational::fraction(rows[i][column], rows[rank][column]);
      for (std::size_t k = column; k < columns; ++k) rows[i][k] -= factor * rows[rank][k];
    }
    ++rank;
  }
  return rank;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_free_units)

BOOST_AUTO_TEST_CASE(found_if_and_only_if_units_are_independent) {
  std::size_t found = 0;
  for_random_cases(1000, [&](Random& random) {
    const std::size_t inputs = 1 + below(random, 5);
    const PlainNetwork network = random_network(random, {inputs, 1, 1 + below(random, 5)}, small_rational);
    const Network form = canonical_form(build(network)).network;
    const std::vector<Term> terms = matched_terms(form, 0);
    // Only an axis that reaches to both infinities is free.
    Axes axes = free_axes(inputs);
    for (auto& axis : axes)
      if (one_in(random, 4)) (one_in(random, 2) ? axis.below : axis.above) = false;
    const Rational size = negated_at_random(random, Rational(between(random, 1, 40)));
    std::vector<Vector> rows;
    for (std::size_t unit = 0; unit < form.width(); ++unit) {
      if (form.a(unit)[0].is_zero()) continue;
      Vector row;
      for (std::size_t k = 0; k < inputs; ++k)
        if (axes[k].below && axes[k].above) row.push_back(form.numbers.value(form.b(unit)[k]));
      rows.push_back(std::move(row));
    }
    const auto tau = point_for_arguments(terms, axes, size);
    BOOST_TEST_CONTEXT(network) {
      BOOST_REQUIRE_EQUAL(tau.has_value(), plain_rank(rows) == rows.size());
      if (!tau) return;
      ++found;
      for (std::size_t k = 0; k < inputs; ++k)
        if (!axes[k].below || !axes[k].above) BOOST_CHECK((*tau)[k].is_zero());
      const auto check = [&](const WeightedUnit& unit) {
        const Rational wanted = unit.weight.sign() > 0 ? size : -size;
        BOOST_TEST((value_of(unit.s, *tau) - wanted).abs() <= Rational::power_of_two(-16));
      };
      for (const Term& term : terms) {
        check(term.unit);
        if (term.partner) check(*term.partner);
      }
    }
  });
  BOOST_TEST(found > 0U);
}

BOOST_AUTO_TEST_CASE(nearly_dependent_units_need_more_precision) {
  const Rational small = Rational::power_of_ten(-100);
  const Network network =
      build({2, 1, {{{1}, {1, 1}, 0}, {{-1}, {1, Rational(1) + small}, 0}}, {Rational()}});
  const auto tau = point_for_arguments(matched_terms(network, 0), free_axes(2), 3);
  BOOST_REQUIRE(tau);
  BOOST_TEST(((*tau)[0] + (*tau)[1] - Rational(3)).abs() <= Rational::power_of_two(-16));
  BOOST_TEST(((*tau)[0] + (*tau)[1] * (Rational(1) + small) + Rational(3)).abs() <=
             Rational::power_of_two(-16));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
