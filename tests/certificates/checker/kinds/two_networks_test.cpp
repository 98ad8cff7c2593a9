// The claim of two networks: read, compared in shape, and mapped to tanh.
#include "certificates/checker/kinds/two_networks.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(two_networks)

std::string outcome_with(const std::string& a, const std::string& b, Report& report) {
  const Source source{"C", "{\"claim\": {\"a\": " + a + ", \"b\": " + b + "}, \"evidence\": {}}"};
  TextStore store;
  Network first;
  Network second;
  Reader in(source);
  in.open_object();
  return refusal_of([&] {
    read_two_networks(in, "I1", {}, report, store, first, second);
    BOOST_CHECK_EQUAL(first.a[0], "1");  // 2, halved
    BOOST_CHECK_EQUAL(second.a[0], "2");
    BOOST_CHECK_EQUAL(first.orientation[0], -1);
    in.open_object();
    in.close_object();
  });
}

BOOST_AUTO_TEST_CASE(the_claim) {
  Report report;
  const std::string logistic = network(unit("2", "-2", "0"), "\"0\"", shape_of(1, 1), "logistic");
  const std::string tanh = network(unit("2", "-2", "0"), "\"0\"");
  BOOST_CHECK_EQUAL(outcome_with(logistic, tanh, report), "nothing");
  const std::vector<std::string> lines{
      "network a: logistic, 1 hidden unit, 1 input and 1 output; compared with no file",
      "network b: tanh, 1 hidden unit, 1 input and 1 output; compared with no file"};
  BOOST_CHECK(report.lines == lines);
  const std::string wide = network("", "\"0\"", shape_of(2, 1));
  BOOST_CHECK_EQUAL(
      outcome_with(tanh, wide, report),
      "1 C:1:133: $.claim.b: rule I1: expected the inputs and outputs of $.claim.a, tanh, 1 hidden unit, 1 "
      "input and 1 output, found tanh, 0 hidden units, 2 inputs and 1 output");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
