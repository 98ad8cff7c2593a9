// Networks in certificates and in files: shapes, places, the map to tanh, oriented pairs, and each refusal.
#include "certificates/checker/network.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(networks_as_read)

const std::string two_units =
    network(unit("1", "1", "0") + ", " + unit("2", "0", "-1/2"), "\"1/3 + tanh(2)\"");

BOOST_AUTO_TEST_CASE(a_network_is_read) {
  const Network net = network_of(two_units);
  BOOST_CHECK_EQUAL(net.shape(), "tanh, 2 hidden units, 1 input and 1 output");
  BOOST_CHECK_EQUAL(net.units(), 2);
  BOOST_CHECK_EQUAL(net.a_of(1)[0], "2");
  BOOST_CHECK_EQUAL(net.b_of(1)[0], "0");
  BOOST_CHECK_EQUAL(net.c[1], "-1/2");
  BOOST_CHECK_EQUAL(net.place_of_unit(1, ".c").key_path, "$.units[1].c");
  BOOST_CHECK_EQUAL(net.place_of_unit(1).offset, two_units.find(unit("2", "0", "-1/2")));
  BOOST_CHECK_EQUAL(net.place_of_output(0).key_path, "$.d[0]");
  BOOST_CHECK_EQUAL(net.place_of_output(0).offset, two_units.find("1/3"));
  BOOST_CHECK_EQUAL(counted(1, "unit") + ", " + counted(0, "unit") + ", " + counted(2, "unit"),
                    "1 unit, 0 units, 2 units");
}

BOOST_AUTO_TEST_CASE(what_is_no_network) {
  const auto check = [](const std::string& old, const std::string& text, const std::string& reason) {
    const std::string found = refusal_of([&] { network_of(changed(two_units, old, text)); });
    BOOST_CHECK_MESSAGE(found.starts_with("3 N:1:") && found.find(reason) != std::string::npos, found);
  };
  check("\"tanh\"", "\"relu\"", "rule T1: expected \"tanh\" or \"logistic\", found \"relu\"");
  check("\"outputs\": 1", "\"outputs\": 0", "rule T4: expected at least 1 output, found 0");
  check("\"inputs\": 1", "\"inputs\": 1000001", "rule T4: expected at most 1000000, found \"1000001\"");
  check("\"inputs\": 1", "\"inputs\": 2", "$.units[0].b: rule T4: expected 2 entries, found 1");
  check("\"d\": [\"1/3 + tanh(2)\"]", "\"d\": []", "$.d: rule T4: expected 1 entries, found 0");
  check("\"-1/2\"", "\"-2/4\"",
        "$.units[1].c: rule T2: expected an integer or p/q in lowest terms, in canonical notation, found "
        "\"-2/4\"");
  check("\"-1/2\"", "-1", "rule T2: expected a rational in a string, found \"-1\"");
  check("\"1/3 + tanh(2)\"", "1", "rule T2: expected a sum in a string, found \"1\"");
  check("1/3 + tanh(2)", "tanh(2) + 1/3",
        "$.d[0]: rule T2: expected a sum in canonical notation, found \"tanh(2) + 1/3\": it should be \"1/3 "
        "+ tanh(2)\"");
  check("1/3 + tanh(2)", "1e1",
        "rule T2: expected a sum in canonical notation, found \"1e1\": it has another character");
}

/// sigma(z) = 1/2 + tanh(z/2)/2: the function of the network that it stands for is the same, d + sum a
/// included.
BOOST_AUTO_TEST_CASE(the_map_to_tanh_keeps_the_function) {
  Random random(5);
  for (int run = 0; run < 300; ++run) {
    const std::string text = random_network(random, 1 + random() % 3, 2, 1, "logistic");
    const Network net = network_of(text);
    Network mapped = tanh_network_of(text);
    BOOST_CHECK(mapped.is_logistic);
    long double more = 0;
    for (std::size_t i = 0; i < mapped.units(); ++i) more += number(mapped.a_of(i)[0]);
    mapped.is_logistic = false;
    const std::vector<long double> x = random_point(random, 2);
    BOOST_REQUIRE_SMALL(static_cast<double>(value_at(mapped, x, 0) + more - value_at(net, x, 0)), 1e-15);
  }
}

BOOST_AUTO_TEST_CASE(the_same_pair_is_the_same_function_but_for_sign) {
  Random random(6);
  std::size_t same = 0;
  for (int run = 0; run < 2000; ++run) {
    const Network f = tanh_network_of(network(random_unit(random, 2, 1), "\"0\"", shape_of(2, 1)));
    const Network g = tanh_network_of(network(random_unit(random, 2, 1), "\"0\"", shape_of(2, 1)));
    if (f.orientation[0] == 0 || g.orientation[0] == 0) continue;
    bool is_same = true;
    bool is_turned = true;
    const auto look = [&](Rational x, Rational y) {
      is_same = is_same && value(x) == value(y);
      is_turned = is_turned && value(x) == -value(y);
    };
    for (std::size_t k = 0; k < 2; ++k) look(f.b_of(0)[k], g.b_of(0)[k]);
    look(f.c[0], g.c[0]);
    BOOST_REQUIRE_EQUAL(same_pair(f, 0, g, 0), is_same || is_turned);
    same += is_same || is_turned ? 1U : 0U;
    BOOST_REQUIRE_EQUAL(have_same_numbers(f, g), f.a == g.a && is_same);
  }
  BOOST_CHECK_GT(same, 50);
}

BOOST_AUTO_TEST_CASE(path_files) {
  const std::string vertex = R"({"units": [{"a": [1], "b": [1], "c": 0}], "d": [0]})";
  const auto file = [](const std::string& vertices) {
    return Source{
        "F", R"({"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, )"
             R"("vertices": [)" +
                 vertices + "]}"};
  };
  TextStore store;
  const Source good = file(vertex + ", " + vertex);
  BOOST_CHECK_EQUAL(read_json_path(good, store).size(), 2);
  BOOST_CHECK(is_json_path(good));
  BOOST_CHECK(!is_json_path({"F", file_text("1")}));
  BOOST_CHECK(!is_json_path({"F", R"({"format": 1})"}));
  const Source none = file("");
  BOOST_CHECK_NE(
      refusal_of([&] { read_json_path(none, store); }).find("$.vertices: expected a vertex, found none"),
      std::string::npos);
  const Source uneven = file(vertex + R"(, {"units": [], "d": [0]})");
  BOOST_CHECK_NE(
      refusal_of([&] { read_json_path(uneven, store); }).find("expected 1 unit as in vertex 0, found 0"),
      std::string::npos);
  const Source other{"F", changed(file_text("1"), "\"version\": 1", "\"version\": 2")};
  BOOST_CHECK_NE(refusal_of([&] {
                   read_json_network(other, store);
                 }).find("$.version: expected version 1, found another"),
                 std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
