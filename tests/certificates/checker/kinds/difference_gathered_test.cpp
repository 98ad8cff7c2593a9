// U2: the gathered difference is the difference of the two functions, on random networks and coordinates.
#include "certificates/checker/kinds/difference_gathered.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(gathered_differences)

long double of(const mpq_class& q) { return static_cast<long double>(q.get_d()); }

long double value_of(const Difference& g, const std::vector<long double>& tau, std::size_t output) {
  long double sum = 0;
  for (const auto& [argument, coefficient] : g.bias[output])
    sum += of(coefficient) * (argument == 0 ? 1.0L : std::tanh(of(argument)));
  for (const DifferenceUnit& unit : g.units) {
    long double s = of(unit.c);
    for (std::size_t k = 0; k < tau.size(); ++k) s += of(unit.b[k]) * tau[k];
    sum += of(unit.weights[output]) * std::tanh(s);
  }
  return sum;
}

BOOST_AUTO_TEST_CASE(the_difference_is_that_of_the_functions) {
  Random random(7);
  std::size_t constants = 0;
  for (int run = 0; run < 500; ++run) {
    const std::size_t inputs = random() % 3;
    const auto activation = [&] { return random() % 2 == 0 ? "tanh" : "logistic"; };
    const std::string a = random_network(random, random() % 4, inputs, 2, activation());
    const std::string b =
        random() % 4 == 0 ? a : random_network(random, random() % 4, inputs, 2, activation());
    const DifferenceClaim claim{tanh_network_of(a), tanh_network_of(b), {}, 0, {}};
    const Network first = network_of(a);
    const Network second = network_of(b);
    std::vector<Coordinate> coordinates(inputs);
    for (auto& [origin, scale] : coordinates) {
      origin = mpq_class(one_of(random, {"0", "1/2", "-1"}));
      scale = mpq_class(one_of(random, {"0", "1", "1/4"}));
    }
    const Difference g = difference_of(claim, coordinates);
    const std::size_t only = random() % 2;
    const Difference one = difference_of(claim, coordinates, only);
    const std::vector<long double> tau = random_point(random, inputs);
    std::vector<long double> x;
    for (std::size_t k = 0; k < inputs; ++k)
      x.push_back(of(coordinates[k].origin) + of(coordinates[k].scale) * tau[k]);
    for (std::size_t o = 0; o < 2; ++o) {
      const long double expected = value_at(first, x, o) - value_at(second, x, o);
      BOOST_REQUIRE_SMALL(static_cast<double>(value_of(g, tau, o) - expected), 1e-14);
      BOOST_REQUIRE_SMALL(static_cast<double>(value_of(one, tau, o) - (o == only ? expected : 0)), 1e-14);
      const std::optional<mpq_class> constant = rational_constant(g, o);
      if (constant) BOOST_REQUIRE_SMALL(static_cast<double>(of(*constant) - expected), 1e-14);
      constants += constant ? 1U : 0U;
    }
    for (std::size_t i = 0; i < g.units.size(); ++i) {
      const auto pair = [&](std::size_t unit) {
        std::vector<mpq_class> numbers = g.units[unit].b;
        numbers.push_back(g.units[unit].c);
        return numbers;
      };
      BOOST_REQUIRE(i == 0 || pair(i - 1) < pair(i));
      const auto leading =
          std::find_if(g.units[i].b.begin(), g.units[i].b.end(), [](const mpq_class& q) { return q != 0; });
      BOOST_REQUIRE(leading != g.units[i].b.end() && *leading > 0);
      BOOST_REQUIRE(std::any_of(g.units[i].weights.begin(), g.units[i].weights.end(),
                                [](const mpq_class& w) { return w != 0; }));
    }
    for (std::size_t k = 0; k < inputs; ++k)
      BOOST_REQUIRE_EQUAL(g.is_axis[k],
                          std::any_of(g.units.begin(), g.units.end(),
                                      [k](const DifferenceUnit& unit) { return unit.b[k] != 0; }));
  }
  BOOST_CHECK_GT(constants, 100);
}

BOOST_AUTO_TEST_CASE(sums_are_enclosed) {
  const Interval x = enclosed(read_canonical_sum("1/3 - 2*tanh(1/2)"), 64);
  const long double value = 1 / 3.0L - 2 * std::tanh(0.5L);
  const mpq_class near(static_cast<double>(value));
  BOOST_CHECK(x.is_at_most(near + mpq_class(1, 1'000'000'000'000)) &&
              x.is_at_least(near - mpq_class(1, 1'000'000'000'000)));
  BOOST_CHECK(x.is_narrower(mpq_class(1, 1'000'000'000'000'000)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
