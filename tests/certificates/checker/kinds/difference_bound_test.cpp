// U6: what is bounded on a cell is a bound, by values at many points of it; and bounds that are wide enough
// are found.
#include "certificates/checker/kinds/difference_bound.hpp"

#include <mpfr.h>

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(bounds_on_cells)

/// Units at random, the second of them near the first or near its opposite, so that pairing them bounds best.
Difference random_difference(Random& random, std::size_t inputs) {
  const auto rational = [&] { return mpq_class(static_cast<long>(random() % 33) - 16, 8); };
  Difference g{{}, {{{0, rational()}}}, std::vector<bool>(inputs, true)};
  for (auto& entry : g.bias[0]) entry.second.canonicalize();
  for (std::size_t i = 0; i < 4; ++i) {
    DifferenceUnit unit{std::vector<mpq_class>(inputs), rational(), {rational()}};
    for (mpq_class& x : unit.b) x = rational();
    for (mpq_class& x : unit.b) x.canonicalize();
    unit.c.canonicalize();
    unit.weights[0].canonicalize();
    g.units.push_back(unit);
  }
  const bool is_turned = random() % 2 == 0;
  g.units[1] = g.units[0];
  const mpq_class gap(1, 64);
  g.units[1].c += gap;
  g.units[1].weights[0] = -g.units[0].weights[0];
  if (is_turned) {
    for (mpq_class& x : g.units[1].b) x = -x;
    g.units[1].c = -g.units[1].c;
    g.units[1].weights[0] = -g.units[1].weights[0];
  }
  return g;
}

long double value_of(const Difference& g, const std::vector<long double>& tau) {
  const auto of = [](const mpq_class& q) { return static_cast<long double>(q.get_d()); };
  long double sum = g.bias[0].empty() ? 0 : of(g.bias[0].begin()->second);
  for (const DifferenceUnit& unit : g.units) {
    long double s = of(unit.c);
    for (std::size_t k = 0; k < tau.size(); ++k) s += of(unit.b[k]) * tau[k];
    sum += of(unit.weights[0]) * std::tanh(s);
  }
  return sum;
}

/// A point of the cell; on a cone mostly near its beginning, where values still vary.
std::vector<long double> point_of(Random& random, const DomainCell& cell, const Domain& domain) {
  const auto part = [&] { return static_cast<long double>(random() % 1025) / 1024; };
  const long double distance =
      static_cast<long double>(cell.from) * (1 + (random() % 3 == 0 ? 100 : 1) * part());
  std::vector<long double> x;
  for (std::size_t k = 0; k < cell.lower.size(); ++k) {
    const long double lower = cell.lower[k];
    const long double upper = cell.upper[k];
    const long double at =
        lower + (upper - lower) * (random() % 4 == 0 ? static_cast<long double>(random() % 2) : part());
    x.push_back(cell.is_cone() && domain.is_unbounded(k) ? at * distance : at);
  }
  return x;
}

mpq_class greatest_at(Random& random, const Difference& g, const DomainCell& cell, const Domain& domain) {
  long double greatest = 0;
  for (int run = 0; run < 60; ++run)
    greatest = std::max(greatest, std::abs(value_of(g, point_of(random, cell, domain))));
  return mpq_class(static_cast<double>(greatest));
}

DomainCell random_cell(Random& random, const Domain& domain) {
  DomainCell cell = whole(domain, std::vector<bool>(domain.below.size(), true));
  if (cell.from == 0) {
    const std::vector<DomainCell> parts = cover(cell, domain, std::vector<bool>(domain.below.size(), true));
    cell = parts[random() % parts.size()];
  }
  for (std::size_t split = random() % 9; split > 0; --split) {
    DomainCell second;
    const std::size_t axis = random() % (domain.below.size() + 1);
    const bool is_split =
        axis == domain.below.size() ? split_by_distance(cell, domain, second) : halve(cell, axis, second);
    if (is_split && random() % 2 == 0) cell = second;
  }
  return cell;
}

BOOST_AUTO_TEST_CASE(no_bound_is_below_a_value) {
  Random random(9);
  std::size_t bounded = 0;
  for (int run = 0; run < 400; ++run) {
    const std::size_t inputs = 1 + random() % 2;
    const auto some = [&] { return random() % 3 == 0; };
    Domain domain{std::vector<Coordinate>(inputs, Coordinate{0, 1}), {}, {}};
    for (std::size_t k = 0; k < inputs; ++k) {
      domain.below.push_back(some());
      domain.above.push_back(some());
    }
    const Difference g = random_difference(random, inputs);
    const bool is_turned =
        g.units[1].b != g.units[0].b ||
        std::all_of(g.units[0].b.begin(), g.units[0].b.end(), [](const mpq_class& x) { return x == 0; });
    const std::vector<Couple> couples =
        random() % 3 == 0 ? std::vector<Couple>() : std::vector<Couple>{{0, 1, is_turned}};
    const DomainCell cell = random_cell(random, domain);
    const mpq_class greatest = greatest_at(random, g, cell, domain);
    // Just below a value that is taken nothing is proved; from some multiple on, all is.
    const mpq_class below = greatest - mpq_class(1, 1'000'000'000'000);
    if (below > 0) BOOST_REQUIRE(!CellBounds(g, 0, couples, domain, below).is_bounded(cell));
    for (const int more : {1, 2, 4}) {
      const mpq_class size = greatest * (64 + more) / 64 + mpq_class(1, 1'000'000);
      bounded += CellBounds(g, 0, couples, domain, size).is_bounded(cell) ? 1U : 0U;
    }
    mpq_class all = abs(g.bias[0].begin()->second);
    for (const DifferenceUnit& unit : g.units) all += abs(unit.weights[0]);
    BOOST_REQUIRE(CellBounds(g, 0, couples, domain, all + 1).is_bounded(cell));
  }
  BOOST_CHECK_GT(bounded, 100);
}

/// Two units that nearly cancel are bounded by their gap if they are a couple, and only then.
BOOST_AUTO_TEST_CASE(couples_bound_by_their_gap) {
  const mpq_class tiny(1, 1'000'000);
  const Domain domain{{{0, 1}}, {false}, {false}};
  const DomainCell cell{{-1}, {1}};
  for (const bool is_turned : {false, true}) {
    const int side = is_turned ? -1 : 1;
    const Difference g{{{{1}, 0, {1}}, {{mpq_class(side)}, side * tiny, {mpq_class(-side)}}}, {{}}, {true}};
    BOOST_CHECK(CellBounds(g, 0, {{0, 1, is_turned}}, domain, 2 * tiny).is_bounded(cell));
    BOOST_CHECK(!CellBounds(g, 0, {{0, 1, is_turned}}, domain, tiny / 2).is_bounded(cell));
    BOOST_CHECK(!CellBounds(g, 0, {}, domain, tiny * tiny).is_bounded(cell));
  }
}

/// A rational constant is compared, not enclosed.
BOOST_AUTO_TEST_CASE(constants) {
  const Domain domain{{}, {}, {}};
  const Difference third{{}, {{{0, mpq_class(-1, 3)}}}, {}};
  BOOST_CHECK(CellBounds(third, 0, {}, domain, mpq_class(1, 3)).is_bounded({}));
  BOOST_CHECK(!CellBounds(third, 0, {}, domain, mpq_class("333333333/1000000000")).is_bounded({}));
}

/// tanh(1) is seen to be at most this with 8192 bits, and not with 4096. Of 900 inputs a form with 8192 bits
/// has too many.
BOOST_AUTO_TEST_CASE(memory_is_limited) {
  mpfr_t x;
  mpfr_init2(x, 6000);
  mpfr_set_si(x, 1, MPFR_RNDN);
  mpfr_tanh(x, x, MPFR_RNDU);
  mpq_class above;
  mpfr_get_q(above.get_mpq_t(), x);
  mpfr_clear(x);
  const auto is_bounded = [&](std::size_t inputs) {
    const std::vector<mpq_class> none(inputs);
    Difference g{{{none, 1, {1}}}, {{}}, std::vector<bool>(inputs, true)};
    for (int i = 1; i < 100; ++i) g.units.push_back({none, 0, {0}});
    const Domain domain{std::vector<Coordinate>(inputs), std::vector<bool>(inputs),
                        std::vector<bool>(inputs)};
    return CellBounds(g, 0, {}, domain, above)
        .is_bounded({std::vector<double>(inputs), std::vector<double>(inputs)});
  };
  BOOST_CHECK(is_bounded(800));
  BOOST_CHECK(!is_bounded(900));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
