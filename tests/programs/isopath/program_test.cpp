#include "programs/isopath/program.hpp"

#include "programs/isopath/exits.hpp"
#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

namespace {

struct Ended {
  int code;
  std::string out;
  std::string error;
};

Ended run(const std::vector<std::string>& arguments) {
  const Printed printed;
  const int code = run_program(arguments);
  return {code, printed.out(), printed.error()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_program)

BOOST_AUTO_TEST_CASE(codes_of_claims) {
  BOOST_CHECK_EQUAL(exits::of_claim(true), 0);
  BOOST_CHECK_EQUAL(exits::of_claim(false), 1);
  BOOST_CHECK_EQUAL(exits::of_claim(Truth::proved), 0);
  BOOST_CHECK_EQUAL(exits::of_claim(Truth::refuted), 1);
  BOOST_CHECK_EQUAL(exits::of_claim(Truth::undecided), 5);
}

BOOST_AUTO_TEST_CASE(verdicts_and_their_codes) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.json", tanh_of_x);
  const std::string b = folder.file("b.json", turned_tanh_of_x);
  const std::string c = folder.file("c.json", tanh_of_2x);
  const Ended same = run({"equiv", a, b});
  BOOST_CHECK_EQUAL(same.code, 0);
  BOOST_CHECK(same.out.starts_with("s EQUIVALENT\n"));
  const Ended other = run({"equiv", a, c});
  BOOST_CHECK_EQUAL(other.code, 1);
  BOOST_CHECK(other.out.starts_with("s INEQUIVALENT\n"));
  // The greatest difference is 0.30028...
  BOOST_CHECK_EQUAL(run({"equiv", a, c, "--within", "0.3003", "--time", "0"}).code, 5);
}

BOOST_AUTO_TEST_CASE(each_run_has_options_of_its_own) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.json", tanh_of_x);
  BOOST_CHECK(run({"describe", a, "--json"}).out.starts_with("{"));
  BOOST_CHECK(run({"describe", a}).out.starts_with("s DESCRIBED\n"));
}

BOOST_AUTO_TEST_CASE(a_wrong_use_of_the_command_line) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {}, {"eqiv", "a", "b"}, {"describe"}, {"describe", "a", "--no-such-option"}, {"near", "a"}}) {
    const Ended ended = run(arguments);
    BOOST_CHECK_EQUAL(ended.code, 2);
    BOOST_CHECK_EQUAL(ended.out, "");
    BOOST_CHECK(!ended.error.empty());
  }
  BOOST_CHECK_EQUAL(run({"near", "a"}).error, "isopath: near: expected --radius EPS or --sweep\n");
}

BOOST_AUTO_TEST_CASE(files_that_are_malformed_or_not_treated) {
  const TemporaryFolder folder;
  BOOST_CHECK_EQUAL(run({"describe", folder.name("none.json")}).code, 3);
  BOOST_CHECK_EQUAL(run({"describe", folder.file("empty.json", "{}")}).code, 3);
  const std::string certificate = folder.name("certificate.json");
  const std::string a = folder.file("a.json", tanh_of_x);
  BOOST_CHECK_EQUAL(run({"canon", a, "--certificate", certificate}).code, 0);
  const Ended ended = run({"cert", "trim", certificate});
  BOOST_CHECK_EQUAL(ended.code, 4);
  BOOST_CHECK(ended.error.starts_with("isopath: " + certificate + ": expected a certificate with a path"));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.json", tanh_of_x);
  BOOST_CHECK_EQUAL(run({"convert", a, "-o", folder.name("none/b.json")}).code, 70);
  BOOST_CHECK_EQUAL(run({"convert", a, "-o", a}).code, 2);
}

BOOST_AUTO_TEST_CASE(help_is_no_error) {
  const Ended ended = run({"--help"});
  BOOST_CHECK_EQUAL(ended.code, 0);
  // Every verb prints what the exit codes mean.
  for (const char* verb : {"describe", "cert", "selftest", "manual"})
    BOOST_CHECK(run({verb, "--help"}).out.find(exits::in_words) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
