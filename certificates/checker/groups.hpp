// Groups: units that share an oriented pair (M2), and their weights.
#ifndef ISOPATH_CHECK_GROUPS_HPP
#define ISOPATH_CHECK_GROUPS_HPP

#include "network.hpp"

namespace isopath::check {

/// A unit in a group. Its weights count with this sign.
struct Member {
  const Network* f;
  std::size_t unit;
  int sign;
};
using Group = std::vector<Member>;

/// Do the weights of a group add up to 0 in this output, and in all?
bool is_balanced(const Group& group, std::size_t output);
bool is_balanced(const Group& group);

/// Units that are not constant, by oriented pair. Weights of g, if there is a g, count against those of f.
std::map<std::string, Group> by_pair(const Network& f, const Network* g = nullptr);

/// The number of groups of f whose weights do not add up to 0.
std::uint64_t essential_groups(const Network& f);

}  // namespace isopath::check

#endif
