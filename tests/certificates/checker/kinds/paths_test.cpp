// Paths in isopath-check: what is too large for a folder of files, and what may cost no more than its size.

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(paths)

std::string path_valid(const std::string& vertices) { return certificate("path valid", path(vertices), ""); }

const std::string pair_of_units = unit("1", "1", "0") + ", " + unit("-1", "1", "0");
const std::string moved_pair = unit("1", "2", "1") + ", " + unit("-1", "2", "1");
const std::string valid = path_valid(path_vertex(pair_of_units) + ", " + path_vertex(moved_pair));

BOOST_AUTO_TEST_CASE(every_truncation_is_refused) {
  check_verified(valid);
  for (std::size_t length = 0; length < valid.size(); ++length)
    check_refused(valid.substr(0, length), "3 C:");
}

BOOST_AUTO_TEST_CASE(place_of_a_fault) {
  check_refused(path_valid(path_vertex(pair_of_units) + ",\n " +
                           path_vertex(pair_of_units + "\n, " + unit("0", "0", "0"))),
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
  const double start = cpu_seconds();
  std::string vertices = path_vertex(units);
  for (int i = 1; i <= 150'000; ++i)
    vertices += R"(, {"changes": [], "d": null}, {"changes": [{"unit": 0, "a": null, "b": null, "c": ")" +
                std::to_string(i) + R"("}], "d": null})";
  check_verified(path_valid(vertices));
  vertices += R"(, {"changes": [{"unit": 99999, "a": null, "b": null, "c": "1"}], "d": null})";
  check_refused(path_valid(vertices), "$.claim.path.vertices[300001].changes[0]: rule S1");
  const std::string broken =
      certificate("path broken", path(vertices) + ", \"broken\": [300000]", "\"witness\": null");
  check_verified(broken);
  BOOST_CHECK_LT(cpu_seconds() - start, 20);  // about 1; an hour if all units were looked at each time
}

BOOST_AUTO_TEST_CASE(groups_with_long_common_beginnings_are_not_quadratic) {
  // 20 000 pairs of units, of which all groups have the same 50 first inputs.
  const std::string shape = "\"inputs\": 51, \"outputs\": 1",
                    same = repeated("\"12345678901234567/2\", ", 50);
  const double start = cpu_seconds();
  const auto pairs = [&](int c) {
    std::string units;
    for (int i = 0; i < 40'000; ++i)
      units += joined(i > 0 ? ", " : "", R"({"a": [")", i < 20'000 ? 1 : -1, R"("], "b": [)", same, "\"",
                      i % 20'000, R"("], "c": ")", c, "\"}");
    return path_vertex(units);
  };
  check_verified(certificate("path valid", path(pairs(0) + ", " + pairs(1), shape), ""));
  BOOST_CHECK_LT(cpu_seconds() - start, 20);
}

BOOST_AUTO_TEST_CASE(sums_with_many_denominators_are_not_quadratic) {
  std::string before, after;
  for (int i = 0; i < 10'000; ++i) {
    before += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'000'001 + 2 * i), "1", "0");
    after += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'020'001 - 2 * (i + 1)), "1", "0");
  }
  const double start = cpu_seconds();
  check_verified(path_valid(path_vertex(before) + ", " + path_vertex(after)));
  check_refused(path_valid(path_vertex(before) + ", " +
                           path_vertex(changed(after, "1/1000000000003\"", "1/1000000000004\""))),
                "rule S2");
  BOOST_CHECK_LT(cpu_seconds() - start, 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
