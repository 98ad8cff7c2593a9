// Networks for the unit tests of isopath-check: small ones by chance, with what the rules look at on purpose,
// and their values in floating point, by the definition of the function alone.
#ifndef ISOPATH_TESTS_CHECKER_NETWORKS_HPP
#define ISOPATH_TESTS_CHECKER_NETWORKS_HPP

#include <cmath>
#include <list>
#include <random>

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

using Random = std::mt19937_64;

/// The network of a text, which is kept to the end of the program.
inline Network network_of(const std::string& text) {
  static std::list<Source> sources;
  Reader in(sources.emplace_back(Source{"N", text}));
  return read_claimed_network(in);
}

/// The same, mapped to tanh.
inline Network tanh_network_of(const std::string& text) {
  static TextStore store;
  Network net = network_of(text);
  map_to_tanh(net, store);
  return net;
}

inline std::string shape_of(std::size_t inputs, std::size_t outputs) {
  return joined("\"inputs\": ", inputs, ", \"outputs\": ", outputs);
}

inline std::string one_of(Random& random, const std::vector<std::string>& choices) {
  return choices[random() % choices.size()];
}

inline std::string in_json_list(const std::vector<std::string>& entries) {
  std::string text;
  for (const std::string& entry : entries) text += (text.empty() ? "\"" : ", \"") + entry + "\"";
  return "[" + text + "]";
}

/// A unit with numbers of few values: so pairs coincide, weights cancel, and some units are constant.
inline std::string random_unit(Random& random, std::size_t inputs, std::size_t outputs) {
  std::vector<std::string> a(outputs);
  std::vector<std::string> b(inputs);
  const bool is_constant = random() % 4 == 0;
  for (std::string& x : a) x = one_of(random, {"-1", "0", "1", "2", "1/2"});
  for (std::string& x : b) x = is_constant ? "0" : one_of(random, {"-1", "0", "1"});
  return R"({"a": )" + in_json_list(a) + R"(, "b": )" + in_json_list(b) + R"(, "c": ")" +
         one_of(random, {"-1", "0", "1"}) + "\"}";
}

inline std::string random_bias(Random& random) {
  return one_of(random, {"0", "1", "-1/2", "tanh(1)", "-tanh(1)", "1 + 2*tanh(1)", "tanh(1/2)"});
}

inline std::string random_units(Random& random, std::size_t units, std::size_t inputs, std::size_t outputs) {
  std::string text;
  for (std::size_t i = 0; i < units; ++i) text += (i > 0 ? ", " : "") + random_unit(random, inputs, outputs);
  return text;
}

inline std::string random_network(Random& random, std::size_t units, std::size_t inputs, std::size_t outputs,
                                  const std::string& activation = "tanh") {
  std::string d;
  for (std::size_t o = 0; o < outputs; ++o) d += (o > 0 ? ", \"" : "\"") + random_bias(random) + "\"";
  return network(random_units(random, units, inputs, outputs), d, shape_of(inputs, outputs), activation);
}

inline long double number(Rational x) { return static_cast<long double>(value(x).get_d()); }

inline long double value_of_bias(std::string_view d) {
  long double sum = 0;
  for (const auto& [argument, coefficient] : read_canonical_sum(d))
    sum += static_cast<long double>(coefficient.get_d()) *
           (argument == 0 ? 1.0L : std::tanh(static_cast<long double>(argument.get_d())));
  return sum;
}

/// f(x) in one output, for a network as it is read, not mapped to tanh; of (1 - t) u + t v.
inline long double value_at(const Network& u, const Network& v, long double t,
                            const std::vector<long double>& x, std::size_t output) {
  const auto between = [t](long double p, long double q) { return (1 - t) * p + t * q; };
  long double sum = between(value_of_bias(u.d[output]), value_of_bias(v.d[output]));
  for (std::size_t i = 0; i < u.units(); ++i) {
    long double s = between(number(u.c[i]), number(v.c[i]));
    for (std::size_t k = 0; k < u.inputs; ++k)
      s += between(number(u.b_of(i)[k]), number(v.b_of(i)[k])) * x[k];
    sum += between(number(u.a_of(i)[output]), number(v.a_of(i)[output])) *
           (u.is_logistic ? 1 / (1 + std::exp(-s)) : std::tanh(s));
  }
  return sum;
}

inline long double value_at(const Network& f, const std::vector<long double>& x, std::size_t output) {
  return value_at(f, f, 0, x, output);
}

inline std::vector<long double> random_point(Random& random, std::size_t inputs, long double size = 3) {
  std::vector<long double> x(inputs);
  std::uniform_real_distribution<double> coordinate(-1, 1);
  for (long double& entry : x) entry = size * static_cast<long double>(coordinate(random));
  return x;
}

/// What a call is refused with, or "nothing".
template <class Call>
std::string refusal_of(Call call) {
  try {
    call();
    return "nothing";
  } catch (const Refusal& refusal) {
    return std::to_string(static_cast<int>(refusal.exit)) + " " + refusal.what();
  }
}

}  // namespace isopath::check

#endif
