#include "certificates/format/reader.hpp"

#include <array>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "verify/networks/error.hpp"
#include "verify/networks/identity.hpp"

using namespace isopath;
namespace data = boost::unit_test::data;

namespace {

/// As a person may write it: keys in any order, numbers in any notation, changes of which some change
/// nothing.
const std::string path_draft =
    R"json({"kind": "distance", "evidence": {"lower": {"argument": "table", "layers": [["+()", "Z(1)"], []]}},
 "claim": {"lower": 2, "path": {
  "vertices": [
   {"d": [0.25], "units": [{"c": 0, "a": [1], "b": ["0x1p1"]}, {"a": ["0"], "b": ["10/2"], "c": 1}]},
   {"changes": [{"b": [-2.0], "unit": 1, "c": "0"}, {"unit": 0, "a": null, "c": "0.0"}]},
   {"d": ["1/4"], "changes": []},
   {"units": [{"a": [1], "b": ["2"], "c": 0}, {"a": ["0"], "b": ["7"], "c": 1}], "d": ["0.25 + tanh(1)"]}
  ],
  "outputs": 1, "inputs": 1, "activation": "tanh"}},
 "version": 1, "format": "isopath-certificate"}
)json";

const std::string pair_draft =
    R"json({"format": "isopath-certificate", "version": 1, "kind": "difference bound",
 "claim": {
  "a": {"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": [], "d": [0.5]},
  "b": {"activation": "tanh", "inputs": 1, "outputs": 1, "units": [], "d": [0.1], "numbers": "binary32"},
  "domain": [[null, "2.5e-1"]], "lower": 0.25, "upper": null}}
)json";

const std::string diameter_draft = R"json({"format": "isopath-certificate", "version": 1, "kind": "diameter",
 "claim": {"pair": [{"units": [], "d": ["1"]}, {"d": [1], "units": []}], "upper": null,
  "network": {"activation": "logistic", "inputs": 0, "outputs": 1, "units": [], "d": ["1"]}}}
)json";

const std::string near_draft = R"json({"format": "isopath-certificate", "version": 1, "kind": "near",
 "claim": {"network": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": ["1"]},
  "near": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": ["1"]},
  "radius": "1/2", "rank": 0}, "evidence": null}
)json";

Certificate read(const std::string& text) { return read_certificate(Source::of("c.json", text)); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the good text has no " << from);
  return text.replace(at, from.size(), to);
}

Model model(std::initializer_list<std::array<const char*, 3>> units, const TanhSum& d) {
  Network network(1, 1);
  for (const auto& [a, b, c] : units) {
    const auto row = network.append_unit();
    row[0] = network.numbers.add(Rational(std::stol(b)));
    row[1] = network.numbers.add(Rational(std::stol(c)));
    row[2] = network.numbers.add(Rational(std::stol(a)));
  }
  network.d[0] = d;
  return {Activation::tanh, std::move(network)};
}

struct Fault {
  const std::string& good;
  std::string from;
  std::string to;
  std::string message;  // the beginning of it
  InputError::Kind kind = InputError::Kind::malformed;
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.message; }

const Fault faults[] = {
    {path_draft, "isopath-certificate", "isopath-path",
     "c.json:10:26: $.format: expected 'isopath-certificate', found 'isopath-path'"},
    {path_draft, "\"version\": 1", "\"version\": 2", "c.json:10:13: $.version: expected version 1"},
    {path_draft, "\"distance\"", "\"nearness\"",
     "c.json:1:10: $.kind: expected a kind of certificate that is known, found 'nearness'",
     InputError::Kind::not_treated},
    {path_draft, "\"kind\": \"distance\", ", "", "c.json:1:1: $: expected key 'kind', found none"},
    {path_draft, "\"evidence\"", "\"proof\"",
     "c.json:1:22: $: expected one of the keys format, version, kind, claim, evidence, found key 'proof'"},
    {path_draft, "\"kind\"", "\"version\": 1, \"kind\"",
     "c.json:10:2: $: expected each key once, found 'version' again"},
    {path_draft, "Z(1)\"", "Z(1)\\x\"", "c.json:1:"},
    {path_draft, "[]]}", "[], nul]}", "c.json:1:"},
    {path_draft, "\"lower\": 2", "\"broken\": []",
     "c.json:2:12: $.claim: expected one of the keys path, lower, upper, found key 'broken'"},
    {path_draft, "\"lower\": 2", "\"lower\": -2",
     "c.json:2:21: $.claim.lower: expected an integer from 0 to 1000000000000000000, found '-2'"},
    {path_draft, "\"outputs\": 1", "\"outputs\": 0",
     "c.json:9:14: $.claim.path.outputs: expected at least 1 output"},
    {path_draft, "\"inputs\": 1, ", "", "c.json:2:32: $.claim.path: expected key 'inputs', found none"},
    {path_draft, "\"c\": 1}]}", "\"c\": 1}], \"changes\": []}",
     "c.json:4:4: $.claim.path.vertices[0]: expected \"units\" or \"changes\", found both"},
    {path_draft,
     "\"units\": [{\"c\": 0, \"a\": [1], \"b\": [\"0x1p1\"]}, {\"a\": [\"0\"], \"b\": [\"10/2\"], \"c\": 1}]",
     "\"changes\": []",
     "c.json:4:4: $.claim.path.vertices[0]: expected vertex 0 in full (\"units\"), found \"changes\""},
    {path_draft, ", \"changes\": []", "",
     "c.json:6:4: $.claim.path.vertices[2]: expected \"units\" or \"changes\", found neither"},
    {path_draft, "\"d\": [0.25], ", "", "c.json:4:4: $.claim.path.vertices[0]: expected key 'd', found none"},
    {path_draft, "\"unit\": 1", "\"unit\": 2",
     "c.json:5:39: $.claim.path.vertices[1].changes[0].unit: expected a unit below 2, found 2"},
    {path_draft, "\"unit\": 1", "\"unit\": 0",
     "c.json:5:62: $.claim.path.vertices[1].changes[1].unit: expected each unit once, found unit 0 again"},
    {path_draft, ", \"unit\": 1", "",
     "c.json:5:17: $.claim.path.vertices[1].changes[0]: expected key 'unit', found none"},
    {path_draft, "[-2.0]", "[-2.0, 1]",
     "c.json:5:30: $.claim.path.vertices[1].changes[0].b: expected 1 numbers, found more"},
    {path_draft, "[-2.0]", "[-2.]",
     "c.json:5:24: $.claim.path.vertices[1].changes[0].b[0]: expected a number"},
    {path_draft, "\"a\": null", "\"e\": null",
     "c.json:5:65: $.claim.path.vertices[1].changes[1]: expected one of the keys a, b, c, unit, found key "
     "'e'"},
    {path_draft, "\"format\": \"isopath-certificate\"}", "\"format\": \"isopath-certificate\"} x",
     "c.json:10:49: $"},
    {pair_draft, "isopath-network", "isopath-path",
     "c.json:3:19: $.claim.a.format: expected 'isopath-network', found 'isopath-path'"},
    {pair_draft, "\"inputs\": 1, \"outputs\": 1, \"units\": [], \"d\": [0.1]",
     "\"inputs\": 2, \"outputs\": 1, \"units\": [], \"d\": [0.1]",
     "c.json:2:11: $.claim: expected networks of one shape (inputs: 1, outputs: 1), found inputs: 2, "
     "outputs: 1"},
    {pair_draft, "[[null, \"2.5e-1\"]]", "[]",
     "c.json:2:11: $.claim: expected a range for each of 1 inputs in \"domain\", found 0"},
    {pair_draft, "[[null, \"2.5e-1\"]]", "[[1, \"2.5e-1\"]]",
     "c.json:5:14: $.claim.domain[0]: expected a lower end that is not above the upper one"},
    {pair_draft, "[[null, \"2.5e-1\"]]", "[[1]]", "c.json:5:14: $.claim.domain[0]: expected 2 ends, found 1"},
    {pair_draft, "[[null, \"2.5e-1\"]]", "[[1, 2, 3]]",
     "c.json:5:14: $.claim.domain[0]: expected 2 ends, found more"},
    {pair_draft, "0.25,", "-0.25,",
     "c.json:5:42: $.claim.lower: expected a number of at least 0, found less"},
    {pair_draft, "0.25,", "\"1/0\",", "c.json:5:45: $.claim.lower: "},
    {diameter_draft, "{\"d\": [1], \"units\": []}]", "{\"d\": [1]}]",
     "c.json:2:48: $.claim.pair[1]: expected key 'units', found none"},
    {diameter_draft, ", {\"d\": [1], \"units\": []}]", "]",
     "c.json:2:20: $.claim.pair: expected 2 members, found 1"},
    {diameter_draft, "[]}],", "[]}, 1],", "c.json:2:20: $.claim.pair: expected 2 members, found more"},
    {near_draft, "\"rank\"", "\"rank\": 1, \"rank\"",
     "c.json:4:31: $.claim: expected each key once, found 'rank' again"},
    {near_draft, "\"radius\": \"1/2\", ", "", "c.json:2:11: $.claim: expected key 'radius', found none"},
    {near_draft, "\"near\": {\"activation\": \"tanh\"", "\"near\": {\"activation\": \"logistic\"",
     "c.json:2:11: $.claim: expected \"near\" of the activation and the width of \"network\", found another"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(certificate_reader)

BOOST_AUTO_TEST_CASE(a_path_as_a_person_writes_it) {
  const Certificate certificate = read(path_draft);
  BOOST_CHECK(certificate.kind == CertificateKind::distance);
  BOOST_CHECK_EQUAL(certificate.evidence.argument, "table");
  BOOST_CHECK_EQUAL(certificate.evidence.classes, 2U);
  const auto& claim = std::get<PathClaim>(certificate.claim);
  BOOST_CHECK(claim.lower == std::size_t{2});
  BOOST_CHECK(!claim.upper);
  const TanhSum quarter = Rational::fraction(1, 4);
  const Model expected[] = {model({{"1", "2", "0"}, {"0", "5", "1"}}, quarter),
                            model({{"1", "2", "0"}, {"0", "-2", "0"}}, quarter),
                            model({{"1", "2", "0"}, {"0", "-2", "0"}}, quarter),
                            model({{"1", "2", "0"}, {"0", "7", "1"}},
                                  TanhSum(Rational::fraction(1, 4), {{Rational(1), Rational(1)}}))};
  BOOST_REQUIRE_EQUAL(claim.path->vertices(), 4U);
  for (const std::size_t k : {0U, 1U, 2U, 3U, 2U, 0U, 3U, 1U, 1U})
    BOOST_TEST_CONTEXT("vertex " << k) BOOST_CHECK(!first_difference(claim.path->vertex(k), expected[k]));
  BOOST_CHECK_EQUAL(claim.path->place(2), "c.json:6:4: $.claim.path.vertices[2]");
}

BOOST_AUTO_TEST_CASE(what_is_left_out_is_not_made_up) {
  const Certificate certificate = read(pair_draft);
  const auto& bound = std::get<BoundClaim>(certificate.claim);
  BOOST_CHECK(bound.upper.is_there && !bound.upper.value);
  BOOST_CHECK(bound.lower == Rational::fraction(1, 4));
  BOOST_CHECK(!bound.domain->front().lower && bound.domain->front().upper == Rational::fraction(1, 4));
  BOOST_CHECK(bound.b.stated().d[0] == TanhSum(Rational::fraction(13421773, 134217728)));
  const Certificate without = read(replaced(pair_draft, ", \"lower\": 0.25, \"upper\": null", ""));
  BOOST_CHECK(!std::get<BoundClaim>(without.claim).upper.is_there);
  BOOST_CHECK(!std::get<BoundClaim>(without.claim).lower);
  const Certificate diameter = read(diameter_draft);
  const auto& claim = std::get<DiameterClaim>(diameter.claim);
  BOOST_CHECK(claim.upper.is_there && !claim.upper.value && !claim.rank && !claim.lower);
  BOOST_CHECK_EQUAL(claim.pair.size(), 2U);
  BOOST_CHECK(claim.pair[1].activation() == Activation::logistic);
  BOOST_CHECK(std::get<NearClaim>(read(near_draft).claim).rank == std::size_t{0});
}

BOOST_DATA_TEST_CASE(refusals, data::make(faults), fault) {
  try {
    const Certificate certificate = read(replaced(fault.good, fault.from, fault.to));
    if (const auto* claim = std::get_if<PathClaim>(&certificate.claim))
      for (std::size_t k = 0; k < claim->path->vertices(); ++k) claim->path->vertex(k);
    BOOST_ERROR("expected a refusal");
  } catch (const InputError& error) {
    const std::string message = error.what();
    BOOST_CHECK_MESSAGE(message.starts_with(fault.message),
                        "expected: " << fault.message << "\n   found: " << message);
    BOOST_CHECK(error.kind == fault.kind);
  }
}

BOOST_AUTO_TEST_CASE(evidence_of_any_form) {
  const std::string text = R"({"format": "isopath-certificate", "version": 1, "kind": "equivalent", "claim": {
    "a": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": [0]},
    "b": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": [0]}}, "evidence": )";
  const Evidence evidence =
      read(text + R"([true, {"groups": {"a": [0, null], "x": [[7]]}}, {"witness": null, "cells": "1"}]})")
          .evidence;
  BOOST_CHECK_EQUAL(evidence.groups, 3U);
  BOOST_CHECK_EQUAL(evidence.witness, 0U);
  BOOST_CHECK_EQUAL(evidence.cells, 1U);
  for (const char* bad : {"[01]}", "[tru]}", "{\"x\" 1}}", "[1 2]}", "[\"\\q\"]}", "[1}}"})
    BOOST_CHECK_THROW(read(text + bad), InputError);
  BOOST_CHECK_THROW(read(text + std::string(100, '[') + std::string(100, ']') + "}"), InputError);
  BOOST_CHECK_THROW(read(""), InputError);
  BOOST_CHECK_THROW(read("[]"), InputError);
  BOOST_CHECK_THROW(
      read(R"({"format": "isopath-certificate", "version": 1, "kind": "path valid", "claim": {"path":)"
           R"( {"activation": "tanh", "inputs": 0, "outputs": 1, "vertices": []}}})"),
      InputError);
}

BOOST_AUTO_TEST_SUITE_END()
