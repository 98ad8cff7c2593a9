#include "verify/networks/number_row.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// Numbers with their table, in either storage.
struct Row {
  Vector stated;
  NumberTable table;
  std::vector<Number> wide;
  std::vector<std::uint32_t> narrow;
  bool is_narrow;

  Row(Vector numbers, bool as_binary32) : stated(std::move(numbers)), is_narrow(as_binary32) {
    for (const Rational& x : stated) wide.push_back(table.add(x));
    if (!is_narrow) return;
    for (const Number x : wide) narrow.push_back(NumberRow::narrow(x));
  }
  NumberRow view() const {
    return is_narrow ? NumberRow(narrow.data(), narrow.size()) : NumberRow(wide.data(), wide.size());
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_number_row)

BOOST_AUTO_TEST_CASE(narrow_and_wide_are_inverse) {
  for_random_cases(2000, [](Random& random) {
    const auto bits = static_cast<std::uint32_t>(random()) &
                      one_of<std::uint32_t>(random, {0xffffffff, 0x807fffff, 0xff800001});
    const auto number = from_binary32(bits);
    if (!number) return;
    const std::uint32_t narrow = NumberRow::narrow(*number);
    BOOST_CHECK_EQUAL(narrow, bits == 0x80000000 ? 0 : bits);
    BOOST_CHECK_EQUAL(NumberRow::widen(narrow).bits(), number->bits());
  });
}

BOOST_AUTO_TEST_CASE(views_and_iterators) {
  for_random_cases(200, [](Random& random) {
    const Row row(random_vector(random, below(random, 10), few_floats), one_in(random, 2));
    const NumberRow view = row.view();
    BOOST_REQUIRE_EQUAL(view.size(), row.stated.size());
    BOOST_CHECK_EQUAL(view.narrow_words() != nullptr && view.size() > 0, row.is_narrow && view.size() > 0);
    std::size_t k = 0;
    for (const Number number : view) BOOST_CHECK_EQUAL(number.bits(), row.wide[k++].bits());
    BOOST_CHECK_EQUAL(k, view.size());
    const std::size_t count = below(random, view.size() + 1);
    BOOST_CHECK(values(view.first(count), row.table) ==
                Vector(row.stated.begin(), row.stated.begin() + static_cast<std::ptrdiff_t>(count)));
    BOOST_CHECK(values(view.last(count), row.table) ==
                Vector(row.stated.end() - static_cast<std::ptrdiff_t>(count), row.stated.end()));
    view.prefetch();
    auto i = view.begin();
    BOOST_CHECK(i++ == view.begin());
  });
}

/// Every pair of storages, tables empty and not.
BOOST_AUTO_TEST_CASE(equality_is_that_of_the_values) {
  std::size_t equal_count = 0;
  for_random_cases(5000, [&equal_count](Random& random) {
    const bool narrow_x = one_in(random, 2);
    const bool narrow_y = one_in(random, 2);
    const bool floats = narrow_x || narrow_y || one_in(random, 2);
    const std::size_t size = below(random, 6);
    const Vector x_values =
        floats ? random_vector(random, size, few_floats) : random_vector(random, size, few_values);
    Vector y_values = one_in(random, 2) ? x_values : negated(x_values);
    if (size > 0 && one_in(random, 2)) {  // one entry differs, perhaps in its sign alone
      Rational& entry = y_values[below(random, size)];
      entry = one_in(random, 2) ? -entry : floats ? few_floats(random) : few_values(random);
    }
    const Row x(x_values, narrow_x);
    const Row y(y_values, narrow_y);
    for (const bool negate : {false, true}) {
      const bool expected = (negate ? negated(x_values) : x_values) == y_values;
      equal_count += expected ? 1 : 0;
      BOOST_CHECK_EQUAL(equal(x.view(), x.table, y.view(), y.table, negate), expected);
      BOOST_CHECK_EQUAL(equal(y.view(), y.table, x.view(), x.table, negate), expected);
    }
  });
  BOOST_CHECK_GT(equal_count, at_effort(1000));
}

BOOST_AUTO_TEST_CASE(zero_has_no_sign) {
  for (const bool narrow_x : {false, true}) {
    for (const bool narrow_y : {false, true}) {
      const Row x({Rational(), Rational(1)}, narrow_x);
      const Row y({Rational(), Rational(-1)}, narrow_y);
      BOOST_CHECK(equal(x.view(), x.table, y.view(), y.table, true));
      BOOST_CHECK(!equal(x.view(), x.table, y.view(), y.table, false));
      const Row one({Rational(1), Rational(1)}, narrow_y);
      BOOST_CHECK(!equal(x.view(), x.table, one.view(), one.table, true));
    }
  }
}

/// Places in different tables are not compared as bits.
BOOST_AUTO_TEST_CASE(places_of_different_tables) {
  const Row x({Rational::fraction(1, 3), Rational::fraction(1, 7)}, false);
  const Row y({Rational::fraction(1, 7), Rational::fraction(1, 3)}, false);
  BOOST_CHECK(!equal(x.view(), x.table, y.view(), y.table, false));
  BOOST_CHECK(equal(x.view().first(1), x.table, y.view().last(1), y.table, false));
  BOOST_CHECK(!equal(x.view().first(1), x.table, y.view().last(1), y.table, true));
}

BOOST_AUTO_TEST_SUITE_END()
