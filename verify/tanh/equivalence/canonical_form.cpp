#include "verify/tanh/equivalence/canonical_form.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "verify/tanh/equivalence/groups.hpp"

namespace isopath {

namespace {

/// Appends the merged unit of the group.
void append_merged(Network& to, const Network& network, std::span<const Member> group) {
  const auto row = to.append_unit();
  const Member& leader = group.front();
  const NumberRow from = network.row(leader.unit);
  const std::size_t copied = group.size() == 1 ? from.size() : network.inputs() + 1;
  for (std::size_t k = 0; k < copied; ++k)
    row[k] = to.numbers.copy(from[k].negated_if(leader.flipped), network.numbers);
  for (std::size_t k = copied; k < from.size(); ++k) {
    ExactSum sum;
    for (const Member& member : group) add_weight(sum, network, member, k - network.inputs() - 1);
    row[k] = to.numbers.add(sum.total());
  }
}

std::strong_ordering compare_pairs(const Network& network, const Member& x, const Member& y) {
  const auto pair_x = network.incoming_pair(x.unit);
  const auto pair_y = network.incoming_pair(y.unit);
  for (std::size_t k = 0; k < pair_x.size(); ++k) {
    const auto order = compare(pair_x[k].negated_if(x.flipped), network.numbers,
                               pair_y[k].negated_if(y.flipped), network.numbers);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

/// Sorts groups by their oriented pairs. Pairs lie all over memory, and nearly always the first entry
/// decides. So the first entries are sorted side by side, and the pairs are looked at only where these are
/// equal.
void sort_by_pair(const Network& network, const Groups& groups, std::vector<std::uint32_t>& list) {
  struct Key {
    Rational first;
    std::uint32_t group;
  };
  std::vector<Key> keys;
  keys.reserve(list.size());
  for (const std::uint32_t g : list) {
    const Member& leader = groups.group(g).front();
    keys.push_back({network.numbers.value(network.row(leader.unit)[0].negated_if(leader.flipped)), g});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& x, const Key& y) {
    const auto order = x.first <=> y.first;
    if (order != 0) return order < 0;
    return compare_pairs(network, groups.group(x.group).front(), groups.group(y.group).front()) < 0;
  });
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = keys[i].group;
}

}  // namespace

CanonicalForm canonical_form(const Network& network) {
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, [&network](std::span<const Member> group) {
    return static_cast<std::uint8_t>(adds_up_to_zero(network, group));
  });
  std::vector<std::uint32_t> kept;
  std::vector<std::uint32_t> cancelling;
  for (std::uint32_t g = 0; g < groups.count(); ++g)
    (groups.judgement(g) != 0 ? cancelling : kept).push_back(g);
  const auto leader = [&groups](std::uint32_t g) { return groups.group(g).front(); };
  sort_by_pair(network, groups, kept);
  std::sort(cancelling.begin(), cancelling.end(),
            [&](std::uint32_t x, std::uint32_t y) { return leader(x).unit < leader(y).unit; });

  CanonicalForm form{Network(network.inputs(), network.outputs()), {}};
  form.fates.assign(network.width(), {CanonicalForm::Fate::constant, false});
  std::uint32_t number = 0;
  for (const auto* list : {&kept, &cancelling}) {
    for (const std::uint32_t g : *list) {
      for (const Member& member : groups.group(g)) form.fates[member.unit] = {number, member.flipped};
      if (list == &kept) append_merged(form.network, network, groups.group(g));
      ++number;
    }
  }
  for (std::size_t output = 0; output < network.outputs(); ++output)
    form.network.d[output] = folded_bias(network, 0, groups.constants(), output);
  return form;
}

}  // namespace isopath
