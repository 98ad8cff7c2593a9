// Cells cover the domain, splitting loses no point, and ranges hold all values.
#include "verify/tanh/bound/domain_cell.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/bound/random_cells.hpp"

namespace isopath::tests {

namespace {

/// Whether a point of the domain is in the cell, by the definition of boxes and cones.
bool contains(const DomainCell& cell, const Axes& axes, const Vector& tau) {
  Rational rho;
  for (std::size_t k = 0; k < tau.size(); ++k)
    if (axes[k].is_unbounded()) rho = std::max(rho, tau[k].abs());
  if (cell.is_cone() && rho < exactly(cell.from)) return false;
  for (std::size_t k = 0; k < tau.size(); ++k) {
    const Rational factor = cell.is_cone() && axes[k].is_unbounded() ? rho : Rational(1);
    if (tau[k] < exactly(cell.lower[k]) * factor || tau[k] > exactly(cell.upper[k]) * factor) return false;
  }
  return true;
}

Vector random_tau(Random& random, const Axes& axes) {
  Vector tau;
  for (const auto& axis : axes) {
    Rational entry = Rational::fraction(between(random, -8, 8), 8);
    if (axis.is_unbounded()) {
      entry = entry.abs() * Rational::power_of_two(one_in(random, 3) ? between(random, 0, 12) : 0);
      if (!axis.above || (axis.below && one_in(random, 2))) entry = -entry;
    }
    tau.push_back(entry);
  }
  return tau;
}

Vector rationals(const std::vector<double>& tau) {
  Vector result;
  for (const double entry : tau) result.push_back(exactly(entry));
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_domain_cell)

BOOST_AUTO_TEST_CASE(cells_cover_the_domain) {
  for_random_cases(2000, [](Random& random) {
    const Axes axes = random_axes(random, below(random, 4));
    const std::vector<DomainCell> cells = cover(axes);
    const Vector tau = random_tau(random, axes);
    BOOST_CHECK(contains(whole(axes), axes, tau));
    BOOST_CHECK(std::any_of(cells.begin(), cells.end(),
                            [&](const DomainCell& cell) { return contains(cell, axes, tau); }));
  });
}

BOOST_AUTO_TEST_CASE(no_point_is_lost_by_splitting_and_none_outside_the_domain_is_met) {
  std::size_t split_cones = 0;
  for_random_cases(3000, [&](Random& random) {
    const Axes axes = random_axes(random, 1 + below(random, 3));
    const DomainCell cell = random_cell(random, axes);
    const std::size_t axis = below(random, axes.size());
    const bool by_distance = can_split_by_distance(cell) && one_in(random, 2);
    if (!by_distance && !can_split(cell, axis)) return;
    split_cones += by_distance ? 1U : 0U;
    const auto [first, second] = by_distance ? split_by_distance(cell, axes) : split(cell, axis);
    const Vector tau = rationals(random_point(random, cell, axes));
    BOOST_REQUIRE(contains(cell, axes, tau));
    BOOST_CHECK(contains(first, axes, tau) || contains(second, axes, tau));
    for (const DomainCell& part : {first, second}) {
      const Vector inside = rationals(random_point(random, part, axes));
      BOOST_CHECK(contains(part, axes, inside));
      BOOST_CHECK(contains(whole(axes), axes, inside));
      // By distance the box is the least one around its part: it may reach beyond the cone.
      if (!by_distance) BOOST_CHECK(contains(cell, axes, inside));
    }
  });
  BOOST_TEST(split_cones > 0U);
}

BOOST_AUTO_TEST_CASE(what_is_too_narrow_is_not_split) {
  const double next = std::nextafter(0.5, 1);
  BOOST_CHECK(!can_split({{0.5}, {0.5}, DomainCell::box}, 0));
  BOOST_CHECK(!can_split({{0.5}, {next}, DomainCell::box}, 0));
  BOOST_CHECK(can_split({{0.5}, {std::nextafter(next, 1)}, DomainCell::box}, 0));
  BOOST_CHECK(!can_split_by_distance({{-1}, {1}, DomainCell::box}));
  BOOST_CHECK(!can_split_by_distance({{1}, {1}, 0}));
  BOOST_CHECK(can_split_by_distance({{1}, {1}, 1}));
  BOOST_CHECK(!can_split_by_distance({{1}, {1}, 0x1p500}));
}

BOOST_AUTO_TEST_CASE(ranges_hold_all_values) {
  for_random_cases(3000, [](Random& random) {
    const std::size_t inputs = 1 + below(random, 3);
    const Axes axes = random_axes(random, inputs);
    const DomainCell cell = random_cell(random, axes);
    const AffineFunction f{random_vector(random, inputs, near_entry), near_entry(random)};
    const AffineRange values = range(EnclosedAffine(f, 64), cell, CellShape(cell, 64), axes);
    const auto value = [&](const Vector& tau) {
      Rational sum = f.c;
      for (std::size_t k = 0; k < inputs; ++k) sum += f.b[k] * tau[k];
      return sum;
    };
    for (int i = 0; i < 6; ++i) {
      const Rational at = value(rationals(random_point(random, cell, axes)));
      if (!values.below) BOOST_CHECK(values.values.lower.lower() <= at);
      if (!values.above) BOOST_CHECK(values.values.upper.upper() >= at);
      if (cell.is_cone()) continue;
      BOOST_CHECK(!values.below && !values.above);
      BOOST_CHECK((Enclosure(at, 64) - values.centre).abs().lower() <= values.radius.upper());
    }
    // On a box both ends are attained.
    if (cell.is_cone()) return;
    Vector lowest;
    for (std::size_t k = 0; k < inputs; ++k)
      lowest.push_back(exactly(f.b[k].sign() > 0 ? cell.lower[k] : cell.upper[k]));
    BOOST_CHECK(values.values.lower.upper() >= value(lowest));
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
