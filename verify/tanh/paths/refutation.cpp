#include "verify/tanh/paths/refutation.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

namespace isopath {

namespace {

/// The numbers 1, 1/2, 1/3, 2/3, 1/4, 3/4, ..., of which the shortest come first.
std::vector<Rational> short_points() {
  constexpr long greatest_denominator = 16;
  std::vector<Rational> points{Rational(1)};
  for (long q = 2; q <= greatest_denominator; ++q) {
    for (long p = 1; p < q; ++p) {
      Rational t = Rational::fraction(p, q);
      if (std::find(points.begin(), points.end(), t) == points.end()) points.push_back(std::move(t));
    }
  }
  return points;
}

/// Appends a unit with the key of the group at t, and the sum of its weights there times `factor`.
void append_unit(Network& to, const Network& u, const Network& v, std::span<const Member> group,
                 const Rational& t, const Rational& factor) {
  const Rational s = Rational(1) - t;
  const Member& leader = group.front();
  const auto row = to.append_unit();
  const auto at_t = [&](const Rational& at_u, const Rational& at_v) { return s * at_u + t * at_v; };
  for (std::size_t k = 0; k <= u.inputs(); ++k)
    row[k] =
        to.numbers.add(at_t(u.numbers.value(u.incoming_pair(leader.unit)[k].negated_if(leader.flipped)),
                            v.numbers.value(v.incoming_pair(leader.unit)[k].negated_if(leader.flipped))));
  for (std::size_t output = 0; output < u.outputs(); ++output)
    row[u.inputs() + 1 + output] =
        to.numbers.add(factor * at_t(weight_sum(u, 0, group, output), weight_sum(v, 0, group, output)));
}

/// f_w(t) - f_u, as a network.
Network difference_at(const Network& u, const Network& v, const Segment& segment, const Rational& t) {
  Network difference(u.inputs(), u.outputs());
  for (const std::uint32_t g : segment.broken_groups) {
    append_unit(difference, u, v, segment.groups.group(g), t, Rational(1));
    append_unit(difference, u, v, segment.groups.group(g), Rational(0), Rational(-1));
  }
  for (const std::size_t output : segment.broken_outputs)
    difference.d[output] =
        t * (folded_bias(v, 0, segment.constants, output) - folded_bias(u, 0, segment.constants, output));
  return difference;
}

bool is_zero(const Network& canonical) {
  return canonical.width() == 0 &&
         std::all_of(canonical.d.begin(), canonical.d.end(), [](const TanhSum& d) { return d.is_zero(); });
}

/// The terms of w(t), for any t, and of u.
std::size_t evaluation_terms_on(const Network& u, const Network& v) {
  std::size_t terms = evaluation_terms(u, u);
  for (const TanhSum& d : v.d) terms += d.terms().size();
  return terms;
}

}  // namespace

std::optional<Refutation> refute(const Network& u, const Network& v, const Segment& segment,
                                 WitnessBudget& budget) {
  // A search that fails at one t because the precision is too low mostly fails at the next t too.
  constexpr int most_searches = 3;
  int searches = 0;
  for (const Rational& t : short_points()) {
    const Network difference = canonical_form(difference_at(u, v, segment, t)).network;
    if (is_zero(difference)) continue;
    WitnessBudget one(std::min(budget.left(), WitnessBudget::of_one_search(difference)));
    const std::size_t before = one.left();
    auto witness = find_witness(difference, evaluation_terms_on(u, v), one);
    budget.spend(before - one.left());
    if (witness) return Refutation{t, std::move(*witness)};
    if (++searches == most_searches) break;
  }
  return std::nullopt;
}

bool confirms(const Network& u, const Network& v, const Refutation& refutation) {
  const Network w = point_on(u, v, refutation.t);
  return confirms(w, u, refutation.witness);
}

}  // namespace isopath
