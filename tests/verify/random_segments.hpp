// Segments as pairs of plain networks of one width: random ones that keep the function by construction, and
// Theorem 3 by its words, every unit compared with every other.
#ifndef ISOPATH_TESTS_VERIFY_RANDOM_SEGMENTS_HPP
#define ISOPATH_TESTS_VERIFY_RANDOM_SEGMENTS_HPP

#include "tests/verify/random_networks.hpp"

namespace isopath::tests {

/// (1 - t) u + t v.
inline PlainNetwork plain_point_on(const PlainNetwork& u, const PlainNetwork& v, const Rational& t) {
  const auto mixed = [&t](const Rational& x, const Rational& y) { return (Rational(1) - t) * x + t * y; };
  PlainNetwork w = u;
  for (std::size_t i = 0; i < w.units.size(); ++i) {
    PlainUnit& unit = w.units[i];
    for (std::size_t k = 0; k < u.inputs; ++k) unit.b[k] = mixed(unit.b[k], v.units[i].b[k]);
    for (std::size_t k = 0; k < u.outputs; ++k) unit.a[k] = mixed(unit.a[k], v.units[i].a[k]);
    unit.c = mixed(unit.c, v.units[i].c);
  }
  for (std::size_t output = 0; output < u.outputs; ++output) {
    std::vector<TanhSum::Term> terms;
    for (const auto& [argument, coefficient] : u.d[output].terms())
      terms.push_back({argument, (Rational(1) - t) * coefficient});
    for (const auto& [argument, coefficient] : v.d[output].terms())
      terms.push_back({argument, t * coefficient});
    w.d[output] = TanhSum(mixed(u.d[output].rational(), v.d[output].rational()), std::move(terms));
  }
  return w;
}

inline Vector joint_key(const PlainUnit& at_u, const PlainUnit& at_v) {
  Vector key = at_u.b;
  key.push_back(at_u.c);
  key.insert(key.end(), at_v.b.begin(), at_v.b.end());
  key.push_back(at_v.c);
  return key;
}

struct PlainVerdict {
  std::vector<std::size_t> first_units_of_broken_groups;  // among all units, settled or not
  std::vector<std::size_t> broken_outputs;
  bool valid() const { return first_units_of_broken_groups.empty() && broken_outputs.empty(); }
};

/// Theorem 3, no unit left out.
inline PlainVerdict plain_verdict(const PlainNetwork& u, const PlainNetwork& v) {
  struct Group {
    Vector key;
    std::size_t first;
    Vector sum_u, sum_v;
  };
  std::vector<Group> groups;
  for (std::size_t i = 0; i < u.units.size(); ++i) {
    const Vector key = joint_key(u.units[i], v.units[i]);
    auto group = groups.begin();
    while (group != groups.end() && group->key != key && group->key != negated(key)) ++group;
    if (group == groups.end()) {
      groups.push_back({key, i, Vector(u.outputs), Vector(u.outputs)});
      group = groups.end() - 1;
    }
    const bool opposite = group->key != key;
    group->sum_u = sum_of(group->sum_u, opposite ? negated(u.units[i].a) : u.units[i].a);
    group->sum_v = sum_of(group->sum_v, opposite ? negated(v.units[i].a) : v.units[i].a);
  }
  PlainVerdict verdict;
  std::vector<TanhSum> change;
  for (std::size_t output = 0; output < u.outputs; ++output) change.push_back(v.d[output] - u.d[output]);
  for (const Group& group : groups) {
    const PlainUnit& at_u = u.units[group.first];
    const PlainUnit& at_v = v.units[group.first];
    if (!same_pair(at_u, at_v)) {
      if (!is_zero(group.sum_u) || !is_zero(group.sum_v))
        verdict.first_units_of_broken_groups.push_back(group.first);
    } else if (!is_zero(at_u.b)) {
      if (group.sum_u != group.sum_v) verdict.first_units_of_broken_groups.push_back(group.first);
    } else {
      for (std::size_t output = 0; output < u.outputs; ++output)
        change[output] =
            change[output] + TanhSum(Rational(), {{at_u.c, group.sum_v[output] - group.sum_u[output]}});
    }
  }
  for (std::size_t output = 0; output < u.outputs; ++output)
    if (!change[output].is_zero()) verdict.broken_outputs.push_back(output);
  return verdict;
}

/// Another parameter of the same width, so that the segment to it keeps the function: blank units and
/// zero-sum pairs move, weights shift between equal and opposite pairs, constants trade with d.
inline PlainNetwork random_step(Random& random, const PlainNetwork& from) {
  PlainNetwork to = from;
  std::vector<bool> used(to.units.size(), false);
  const auto new_pair = [&](PlainUnit& unit) {
    unit.b = one_in(random, 4) ? Vector(to.inputs) : random_vector(random, to.inputs, few_values);
    unit.c = few_values(random);
  };
  for (std::size_t i = 0; i < to.units.size(); ++i) {
    PlainUnit& x = to.units[i];
    if (used[i] || one_in(random, 4)) continue;
    if (is_zero(x.a)) {
      used[i] = true;
      if (one_in(random, 5))
        x = PlainUnit{x.a, negated(x.b), -x.c};  // through b = 0, c = 0
      else
        new_pair(x);
      continue;
    }
    if (is_zero(x.b)) {
      used[i] = true;
      const Vector added = one_in(random, 3) ? negated(x.a) : random_vector(random, to.outputs, few_values);
      x.a = sum_of(x.a, added);
      for (std::size_t output = 0; output < to.outputs; ++output)
        to.d[output] = to.d[output] - TanhSum(Rational(), {{x.c, added[output]}});
      continue;
    }
    for (std::size_t j = i + 1; j < to.units.size(); ++j) {
      PlainUnit& y = to.units[j];
      if (used[j] || !same_pair(oriented(x), oriented(y))) continue;
      const bool opposite = !same_pair(x, y);
      used[i] = used[j] = true;
      if (is_zero(sum_of(x.a, opposite ? negated(y.a) : y.a)) &&
          one_in(random, 2)) {  // a zero-sum pair moves
        new_pair(x);
        y.b = opposite ? negated(x.b) : x.b;
        y.c = opposite ? -x.c : x.c;
        if (one_in(random, 2)) {  // and its weights change
          x.a = random_vector(random, to.outputs, few_values);
          y.a = opposite ? x.a : negated(x.a);
        }
      } else {
        const Vector moved = one_in(random, 3) ? x.a : random_vector(random, to.outputs, few_values);
        x.a = sum_of(x.a, negated(moved));
        y.a = sum_of(y.a, opposite ? negated(moved) : moved);
      }
      break;
    }
  }
  return to;
}

/// A segment from a random network: kept by construction, or changed somewhere, or to any network.
inline std::pair<PlainNetwork, PlainNetwork> random_segment(Random& random) {
  const Shape shape = random_shape(random);
  const PlainNetwork u = random_network(random, shape);
  if (one_in(random, 8)) return {u, random_network(random, shape)};
  PlainNetwork v = random_step(random, u);
  if (one_in(random, 3)) v = perturbed(random, v);
  return {u, v};
}

}  // namespace isopath::tests

#endif
