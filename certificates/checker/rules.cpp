#include "rules.hpp"

namespace isopath::check {

bool add_up_to_0(Terms terms) {
  std::erase_if(terms, [](const auto& term) { return is_zero(term.second); });
  if (terms.size() < 2) return terms.empty();
  if (terms.size() == 2)  // as most are: nothing needs to be computed
    return equal_with_signs(terms[0].first, terms[0].second, -terms[1].first, terms[1].second);
  Total total;
  for (const auto& [sign, number] : terms) total.add(value(number) * sign);
  return total.value() == 0;
}

std::pair<std::string, int> oriented(std::initializer_list<std::span<const Rational>> lists) {
  std::string text;
  int orientation = 0;
  for (const auto list : lists)
    for (const Rational x : list) {
      if (orientation == 0) orientation = sign(x);
      if (sign(x) * orientation < 0) text += '-';
      text.append(magnitude(x)) += ' ';
    }
  return {text, orientation};
}

std::vector<bool> differing_biases(const Network& a, const Network& b) {
  // Arguments of tanh become numbers, and 1 is "0": to compare long texts for each output could cost the
  // square of the certificate's size.
  std::map<std::string, std::size_t> numbers{{"0", 0}};
  const auto number = [&](const std::string& q) {
    return numbers.try_emplace(q, numbers.size()).first->second;
  };
  struct Constant {  // a unit that contributes to all outputs
    const Network* f;
    std::size_t unit;
    std::size_t argument;
    int sign;
  };
  std::vector<Constant> constants;
  const std::pair<const Network*, int> sides[] = {{&a, 1}, {&b, -1}};
  for (const auto& [f, side] : sides)
    for (std::size_t i = 0; i < f->units(); ++i) {
      if (f->is_logistic) constants.push_back({f, i, 0, side});  // M1
      if (f->orientation[i] == 0 && !is_zero(f->c[i]))           // M3; tanh(0) = 0
        constants.push_back({f, i, number(std::string(magnitude(f->c[i]))), side * sign(f->c[i])});
    }
  std::vector<bool> differs(a.outputs);
  for (std::size_t o = 0; o < a.outputs; ++o) {
    std::map<std::size_t, Total> difference;
    for (const auto& [f, side] : sides)
      if (a.d[o] != b.d[o])
        for (const auto& [argument, coefficient] : read_canonical_sum(f->d[o]))
          difference[number(argument.get_str())].add(coefficient * side);
    for (const auto& [f, unit, argument, sign_in_sum] : constants)
      if (const Rational weight = f->a_of(unit)[o]; !is_zero(weight))
        difference[argument].add(value(weight) * sign_in_sum);
    for (const auto& entry : difference)
      if (entry.second.value() != 0) differs[o] = true;
  }
  return differs;
}

void check_biases(const Network& a, const Network& b, std::string_view rule) {
  const std::vector<bool> differs = differing_biases(a, b);
  for (std::size_t o = 0; o < b.outputs; ++o)
    if (differs[o])
      refuse(b.place_of_output(o), rule,
             "expected d plus the contributions of the constant units to be as in ", a.place.key_path,
             ", found another element of K");
}

void check_same_shape(const Network& first, const Network& second, std::string_view rule) {
  if (first.inputs != second.inputs || first.outputs != second.outputs)
    refuse(second.place, rule, "expected the inputs and outputs of ", first.place.key_path, ", ",
           first.shape(), ", found ", second.shape());
}

std::size_t read_output(Reader& in, const Network& f, std::string_view rule) {
  const std::size_t output = in.count(max_inputs);
  if (output >= f.outputs) in.fail(rule, "expected an output below ", f.outputs, ", found ", output);
  return output;
}

}  // namespace isopath::check
