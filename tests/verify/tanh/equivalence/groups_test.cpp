#include "verify/tanh/equivalence/groups.hpp"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "exact/hash.hpp"
#include "tests/verify/random_segments.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Place = std::pair<std::size_t, std::size_t>;  // network, unit

struct PlainGroups {
  std::set<std::vector<Place>> groups;
  std::vector<Place> constants;
};

/// Each unit compared with the first of every group so far.
PlainGroups slow_groups(const std::vector<PlainNetwork>& networks) {
  PlainGroups result;
  std::vector<std::pair<PlainUnit, std::vector<Place>>> found;
  for (std::size_t place = 0; place < networks.size(); ++place) {
    for (std::size_t i = 0; i < networks[place].units.size(); ++i) {
      const PlainUnit unit = oriented(networks[place].units[i]);
      if (is_zero(unit.b)) {
        result.constants.emplace_back(place, i);
        continue;
      }
      const auto same = std::find_if(found.begin(), found.end(),
                                     [&unit](const auto& g) { return same_pair(g.first, unit); });
      if (same == found.end())
        found.push_back({unit, {{place, i}}});
      else
        same->second.emplace_back(place, i);
    }
  }
  for (auto& [pair, members] : found) result.groups.insert(std::move(members));
  return result;
}

std::vector<Place> places(std::span<const Member> members) {
  std::vector<Place> result;
  for (const Member& member : members) result.emplace_back(member.network, member.unit);
  return result;
}

/// A judgement that depends on the members alone.
std::uint8_t fingerprint(std::span<const Member> group) {
  std::uint64_t hash = group.size();
  for (const Member& member : group) hash = mix(hash, (std::uint64_t{member.network} << 40U) | member.unit);
  return static_cast<std::uint8_t>(hash);
}

void check_groups(const std::vector<PlainNetwork>& networks, const std::vector<Network>& built) {
  std::vector<const Network*> pointers;
  for (const Network& network : built) pointers.push_back(&network);
  std::atomic<std::size_t> judged = 0;
  const Groups groups = group_units(pointers, [&judged](std::span<const Member> group) {
    ++judged;
    return fingerprint(group);
  });
  const PlainGroups expected = slow_groups(networks);
  BOOST_CHECK_EQUAL(judged, groups.count());
  BOOST_CHECK(places(groups.constants()) == expected.constants);
  std::set<std::vector<Place>> found;
  for (std::size_t g = 0; g < groups.count(); ++g) {
    const auto group = groups.group(g);
    BOOST_CHECK_EQUAL(groups.judgement(g), fingerprint(group));
    BOOST_CHECK(found.insert(places(group)).second);
    for (const Member& member : group)
      BOOST_CHECK_EQUAL(member.flipped, is_flipped(networks[member.network].units[member.unit]));
  }
  BOOST_CHECK(found == expected.groups);
  // The same again, in the same order.
  const Groups again = group_units(pointers, fingerprint);
  BOOST_REQUIRE_EQUAL(again.count(), groups.count());
  for (std::size_t g = 0; g < groups.count(); ++g)
    BOOST_CHECK(places(again.group(g)) == places(groups.group(g)));
}

void check_groups(const std::vector<PlainNetwork>& networks) {
  std::vector<Network> built;
  for (const PlainNetwork& network : networks) built.push_back(build(network));
  check_groups(networks, built);
}

/// Gathers all units of a segment but those left out, and compares each joint key with the first of every
/// group.
void check_joint_groups(const PlainNetwork& u, const PlainNetwork& v,
                        const std::vector<std::uint32_t>& units) {
  std::vector<std::pair<Vector, std::vector<Place>>> slow;
  for (const std::uint32_t i : units) {
    const Vector key = joint_key(u.units[i], v.units[i]);
    const auto same = std::find_if(slow.begin(), slow.end(), [&key](const auto& g) {
      return g.first == key || g.first == negated(key);
    });
    if (same == slow.end())
      slow.push_back({key, {{0, i}}});
    else
      same->second.emplace_back(0, i);
  }
  std::set<std::vector<Place>> expected;
  for (auto& [key, members] : slow) expected.insert(std::move(members));

  const Network at_u = build(u);
  const Network at_v = build(v);
  const Groups groups = group_jointly(at_u, at_v, units, fingerprint);
  BOOST_CHECK(groups.constants().empty());
  std::set<std::vector<Place>> found;
  for (std::size_t g = 0; g < groups.count(); ++g) {
    const auto group = groups.group(g);
    BOOST_CHECK_EQUAL(groups.judgement(g), fingerprint(group));
    BOOST_CHECK(found.insert(places(group)).second);
    const Vector key = joint_key(u.units[group[0].unit], v.units[group[0].unit]);
    for (const Member& member : group) {
      const Vector other = joint_key(u.units[member.unit], v.units[member.unit]);
      BOOST_CHECK(other == (member.flipped == group[0].flipped ? key : negated(key)));
    }
  }
  BOOST_CHECK(found == expected);
}

Rational float_of(std::uint64_t bits) { return NumberTable().value(*from_binary64(bits)); }

/// The words of hash_words with which a pair of words counts nothing, whatever the other word is.
constexpr std::uint64_t hash_key = 0xa0761d6478bd642fU;
constexpr std::uint64_t second_word = ~hash_key;                      // at place 1
constexpr std::uint64_t third_word = hash_key + 0x9e3779b97f4a7c15U;  // at place 2

std::uint64_t pair_hash(const PlainUnit& unit) {
  std::vector<std::uint64_t> words;
  for (const Rational& x : unit.b) words.push_back(as_binary64(x)->bits());
  words.push_back(as_binary64(unit.c)->bits());
  return hash_words(words.size(), [&words](std::size_t k) { return words[k]; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_groups)

BOOST_AUTO_TEST_CASE(groups_of_one_network) {
  for_random_cases(1000,
                   [](Random& random) { check_groups({random_network(random, random_shape(random, 20))}); });
}

BOOST_AUTO_TEST_CASE(groups_of_several_networks) {
  for_random_cases(500, [](Random& random) {
    std::vector<PlainNetwork> networks{random_network(random)};
    const std::size_t count = 2 + below(random, 3);
    while (networks.size() < count) {
      Shape shape = random_shape(random);
      shape.inputs = networks[0].inputs;
      PlainNetwork next = one_in(random, 2) ? random_network(random, shape) : rewritten(random, networks[0]);
      networks.push_back(std::move(next));
    }
    check_groups(networks);
  });
}

BOOST_AUTO_TEST_CASE(groups_by_joint_key) {
  for_random_cases(1000, [](Random& random) {
    auto [u, v] = random_segment(random);
    std::vector<std::uint32_t> units;
    for (std::uint32_t i = 0; i < u.units.size(); ++i) {
      if (i > 0 && one_in(random, 3)) {  // keys meet, or nearly
        u.units[i] = u.units[i - 1];
        v.units[i] = v.units[i - 1];
        if (one_in(random, 2)) u.units[i] = flipped(u.units[i]);
        if (one_in(random, 2)) v.units[i] = flipped(v.units[i]);
      }
      if (!one_in(random, 5)) units.push_back(i);
    }
    check_joint_groups(u, v, units);
  });
}

BOOST_AUTO_TEST_CASE(joint_keys_whose_hashes_collide) {
  // The pair at u is the same, that at v differs where its hash does not see it; and the other way round.
  const Rational blind = float_of(second_word);
  for (const bool at_u : {false, true}) {
    PlainNetwork u{1, 1, {}, {TanhSum()}};
    PlainNetwork v = u;
    for (long k = 0; k < 6; ++k) {
      const PlainUnit same{{Rational(k)}, {Rational(1)}, Rational(2)};
      const PlainUnit seen_as_same{{Rational(k)}, {Rational(1 + k / 2)}, blind};
      u.units.push_back(at_u ? seen_as_same : same);
      v.units.push_back(at_u ? same : seen_as_same);
    }
    BOOST_REQUIRE_EQUAL(pair_hash((at_u ? u : v).units[0]), pair_hash((at_u ? u : v).units[5]));
    check_joint_groups(u, v, {0, 1, 2, 3, 4, 5});
  }
}

BOOST_AUTO_TEST_CASE(groups_across_storages) {
  for_random_cases(300, [](Random& random) {
    const Shape shape = random_shape(random, 20);
    const PlainNetwork first = random_network(random, shape, few_floats);
    PlainNetwork second = first;
    std::shuffle(second.units.begin(), second.units.end(), random);
    for (PlainUnit& unit : second.units)
      if (one_in(random, 2)) unit = flipped(unit);
    if (!second.units.empty()) second.units.back().c += Rational::fraction(1, 3);
    std::vector<Network> built;
    built.push_back(build(first, Network::Storage::binary32));
    built.push_back(build(second));
    check_groups({first, second}, built);
  });
}

BOOST_AUTO_TEST_CASE(no_units_and_no_inputs) {
  check_groups({PlainNetwork{2, 1, {}, {TanhSum()}}});
  const PlainUnit constant{{Rational(1)}, {}, Rational(-1)};
  check_groups({PlainNetwork{0, 1, {constant, constant}, {TanhSum()}}});
}

/// Any b with the same c of this value has the same hash: the pairs themselves decide.
BOOST_AUTO_TEST_CASE(pairs_whose_hashes_collide) {
  for_random_cases(200, [](Random& random) {
    const Rational c = float_of(second_word);
    const std::vector<Rational> slopes = {Rational(1), Rational(2), Rational(3),
                                          Rational::power_of_two(-1074)};
    PlainNetwork network{1, 1, {}, {TanhSum()}};
    std::optional<std::uint64_t> hash;
    for (int i = 0; i < 30; ++i) {
      const PlainUnit unit{{Rational(1)}, {slopes[below(random, slopes.size())]}, c};
      if (!hash) hash = pair_hash(unit);
      BOOST_REQUIRE_EQUAL(pair_hash(unit), *hash);
      network.units.push_back(one_in(random, 2) ? flipped(unit) : unit);
    }
    PlainNetwork other = network;
    std::shuffle(other.units.begin(), other.units.end(), random);
    check_groups({network, other});
  });
}

BOOST_AUTO_TEST_CASE(pairs_whose_hashes_collide_in_the_bias) {
  for_random_cases(200, [](Random& random) {
    PlainNetwork network{3, 1, {}, {TanhSum()}};
    std::optional<std::uint64_t> hash;
    for (int i = 0; i < 30; ++i) {
      const PlainUnit unit{
          {Rational(1)}, {Rational(1), Rational(), float_of(third_word)}, Rational(between(random, -3, 3))};
      if (!hash) hash = pair_hash(unit);
      BOOST_REQUIRE_EQUAL(pair_hash(unit), *hash);
      network.units.push_back(one_in(random, 2) ? flipped(unit) : unit);
    }
    check_groups({network});
  });
}

/// Keys that are numbers, all of one hash; comparisons are counted.
class CollidingKeys {
 public:
  explicit CollidingKeys(std::vector<std::uint32_t> keys) : keys_(std::move(keys)) {}
  std::size_t networks() const { return 1; }
  std::size_t items(std::size_t) const { return keys_.size(); }
  Entry entry(std::size_t, std::size_t item, bool& constant) const {
    constant = false;
    return {7, {static_cast<std::uint32_t>(item), 0, false}};
  }
  bool equal(const Member& x, const Member& y) const {
    ++comparisons_;
    return keys_[x.unit] == keys_[y.unit];
  }
  bool less(const Member& x, const Member& y) const {
    ++comparisons_;
    return keys_[x.unit] < keys_[y.unit];
  }
  void prefetch(const Member&) const {}
  std::size_t comparisons() const { return comparisons_; }

 private:
  std::vector<std::uint32_t> keys_;
  mutable std::atomic<std::size_t> comparisons_ = 0;
};

/// Collisions cost comparisons of keys, but few: about h log h.
BOOST_AUTO_TEST_CASE(many_collisions_take_few_comparisons) {
  constexpr std::uint32_t width = 50'000;
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t unit = 0; unit < width; ++unit) numbers.push_back(unit * 7919 % (width / 2));
  const CollidingKeys keys(numbers);
  const Groups groups = gather_all(keys, [](std::span<const Member>) { return std::uint8_t{0}; });
  BOOST_CHECK_EQUAL(groups.count(), width / 2);
  for (std::size_t g = 0; g < groups.count(); ++g) {
    BOOST_REQUIRE_EQUAL(groups.group(g).size(), 2U);
    BOOST_CHECK_EQUAL(numbers[groups.group(g)[0].unit], numbers[groups.group(g)[1].unit]);
  }
  BOOST_CHECK_LT(keys.comparisons(), 4 * width * 16);  // log2 of the width is 15.6; squared it would be 2.5e9
}

/// The same of a network whose hashes collide by design.
BOOST_AUTO_TEST_CASE(many_collisions_of_units) {
  constexpr std::size_t width = 50'000;
  Network network(1, 1);
  network.set_width(width);
  for (std::size_t unit = 0; unit < width; ++unit) {
    const auto row = network.writable_row(unit);
    row[0] = network.numbers.add(Rational(1 + (unit * 7919) % (width / 2)));
    row[1] = *from_binary64(second_word);
    row[2] = network.numbers.add(Rational(1));
  }
  const Network* const only[] = {&network};
  const Groups groups = group_units(only, fingerprint);
  BOOST_CHECK_EQUAL(groups.count(), width / 2);
  for (std::size_t g = 0; g < groups.count(); ++g) BOOST_CHECK_EQUAL(groups.group(g).size(), 2U);
}

/// Wide enough for several threads and many buckets.
BOOST_AUTO_TEST_CASE(wide_networks) {
  constexpr std::size_t width = 90'000;
  for (const auto storage : {Network::Storage::exact, Network::Storage::binary32}) {
    Network network(1, 1, storage);
    network.set_width(width);
    for (std::size_t unit = 0; unit < width; ++unit) {
      const long sign = unit % 2 == 0 ? 1 : -1;
      const auto number = [&](long x) { return *as_binary64(Rational(x)); };
      const long pair = static_cast<long>(unit % 30'000);  // three of each; each 100th is a constant
      const std::vector<Number> row = {number(pair % 100 == 0 ? 0 : sign * (1 + pair)), number(sign * pair),
                                       number(1)};
      set_row(network, unit, row);
    }
    const Network* const only[] = {&network};
    const Groups groups = group_units(only, fingerprint);
    BOOST_CHECK_EQUAL(groups.count(), 29'700U);
    BOOST_CHECK_EQUAL(groups.constants().size(), 900U);
    std::size_t wrong = 0;
    for (std::size_t g = 0; g < groups.count(); ++g) {
      const auto group = groups.group(g);
      if (groups.judgement(g) != fingerprint(group) || group.size() != 3) ++wrong;
      for (std::size_t i = 0; i < group.size(); ++i) {
        if (group[i].unit != group[0].unit % 30'000 + 30'000 * i) ++wrong;
        if (group[i].flipped != (group[i].unit % 2 != 0)) ++wrong;
      }
    }
    BOOST_CHECK_EQUAL(wrong, 0U);
  }
}

BOOST_AUTO_TEST_CASE(sums_of_weights_and_folded_biases) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork network = random_network(random);
    const Network built = build(network);
    const Network* const twice[] = {&built, &built};
    const Groups groups = group_units(twice, fingerprint);
    for (std::size_t output = 0; output < network.outputs; ++output) {
      for (std::size_t g = 0; g < groups.count(); ++g) {
        ExactSum sum;
        Rational expected;
        for (const Member& member : groups.group(g)) {
          const bool subtract = member.network == 1 && one_in(random, 2);
          add_weight(sum, built, member, output, subtract);
          const Rational weight = oriented(network.units[member.unit]).a[output];
          expected += subtract ? -weight : weight;
        }
        BOOST_CHECK_EQUAL(sum.total(), expected);
      }
      for (const std::size_t place : {0U, 1U})
        BOOST_CHECK_EQUAL(folded_bias(built, place, groups.constants(), output),
                          plain_canonical_form(network).d[output]);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
