// Questions about ranges of units, against their definitions in rationals.
#include "verify/tanh/uncertain/unit_range.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/uncertain/random_models.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// A row b, c, a.
Vector row_of(const PlainUnit& unit) {
  Vector row = unit.b;
  row.push_back(unit.c);
  row.insert(row.end(), unit.a.begin(), unit.a.end());
  return row;
}

struct PlainRange {
  Vector low;
  Vector high;
  PlainRange(const PlainModel& model, std::size_t unit)
      : low(row_of(model.lower.units[unit])), high(row_of(model.upper.units[unit])) {}
  bool meets(const PlainRange& other, std::size_t k, bool opposite) const {
    const Rational other_low = opposite ? -other.high[k] : other.low[k];
    const Rational other_high = opposite ? -other.low[k] : other.high[k];
    return low[k] <= other_high && other_low <= high[k];
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_unit_range)

BOOST_AUTO_TEST_CASE(answers_are_those_of_the_definitions) {
  for_random_cases(1500, [](Random& random) {
    const Shape shape{below(random, 3), 1 + below(random, 2), 1 + below(random, 3)};
    PlainModel a = random_model(random, shape, 4);
    PlainModel b = random_model(random, shape, 4);
    // Ends that no binary64 tells apart.
    if (one_in(random, 3)) {
      const Rational little = Rational::fraction(1, 3) * Rational::power_of_ten(-30);
      for (PlainModel* model : {&a, &b}) {
        for_each_number(model->lower, [&](Rational& number) { number += little; });
        for_each_number(model->upper, [&](Rational& number) { number += little; });
      }
    }
    const UncertainModel model_a = build(a);
    const UncertainModel model_b = build(b);
    const FloatRanges floats_a(model_a);
    const FloatRanges floats_b(model_b);
    const std::size_t i = below(random, shape.width);
    const std::size_t j = below(random, shape.width);
    const UnitRange x{&model_a, &floats_a, i};
    const UnitRange y{&model_b, &floats_b, j};
    const PlainRange plain_x(a, i);
    const PlainRange plain_y(b, j);
    BOOST_REQUIRE_EQUAL(x.size(), plain_x.low.size());
    const std::size_t first = below(random, x.size() + 1);
    const std::size_t last = first + below(random, x.size() + 1 - first);
    bool is_zero = true;
    bool can_be_zero = true;
    bool is_exact = true;
    for (std::size_t k = first; k < last; ++k) {
      const Rational& low = plain_x.low[k];
      const Rational& high = plain_x.high[k];
      is_zero = is_zero && low.is_zero() && high.is_zero();
      can_be_zero = can_be_zero && low.sign() <= 0 && high.sign() >= 0;
      is_exact = is_exact && low == high;
    }
    BOOST_CHECK_EQUAL(x.is_zero(first, last), is_zero);
    BOOST_CHECK_EQUAL(x.can_be_zero(first, last), can_be_zero);
    BOOST_CHECK_EQUAL(x.is_exact(first, last), is_exact);
    Agreement expected{true, true};
    const std::size_t count = below(random, x.size() + 1);
    for (std::size_t k = 0; k < x.size(); ++k)
      for (const bool opposite : {false, true}) {
        const bool meet = plain_x.meets(plain_y, k, opposite);
        BOOST_CHECK_EQUAL(can_agree(x, y, k, opposite), meet);
        if (k < count && !meet) (opposite ? expected.opposite : expected.equal) = false;
      }
    std::size_t work = 5;
    const Agreement found = agreement(x, y, count, work);
    BOOST_CHECK_EQUAL(found.equal, expected.equal);
    BOOST_CHECK_EQUAL(found.opposite, expected.opposite);
    BOOST_CHECK_LE(work, 5 + 2 * count);
    BOOST_CHECK_EQUAL(work > 5, count > 0);
  });
}

BOOST_AUTO_TEST_SUITE_END()
