#include "verify/canonical_form.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "verify/groups.hpp"

namespace isopath {

namespace {

/// Whether the oriented outgoing weights of the group add up to 0 in every output.
bool cancels(const Network& network, std::span<const Member> group) {
  ExactSum sum;
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    sum.clear();
    for (const Member& member : group) add_weight(sum, network, member, output);
    if (!sum.is_zero()) return false;
  }
  return true;
}

/// Appends the merged unit of the group.
void append_merged(Network& to, const Network& network, std::span<const Member> group) {
  const auto row = to.append_unit();
  const Member& leader = group.front();
  const auto pair = network.incoming_pair(leader.unit);
  for (std::size_t k = 0; k < pair.size(); ++k) {
    const Number oriented = pair[k].negated_if(leader.flipped);
    row[k] = oriented.is_in_table() ? to.numbers.add(network.numbers.value(oriented)) : oriented;
  }
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    ExactSum sum;
    for (const Member& member : group) add_weight(sum, network, member, output);
    row[pair.size() + output] = to.numbers.add(sum.total());
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

}  // namespace

CanonicalForm canonical_form(const Network& network) {
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, [&network](std::span<const Member> group) {
    return static_cast<std::uint8_t>(cancels(network, group));
  });
  std::vector<std::uint32_t> kept;
  std::vector<std::uint32_t> cancelling;
  for (std::uint32_t g = 0; g < groups.count(); ++g)
    (groups.judgement(g) != 0 ? cancelling : kept).push_back(g);
  const auto leader = [&groups](std::uint32_t g) { return groups.group(g).front(); };
  std::sort(kept.begin(), kept.end(), [&](std::uint32_t x, std::uint32_t y) {
    return compare_pairs(network, leader(x), leader(y)) < 0;
  });
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
