// What coincidences prove, against all members with integer values.
#include "verify/tanh/uncertain/coincidences.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// How many entries of b, c are apart for all values, and the first of them.
std::pair<std::size_t, std::size_t> apart(const PlainModel& x, std::size_t i, const PlainModel& y,
                                          std::size_t j, bool opposite) {
  const auto entry = [](const PlainUnit& unit, std::size_t k) {
    return k < unit.b.size() ? unit.b[k] : unit.c;
  };
  std::pair<std::size_t, std::size_t> result{0, 0};
  for (std::size_t k = x.lower.inputs + 1; k-- > 0;) {
    Rational low = entry(y.lower.units[j], k);
    Rational high = entry(y.upper.units[j], k);
    if (opposite) std::tie(low, high) = std::pair(-high, -low);
    if (entry(x.lower.units[i], k) <= high && low <= entry(x.upper.units[i], k)) continue;
    ++result.first;
    result.second = k;
  }
  return result;
}

void check_lasting(const LastingUnit& unit, const PlainModel& a, const PlainModel& b) {
  const PlainModel& own = unit.network == 0 ? a : b;
  // The units that can merge with it are those whose pairs are apart in no entry, with either sign.
  std::vector<std::pair<std::size_t, std::size_t>> partners;
  for (std::size_t network = 0; network < 2; ++network) {
    const PlainModel& model = network == 0 ? a : b;
    for (std::size_t j = 0; j < model.lower.units.size(); ++j) {
      if (network == unit.network && j == unit.unit) continue;
      const auto is_fixed_zero = [&](const Vector PlainUnit::*part) {
        return is_zero(model.lower.units[j].*part) && is_zero(model.upper.units[j].*part);
      };
      if (is_fixed_zero(&PlainUnit::a) || is_fixed_zero(&PlainUnit::b)) continue;
      if (apart(own, unit.unit, model, j, false).first == 0 ||
          apart(own, unit.unit, model, j, true).first == 0)
        partners.emplace_back(network, j);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> listed;
  for (const LastingUnit::Partner& partner : unit.partners)
    listed.emplace_back(partner.network, partner.unit);
  BOOST_CHECK(listed == partners);
  if (!unit.nearest) return;
  BOOST_CHECK(partners.empty());
  const PlainModel& there = unit.network == 0 ? b : a;
  const auto [count, place] = apart(own, unit.unit, there, unit.nearest->unit, unit.nearest->opposite);
  BOOST_CHECK_EQUAL(unit.nearest->apart, count);
  BOOST_CHECK_EQUAL(unit.nearest->place, place);
  for (std::size_t j = 0; j < there.lower.units.size(); ++j)
    for (const bool opposite : {false, true})
      BOOST_CHECK_GE(apart(own, unit.unit, there, j, opposite).first, count);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_coincidences)

BOOST_AUTO_TEST_CASE(what_lasts_is_so_for_all_members) {
  std::size_t lasting_units = 0;
  std::size_t lasting_biases = 0;
  std::size_t ranks = 0;
  for_random_cases(500, [&](Random& random) {
    const Shape shape{below(random, 3), 1 + below(random, 2), below(random, 4)};
    const PlainModel a = random_model(random, shape, 3);
    PlainModel b = random_model(random, shape, 3);
    if (one_in(random, 2)) {
      b = a;
      if (one_in(random, 2)) b.upper = b.lower;
      if (!b.lower.units.empty()) {
        const std::size_t unit = below(random, b.lower.units.size());
        const Rational step(between(random, -2, 2));
        for (PlainNetwork* network : {&b.lower, &b.upper}) network->units[unit].c += step;
      }
    }
    const UncertainModel model_a = build(a);
    const UncertainModel model_b = build(b);
    const FloatRanges floats_a(model_a);
    const FloatRanges floats_b(model_b);
    const Coincidences found(model_a, floats_a, model_b, floats_b);
    BOOST_CHECK(found.complete());
    const auto unit = found.lasting_unit();
    const auto bias = found.lasting_bias();
    lasting_units += unit ? 1U : 0U;
    lasting_biases += bias ? 1U : 0U;
    if (unit) check_lasting(*unit, a, b);
    std::vector<PlainNetwork> forms_of_b;
    for_all_members(b,
                    [&](const PlainNetwork& member) { forms_of_b.push_back(plain_canonical_form(member)); });
    BOOST_TEST_CONTEXT(a.lower << "to\n" << a.upper << "and\n" << b.lower << "to\n" << b.upper) {
      for_all_members(a, [&](const PlainNetwork& member) {
        const PlainNetwork form = plain_canonical_form(member);
        if (const auto rank = found.rank(0)) BOOST_REQUIRE_EQUAL(form.units.size(), *rank);
        for (const PlainNetwork& other : forms_of_b) {
          if (unit) BOOST_REQUIRE(form.units != other.units);
          if (bias) BOOST_REQUIRE(form.d[*bias] != other.d[*bias]);
        }
      });
      for (const PlainNetwork& other : forms_of_b)
        if (const auto rank = found.rank(1)) BOOST_REQUIRE_EQUAL(other.units.size(), *rank);
    }
    ranks += found.rank(0) ? 1U : 0U;
  });
  BOOST_CHECK_GT(lasting_units, 0);
  BOOST_CHECK_GT(lasting_biases, 0);
  BOOST_CHECK_GT(ranks, 0);
}

BOOST_AUTO_TEST_SUITE_END()
