// Networks as plain lists of rationals: random ones with many redundant units, and the canonical form by its
// definition, every unit compared with every other.
#ifndef ISOPATH_TESTS_VERIFY_RANDOM_NETWORKS_HPP
#define ISOPATH_TESTS_VERIFY_RANDOM_NETWORKS_HPP

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "exact/float_formats.hpp"
#include "tests/exact/random_numbers.hpp"
#include "verify/networks/network.hpp"

namespace isopath::tests {

using Vector = std::vector<Rational>;

struct PlainUnit {
  Vector a;
  Vector b;
  Rational c;
  friend bool operator==(const PlainUnit&, const PlainUnit&) = default;
};

struct PlainNetwork {
  std::size_t inputs;
  std::size_t outputs;
  std::vector<PlainUnit> units;
  std::vector<TanhSum> d;
  friend bool operator==(const PlainNetwork&, const PlainNetwork&) = default;
};

/// Long numbers cut short: the seed gives them back.
inline std::string shown(const Rational& x) {
  const std::string text = x.to_string();
  return text.size() <= 40 ? text
                           : text.substr(0, 20) + "...(" + std::to_string(text.size()) + " characters)";
}
inline std::ostream& operator<<(std::ostream& out, const Vector& vector) {
  out << "[";
  for (const Rational& x : vector) out << " " << shown(x);
  return out << " ]";
}
inline std::ostream& operator<<(std::ostream& out, const PlainNetwork& network) {
  out << "n = " << network.inputs << "\n";
  for (const PlainUnit& unit : network.units)
    out << "a = " << unit.a << ", b = " << unit.b << ", c = " << shown(unit.c) << "\n";
  out << "d =";
  for (const TanhSum& sum : network.d) {
    out << " " << shown(sum.rational());
    for (const auto& [argument, coefficient] : sum.terms())
      out << " + " << shown(coefficient) << " tanh " << shown(argument);
    out << ";";
  }
  return out << "\n";
}

inline Vector values(const NumberRow& row, const NumberTable& table) {
  Vector result;
  for (const Number number : row) result.push_back(table.value(number));
  return result;
}

inline PlainNetwork plain(const Network& network) {
  PlainNetwork result{network.inputs(), network.outputs(), {}, network.d};
  for (std::size_t unit = 0; unit < network.width(); ++unit)
    result.units.push_back({values(network.a(unit), network.numbers),
                            values(network.b(unit), network.numbers),
                            network.numbers.value(network.c(unit))});
  return result;
}

/// Sets the numbers b, c, a of a unit, which are of the table of this network and values of its storage.
inline void set_row(Network& network, std::size_t unit, const std::vector<Number>& row) {
  if (network.storage() == Network::Storage::exact)
    std::copy(row.begin(), row.end(), network.writable_row(unit).begin());
  else
    std::transform(row.begin(), row.end(), network.writable_narrow_row(unit).begin(), NumberRow::narrow);
}

inline Network build(const PlainNetwork& from, Network::Storage storage = Network::Storage::exact) {
  Network network(from.inputs, from.outputs, storage);
  network.set_width(from.units.size());
  for (std::size_t unit = 0; unit < from.units.size(); ++unit) {
    std::vector<Number> row;
    for (const Rational& x : from.units[unit].b) row.push_back(network.numbers.add(x));
    row.push_back(network.numbers.add(from.units[unit].c));
    for (const Rational& x : from.units[unit].a) row.push_back(network.numbers.add(x));
    set_row(network, unit, row);
  }
  network.d = from.d;
  return network;
}

inline bool is_zero(const Vector& vector) {
  return std::all_of(vector.begin(), vector.end(), [](const Rational& x) { return x.is_zero(); });
}
inline Vector negated(Vector vector) {
  for (Rational& x : vector) x = -x;
  return vector;
}
inline Vector sum_of(Vector x, const Vector& y) {
  for (std::size_t k = 0; k < x.size(); ++k) x[k] += y[k];
  return x;
}
inline PlainUnit flipped(const PlainUnit& unit) { return {negated(unit.a), negated(unit.b), -unit.c}; }

/// Whether orienting the unit changes its sign.
inline bool is_flipped(const PlainUnit& unit) {
  const auto first =
      std::find_if(unit.b.begin(), unit.b.end(), [](const Rational& x) { return !x.is_zero(); });
  return first != unit.b.end() && first->sign() < 0;
}
inline PlainUnit oriented(const PlainUnit& unit) { return is_flipped(unit) ? flipped(unit) : unit; }
inline bool same_pair(const PlainUnit& x, const PlainUnit& y) { return x.b == y.b && x.c == y.c; }

/// docs/mathematics.md, section 3, word for word.
inline PlainNetwork plain_canonical_form(const PlainNetwork& network) {
  PlainNetwork form{network.inputs, network.outputs, {}, network.d};
  for (const PlainUnit& unit : network.units) {
    if (is_zero(unit.b)) {
      for (std::size_t output = 0; output < network.outputs; ++output)
        form.d[output] = form.d[output] + TanhSum(Rational(), {{unit.c, unit.a[output]}});
      continue;
    }
    const PlainUnit next = oriented(unit);
    const auto same = std::find_if(form.units.begin(), form.units.end(),
                                   [&next](const PlainUnit& other) { return same_pair(other, next); });
    if (same == form.units.end())
      form.units.push_back(next);
    else
      same->a = sum_of(same->a, next.a);
  }
  std::erase_if(form.units, [](const PlainUnit& unit) { return is_zero(unit.a); });
  std::sort(form.units.begin(), form.units.end(),
            [](const PlainUnit& x, const PlainUnit& y) { return std::pair(x.b, x.c) < std::pair(y.b, y.c); });
  return form;
}

struct Shape {
  std::size_t inputs;
  std::size_t outputs;
  std::size_t width;
};

inline Shape random_shape(Random& random, std::size_t most_units = 12) {
  return {below(random, 4), 1 + below(random, 3), below(random, most_units + 1)};
}

/// Numbers among few, so that units meet; some are no floats.
inline Rational few_values(Random& random) {
  if (one_in(random, 12)) return random_rational(random);
  return negated_at_random(
      random, one_of<Rational>(random, {Rational(), Rational(), Rational(1), Rational(1), Rational(2),
                                        Rational::fraction(1, 2), Rational::fraction(1, 3),
                                        Rational::power_of_two(-1074), Rational::power_of_ten(400)}));
}
/// The same, binary32 values all.
inline Rational few_floats(Random& random) {
  if (one_in(random, 12))
    return NumberTable().value(*from_binary32(static_cast<std::uint32_t>(random()) & 0xbfffffffU));
  return negated_at_random(
      random, one_of<Rational>(random, {Rational(), Rational(), Rational(1), Rational(1), Rational(2),
                                        Rational::fraction(1, 2), Rational::power_of_two(-149),
                                        Rational::power_of_two(127)}));
}

template <typename Draw>
Vector random_vector(Random& random, std::size_t size, Draw draw) {
  Vector vector;
  for (std::size_t k = 0; k < size; ++k) vector.push_back(draw(random));
  return vector;
}

/// A network in which copies, negated copies, blank units, constants and cancelling groups abound.
template <typename Draw>
PlainNetwork random_network(Random& random, Shape shape, Draw draw) {
  PlainNetwork network{shape.inputs, shape.outputs, {}, {}};
  for (std::size_t i = 0; i < shape.width; ++i) {
    PlainUnit unit{random_vector(random, shape.outputs, draw), random_vector(random, shape.inputs, draw),
                   draw(random)};
    if (!network.units.empty() && one_in(random, 2)) {
      const PlainUnit& other = network.units[below(random, network.units.size())];
      unit.b = other.b;
      unit.c = other.c;
      if (one_in(random, 3)) unit.a = negated(other.a);
      if (one_in(random, 6)) unit.c = -unit.c;  // not the same up to sign, nearly
    }
    if (one_in(random, 8)) unit.a = Vector(shape.outputs);
    if (one_in(random, 8)) unit.b = Vector(shape.inputs);
    network.units.push_back(one_in(random, 2) ? flipped(unit) : unit);
  }
  for (std::size_t output = 0; output < shape.outputs; ++output) {
    network.d.emplace_back(draw(random));
    if (one_in(random, 3))
      network.d[output] = network.d[output] + TanhSum(Rational(), {{draw(random), draw(random)}});
  }
  return network;
}
inline PlainNetwork random_network(Random& random, Shape shape) {
  return random_network(random, shape, few_values);
}
inline PlainNetwork random_network(Random& random) { return random_network(random, random_shape(random)); }

/// One change that leaves the function as it is.
inline void rewrite(Random& random, PlainNetwork& network) {
  auto& units = network.units;
  const auto any = [&]() -> PlainUnit& { return units[below(random, units.size())]; };
  const auto vector = [&](std::size_t size) { return random_vector(random, size, few_values); };
  switch (below(random, 7)) {
    case 0:
      std::shuffle(units.begin(), units.end(), random);
      break;
    case 1:
      if (!units.empty()) {
        PlainUnit& unit = any();
        unit = flipped(unit);
      }
      break;
    case 2:
      if (!units.empty()) {  // split
        PlainUnit part = any();
        PlainUnit& whole = any();
        part = whole;
        part.a = vector(network.outputs);
        whole.a = sum_of(whole.a, negated(part.a));
        units.push_back(one_in(random, 2) ? flipped(part) : part);
      }
      break;
    case 3:
      units.push_back({Vector(network.outputs), vector(network.inputs), few_values(random)});
      break;
    case 4: {  // two units that cancel
      const PlainUnit unit{vector(network.outputs), vector(network.inputs), few_values(random)};
      units.push_back(unit);
      units.push_back(one_in(random, 2) ? PlainUnit{negated(unit.a), unit.b, unit.c}
                                        : PlainUnit{unit.a, negated(unit.b), -unit.c});
      break;
    }
    case 5: {  // a constant, taken out of d
      const PlainUnit unit{vector(network.outputs), Vector(network.inputs), few_values(random)};
      for (std::size_t output = 0; output < network.outputs; ++output)
        network.d[output] = network.d[output] - TanhSum(Rational(), {{unit.c, unit.a[output]}});
      units.push_back(unit);
      break;
    }
    default:  // constants into d
      for (const PlainUnit& unit : units)
        if (is_zero(unit.b))
          for (std::size_t output = 0; output < network.outputs; ++output)
            network.d[output] = network.d[output] + TanhSum(Rational(), {{unit.c, unit.a[output]}});
      std::erase_if(units, [](const PlainUnit& unit) { return is_zero(unit.b); });
      break;
  }
}

inline PlainNetwork rewritten(Random& random, PlainNetwork network) {
  const std::size_t times = below(random, 8);
  for (std::size_t i = 0; i < times; ++i) rewrite(random, network);
  return network;
}

/// One number changed a little or a lot; the function may stay the same by chance.
inline PlainNetwork perturbed(Random& random, PlainNetwork network) {
  const Rational change = negated_at_random(
      random, one_of<Rational>(random, {Rational(1), Rational(2), Rational::power_of_two(-1074),
                                        Rational::power_of_ten(-300), Rational::fraction(1, 3)}));
  if (network.units.empty() || one_in(random, 5)) {
    TanhSum& sum = network.d[below(random, network.outputs)];
    sum = sum + (one_in(random, 2) ? TanhSum(change) : TanhSum(Rational(), {{change, Rational(1)}}));
    return network;
  }
  PlainUnit& unit = network.units[below(random, network.units.size())];
  const std::size_t where = below(random, 3);
  if (where == 0)
    unit.c += change;
  else if (where == 1 && network.inputs > 0)
    unit.b[below(random, network.inputs)] += change;
  else
    unit.a[below(random, network.outputs)] += change;
  return network;
}

inline Rational small_rational(Random& random) {
  return Rational::fraction(Rational(between(random, -20, 20)), Rational(between(random, 1, 6)));
}

}  // namespace isopath::tests

#endif
