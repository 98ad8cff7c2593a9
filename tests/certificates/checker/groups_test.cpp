// Groups of units by oriented pair, against the definition on random networks.
#include "certificates/checker/groups.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(groups)

/// (b, c) times its sign; an empty list for a constant unit.
std::vector<mpq_class> oriented_pair(const Network& f, std::size_t i) {
  std::vector<mpq_class> pair;
  int orientation = 0;
  for (const Rational x : f.b_of(i)) {
    if (orientation == 0) orientation = sgn(value(x));
    pair.push_back(value(x) * orientation);
  }
  pair.push_back(value(f.c[i]) * orientation);
  return orientation == 0 ? std::vector<mpq_class>() : pair;
}

int sign_of(const Network& f, std::size_t i) {
  for (const Rational x : f.b_of(i))
    if (value(x) != 0) return sgn(value(x));
  return 0;
}

BOOST_AUTO_TEST_CASE(by_pair_is_by_pair) {
  Random random(1);
  for (int run = 0; run < 300; ++run) {
    const std::size_t outputs = 1 + random() % 2;
    const Network f = tanh_network_of(random_network(random, random() % 6, 2, outputs));
    const Network g = tanh_network_of(random_network(random, random() % 6, 2, outputs));
    // The sums of weights of f less those of g, by pair.
    std::map<std::vector<mpq_class>, std::vector<mpq_class>> sums;
    std::map<std::vector<mpq_class>, std::size_t> sizes;
    std::set<std::vector<mpq_class>> of_f;
    for (const Network* const net : {&f, &g})
      for (std::size_t i = 0; i < net->units(); ++i) {
        const std::vector<mpq_class> pair = oriented_pair(*net, i);
        if (pair.empty()) continue;
        ++sizes[pair];
        sums[pair].resize(outputs);
        if (net == &f) of_f.insert(pair);
        for (std::size_t o = 0; o < outputs; ++o)
          sums[pair][o] += (net == &f ? 1 : -1) * sign_of(*net, i) * value(net->a_of(i)[o]);
      }
    const std::map<std::string, Group> groups = by_pair(f, &g);
    BOOST_REQUIRE_EQUAL(groups.size(), sums.size());
    for (const auto& [text, group] : groups) {
      const std::vector<mpq_class> pair = oriented_pair(*group[0].f, group[0].unit);
      BOOST_REQUIRE_EQUAL(group.size(), sizes.at(pair));
      bool is_zero_sum = true;
      for (std::size_t o = 0; o < outputs; ++o) {
        BOOST_REQUIRE_EQUAL(is_balanced(group, o), sums.at(pair)[o] == 0);
        is_zero_sum = is_zero_sum && sums.at(pair)[o] == 0;
      }
      BOOST_REQUIRE_EQUAL(is_balanced(group), is_zero_sum);
      for (const Member& member : group) BOOST_REQUIRE(oriented_pair(*member.f, member.unit) == pair);
    }
    BOOST_REQUIRE_EQUAL(by_pair(f).size(), of_f.size());
  }
}

/// The rank is the least number of units: no more than there are groups, and that of a network with itself
/// taken away is 0.
BOOST_AUTO_TEST_CASE(essential_groups_are_counted) {
  const auto count = [](const std::string& units) {
    return essential_groups(tanh_network_of(network(units, "\"0\"")));
  };
  BOOST_CHECK_EQUAL(count(""), 0);
  BOOST_CHECK_EQUAL(count(unit("1", "0", "5")), 0);
  BOOST_CHECK_EQUAL(count(unit("0", "1", "5")), 0);
  BOOST_CHECK_EQUAL(count(unit("1", "1", "5")), 1);
  BOOST_CHECK_EQUAL(count(unit("1", "1", "5") + ", " + unit("1", "-1", "-5")), 0);
  BOOST_CHECK_EQUAL(count(unit("1", "1", "5") + ", " + unit("1", "-1", "5")), 2);
  BOOST_CHECK_EQUAL(count(unit("1", "2", "0") + ", " + unit("1", "2", "0")), 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
