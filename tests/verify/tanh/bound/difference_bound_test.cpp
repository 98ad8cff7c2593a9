// Laws of difference bounds, and cases that are hard.
#include "verify/tanh/bound/difference_bound.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/evaluation.hpp"

namespace isopath::tests {

namespace {

DifferenceBound bound_of(const PlainNetwork& a, const PlainNetwork& b, const Domain& domain,
                         const Rational& relative = Rational::fraction(1, 1000), double seconds = 0.02) {
  return bound_difference(
      build(a), build(b), domain,
      {relative, {}, std::chrono::duration<double>(seconds), [](std::size_t) { return false; }});
}

Domain all_of(std::size_t inputs) { return Domain(inputs); }
Domain box(std::size_t inputs, const Rational& low, const Rational& high) {
  return Domain(inputs, {low, high});
}

Domain random_domain(Random& random, std::size_t inputs) {
  Domain domain;
  for (std::size_t k = 0; k < inputs; ++k) {
    const Rational low = small_rational(random);
    const Rational high = one_in(random, 6) ? low : low + small_rational(random).abs();
    domain.push_back({one_in(random, 4) ? std::nullopt : std::optional(low),
                      one_in(random, 4) ? std::nullopt : std::optional(high)});
  }
  return domain;
}

/// A larger domain.
Domain wider(Random& random, Domain domain) {
  for (InputRange& range : domain) {
    if (range.lower) *range.lower += one_in(random, 2) ? Rational(-1) : Rational();
    if (one_in(random, 4)) range.upper.reset();
  }
  return domain;
}

Vector random_point(Random& random, const Domain& domain) {
  Vector x;
  for (const InputRange& range : domain) {
    const Rational step = Rational::fraction(Rational(below(random, 5)), 4);
    if (range.lower && range.upper)
      x.push_back(*range.lower + step * (*range.upper - *range.lower));
    else
      x.push_back((range.lower   ? *range.lower
                   : range.upper ? *range.upper
                                 : Rational()) +
                  (range.lower   ? step
                   : range.upper ? -step
                                 : negated_at_random(random, step)) *
                      Rational::power_of_two(between(random, -3, 6)));
  }
  return x;
}

bool lies_in(const Vector& x, const Domain& domain) {
  for (std::size_t k = 0; k < x.size(); ++k)
    if ((domain[k].lower && x[k] < *domain[k].lower) || (domain[k].upper && *domain[k].upper < x[k]))
      return false;
  return true;
}

/// |f_a(x) - f_b(x)| in one output.
Enclosure distance_at(const PlainNetwork& a, const PlainNetwork& b, const Vector& x, std::size_t output) {
  constexpr long precision = 4096;
  return (enclose(build(a), x, precision)[output] - enclose(build(b), x, precision)[output]).abs();
}

/// Two networks, often near each other.
struct RandomPair {
  explicit RandomPair(Random& random)
      : a(random_network(random, {below(random, 4), 1 + below(random, 2), below(random, 4)},
                         one_in(random, 4) ? few_values : small_rational)),
        b(one_in(random, 2) ? perturbed(random, rewritten(random, a))
                            : random_network(random, {a.inputs, a.outputs, below(random, 4)},
                                             one_in(random, 4) ? few_values : small_rational)),
        domain(random_domain(random, a.inputs)) {}
  PlainNetwork a;
  PlainNetwork b;
  Domain domain;
};

PlainNetwork scaled_outputs(PlainNetwork network, const Rational& factor) {
  for (PlainUnit& unit : network.units)
    for (Rational& a : unit.a) a *= factor;
  for (TanhSum& d : network.d) d = factor * d;
  return network;
}

bool narrow(const DifferenceBound& bound) { return bound.complete && bound.lower.sign() > 0; }

}  // namespace

BOOST_AUTO_TEST_SUITE(difference_bound)

BOOST_AUTO_TEST_CASE(one_function_is_at_distance_zero) {
  for_random_cases(1000, [](Random& random) {
    const PlainNetwork a = random_network(random);
    const DifferenceBound bound = bound_of(a, rewritten(random, a), random_domain(random, a.inputs));
    BOOST_TEST(bound.lower.is_zero());
    BOOST_TEST(bound.upper.is_zero());
    BOOST_TEST(bound.complete);
  });
}

BOOST_AUTO_TEST_CASE(values_are_within_the_bounds) {
  for_random_cases(1500, [](Random& random) {
    const RandomPair pair(random);
    const DifferenceBound bound = bound_of(pair.a, pair.b, pair.domain);
    for (std::size_t output = 0; output < bound.outputs.size(); ++output) {
      const auto& [lower, upper, x, complete] = bound.outputs[output];
      BOOST_TEST(lower <= upper);
      BOOST_TEST(bound.lower >= lower);
      BOOST_TEST(bound.upper >= upper);
      BOOST_TEST(lies_in(x, pair.domain));
      BOOST_TEST(distance_at(pair.a, pair.b, x, output).upper() >= lower);
      for (int i = 0; i < 4; ++i)
        BOOST_TEST(distance_at(pair.a, pair.b, random_point(random, pair.domain), output).lower() <= upper);
    }
  });
}

BOOST_AUTO_TEST_CASE(bounds_of_one_number_meet) {
  for_random_cases(300, [](Random& random) {
    const RandomPair pair(random);
    const DifferenceBound bound = bound_of(pair.a, pair.b, pair.domain);
    const DifferenceBound turned = bound_of(pair.b, rewritten(random, pair.a), pair.domain);
    const DifferenceBound more = bound_of(pair.a, pair.b, wider(random, pair.domain));
    const Rational factor = small_rational(random);
    const DifferenceBound scaled =
        bound_of(scaled_outputs(pair.a, factor), scaled_outputs(pair.b, factor), pair.domain);
    for (std::size_t output = 0; output < bound.outputs.size(); ++output) {
      const auto& one = bound.outputs[output];
      BOOST_TEST(one.lower <= turned.outputs[output].upper);
      BOOST_TEST(turned.outputs[output].lower <= one.upper);
      BOOST_TEST(one.lower <= more.outputs[output].upper);
      BOOST_TEST(factor.abs() * one.lower <= scaled.outputs[output].upper);
      BOOST_TEST(scaled.outputs[output].lower <= factor.abs() * one.upper);
    }
  });
}

BOOST_AUTO_TEST_CASE(triangles) {
  for_random_cases(200, [](Random& random) {
    const RandomPair pair(random);
    const PlainNetwork c = perturbed(random, pair.a);
    const Rational sum = bound_of(pair.a, c, pair.domain).upper + bound_of(c, pair.b, pair.domain).upper;
    BOOST_TEST(bound_of(pair.a, pair.b, pair.domain).lower <= sum);
  });
}

const PlainUnit plain_unit{{1}, {2}, Rational::fraction(1, 3)};

BOOST_AUTO_TEST_CASE(narrow_on_small_networks) {
  for_random_cases(300, [](Random& random) {
    PlainNetwork a = random_network(random, {1, 1, 1 + below(random, 3)}, small_rational);
    PlainNetwork b = random_network(random, {1, 1, 1 + below(random, 3)}, small_rational);
    const DifferenceBound bound =
        bound_of(a, b, one_in(random, 2) ? all_of(1) : box(1, -2, 1), Rational::fraction(1, 1000), 5);
    BOOST_TEST(bound.complete);
  });
}

BOOST_AUTO_TEST_CASE(constants_are_exact) {
  const PlainNetwork a{1, 2, {{{1, 0}, {1}, 0}}, {Rational(1), Rational(2)}};
  const PlainNetwork b{1, 2, {{{1, 0}, {1}, 0}}, {Rational(-3), TanhSum::parse("2 + tanh(1)")}};
  const DifferenceBound bound = bound_of(a, b, all_of(1));
  BOOST_TEST(bound.outputs[0].lower == Rational(4));
  BOOST_TEST(bound.outputs[0].upper == Rational(4));
  BOOST_TEST((Enclosure(TanhSum::parse("tanh(1)"), 64).upper() >= bound.outputs[1].lower));
  BOOST_TEST(bound.complete);
  BOOST_TEST(bound.greatest == 0U);
}

BOOST_AUTO_TEST_CASE(a_known_supremum) {
  // tanh(x + 1/2) - tanh(x - 1/2) is greatest at 0, where it is 2 tanh(1/2).
  const Rational half = Rational::fraction(1, 2);
  const PlainNetwork a{1, 1, {{{1}, {1}, half}}, {Rational()}};
  const PlainNetwork b{1, 1, {{{1}, {1}, -half}}, {Rational()}};
  const Rational relative = Rational::power_of_ten(-9);
  const DifferenceBound bound = bound_of(a, b, all_of(1), relative, 10);
  const Enclosure known(TanhSum::parse("2*tanh(1/2)"), 128);
  BOOST_TEST(narrow(bound));
  BOOST_TEST(bound.lower <= known.upper());
  BOOST_TEST(known.lower() <= bound.upper);
}

BOOST_AUTO_TEST_CASE(small_differences) {
  for (const long exponent : {-7L, -200L, -400L}) {
    const Rational small = Rational::power_of_ten(exponent);
    const PlainNetwork a{1, 1, {plain_unit, {{3}, {-1}, 0}}, {Rational()}};
    for (const PlainUnit& changed :
         {PlainUnit{{Rational(1) + small}, {2}, plain_unit.c},
          PlainUnit{{1}, {Rational(2) + small}, plain_unit.c}, PlainUnit{{1}, {2}, plain_unit.c + small}}) {
      PlainNetwork b = a;
      b.units[0] = changed;
      for (const Domain& domain : {all_of(1), box(1, -1, 1)}) {
        const DifferenceBound bound = bound_of(a, b, domain, Rational::fraction(1, 1000), 10);
        BOOST_TEST(narrow(bound));
        BOOST_TEST(bound.upper <= small * Rational::fraction(1001, 1000));
        BOOST_TEST(bound.lower >= small * Rational::fraction(1, 10));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(steep_units) {
  const Rational steep(1'000'000);
  const PlainNetwork a{
      1, 1, {{{1}, {steep}, 0}, {{1}, {Rational::fraction(999'999, 7)}, -1000}}, {Rational()}};
  const PlainNetwork b{
      1, 1, {{{1}, {steep}, 1}, {{1}, {Rational::fraction(1'000'000, 7)}, -1000}}, {Rational()}};
  for (const Domain& domain : {all_of(1), box(1, -1, 1), box(1, 1, 2)})
    BOOST_TEST(narrow(bound_of(a, b, domain, Rational::fraction(1, 1000), 10)));
}

BOOST_AUTO_TEST_CASE(large_weights_that_nearly_cancel) {
  const Rational large = Rational::power_of_ten(12);
  PlainNetwork a{1, 1, {}, {Rational()}};
  PlainNetwork b = a;
  for (long i = 0; i < 10; ++i) {
    const Rational shift = Rational::fraction(i, 10);
    a.units.push_back({{large + Rational(i)}, {Rational(i + 1)}, shift});
    b.units.push_back({{large}, {Rational(i + 1)}, shift + Rational::power_of_ten(-12)});
  }
  const Rational tiny = Rational::power_of_ten(-9);
  BOOST_TEST(narrow(bound_of(a, b, box(1, -tiny, tiny), Rational::fraction(1, 1000), 10)));
  BOOST_TEST(narrow(bound_of(a, b, all_of(1), Rational::fraction(1, 1000), 10)));
}

BOOST_AUTO_TEST_CASE(weights_that_cancel_in_high_order) {
  // The 19th finite difference of tanh, times 10^12 / (19 choose 9): no two units cancel, all of them do.
  constexpr long order = 19;
  PlainNetwork a{1, 1, {}, {Rational()}};
  Rational binomial(1);
  for (long i = 0; i <= order; ++i) {
    const Rational weight = Rational::fraction(binomial * Rational::power_of_ten(12), 92'378);
    a.units.push_back({{i % 2 == 0 ? weight : -weight}, {1}, Rational::fraction(i, 1000)});
    binomial = Rational::fraction(binomial * Rational(order - i), Rational(i + 1));
  }
  const DifferenceBound bound = bound_of(a, {1, 1, {}, {Rational()}}, box(1, 0, Rational::power_of_ten(-9)),
                                         Rational::fraction(1, 1000), 10);
  BOOST_TEST(narrow(bound));
  BOOST_TEST(bound.upper < Rational::power_of_ten(-36));
}

BOOST_AUTO_TEST_CASE(free_units_are_exact) {
  // Arguments that can be chosen freely: the supremum over all x is the sum of the weights.
  const PlainNetwork a{3, 1, {{{2}, {1, 2, 3}, 1}, {{-1}, {0, 1, 1}, 2}}, {Rational(1)}};
  const PlainNetwork b{3, 1, {{{2}, {1, 2, Rational::fraction(4, 3)}, 1}}, {Rational()}};
  const DifferenceBound bound = bound_of(a, b, all_of(3));
  BOOST_TEST(bound.upper == Rational(6));
  BOOST_TEST(bound.complete);
}

BOOST_AUTO_TEST_CASE(many_inputs) {
  Random random(7);
  PlainNetwork a = random_network(random, {400, 1, 6}, small_rational);
  PlainNetwork b = a;
  for (PlainUnit& unit : b.units) unit.b[below(random, 400)] += Rational::power_of_ten(-7);
  const DifferenceBound bound = bound_of(a, b, box(400, -1, 1), Rational::fraction(1, 1000), 0.5);
  BOOST_TEST(bound.lower.sign() > 0);
  BOOST_TEST(bound.upper <= Rational::power_of_ten(-4));
  BOOST_TEST(bound_of(a, b, all_of(400)).complete);
}

BOOST_AUTO_TEST_CASE(many_outputs) {
  Random random(8);
  const PlainNetwork a = random_network(random, {2, 100, 3}, small_rational);
  PlainNetwork b = a;
  for (TanhSum& d : b.d) d = d + TanhSum(Rational::fraction(1, 7));
  b.units.push_back({Vector(100, Rational::power_of_ten(-3)), {1, 1}, 0});
  const DifferenceBound bound = bound_of(a, b, all_of(2), Rational::fraction(1, 1000), 10);
  BOOST_TEST(bound.outputs.size() == 100U);
  BOOST_TEST(narrow(bound));
}

BOOST_AUTO_TEST_CASE(points_and_no_inputs) {
  const PlainNetwork a{1, 1, {plain_unit}, {Rational()}};
  const PlainNetwork b{1, 1, {}, {TanhSum::parse("tanh(7/3)")}};
  BOOST_TEST(bound_of(a, b, box(1, 1, 1)).upper.is_zero());
  BOOST_TEST(narrow(bound_of(a, b, box(1, 2, 2))));
  const PlainNetwork none{0, 1, {{{1}, {}, 1}}, {Rational()}};
  const PlainNetwork other{0, 1, {{{1}, {}, 2}}, {Rational()}};
  BOOST_TEST(narrow(bound_of(none, other, {})));
}

BOOST_AUTO_TEST_CASE(a_tiny_difference_takes_little_memory) {
  const Rational far = Rational::power_of_ten(18);
  const PlainNetwork a{1, 1, {{{Rational(1)}, {Rational(1)}, far}}, {TanhSum(Rational(0))}};
  const PlainNetwork b{1, 1, {{{Rational(1)}, {Rational(2)}, far}}, {TanhSum(Rational(0))}};
  const DifferenceBound bound = bound_of(a, b, box(1, Rational(-1), Rational(1)));
  BOOST_TEST(bound.lower.is_zero());
  BOOST_TEST(bound.upper.sign() > 0);
  BOOST_TEST(bound.upper < Rational::power_of_ten(-300));
}

BOOST_AUTO_TEST_CASE(interruption_leaves_bounds) {
  Random random(9);
  const PlainNetwork a = random_network(random, {3, 1, 5}, small_rational);
  const PlainNetwork b = random_network(random, {3, 1, 5}, small_rational);
  const DifferenceBound bound = bound_difference(
      build(a), build(b), all_of(3),
      {Rational::power_of_ten(-12), {}, std::chrono::duration<double>(1000), [](std::size_t cells) {
         return cells > 100;
       }});
  BOOST_TEST(bound.lower <= bound.upper);
  BOOST_TEST(bound.cells < 1000U);
}

/// Below and above the supremum the threshold decides, and soon: there is no need for a narrow bound.
BOOST_AUTO_TEST_CASE(thresholds) {
  const PlainNetwork a{1, 1, {{{1}, {1}, 0}}, {Rational()}};
  const PlainNetwork b{1, 1, {{{1}, {1}, 1}}, {Rational()}};  // sup is 2 tanh(1/2) = 0.9242343...
  for (const auto& [threshold, most_cells] :
       {std::pair(Rational::fraction(9, 10), 50U), {Rational::fraction(93, 100), 50U}}) {
    const DifferenceBound bound =
        bound_difference(build(a), build(b), all_of(1),
                         {Rational::power_of_ten(-12), threshold, std::chrono::duration<double>(10),
                          [](std::size_t) { return false; }});
    BOOST_TEST((bound.upper <= threshold) == (threshold == Rational::fraction(93, 100)));
    BOOST_TEST((bound.lower > threshold) == (threshold == Rational::fraction(9, 10)));
    BOOST_TEST(bound.cells < most_cells);
  }
}

BOOST_AUTO_TEST_CASE(proofs_reach_the_target_if_it_can_be_reached) {
  const PlainNetwork a{1, 2, {{{1, 0}, {1}, 0}}, {Rational(), Rational::fraction(1, 3)}};
  const PlainNetwork b{1, 2, {{{1, 0}, {1}, 1}}, {Rational(), Rational()}};
  const auto proof_of = [&](const Rational& target, std::size_t most) {
    return prove_difference_bound(
        build(a), build(b), all_of(1), target,
        {Rational(1), {}, std::chrono::duration<double>(10), [most](std::size_t cells) {
           return cells > most;
         }});
  };
  const Rational target = Rational::fraction(93, 100);
  const DifferenceProof proof = proof_of(target, 10'000);
  BOOST_TEST(proof.upper == target);
  BOOST_TEST(proof.scale.size() == 1U);
  BOOST_TEST(proof.outputs.size() == 2U);
  BOOST_TEST(proof.outputs[1].cells == std::vector<std::uint32_t>{0}, boost::test_tools::per_element());
  BOOST_TEST(proof_of(target, 3).upper > target);
  const Rational unreachable = Rational::fraction(9, 10);
  BOOST_TEST(proof_of(unreachable, 100).upper > Rational::fraction(92, 100));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::tests
