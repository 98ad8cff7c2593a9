#include "verify/tanh/bound/taylor_bound.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace isopath {

namespace {

std::vector<std::size_t> wide_axes(const DomainCell& box) {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < box.lower.size(); ++k)
    if (box.lower[k] < box.upper[k]) result.push_back(k);
  return result;
}

/// A monomial in u_1, ..., u_n: an earlier one of the list times u_factor. `multinomial` is its coefficient
/// in (u_1 + ... + u_n)^degree.
struct Monomial {
  std::vector<std::size_t> exponents;
  std::size_t degree;
  std::size_t parent;
  std::size_t factor;
  Rational multinomial;
};

/// All monomials of degree 0 to `order`.
std::vector<Monomial> monomials(std::size_t axes, std::size_t order) {
  std::vector<Monomial> list{{std::vector<std::size_t>(axes), 0, 0, 0, 1}};
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].degree == order) break;
    // Only factors up to the first one that is present are added, so that each monomial comes once.
    for (std::size_t k = 0; k < axes; ++k) {
      Monomial next{list[i].exponents, list[i].degree + 1, i, k, {}};
      ++next.exponents[k];
      next.multinomial =
          Rational::fraction(list[i].multinomial * Rational(next.degree), Rational(next.exponents[k]));
      const bool had_factor = list[i].exponents[k] > 0;
      list.push_back(std::move(next));
      if (had_factor) break;
    }
  }
  return list;
}

/// One unit w tanh(s).
struct Unit {
  const EnclosedAffine& s;
  const Enclosure& weight;
};

std::vector<Unit> units_of(const EnclosedSum& sum) {
  std::vector<Unit> units;
  for (const EnclosedTerm& term : sum.terms) {
    units.push_back({term.s, term.weight});
    if (term.is_couple) units.push_back({term.partner, term.partner_weight});
  }
  return units;
}

/// The Taylor coefficients of tanh at s: tanh' = 1 - tanh^2.
std::vector<Enclosure> taylor_coefficients(const Enclosure& s, std::size_t order) {
  std::vector<Enclosure> t{s.tanh()};
  for (std::size_t j = 0; j < order; ++j) {
    Enclosure next(Rational(j == 0 ? 1 : 0), s.precision());
    for (std::size_t i = 0; i <= j; ++i) next.add_product(-t[i], t[j - i]);
    t.push_back(next * Enclosure(Rational::fraction(1, Rational(j + 1)), s.precision()));
  }
  return t;
}

/// (pi/2) (2/pi)^k z^k, from above.
Enclosure remainder(const Enclosure& z, std::size_t k) {
  const long precision = z.precision();
  const Enclosure base = Enclosure(Rational::fraction(6367, 10'000), precision) * z;  // 2/pi < 0.6367
  Enclosure result(Rational::fraction(1571, 1000), precision);                        // pi/2 < 1.571
  for (std::size_t i = 0; i < k; ++i) result *= base;
  return result;
}

}  // namespace

std::optional<std::size_t> taylor_order(const EnclosedSum& sum, const DomainCell& box, double small) {
  constexpr std::size_t most[] = {0, 24, 10, 6};
  const std::vector<std::size_t> wide = wide_axes(box);
  if (wide.empty() || wide.size() >= std::size(most)) return std::nullopt;
  for (std::size_t order = 2; order <= most[wide.size()]; ++order) {
    double total = 0;
    for (const Unit& unit : units_of(sum)) {
      double reach = 0;
      for (const std::size_t k : wide)
        reach += std::abs(unit.s.about_b[k]) * (box.upper[k] - box.lower[k]) / 2;
      const double weight = unit.weight.abs().upper_double();
      total += weight * 1.571 * std::pow(0.6367 * reach, static_cast<double>(order + 1));
    }
    if (total < small) return order;
  }
  return std::nullopt;
}

TaylorBound taylor_bound(const EnclosedSum& sum, const DomainCell& box, std::size_t order) {
  const long precision = sum.precision;
  const CellShape shape(box, precision);
  const std::vector<std::size_t> wide = wide_axes(box);
  const std::vector<Monomial> list = monomials(wide.size(), order);
  std::vector<Enclosure> coefficients(list.size(), Enclosure(precision));
  coefficients[0] = sum.bias;
  Enclosure error(precision);
  for (const Unit& unit : units_of(sum)) {
    Enclosure s = unit.s.c;
    Enclosure reach(precision);
    for (std::size_t k = 0; k < box.lower.size(); ++k) {
      s.add_product(unit.s.b[k], shape.centre[k]);
      reach.add_product(unit.s.size[k], shape.radius[k]);
    }
    error.add_product(unit.weight.abs(), remainder(reach, order + 1));
    const std::vector<Enclosure> t = taylor_coefficients(s, order);
    // With tau = centre + radius u, the argument is s + sum_k (b_k radius_k) u_k.
    std::vector<Enclosure> powers{unit.weight};
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) {
        const std::size_t axis = wide[list[i].factor];
        powers.push_back(powers[list[i].parent] * unit.s.b[axis] * shape.radius[axis]);
      }
      coefficients[i].add_product(powers[i], t[list[i].degree]);
    }
  }
  for (std::size_t i = 1; i < list.size(); ++i)
    error += Enclosure(list[i].multinomial, precision) * coefficients[i].abs();
  return {coefficients[0], error};
}

}  // namespace isopath
