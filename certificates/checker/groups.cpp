#include "groups.hpp"

#include "rules.hpp"

namespace isopath::check {

bool is_balanced(const Group& group, std::size_t output) {
  Terms weights;
  for (const auto& [f, unit, sign] : group) weights.emplace_back(sign, f->a_of(unit)[output]);
  return add_up_to_0(std::move(weights));
}

bool is_balanced(const Group& group) {
  for (std::size_t o = 0; o < group[0].f->outputs; ++o)
    if (!is_balanced(group, o)) return false;
  return true;
}

std::map<std::string, Group> by_pair(const Network& f, const Network* g) {
  std::map<std::string, Group> groups;
  const std::pair<const Network*, int> sides[] = {{&f, 1}, {g, -1}};
  for (const auto& [net, side] : sides)
    for (std::size_t i = 0; net != nullptr && i < net->units(); ++i)
      if (net->orientation[i] != 0)
        groups[oriented({net->b_of(i), {&net->c[i], 1}}).first].push_back(
            {net, i, side * net->orientation[i]});
  return groups;
}

std::uint64_t essential_groups(const Network& f) {
  std::uint64_t count = 0;
  for (const auto& entry : by_pair(f)) count += is_balanced(entry.second) ? 0U : 1U;
  return count;
}

}  // namespace isopath::check
