// The kinds canonical, equivalent and not connected: a good or bad case per rule, in one step each.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(networks)

BOOST_AUTO_TEST_CASE(m1_logistic_is_halved) {
  const std::string logistic = network(unit("2", "4", "-6") + ", " + unit("1", "0", "2"), "\"1\"",
                                       "\"inputs\": 1, \"outputs\": 1", "logistic");
  const std::string tanh = network(unit("-1", "-2", "3"), "\"5/2 + 1/2*tanh(1)\"");
  check_verified(equivalent(logistic, tanh, "0, null", "0"));
  check_refused(equivalent(logistic, changed(tanh, "5/2", "3/2"), "0, null", "0"),
                "1 C:3:112: $.claim.b.d[0]: rule E4");
  check_refused(equivalent(logistic, changed(tanh, "\"-2\"", "\"-4\""), "0, null", "0"),
                "$.evidence.groups.b[0]: rule G2");
  check_refused(equivalent(logistic, changed(tanh, "\"-1\"", "\"-2\""), "0, null", "0"),
                "$.claim.a.units[0].a[0]: rule E3");
}

BOOST_AUTO_TEST_CASE(m2_orientation_is_by_the_first_entry_that_is_not_0) {
  const std::string shape = "\"inputs\": 2, \"outputs\": 1";
  const std::string a = network(R"({"a": ["1"], "b": ["0", "-2"], "c": "3"})", "\"0\"", shape);
  const std::string b = network(R"({"a": ["-1"], "b": ["0", "2"], "c": "-3"})", "\"0\"", shape);
  check_verified(equivalent(a, b, "0", "0"));
  check_refused(equivalent(a, changed(b, "\"-3\"", "\"3\""), "0", "0"), "$.evidence.groups.b[0]: rule G2");
}

BOOST_AUTO_TEST_CASE(m3_constant_units) {
  const std::string none = network("", "\"0\"");
  check_verified(equivalent(network(unit("5", "0", "0"), "\"0\""), none, "null", ""));
  check_verified(equivalent(network(unit("5", "0", "1/2") + "," + unit("5", "0", "-1/2"), "\"0\""), none,
                            "null, null", ""));
  check_refused(equivalent(network(unit("5", "0", "1/2") + "," + unit("4", "0", "-1/2"), "\"0\""), none,
                           "null, null", ""),
                "$.claim.b.d[0]: rule E4");
}

BOOST_AUTO_TEST_CASE(e3_sums_of_many) {
  std::string units, groups;
  for (int i = 1; i <= 50; ++i)
    units += joined(i > 1 ? "," : "", unit(joined("1/", i + 1), i % 2 == 0 ? "1" : "-1", "0")),
        groups += i > 1 ? ", 0" : "0";
  mpq_class sum;
  for (int i = 1; i <= 50; ++i) sum += mpq_class(i % 2 == 0 ? 1 : -1, i + 1);
  const std::string many = network(units, "\"0\"");
  check_verified(equivalent(many, network(unit(sum.get_str(), "1", "0"), "\"0\""), groups, "0"));
  sum += mpq_class(mpz_class(1), mpz_class(1) << 200U);
  check_refused(equivalent(many, network(unit(sum.get_str(), "1", "0"), "\"0\""), groups, "0"),
                "1 C:2:76: $.claim.a.units[0].a[0]: rule E3");
}

BOOST_AUTO_TEST_CASE(e2_two_groups_with_one_pair) {
  const std::string two = network(unit("1", "1", "0") + "," + unit("2", "1", "0"), "\"0\"");
  check_verified(equivalent(two, two, "0, 1", "0, 1"));
  check_verified(equivalent(two, two, "0, 0", "0, 0"));
  check_refused(equivalent(two, two, "0, 1", "1, 0"), "rule E3");
}

BOOST_AUTO_TEST_CASE(c3_order_is_of_rationals_not_of_texts) {
  const auto canonical = [](const std::string& first, const std::string& second) {
    const std::string net = network(unit("1", first, "0") + "," + unit("1", second, "0"), "\"0\"");
    return certificate("canonical", "\"network\": " + net + ", \"canonical\": " + net + ", \"rank\": 2",
                       "\"groups\": [0, 1]");
  };
  check_verified(canonical("9", "10"));
  check_verified(canonical("1/3", "1/2"));
  check_verified(canonical("1/18446744073709551616", "1/18446744073709551615"));
  check_refused(canonical("10", "9"), "$.claim.canonical.units[1]: rule C3");
  check_refused(canonical("1/2", "1/3"), "$.claim.canonical.units[1]: rule C3");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
