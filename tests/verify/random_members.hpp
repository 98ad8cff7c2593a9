// Random pairs of members of one class.
#ifndef ISOPATH_TESTS_VERIFY_RANDOM_MEMBERS_HPP
#define ISOPATH_TESTS_VERIFY_RANDOM_MEMBERS_HPP

#include <algorithm>
#include <utility>

#include "tests/verify/random_networks.hpp"

namespace isopath::tests {

/// Two members of a class with units to spare: rewritten networks, filled up with blank units.
inline std::pair<PlainNetwork, PlainNetwork> random_members(Random& random, std::size_t most_units = 7) {
  PlainNetwork first = random_network(random, random_shape(random, most_units));
  PlainNetwork last = rewritten(random, first);
  const std::size_t width = std::max(first.units.size(), last.units.size()) + below(random, 3);
  for (PlainNetwork* network : {&first, &last}) {
    while (network->units.size() < width)
      network->units.push_back(
          {Vector(network->outputs), random_vector(random, network->inputs, few_values), few_values(random)});
    std::shuffle(network->units.begin(), network->units.end(), random);
  }
  return {first, last};
}

}  // namespace isopath::tests

#endif
