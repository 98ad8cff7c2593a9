#include "verify/networks/model.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_network)

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

BOOST_AUTO_TEST_CASE(tanh_model_is_what_is_stated) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork stated = random_network(random);
    const Model model(Activation::tanh, build(stated));
    BOOST_CHECK(model.activation() == Activation::tanh);
    BOOST_CHECK(plain(model.stated()) == stated);
    BOOST_CHECK(&model.network() == &model.stated());
  });
}

/// a s(b.x + c) = a/2 + a/2 tanh((b.x + c)/2)
BOOST_AUTO_TEST_CASE(logistic_model_is_mapped_exactly) {
  const auto half = [](Vector vector) {
    for (Rational& x : vector) x *= Rational::power_of_two(-1);
    return vector;
  };
  for_random_cases(300, [&half](Random& random) {
    const bool narrow = one_in(random, 2);
    const PlainNetwork stated =
        narrow ? random_network(random, random_shape(random), few_floats) : random_network(random);
    PlainNetwork expected = stated;
    for (PlainUnit& unit : expected.units) {
      unit = {half(unit.a), half(unit.b), unit.c * Rational::power_of_two(-1)};
      for (std::size_t output = 0; output < expected.outputs; ++output)
        expected.d[output] = expected.d[output] + TanhSum(unit.a[output]);
    }
    const Model model(Activation::logistic,
                      build(stated, narrow ? Network::Storage::binary32 : Network::Storage::exact));
    BOOST_CHECK(model.activation() == Activation::logistic);
    BOOST_CHECK(plain(model.stated()) == stated);
    BOOST_CHECK(plain(model.network()) == expected);
  });
}

BOOST_AUTO_TEST_CASE(halves_of_the_least_subnormals) {
  const Rational least = Rational::power_of_two(-1074);
  const PlainNetwork stated{1, 1, {{{least}, {least * Rational(3)}, -least}}, {TanhSum()}};
  const Model model(Activation::logistic, build(stated));
  const Rational half = Rational::power_of_two(-1075);
  const PlainNetwork expected{1, 1, {{{half}, {half * Rational(3)}, -half}}, {TanhSum(half)}};
  BOOST_CHECK(plain(model.network()) == expected);
}

BOOST_AUTO_TEST_CASE(binary32_values_stay_so_if_their_halves_are) {
  const auto stored = [](std::initializer_list<std::uint32_t> words) {
    Network network(words.size() - 2, 1, Network::Storage::binary32);
    network.set_width(1);
    std::copy(words.begin(), words.end(), network.writable_narrow_row(0).begin());
    return network;
  };
  // 0; the least and the greatest normal; even subnormals of both signs; the least value whose half is
  // subnormal.
  const Network kept =
      stored({0, 0x01000000, 0x7f7fffff, 0x00000002, 0x807ffffe, 0x00800000, 0x80fffffe, 0xff7fffff});
  const Model model(Activation::logistic, kept);
  BOOST_CHECK(model.network().storage() == Network::Storage::binary32);
  for (std::size_t k = 0; k < kept.row(0).size(); ++k)
    BOOST_CHECK(model.network().numbers.value(model.network().row(0)[k]) * Rational(2) ==
                kept.numbers.value(kept.row(0)[k]));
  for (const std::uint32_t odd : {0x00000001U, 0x80000003U, 0x00800001U, 0x80ffffffU}) {
    const Model widened(Activation::logistic, stored({0x3f800000, odd, 0}));
    BOOST_CHECK(widened.network().storage() == Network::Storage::exact);
    BOOST_CHECK(widened.network().numbers.value(widened.network().row(0)[1]) * Rational(2) ==
                NumberTable().value(NumberRow::widen(odd)));
  }
}

/// The map keeps the function: s(z) = 1/2 + 1/2 tanh(z/2) at rational points, as elements of K.
BOOST_AUTO_TEST_CASE(logistic_model_keeps_the_function) {
  for_random_cases(100, [](Random& random) {
    const PlainNetwork stated = random_network(random);
    const Model model(Activation::logistic, build(stated));
    const Vector x = random_vector(random, stated.inputs, small_rational);
    for (std::size_t output = 0; output < stated.outputs; ++output) {
      TanhSum expected = stated.d[output];
      for (const PlainUnit& unit : stated.units) {
        Rational argument = unit.c;
        for (std::size_t k = 0; k < x.size(); ++k) argument += unit.b[k] * x[k];
        const Rational half = unit.a[output] * Rational::power_of_two(-1);
        expected = expected + TanhSum(half, {{argument * Rational::power_of_two(-1), half}});
      }
      BOOST_CHECK_EQUAL(value_at(model.network(), x, output), expected);
    }
  });
}

BOOST_AUTO_TEST_CASE(models_are_copied_whole) {
  const PlainNetwork stated{0, 1, {{{Rational(1)}, {}, Rational(1)}}, {TanhSum()}};
  const Model model(Activation::logistic, build(stated));
  const Model copy = model;
  BOOST_CHECK(plain(copy.network()) == plain(model.network()));
  BOOST_CHECK(&copy.network() != &model.network());
}

BOOST_AUTO_TEST_SUITE_END()
