// Small uncertain models whose numbers are ranges of few values, and all their members with those values.
#ifndef ISOPATH_TESTS_VERIFY_UNCERTAIN_RANDOM_MODELS_HPP
#define ISOPATH_TESTS_VERIFY_UNCERTAIN_RANDOM_MODELS_HPP

#include <utility>
#include <vector>

#include "tests/verify/random_networks.hpp"
#include "verify/networks/uncertain_model.hpp"

namespace isopath::tests {

struct PlainModel {
  PlainNetwork lower;
  PlainNetwork upper;
};

inline UncertainModel build(const PlainModel& model, Activation activation = Activation::tanh) {
  return {Model(activation, build(model.lower)), Model(activation, build(model.upper))};
}

/// The numbers of a network, in one order.
template <typename Network, typename Do>
void for_each_number(Network& network, Do each) {
  for (auto& unit : network.units) {
    for (auto& number : unit.a) each(number);
    for (auto& number : unit.b) each(number);
    each(unit.c);
  }
}

/// Small integers, so that pairs meet and weights cancel; up to `most_uncertain` ranges of width 1 or 2.
inline PlainModel random_model(Random& random, Shape shape, std::size_t most_uncertain) {
  const auto draw = [](Random& r) { return Rational(between(r, -2, 2)); };
  PlainModel model{{shape.inputs, shape.outputs, {}, {}}, {}};
  for (std::size_t i = 0; i < shape.width; ++i)
    model.lower.units.push_back({random_vector(random, shape.outputs, draw),
                                 random_vector(random, shape.inputs, draw), draw(random)});
  for (std::size_t output = 0; output < shape.outputs; ++output) model.lower.d.emplace_back(draw(random));
  model.upper = model.lower;
  std::vector<Rational*> numbers;
  for_each_number(model.upper, [&](Rational& number) { numbers.push_back(&number); });
  for (std::size_t i = 0; i < most_uncertain && !numbers.empty(); ++i)
    if (one_in(random, 2)) *numbers[below(random, numbers.size())] += Rational(between(random, 1, 2));
  if (most_uncertain > 0 && one_in(random, 8)) model.upper.d[0] = model.upper.d[0] + TanhSum(Rational(1));
  return model;
}

/// Calls each(member) for all members with integer values. The d of the model has one range at most.
template <typename Each>
void for_all_members(const PlainModel& model, Each each) {
  PlainNetwork member = model.lower;
  struct Digit {
    Rational* number;
    Rational low;
    Rational high;
  };
  std::vector<Digit> digits;
  for_each_number(member, [&](Rational& number) { digits.push_back({&number, number, Rational()}); });
  std::size_t place = 0;
  for_each_number(model.upper, [&](const Rational& number) { digits[place++].high = number; });
  const bool d_varies = model.lower.d[0] != model.upper.d[0];
  for (;;) {
    member.d = model.lower.d;
    each(member);
    if (d_varies) {
      member.d = model.upper.d;
      each(member);
    }
    std::size_t i = 0;
    for (; i < digits.size() && *digits[i].number == digits[i].high; ++i) *digits[i].number = digits[i].low;
    if (i == digits.size()) return;
    *digits[i].number += Rational(1);
  }
}

}  // namespace isopath::tests

#endif
