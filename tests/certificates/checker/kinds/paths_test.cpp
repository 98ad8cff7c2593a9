// Paths in isopath-check: what is too large for a folder of files, and what may cost no more than its size.
#include <chrono>

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(paths)

std::string path(const std::string& vertices, const std::string& shape = "\"inputs\": 1, \"outputs\": 1",
                 const std::string& activation = "tanh") {
  return "\"path\": {\"activation\": \"" + activation + "\", " + shape + ", \"vertices\": [" + vertices +
         "]}";
}

std::string vertex(const std::string& units, const std::string& d = "\"0\"") {
  return "{\"units\": [" + units + "], \"d\": [" + d + "]}";
}

std::string path_valid(const std::string& vertices) { return certificate("path valid", path(vertices), ""); }

const std::string pair_of_units = unit("1", "1", "0") + ", " + unit("-1", "1", "0");
const std::string moved_pair = unit("1", "2", "1") + ", " + unit("-1", "2", "1");
const std::string valid = path_valid(vertex(pair_of_units) + ", " + vertex(moved_pair));

BOOST_AUTO_TEST_CASE(every_truncation_is_refused) {
  check_verified(valid);
  for (std::size_t length = 0; length < valid.size(); ++length)
    check_refused(valid.substr(0, length), "3 C:");
}

BOOST_AUTO_TEST_CASE(place_of_a_fault) {
  check_refused(
      path_valid(vertex(pair_of_units) + ",\n " + vertex(pair_of_units + "\n, " + unit("0", "0", "0"))),
      "1 C:4:37: $.claim.path.vertices[1].units: rule P1");
  check_refused(
      changed(valid, unit("-1", "2", "1"), "\n" + unit("-1", "2", "2")),
      "1 C:2:191: $.claim.path.vertices[1].units[0]: rule S1: expected units that move together to have "
      "weights that add up to 0 at both vertices, found other sums in output 0");
}

BOOST_AUTO_TEST_CASE(vertices_that_change_little_cost_little) {
  // 100 000 units, and 300 000 vertices of which each states no unit or one.
  std::string units = unit("0", "0", "0");
  for (int i = 1; i < 100'000; ++i) units += ", " + unit("1", std::to_string(i), "0");
  const auto start = std::chrono::steady_clock::now();
  std::string vertices = vertex(units);
  for (int i = 1; i <= 150'000; ++i)
    vertices += R"(, {"changes": [], "d": null}, {"changes": [{"unit": 0, "a": null, "b": null, "c": ")" +
                std::to_string(i) + R"("}], "d": null})";
  check_verified(path_valid(vertices));
  vertices += R"(, {"changes": [{"unit": 99999, "a": null, "b": null, "c": "1"}], "d": null})";
  check_refused(path_valid(vertices), "$.claim.path.vertices[300001].changes[0]: rule S1");
  const std::string broken =
      certificate("path broken", path(vertices) + ", \"broken\": [300000]", "\"witness\": null");
  check_verified(broken);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);  // about 1; an hour if all units were looked at each time
}

BOOST_AUTO_TEST_CASE(groups_with_long_common_beginnings_are_not_quadratic) {
  // 20 000 pairs of units, of which all groups have the same 50 first inputs.
  const std::string shape = "\"inputs\": 51, \"outputs\": 1",
                    same = repeated("\"12345678901234567/2\", ", 50);
  const auto start = std::chrono::steady_clock::now();
  const auto pairs = [&](int c) {
    std::string units;
    for (int i = 0; i < 40'000; ++i)
      units += joined(i > 0 ? ", " : "", R"({"a": [")", i < 20'000 ? 1 : -1, R"("], "b": [)", same, "\"",
                      i % 20'000, R"("], "c": ")", c, "\"}");
    return vertex(units);
  };
  check_verified(certificate("path valid", path(pairs(0) + ", " + pairs(1), shape), ""));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);
}

BOOST_AUTO_TEST_CASE(sums_with_many_denominators_are_not_quadratic) {
  std::string before, after;
  for (int i = 0; i < 10'000; ++i) {
    before += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'000'001 + 2 * i), "1", "0");
    after += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'020'001 - 2 * (i + 1)), "1", "0");
  }
  const auto start = std::chrono::steady_clock::now();
  check_verified(path_valid(vertex(before) + ", " + vertex(after)));
  check_refused(
      path_valid(vertex(before) + ", " + vertex(changed(after, "1/1000000000003\"", "1/1000000000004\""))),
      "rule S2");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);
}

/// f_w(t) - f_u = 1/3, and no units but `blank` ones.
std::string broken_by_a_third(const std::string& units, const std::string& d, const std::string& last_d,
                              unsigned long k) {
  const mpq_class third(1, 3), width(mpz_class(1), mpz_class(1) << k);
  const std::string shape = "\"inputs\": 0, \"outputs\": 2";
  return certificate(
      "path broken", path(vertex(units, d) + ", " + vertex(units, last_d), shape) + R"(, "broken": [0])",
      R"("witness": {"segment": 0, "t": "1/3", "x": [], "output": 1, "difference": [")" +
          mpq_class(third - width).get_str() + "\", \"" + mpq_class(third + width).get_str() + "\"]}");
}

BOOST_AUTO_TEST_CASE(n4_limits_of_paths) {
  const std::string blank = R"({"a": ["0", "0"], "b": [], "c": "0"})";
  check_verified(broken_by_a_third("", R"_("0", "0")_", R"_("0", "1")_", 131'000));
  check_refused(
      broken_by_a_third("", R"_("0", "0")_", R"_("0", "1")_", 140'000),
      "rule N4: expected that 131072 bits, and 2147483648 bits in all for 0 units, terms and inputs");
  // Terms of both outputs count; at t = 1/3 those in tanh(2) cancel in w(t), and that in tanh(3) is there.
  check_refused(broken_by_a_third("", R"_("tanh(1) + tanh(2)", "tanh(1)")_",
                                  R"_("-2*tanh(2) + tanh(3)", "1 + tanh(1)")_", 140'000),
                "2147483648 bits in all for 6 units, terms and inputs");
  const std::string most = blank + repeated(", " + blank, 32'767);  // 2^15, and as many of w(t)
  check_verified(broken_by_a_third(most, R"_("0", "0")_", R"_("0", "1")_", 20'000));
  check_refused(broken_by_a_third(most, R"_("0", "tanh(1)")_", R"_("0", "1 + tanh(1)")_", 20'000),
                "2147483648 bits in all for 65538 units, terms and inputs");
}

BOOST_AUTO_TEST_CASE(numbers_of_a_witness_may_be_long) {
  // Numbers of the vertices and of the interval have 10^6 characters, t has 100.
  const std::string tiny = "1/1" + std::string(999'997, '0');
  const std::string t = "1/1" + std::string(97, '0');
  check_verified(
      certificate("path broken",
                  path(vertex(unit("1", tiny, "0")) + ", " + vertex(unit("2", tiny, tiny), "\"tanh(1/7)\"")) +
                      R"(, "broken": [0])",
                  R"("witness": {"segment": 0, "t": ")" + t +
                      R"(", "x": ["0"], "output": 0, "difference": [")" + tiny + R"(", "1/5000000000"]})"));
}

BOOST_AUTO_TEST_CASE(weights_that_cancel_at_t_are_no_weights) {
  // At t = 1 nothing is left of the 10^60000 of the start: w(t) is formed before anything is rounded.
  const std::string huge = "1" + std::string(60'000, '0');
  check_verified(certificate(
      "path broken",
      path(vertex(unit(huge, huge, "0")) + ", " + vertex(unit("1", "1", "0"))) + R"(, "broken": [0])",
      R"("witness": {"segment": 0, "t": "1", "x": ["1"], "output": 0, "difference": ["-2)" +
          std::string(60'000, '0') + R"(", "-1"]})"));
}

BOOST_AUTO_TEST_CASE(place_of_a_long_t) {
  check_refused(
      certificate("path broken", path(vertex("") + ", " + vertex("", "\"1\"")) + R"(, "broken": [0])",
                  R"("witness": {"segment": 0, "t": ")" + std::string(1'000'001, '7') + "\"}"),
      "3 C:3:45: $.evidence.witness.t: rule T4: expected at most 1000000 characters");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
