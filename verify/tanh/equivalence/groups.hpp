// Groups: units gathered by oriented key. The key is the incoming pair, of the units of one or several
// networks; or the joint key, of the units of a segment from one parameter to another.
//
// Units with equal incoming pairs up to sign are, up to sign, the same function of x; everything in this
// layer adds weights over such groups. To orient a pair with b != 0 is to multiply it by the sign of the
// first non-zero entry of b, and the unit's a with it (docs/mathematics.md, section 1; tanh is odd). Units
// with b = 0 are constants and are listed apart. A joint key is oriented by its first non-zero entry, and
// units with b = 0 are not listed apart (section 4).
//
// The engine is verify/networks/gather.hpp: O(h log h + h (n + 1)), and O(h log h (n + 1)) if hashes collide
// by design. No verdict rests on a hash.
#ifndef ISOPATH_VERIFY_TANH_EQUIVALENCE_GROUPS_HPP
#define ISOPATH_VERIFY_TANH_EQUIVALENCE_GROUPS_HPP

#include <cstddef>
#include <cstdint>
#include <span>

#include "exact/sum.hpp"
#include "verify/networks/gather.hpp"
#include "verify/networks/network.hpp"

namespace isopath {

/// Precondition: all networks have the same number of inputs; at most 4 networks, 2^31 - 1 units in all.
Groups group_units(std::span<const Network* const> networks, const Judge& judge);

/// Gathers some units of a segment by joint key; `network` of the members is 0. A key that is 0 is not
/// flipped. Precondition: u and v have the same inputs and width; the units are below it.
Groups group_jointly(const Network& u, const Network& v, std::span<const std::uint32_t> units,
                     const Judge& judge);

/// Adds the oriented outgoing weight of a unit to a sum, or subtracts it.
inline void add_weight(ExactSum& sum, const Network& network, const Member& member, std::size_t output,
                       bool subtract = false) {
  sum.add(network.a(member.unit)[output], network.numbers, member.flipped != subtract);
}

/// Whether the oriented outgoing weights of the members, all of which are units of this network, add up to 0
/// in every output. Precondition: there is an output.
bool adds_up_to_zero(const Network& network, std::span<const Member> group);

/// d plus the contributions a tanh(c) of the constant units among `constants` that belong to the network at
/// `place` of the list: the output bias of the canonical form (docs/mathematics.md, section 3, step 1).
TanhSum folded_bias(const Network& network, std::size_t place, std::span<const Member> constants,
                    std::size_t output);

}  // namespace isopath

#endif
