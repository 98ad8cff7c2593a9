#include "certificates/format/evidence.hpp"

#include <boost/test/unit_test.hpp>

#include "certificates/format/reader.hpp"
#include "tests/exact/random_numbers.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

const std::string of_pair =
    R"({"format": "isopath-certificate", "version": 1, "kind": "inequivalent", "claim": {
  "a": {"activation": "tanh", "inputs": 2, "outputs": 1, "units": [], "d": [0]},
  "b": {"activation": "tanh", "inputs": 2, "outputs": 1, "units": [], "d": [0]}}, "evidence": )";
const std::string of_path =
    R"({"format": "isopath-certificate", "version": 1, "kind": "path broken", "claim": {"path":
  {"activation": "tanh", "inputs": 2, "outputs": 1, "vertices": [{"units": [], "d": [0]}, {"units": [], "d": [1]}]}},
  "evidence": )";

Certificate read(const std::string& start, const std::string& evidence) {
  return read_certificate(Source::of("c.json", start + evidence + "}"));
}

/// The witness of evidence as it stands in certificates of either kind.
StatedWitness witness(const std::string& start, const std::string& text, std::size_t inputs = 2) {
  const Certificate certificate = read(start, R"({"algebra": {}, "witness": )" + text + " }");
  BOOST_TEST_REQUIRE(certificate.evidence.stated_witness.value.has_value());
  return read_witness(certificate.source, *certificate.evidence.stated_witness.value, inputs);
}

const std::string good = R"({"x": ["1/2", "-3"], "output": 0, "difference": ["1", "2"]})";

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence)

BOOST_AUTO_TEST_CASE(absent_null_or_there) {
  const Certificate absent = read(of_pair, "{}");
  BOOST_CHECK(absent.evidence.is_there && !absent.evidence.stated_witness.is_there);
  const Certificate null = read(of_pair, R"({"witness": null})");
  BOOST_CHECK(null.evidence.stated_witness.is_there && !null.evidence.stated_witness.value);
  const Certificate left_out =
      read_certificate(Source::of("c.json", of_pair.substr(0, of_pair.rfind(", \"evidence\"")) + "}"));
  BOOST_CHECK(!left_out.evidence.is_there);
}

/// In a text whose vertices are pieces places are those in the source, not in the skeleton.
BOOST_AUTO_TEST_CASE(a_witness_is_found_in_its_place) {
  for (const std::string& start : {of_pair, of_path}) {
    const StatedWitness found = witness(start, good);
    BOOST_TEST(found.x == (std::vector<Rational>{Rational::fraction(1, 2), Rational(-3)}));
    BOOST_TEST(found.output == 0U);
    BOOST_TEST(found.lower == Rational(1));
    BOOST_TEST(found.upper == Rational(2));
  }
  BOOST_TEST(witness(of_path, R"({"segment": 0, "t": "1/2", "x": ["7", "8"], "output": 0,
    "difference": ["1", "2"]})")
                 .x.back() == Rational(8));
}

BOOST_AUTO_TEST_CASE(a_witness_within_other_evidence_is_counted_only) {
  const Certificate certificate = read(of_pair, R"({"algebra": {"witness": )" + good + "}}");
  BOOST_TEST(certificate.evidence.witness == 5U);
  BOOST_CHECK(!certificate.evidence.stated_witness.is_there);
}

BOOST_AUTO_TEST_CASE(refusals) {
  const std::pair<std::string, std::string> bad[] = {
      {R"([1])", "expected an object"},
      {R"("1")", "expected"},
      {R"({})", "expected key 'x', found none"},
      {R"({"x": ["1"], "output": 0, "difference": ["1", "2"]})", "expected 2 numbers, found 1"},
      {R"({"x": ["1", "2", "3"], "output": 0, "difference": ["1", "2"]})", "expected 2 numbers, found more"},
      {R"({"x": ["1", "2"], "output": -1, "difference": ["1", "2"]})", "expected an integer"},
      {R"({"x": ["1", "2"], "output": 0, "difference": ["1"]})", "expected 2 numbers, found 1"},
      {R"({"x": ["1", "2"], "output": 0})", "expected key 'difference', found none"},
      {R"({"x": ["1", "1e9"], "output": 0, "difference": ["1", "2"]})",
       "expected a number in canonical notation"},
      {R"({"x": ["1", 2], "output": 0, "difference": ["1", "2"]})",
       "expected a number in canonical notation"},
      {R"({"x": ["1", "2"], "output": 0, "difference": ["1", "2"], "y": 0})", "found key 'y'"}};
  for (const auto& each : bad) {
    const std::string message = each.second;
    BOOST_TEST_CONTEXT(each.first) {
      BOOST_CHECK_EXCEPTION(witness(of_path, each.first), InputError, [&](const InputError& error) {
        BOOST_TEST_MESSAGE(error.what());
        return error.kind == InputError::Kind::malformed &&
               std::string(error.what()).starts_with("c.json:3:") &&
               std::string(error.what()).find(message) != std::string::npos;
      });
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
