// Bounds on cells against values at points of the cells.
#include "verify/tanh/bound/cell_bound.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "exact/number.hpp"
#include "tests/verify/random_networks.hpp"
#include "verify/tanh/bound/taylor_bound.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

namespace isopath::tests {

namespace {

Rational exactly(double value) {
  return NumberTable().value(Number::from_binary64(std::bit_cast<std::uint64_t>(value + 0.0)));
}

/// Numbers that make units near one another, steep, flat and saturated.
Rational entry(Random& random) {
  const Rational small = small_rational(random);
  if (one_in(random, 3)) return small + Rational::power_of_ten(between(random, -40, -1));
  if (one_in(random, 8)) return small * Rational::power_of_ten(between(random, -12, 6));
  return one_in(random, 4) ? Rational() : small;
}

/// Some units, and others near them that nearly cancel them.
Network random_difference(Random& random, std::size_t inputs) {
  const std::size_t width = 1 + below(random, 3);
  PlainNetwork network = random_network(random, {inputs, 1, width}, entry);
  const std::size_t units = network.units.size();
  for (std::size_t i = 0; i < units; ++i) {
    if (one_in(random, 3)) continue;
    PlainUnit near = network.units[i];
    const Rational change = Rational::power_of_ten(between(random, -30, 0));
    near.a[0] = one_in(random, 2) ? -near.a[0] : change - near.a[0];
    for (Rational& b : near.b)
      if (one_in(random, 2)) b += change * small_rational(random);
    if (one_in(random, 2)) near.c += change;
    network.units.push_back(near);
  }
  return canonical_form(build(network)).network;
}

Axes random_axes(Random& random, std::size_t count) {
  Axes axes;
  for (std::size_t k = 0; k < count; ++k) axes.push_back({k, one_in(random, 2), one_in(random, 2)});
  return axes;
}

double dyadic_between(Random& random, double low, double high) {
  return low + (high - low) * static_cast<double>(below(random, 9)) / 8;
}

/// A cell that splitting led to.
DomainCell random_cell(Random& random, const Axes& axes) {
  const auto cells = cover(axes);
  DomainCell cell = cells[below(random, cells.size())];
  for (std::size_t splits = below(random, 12); splits > 0; --splits) {
    const std::size_t axis = axes.empty() ? 0 : below(random, axes.size());
    auto parts = can_split_by_distance(cell) && one_in(random, 3) ? split_by_distance(cell, axes)
                 : !axes.empty() && can_split(cell, axis)         ? split(cell, axis)
                                                                  : std::pair(cell, cell);
    cell = one_in(random, 2) ? parts.first : parts.second;
  }
  return cell;
}

std::vector<double> random_point(Random& random, const DomainCell& cell, const Axes& axes) {
  std::vector<double> tau;
  const double rho = cell.from * std::exp2(static_cast<double>(below(random, 3) * below(random, 12)));
  for (std::size_t k = 0; k < axes.size(); ++k)
    tau.push_back(dyadic_between(random, cell.lower[k], cell.upper[k]) *
                  (cell.is_cone() && axes[k].is_unbounded() ? rho : 1));
  return tau;
}

Enclosure value(const Network& network, const std::vector<double>& tau, long precision) {
  std::vector<Rational> point;
  for (const double entry : tau) point.push_back(exactly(entry));
  return enclose(network, point, precision)[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cell_bound)

BOOST_AUTO_TEST_CASE(every_value_is_within) {
  for_random_cases(6000, [](Random& random) {
    const std::size_t inputs = below(random, 4);
    const Network network = random_difference(random, inputs);
    const Axes axes = random_axes(random, inputs);
    const long precision = one_in(random, 4) ? 256 : 64;
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, precision);
    const DomainCell cell = random_cell(random, axes);
    const CellBound bound = bound_on(sum, cell, axes);
    const CertifiedBound certified = certified_bound(sum, cell, axes);
    const CertifiedBound everywhere = certified_bound(sum, whole(axes), axes);
    BOOST_TEST(bound.lower.is_finite());
    BOOST_TEST(bound.upper.is_finite());
    for (int i = 0; i < 8; ++i) {
      const auto tau = random_point(random, cell, axes);
      const Enclosure exact = value(network, tau, 1024);
      BOOST_TEST(bound.lower.lower() <= exact.upper());
      BOOST_TEST(bound.upper.upper() >= exact.lower());
      BOOST_TEST(certified.size.upper() >= exact.abs().lower());
      BOOST_TEST(everywhere.size.upper() >= exact.abs().lower());
      std::vector<Enclosure> point;
      for (const double entry : tau) point.push_back(Enclosure::exactly(entry, precision));
      const Enclosure near = value_at(sum, point);
      BOOST_TEST(near.lower() <= exact.upper());
      BOOST_TEST(near.upper() >= exact.lower());
    }
  });
}

BOOST_AUTO_TEST_CASE(taylor_polynomials_too) {
  for_random_cases(1500, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes(inputs, {0, false, false});
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 128);
    const DomainCell box = random_cell(random, axes);
    const TaylorBound bound = taylor_bound(sum, box, 1 + below(random, 8));
    for (int i = 0; i < 8; ++i) {
      const Enclosure exact = value(network, random_point(random, box, axes), 1024);
      BOOST_TEST((bound.value - bound.error).lower() <= exact.upper());
      BOOST_TEST((bound.value + bound.error).upper() >= exact.lower());
    }
  });
}

BOOST_AUTO_TEST_CASE(monotone_where_it_says_so) {
  for_random_cases(3000, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Network network = random_difference(random, inputs);
    const Axes axes(inputs, {0, false, false});
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    const DomainCell box = random_cell(random, axes);
    const CellBound bound = bound_on(sum, box, axes);
    for (std::size_t k = 0; k < inputs; ++k) {
      if (bound.monotone[k] == 0) continue;
      auto from = random_point(random, box, axes);
      auto to = from;
      from[k] = box.lower[k];
      to[k] = box.upper[k];
      Enclosure rise = value(network, to, 1024) - value(network, from, 1024);
      if (bound.monotone[k] < 0) rise = -rise;
      BOOST_TEST(rise.upper().sign() >= 0);
    }
  });
}

/// The width of the bounds on a box of this radius around 1/4, beyond what the slope makes.
double excess(const EnclosedSum& sum, double radius) {
  const CellBound bound =
      bound_on(sum, {{0.25 - radius}, {0.25 + radius}, DomainCell::box}, {{0, false, false}});
  const Enclosure linear = Enclosure::exactly(2 * radius * std::abs(bound.slope[0]), 64);
  return (bound.upper - bound.lower - linear).abs().upper_double();
}

BOOST_AUTO_TEST_CASE(excess_falls_with_the_square_of_the_width) {
  const Rational small = Rational::power_of_ten(-3);
  const PlainUnit unit{{1}, {2}, Rational::fraction(1, 3)};
  for (const PlainUnit& other :
       {PlainUnit{{-1}, {Rational(2) + small}, unit.c}, PlainUnit{{-1}, {3}, Rational(1)}}) {
    const Network network = build({1, 1, {unit, other}, {Rational()}});
    const EnclosedSum sum(network.d[0], matched_terms(network, 0), 0, 64);
    for (const double radius : {0.125, 0.0625, 0x1p-6, 0x1p-8})
      BOOST_TEST(excess(sum, radius / 2) < 0.3 * excess(sum, radius));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
