// Oriented weights: signs turned with the units, sums unit by unit.
#include "verify/tanh/equivalence/oriented_weights.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_oriented_weights)

BOOST_AUTO_TEST_CASE(sums_of_oriented_weights) {
  for_random_cases(500, [](Random& random) {
    const PlainNetwork from = random_network(random);
    const auto storage = one_in(random, 2) ? Network::Storage::exact : Network::Storage::binary32;
    const PlainNetwork network =
        storage == Network::Storage::exact
            ? from
            : random_network(random, {from.inputs, from.outputs, from.units.size()}, few_floats);
    const Network built = build(network, storage);
    std::vector<Member> members;
    Vector sum(network.outputs);
    WeightVector added(network.outputs);
    for (std::uint32_t unit = 0; unit < network.units.size(); ++unit) {
      if (one_in(random, 3)) continue;
      const Member member{unit, 0, one_in(random, 2)};
      members.push_back(member);
      const Vector own = member.flipped ? negated(network.units[unit].a) : network.units[unit].a;
      BOOST_CHECK(oriented_weights(built, member) == own);
      BOOST_CHECK_EQUAL(vanishes(own), is_zero(own));
      const bool negative = one_in(random, 2);
      add_to(added, own, negative);
      sum = sum_of(sum, negative ? negated(own) : own);
      BOOST_CHECK(added == sum);
    }
    Vector total(network.outputs);
    for (const Member& member : members)
      total = sum_of(total,
                     member.flipped ? negated(network.units[member.unit].a) : network.units[member.unit].a);
    BOOST_CHECK(weight_sum(built, members) == total);
  });
}

BOOST_AUTO_TEST_SUITE_END()
