// The cells around a parameter, against all cells, each looked at by its definition.
#include "verify/tanh/distances/cells/end_cell.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "tests/verify/tanh/distances/cells/all_cells.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

PlainUnit unit(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }
PlainNetwork one_input(std::vector<PlainUnit> units) { return {1, 1, std::move(units), {TanhSum()}}; }

std::vector<EndCell> around(const Network& network, Places& places) {
  return cells_around(network, canonical_form(network), places, 100'000);
}

PlainUnit with_sign(const PlainUnit& unit, bool negative) { return negative ? flipped(unit) : unit; }

/// Whether the cell contains the network, but for the units labelled C: a bit each.
bool contains(const LabelCell& cell, std::uint32_t constants, const PlainNetwork& network,
              const PlainNetwork& form, const ClassShape& shape) {
  for (std::size_t group = 0; group < groups_of(cell, shape); ++group) {
    std::optional<PlainUnit> first;
    Vector sum(network.outputs);
    std::size_t units = 0;
    bool is_constant = false;
    for (std::size_t i = 0; i < shape.width; ++i) {
      if (cell.group(i) != group) continue;
      const PlainUnit unit = with_sign(network.units[i], cell.is_negative(i));
      if (first && !same_pair(*first, unit)) return false;
      if (group < shape.rank && !same_pair(form.units[group], unit)) return false;
      first = unit;
      sum = sum_of(sum, unit.a);
      ++units;
      is_constant = is_constant || (constants >> i & 1U) != 0;
    }
    if (is_constant && (units > 1 || group < shape.rank)) return false;
    if (!is_constant && sum != (group < shape.rank ? form.units[group].a : Vector(network.outputs)))
      return false;
  }
  return true;
}

/// A cell, and by unit |c| of those labelled C.
using PlainEnd = std::pair<LabelCell, std::vector<std::optional<Rational>>>;

/// All of them, by trying all: units labelled C have b = 0, and a other than 0.
std::set<PlainEnd> plain_ends(const PlainNetwork& network, const ClassShape& shape) {
  const PlainNetwork form = plain_canonical_form(network);
  std::uint32_t may_be_constant = 0;
  for (std::size_t i = 0; i < shape.width; ++i)
    if (is_zero(network.units[i].b) && !is_zero(network.units[i].a)) may_be_constant |= 1U << i;
  std::set<PlainEnd> ends;
  for (const LabelCell& cell : known_cells(shape))
    for (std::uint32_t constants = may_be_constant;; constants = (constants - 1) & may_be_constant) {
      if (contains(cell, constants, network, form, shape)) {
        PlainEnd end{cell, {}};
        for (std::size_t i = 0; i < shape.width; ++i)
          end.second.push_back((constants >> i & 1U) != 0 ? std::optional(network.units[i].c.abs())
                                                          : std::nullopt);
        ends.insert(std::move(end));
      }
      if (constants == 0) break;
    }
  return ends;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_end_cell)

BOOST_AUTO_TEST_CASE(cells_around_are_those_that_contain_the_parameter) {
  std::size_t with_constants = 0;
  for_random_cases(1500, [&](Random& random) {
    const PlainNetwork network =
        random_network(random, {below(random, 2), 1 + below(random, 2), 1 + below(random, 4)});
    const ClassShape shape{plain_canonical_form(network).units.size(), network.units.size()};
    Places places;
    const std::vector<EndCell> found = around(build(network), places);
    std::set<PlainEnd> ends;
    for (const EndCell& end : found) {
      PlainEnd plain_end{normalized(end.cell, shape), {}};
      for (std::size_t i = 0; i < shape.width; ++i) {
        const Rational c = network.units[i].c;
        const bool is_constant = end.place[i] != EndCell::anywhere;
        plain_end.second.push_back(is_constant ? std::optional(c.abs()) : std::nullopt);
        if (!is_constant) continue;
        ++with_constants;
        BOOST_CHECK_EQUAL(end.place[i], places.number(c.abs()));
        BOOST_CHECK_EQUAL(end.place[i] == EndCell::at_zero, c.is_zero());
        if (!c.is_zero()) BOOST_CHECK_EQUAL(end.cell.is_negative(i), c.sign() < 0);
      }
      ends.insert(std::move(plain_end));
    }
    BOOST_TEST_CONTEXT(network) {
      BOOST_CHECK_EQUAL(ends.size(), found.size());
      BOOST_CHECK(ends == plain_ends(network, shape));
    }
  });
  BOOST_CHECK_GT(with_constants, 0);
}

BOOST_AUTO_TEST_CASE(cells_around_a_rigid_member) {
  Places places;
  const auto cells = around(build(one_input({unit(1, 2, 0), unit(1, 0, -1), unit(2, 0, 0)})), places);
  BOOST_REQUIRE_EQUAL(cells.size(), 1);
  BOOST_CHECK_EQUAL(cells[0].cell.group(0), 0);
  BOOST_CHECK(cells[0].cell.is_negative(1));
  BOOST_CHECK_EQUAL(cells[0].place[0], EndCell::anywhere);
  BOOST_CHECK_EQUAL(cells[0].place[1], EndCell::at_zero + 1);
  BOOST_CHECK_EQUAL(cells[0].place[2], EndCell::at_zero);
}

BOOST_AUTO_TEST_CASE(cells_around_other_members) {
  const auto count = [](const std::vector<PlainUnit>& units) {
    Places places;
    return around(build(one_input(units)), places).size();
  };
  // Copies of one pair: all E; the two that cancel may be Z.
  BOOST_CHECK_EQUAL(count({unit(1, 2, 0), unit(2, 2, 0), unit(-2, 2, 0)}), 2);
  BOOST_CHECK_EQUAL(count({unit(1, 2, 0), unit(2, 2, 0), unit(2, -2, 0)}), 2);
  // A blank unit at the pair: E or Z.
  BOOST_CHECK_EQUAL(count({unit(1, 2, 0), unit(0, 2, 0)}), 2);
  BOOST_CHECK_EQUAL(count({unit(1, 2, 0), unit(0, 3, 0)}), 1);
  // Two blanks with one pair: apart or together. At 0 their signs are free: apart, or together in two ways.
  BOOST_CHECK_EQUAL(count({unit(0, 3, 1), unit(0, 3, 1)}), 2);
  BOOST_CHECK_EQUAL(count({unit(0, 0, 0), unit(0, 0, 0)}), 3);
  // Constants: C each, or Z if they cancel; at 0 equal weights do, and opposite ones do.
  BOOST_CHECK_EQUAL(count({unit(1, 0, 2), unit(1, 0, -2)}), 2);
  BOOST_CHECK_EQUAL(count({unit(1, 0, 2), unit(1, 0, 2)}), 1);
  BOOST_CHECK_EQUAL(count({unit(1, 0, 0), unit(1, 0, 0)}), 2);
  BOOST_CHECK_EQUAL(count({unit(1, 0, 0), unit(-1, 0, 0)}), 2);
  // Three weights that add up to 0.
  BOOST_CHECK_EQUAL(count({unit(1, 2, 0), unit(2, 3, 0), unit(3, 3, 0), unit(5, -3, 0)}), 1);
}

BOOST_AUTO_TEST_CASE(too_many_cells_are_none) {
  Places places;
  const Network network = build(one_input({unit(0, 0, 0), unit(0, 0, 0)}));
  BOOST_CHECK_EQUAL(cells_around(network, canonical_form(network), places, 3).size(), 3);
  BOOST_CHECK_EQUAL(cells_around(network, canonical_form(network), places, 2).size(), 0);
}

BOOST_AUTO_TEST_SUITE_END()
