// The kind path broken: B1, B2, and N4 on a segment.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(broken_paths)

/// f_w(t) - f_u = 1/3, and no units but `blank` ones.
std::string broken_by_a_third(const std::string& units, const std::string& d, const std::string& last_d,
                              unsigned long k) {
  const mpq_class third(1, 3), width(mpz_class(1), mpz_class(1) << k);
  const std::string shape = "\"inputs\": 0, \"outputs\": 2";
  return certificate(
      "path broken",
      path(path_vertex(units, d) + ", " + path_vertex(units, last_d), shape) + R"(, "broken": [0])",
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
  check_verified(certificate(
      "path broken",
      path(path_vertex(unit("1", tiny, "0")) + ", " + path_vertex(unit("2", tiny, tiny), "\"tanh(1/7)\"")) +
          R"(, "broken": [0])",
      R"("witness": {"segment": 0, "t": ")" + t + R"(", "x": ["0"], "output": 0, "difference": [")" + tiny +
          R"(", "1/5000000000"]})"));
}

BOOST_AUTO_TEST_CASE(weights_that_cancel_at_t_are_no_weights) {
  // At t = 1 nothing is left of the 10^60000 of the start: w(t) is formed before anything is rounded.
  const std::string huge = "1" + std::string(60'000, '0');
  check_verified(
      certificate("path broken",
                  path(path_vertex(unit(huge, huge, "0")) + ", " + path_vertex(unit("1", "1", "0"))) +
                      R"(, "broken": [0])",
                  R"("witness": {"segment": 0, "t": "1", "x": ["1"], "output": 0, "difference": ["-2)" +
                      std::string(60'000, '0') + R"(", "-1"]})"));
}

BOOST_AUTO_TEST_CASE(place_of_a_long_t) {
  check_refused(certificate("path broken",
                            path(path_vertex("") + ", " + path_vertex("", "\"1\"")) + R"(, "broken": [0])",
                            R"("witness": {"segment": 0, "t": ")" + std::string(1'000'001, '7') + "\"}"),
                "3 C:3:45: $.evidence.witness.t: rule T4: expected at most 1000000 characters");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
