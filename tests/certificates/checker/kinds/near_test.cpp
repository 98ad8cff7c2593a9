// The kind near: W1 to W4.
#include "certificates/checker/kinds/near.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(near_parameters)

std::string near_text(const std::string& net, const std::string& near, const std::string& radius,
                      std::size_t rank) {
  return certificate("near",
                     "\"network\": " + net + ", \"near\": " + near + ", \"radius\": \"" + radius +
                         joined("\", \"rank\": ", rank),
                     "");
}

const std::string net = network(unit("1", "1", "0") + ", " + unit("-1", "5/4", "1/4"), "\"1/3 + tanh(2)\"");
const std::string near =
    network(unit("1", "9/8", "1/8") + ", " + unit("-1", "9/8", "1/8"), "\"1/3 + tanh(2)\"");

BOOST_AUTO_TEST_CASE(w1_to_w3) {
  check_verified(near_text(net, near, "1/8", 0));
  check_refused(near_text(net, near, "-1/8", 0),
                "$.claim.radius: rule W1: expected a radius >= 0, found \"-1/8\"");
  check_refused(
      near_text(net, network(unit("1", "9/8", "1/8"), "\"0\""), "1/8", 0),
      "$.claim.near: rule W1: expected the shape of $.claim.network, tanh, 2 hidden units, 1 input and 1 "
      "output, found tanh, 1 hidden unit, 1 input and 1 output");
  check_refused(near_text(net, near, "1/9", 0),
                "$.claim.near.units[0].b[0]: rule W2: expected a number that differs by at most the radius "
                "from that of "
                "the network, found \"9/8\" for \"1\"");
  check_refused(near_text(net, changed(near, R"({"a": ["1"])", R"({"a": ["5/4"])"), "1/8", 2),
                "$.claim.near.units[0].a[0]: rule W2");
  check_refused(
      near_text(net,
                changed(near, R"(["1"], "b": ["9/8"], "c": "1/8")", R"(["1"], "b": ["9/8"], "c": "1/4")"),
                "1/8", 2),
      "$.claim.near.units[0].c: rule W2");
  check_verified(near_text(net, changed(near, "1/3 +", "5/12 +"), "1/8", 0));
  check_refused(
      near_text(net, changed(near, "1/3 +", "1/2 +"), "1/8", 0),
      "$.claim.near.d[0]: rule W3: expected the terms of the network and a rational part that differs by at "
      "most the radius, found another rational part");
  check_refused(near_text(net, changed(near, "tanh(2)", "tanh(17/8)"), "1/8", 0), "found other terms");
}

/// W4: any rank from that of "near" on is true.
BOOST_AUTO_TEST_CASE(w4_the_rank) {
  check_verified(near_text(net, near, "1", 5));
  check_refused(
      near_text(net, net, "0", 1),
      "$.claim.rank: rule W4: expected at least the number of groups of \"near\" that stay, 2, found 1");
  Random random(10);
  for (int run = 0; run < 200; ++run) {
    const std::string text =
        random_network(random, random() % 5, 1, 2, random() % 2 == 0 ? "tanh" : "logistic");
    const Network f = tanh_network_of(text);
    // Oriented pairs (b, c), and the sums of their weights.
    std::map<std::pair<mpq_class, mpq_class>, std::pair<mpq_class, mpq_class>> groups;
    for (std::size_t i = 0; i < f.units(); ++i) {
      const mpq_class b = value(f.b_of(i)[0]);
      if (b == 0) continue;
      auto& [first, second] = groups[{abs(b), sgn(b) * value(f.c[i])}];
      first += sgn(b) * value(f.a_of(i)[0]);
      second += sgn(b) * value(f.a_of(i)[1]);
    }
    std::erase_if(groups,
                  [](const auto& group) { return group.second.first == 0 && group.second.second == 0; });
    check_verified(near_text(text, text, "0", groups.size()));
    if (!groups.empty()) check_refused(near_text(text, text, "0", groups.size() - 1), "rule W4");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
