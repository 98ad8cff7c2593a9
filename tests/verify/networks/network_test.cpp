#include "verify/networks/network.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(networks_network)

BOOST_AUTO_TEST_CASE(a_new_network_is_zero) {
  const Network network(3, 2);
  BOOST_CHECK_EQUAL(network.inputs(), 3U);
  BOOST_CHECK_EQUAL(network.outputs(), 2U);
  BOOST_CHECK_EQUAL(network.width(), 0U);
  BOOST_REQUIRE_EQUAL(network.d.size(), 2U);
  BOOST_CHECK(network.d[0].is_zero());
  BOOST_CHECK(network.storage() == Network::Storage::exact);
}

BOOST_AUTO_TEST_CASE(rows_are_b_c_a) {
  Network network(2, 3);
  const auto row = network.append_unit();
  BOOST_REQUIRE_EQUAL(row.size(), 6U);
  for (std::size_t k = 0; k < row.size(); ++k)
    row[k] = network.numbers.add(Rational::fraction(Rational(k + 1), 7));
  const PlainNetwork expected{
      2,
      3,
      {{{Rational::fraction(4, 7), Rational::fraction(5, 7), Rational::fraction(6, 7)},
        {Rational::fraction(1, 7), Rational::fraction(2, 7)},
        Rational::fraction(3, 7)}},
      std::vector<TanhSum>(3)};
  BOOST_CHECK(plain(network) == expected);
  BOOST_CHECK(values(network.incoming_pair(0), network.numbers) ==
              (Vector{Rational::fraction(1, 7), Rational::fraction(2, 7), Rational::fraction(3, 7)}));
  BOOST_CHECK_EQUAL(network.row(0).size(), 6U);
  BOOST_CHECK(network.writable_row(0).data() == row.data());
}

BOOST_AUTO_TEST_CASE(rows_stay_when_units_are_added) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork expected = random_network(random, random_shape(random, 40));
    Network network(expected.inputs, expected.outputs);
    for (const PlainUnit& unit : expected.units) {
      const auto row = network.append_unit();
      std::size_t k = 0;
      for (const Rational& x : unit.b) row[k++] = network.numbers.add(x);
      row[k++] = network.numbers.add(unit.c);
      for (const Rational& x : unit.a) row[k++] = network.numbers.add(x);
    }
    network.d = expected.d;
    BOOST_CHECK(plain(network) == expected);
    BOOST_CHECK(plain(build(expected)) == expected);
    const Network copy = network;
    BOOST_CHECK(plain(copy) == expected);
  });
}

/// binary32 storage gives back, number by number, what exact storage does.
BOOST_AUTO_TEST_CASE(binary32_storage_is_exact) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork expected = random_network(random, random_shape(random, 20), few_floats);
    const Network wide = build(expected);
    const Network narrow = build(expected, Network::Storage::binary32);
    BOOST_CHECK(narrow.storage() == Network::Storage::binary32);
    BOOST_CHECK(plain(narrow) == expected);
    BOOST_REQUIRE_EQUAL(narrow.width(), wide.width());
    for (std::size_t unit = 0; unit < wide.width(); ++unit) {
      for (std::size_t k = 0; k < wide.row(unit).size(); ++k)
        BOOST_CHECK_EQUAL(narrow.row(unit)[k].bits(), wide.row(unit)[k].bits());
      BOOST_CHECK_EQUAL(is_constant(narrow, unit), is_constant(wide, unit));
      BOOST_CHECK_EQUAL(is_blank(narrow, unit), is_blank(wide, unit));
      BOOST_CHECK_EQUAL(is_constant(wide, unit), is_zero(expected.units[unit].b));
      BOOST_CHECK_EQUAL(is_blank(wide, unit), is_zero(expected.units[unit].a));
    }
  });
}

BOOST_AUTO_TEST_CASE(binary32_storage_of_random_floats) {
  Network narrow(1, 1, Network::Storage::binary32);
  Network wide(1, 1);
  narrow.set_width(10);
  wide.set_width(10);
  for_random_cases(500, [&](Random& random) {
    std::vector<Number> rows;
    while (rows.size() < 9)
      if (const auto number = from_binary32(static_cast<std::uint32_t>(random()) &
                                            one_of<std::uint32_t>(random, {0xffffffff, 0x807fffff})))
        rows.push_back(*number);
    const std::size_t first = below(random, 8);
    for (std::size_t k = 0; k < 3; ++k) {
      const std::vector<Number> row(rows.begin() + static_cast<std::ptrdiff_t>(3 * k),
                                    rows.begin() + static_cast<std::ptrdiff_t>(3 * k + 3));
      set_row(narrow, first + k, row);
      set_row(wide, first + k, row);
    }
    for (std::size_t k = 0; k < 9; ++k) {
      BOOST_CHECK_EQUAL(narrow.row(first + k / 3)[k % 3].bits(), rows[k].bits());
      BOOST_CHECK_EQUAL(wide.row(first + k / 3)[k % 3].bits(), rows[k].bits());
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
