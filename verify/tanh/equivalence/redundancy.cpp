#include "verify/tanh/equivalence/redundancy.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

Redundancy redundant_units(const Network& network, const CanonicalForm& form) {
  using Reason = RedundantUnit::Reason;
  constexpr std::uint32_t none = CanonicalForm::Fate::constant;
  const auto rank = static_cast<std::uint32_t>(form.rank());
  std::vector<std::uint32_t> originals(rank, none);
  std::vector<std::uint32_t> group_places;  // of the cancelling groups that have units with a != 0
  Redundancy result;
  for (std::uint32_t unit = 0; unit < network.width(); ++unit) {
    const auto [group, flipped] = form.fates[unit];
    RedundantUnit account{unit, {}, none, none};
    if (is_blank(network, unit)) account.reasons.push_back(Reason::blank);
    if (group == none) account.reasons.push_back(Reason::constant);
    if (account.reasons.empty() && group >= rank) {
      account.reasons.push_back(Reason::cancels);
      if (group - rank >= group_places.size()) group_places.resize(group - rank + 1, none);
      std::uint32_t& place = group_places[group - rank];
      if (place == none) {
        place = static_cast<std::uint32_t>(result.cancelling_groups.size());
        result.cancelling_groups.emplace_back();
      }
      account.group = place;
      result.cancelling_groups[place].push_back(unit);
    }
    if (account.reasons.empty() && originals[group] != none) {
      account.original = originals[group];
      const bool same = flipped == form.fates[account.original].flipped;
      account.reasons.push_back(same ? Reason::copy : Reason::negated_copy);
    }
    if (account.reasons.empty())
      originals[group] = unit;
    else
      result.units.push_back(std::move(account));
  }
  return result;
}

}  // namespace isopath
