// The kind inequivalent: N1 to N3, and that both parts of the evidence are checked.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(inequivalence)

BOOST_AUTO_TEST_CASE(n2_sums) {
  const std::string a = network(unit("1", "1", "0") + "," + unit("1", "-1", "0"), "\"0\""),
                    none = network("", "\"0\"");
  check_refused(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", "null"),
                "$.evidence.algebra.pair: rule N2: expected different sums");
  check_verified(inequivalent(changed(a, R"(["1"], "b": ["-1"])", R"(["2"], "b": ["-1"])"), none,
                              R"({"b": ["1"], "c": "0"})", "null"));
}

BOOST_AUTO_TEST_CASE(n4_both_parts_are_checked) {
  const std::string a = network(unit("1", "1", "0"), "\"0\""), none = network("", "\"0\"");
  check_verified(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", witness_text("1", "3/4", "4/5")));
  check_refused(inequivalent(a, none, R"({"b": ["2"], "c": "0"})", witness_text("1", "3/4", "4/5")),
                "rule N2");
  check_refused(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", witness_text("1", "4/5", "5/6")),
                "rule N4");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
