// Segments: S1 to S3 hold where the function stays, and nowhere else, on random pairs of vertices.
#include "certificates/checker/segments.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(segments)

/// The greatest change of the function along the segment, at some points and times.
long double change_along(const Network& u, const Network& w, Random& random) {
  long double greatest = 0;
  for (int run = 0; run < 6; ++run) {
    const std::vector<long double> x = random_point(random, u.inputs);
    for (std::size_t o = 0; o < u.outputs; ++o)
      for (const long double t : {0.31L, 0.73L, 1.0L})
        greatest = std::max(greatest, std::abs(value_at(u, w, t, x, o) - value_at(u, x, o)));
  }
  return greatest;
}

BOOST_AUTO_TEST_CASE(a_segment_holds_where_the_function_stays) {
  Random random(4);
  std::size_t held = 0;
  std::size_t broken = 0;
  for (int run = 0; run < 4000; ++run) {
    const std::size_t inputs = 1 + random() % 2;
    const std::size_t outputs = 1;
    const std::string activation = random() % 3 == 0 ? "logistic" : "tanh";
    const std::string shape = shape_of(inputs, outputs);
    const auto number = [&] { return one_of(random, {"-1", "0", "1"}); };
    // Two units that move from one pair to another with weights p and q, and a third that may change its
    // weight.
    const std::string p = number();
    const std::string q = one_of(random, {"-1", "0", "1"});
    const auto unit_of = [&](const std::string& a, const std::vector<std::string>& b, const std::string& c) {
      return R"({"a": [")" + a + R"("], "b": )" + in_json_list(b) + R"(, "c": ")" + c + "\"}";
    };
    const auto pair = [&] {
      std::vector<std::string> b(inputs);
      for (std::string& x : b) x = number();
      return b;
    };
    const std::vector<std::string> before = pair();
    const std::vector<std::string> after = random() % 4 == 0 ? before : pair();
    const std::string c = number();
    const std::string d = number();
    const std::string third = random_unit(random, inputs, outputs);
    const std::string changed_third = random() % 3 == 0 ? random_unit(random, inputs, outputs) : third;
    const std::string u = unit_of(p, before, c) + ", " + unit_of(q, before, c) + ", " + third;
    const std::string w = unit_of(random() % 4 == 0 ? number() : p, after, d) + ", " +
                          unit_of(random() % 4 == 0 ? number() : q, after, d) + ", " + changed_third;
    const std::string bias = random_bias(random);
    const std::string end = random() % 3 == 0 ? random_bias(random) : bias;
    const Network first = network_of(network(u, "\"" + bias + "\"", shape, activation));
    const Network second = network_of(network(w, "\"" + end + "\"", shape, activation));
    const long double change = change_along(first, second, random);
    const bool is_changed = change > 1e-9L;
    BOOST_REQUIRE_MESSAGE(is_changed || change < 1e-15L, "too near to tell");
    BOOST_REQUIRE_MESSAGE(is_broken(first, second) == is_changed,
                          joined(u, " to ", w, ", ", bias, " to ", end, " ", activation, ": ", change));
    BOOST_REQUIRE_EQUAL(is_broken(second, first), is_changed);
    BOOST_REQUIRE(!is_broken(first, first));
    (is_changed ? broken : held) += 1;
  }
  BOOST_CHECK_GT(held, 300);
  BOOST_CHECK_GT(broken, 300);
}

Stated stated(const std::string& units, const std::string& d) {
  return {network_of(network(units, d)), true, {}};
}

BOOST_AUTO_TEST_CASE(faults) {
  const Network u = network_of(network(unit("1", "1", "0") + ", " + unit("2", "3", "0"), "\"0\""));
  const auto fault = [&](const std::string& units, const std::string& d = "\"0\"") {
    const std::optional<Fault> found = fault_of_segment(u, stated(units, d));
    return found ? joined(found->rule, " ", found->place.key_path, " ", found->message) : "none";
  };
  BOOST_CHECK_EQUAL(fault(unit("1", "1", "0") + ", " + unit("2", "3", "0")), "none");
  BOOST_CHECK_EQUAL(
      fault(unit("1", "1", "0") + ", " + unit("2", "4", "0")),
      "S1 $.units[1] expected units that move together to have weights that add up to 0 at both vertices, "
      "found other sums in output 0");
  BOOST_CHECK_EQUAL(
      fault(unit("1", "1", "0") + ", " + unit("1", "3", "0")),
      "S2 $.units[1] expected units that stay together to have the same sum of weights at both vertices, "
      "found other sums in output 0");
  BOOST_CHECK_EQUAL(
      fault(unit("1", "1", "0") + ", " + unit("2", "3", "0"), "\"1\""),
      "S3 $.d[0] expected d plus the contributions of the units that stay with b = 0 to be in output 0 as "
      "at the vertex before, found another element of K");
}

/// What a vertex does not state has not changed: the place is that of the change, and of the vertex for S3
/// without d.
BOOST_AUTO_TEST_CASE(faults_of_changes) {
  const Network u = network_of(network(unit("1", "1", "0") + ", " + unit("2", "0", "1"), "\"0\""));
  Stated v{network_of(network(unit("1", "0", "1"), "\"0\"")), false, {1}};
  v.net.d.clear();
  std::optional<Fault> found = fault_of_segment(u, v);
  BOOST_REQUIRE(found);
  BOOST_CHECK_EQUAL(found->rule, "S3");
  BOOST_CHECK_EQUAL(found->place.key_path, "$");
  v.units = {0};
  found = fault_of_segment(u, v);
  BOOST_REQUIRE(found);
  BOOST_CHECK_EQUAL(found->rule, "S1");
  BOOST_CHECK_EQUAL(found->place.key_path, "$.changes[0]");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
