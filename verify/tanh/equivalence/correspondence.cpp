#include "verify/tanh/equivalence/correspondence.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <utility>

#include "exact/float_formats.hpp"

namespace isopath {

namespace {

/// A canonical unit: its entries b, c, a, oriented, and the units that it merges.
struct CanonicalUnit {
  std::vector<Rational> entries;
  std::vector<double> approximate;
  std::vector<std::uint32_t> units;
};

bool has_weight(const Network& network, std::size_t place, std::span<const Member> group) {
  for (std::size_t output = 0; output < network.outputs(); ++output)
    if (!weight_sum(network, place, group, output).is_zero()) return true;
  return false;
}

/// The nearest double, or an infinity.
double approximation(const Rational& value) {
  const auto number = nearest(FloatFormat::binary64, value);
  return number ? std::bit_cast<double>(number->bits()) : std::copysign(HUGE_VAL, value.sign());
}

/// The units of one side that have no partner. `count` is how many there are, of which the first few thousand
/// are returned: the search for the nearest is for people, and its memory stays small.
std::vector<CanonicalUnit> unmatched_of(const Network& network, std::size_t place, const Equivalence& verdict,
                                        std::size_t& count) {
  constexpr std::size_t most = 4096;
  std::vector<CanonicalUnit> result;
  for (const std::uint32_t g : verdict.differing_groups) {
    const auto group = verdict.groups.group(g);
    if (!has_weight(network, place, group) || ++count > most) continue;
    CanonicalUnit unit;
    for (const Member& member : group) {
      if (member.network != place) continue;
      if (unit.entries.empty())
        for (const Number x : network.incoming_pair(member.unit))
          unit.entries.push_back(network.numbers.value(x.negated_if(member.flipped)));
      if (!is_blank(network, member.unit)) unit.units.push_back(member.unit);
    }
    for (std::size_t output = 0; output < network.outputs(); ++output)
      unit.entries.push_back(weight_sum(network, place, group, output));
    for (const Rational& entry : unit.entries) unit.approximate.push_back(approximation(entry));
    result.push_back(std::move(unit));
  }
  return result;
}

double distance(const CanonicalUnit& x, const CanonicalUnit& y, bool flipped) {
  double sum = 0;
  for (std::size_t k = 0; k < x.approximate.size(); ++k) {
    const double u = x.approximate[k];
    const double v = flipped ? -y.approximate[k] : y.approximate[k];
    if (u == v) continue;
    if (!std::isfinite(u) || !std::isfinite(v)) {
      sum += 1;
      continue;
    }
    const double larger = std::max(std::abs(u), std::abs(v));
    sum += std::abs(u / larger - v / larger) / (std::abs(u / larger) + std::abs(v / larger));
  }
  return sum;
}

std::string entry_name(std::size_t k, std::size_t inputs) {
  if (k < inputs) return "b[" + std::to_string(k) + "]";
  return k == inputs ? "c" : "a[" + std::to_string(k - inputs - 1) + "]";
}

/// The unit on the other side at the least distance, and whether it has to be flipped for that.
const CanonicalUnit* nearest_of(const CanonicalUnit& unit, const std::vector<CanonicalUnit>& others,
                                bool& flip) {
  const CanonicalUnit* nearest = nullptr;
  double least = HUGE_VAL;
  for (const CanonicalUnit& other : others) {
    for (const bool flipped : {false, true}) {
      const double d = distance(unit, other, flipped);
      if (!(d < least)) continue;
      least = d;
      nearest = &other;
      flip = flipped;
    }
  }
  return nearest;
}

UnitWithoutPartner compare_with_nearest(const CanonicalUnit& unit, std::size_t place,
                                        const std::vector<CanonicalUnit>& others, std::size_t inputs) {
  constexpr std::size_t shown = 4;
  UnitWithoutPartner result{place, unit.units, {}, false, 0, {}};
  const CanonicalUnit* nearest = nearest_of(unit, others, result.flipped);
  if (nearest == nullptr) return result;
  result.nearest = nearest->units;
  std::vector<std::pair<Rational, std::size_t>> gaps;
  for (std::size_t k = 0; k < unit.entries.size(); ++k) {
    const Rational& there = nearest->entries[k];
    Rational gap = result.flipped ? unit.entries[k] + there : unit.entries[k] - there;
    if (!gap.is_zero()) gaps.emplace_back(gap.abs(), k);
  }
  result.entries_that_differ = gaps.size();
  const auto last = gaps.begin() + static_cast<std::ptrdiff_t>(std::min(shown, gaps.size()));
  std::partial_sort(gaps.begin(), last, gaps.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  for (auto gap = gaps.begin(); gap != last; ++gap) {
    const Rational& there = nearest->entries[gap->second];
    result.largest.push_back(
        {entry_name(gap->second, inputs), unit.entries[gap->second], result.flipped ? -there : there});
  }
  return result;
}

}  // namespace

std::vector<Counterpart> counterparts(const Network& a, const Network& b, const Equivalence& verdict,
                                      std::size_t most) {
  using Place = std::pair<std::uint64_t, std::uint32_t>;  // of the first unit with a != 0, and the group
  const Groups& groups = verdict.groups;
  const auto blank = [&](const Member& member) { return is_blank(member.network == 0 ? a : b, member.unit); };
  const auto key = [](const Member& member) { return (std::uint64_t{member.network} << 32U) | member.unit; };
  // The `most` first groups, the last of them on top of a heap.
  std::vector<Place> chosen;
  for (std::uint32_t g = 0; g < groups.count() && most > 0; ++g) {
    const auto group = groups.group(g);
    if (chosen.size() == most && key(group.front()) > chosen.front().first) continue;
    const auto first = std::find_if_not(group.begin(), group.end(), blank);
    if (first == group.end() || (chosen.size() == most && key(*first) > chosen.front().first)) continue;
    if (chosen.size() == most) {
      std::pop_heap(chosen.begin(), chosen.end());
      chosen.pop_back();
    }
    chosen.emplace_back(key(*first), g);
    std::push_heap(chosen.begin(), chosen.end());
  }
  std::sort_heap(chosen.begin(), chosen.end());

  std::vector<Counterpart> result;
  for (const auto& [place, g] : chosen) {
    const auto group = groups.group(g);
    Counterpart counterpart{{}, !has_weight(a, 0, group), !has_weight(b, 1, group), false};
    for (std::size_t output = 0; output < a.outputs() && !counterpart.differs; ++output)
      counterpart.differs = weight_sum(a, 0, group, output) != weight_sum(b, 1, group, output);
    std::copy_if(group.begin(), group.end(), std::back_inserter(counterpart.units),
                 [&blank](const Member& member) { return !blank(member); });
    result.push_back(std::move(counterpart));
  }
  return result;
}

Unmatched units_without_partner(const Network& a, const Network& b, const Equivalence& verdict,
                                std::size_t most) {
  Unmatched result{0, 0, {}};
  const std::vector<CanonicalUnit> of_a = unmatched_of(a, 0, verdict, result.in_a);
  const std::vector<CanonicalUnit> of_b = unmatched_of(b, 1, verdict, result.in_b);
  for (std::size_t i = 0; i < std::min(most, of_a.size()); ++i)
    result.listed.push_back(compare_with_nearest(of_a[i], 0, of_b, a.inputs()));
  for (std::size_t i = 0; i < std::min(most, of_b.size()); ++i)
    result.listed.push_back(compare_with_nearest(of_b[i], 1, of_a, a.inputs()));
  return result;
}

}  // namespace isopath
