#include "programs/isopath/jobs/manifest.hpp"

#include "tests/programs/isopath/program_tests.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::cli;

namespace {

std::vector<Job> read(const std::string& text) { return read_manifest(*Source::of("jobs.json", text)); }

std::string with_jobs(const std::string& jobs) {
  return R"({"format": "isopath-batch", "version": 1, "jobs": [)" + jobs + "]}";
}

void check_refused(const std::string& text, const std::string& message) {
  try {
    read(text);
    BOOST_ERROR("expected a refusal: " << message);
  } catch (const InputError& error) {
    BOOST_CHECK_MESSAGE(std::string(error.what()).ends_with(message), error.what());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_manifest)

BOOST_AUTO_TEST_CASE(jobs_in_order) {
  const std::vector<Job> jobs =
      read(with_jobs(R"({"name": "first", "run": ["equiv", "a", "b"], "expect": 1},)"
                     R"({"run": ["check", "c.json"], "name": "second"})"));
  BOOST_REQUIRE_EQUAL(jobs.size(), 2U);
  BOOST_CHECK_EQUAL(jobs[0].name, "first");
  BOOST_CHECK((jobs[0].run == std::vector<std::string>{"equiv", "a", "b"}));
  BOOST_CHECK_EQUAL(jobs[0].expect, 1);
  BOOST_CHECK_EQUAL(jobs[1].run[0], "check");
  BOOST_CHECK_EQUAL(jobs[1].expect, 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_manifest) {
  const std::string job = R"({"name": "a", "run": ["describe", "a"]})";
  check_refused(R"({"format": "isopath-path", "version": 1, "jobs": []})",
                "$.format: expected 'isopath-batch', found 'isopath-path'");
  check_refused(R"({"format": "isopath-batch", "version": 2, "jobs": [)" + job + "]}",
                "$.version: expected version 1, found another version");
  check_refused(with_jobs(""), "$.jobs: expected at least 1 job, found 0");
  check_refused(with_jobs(job + "," + job), "$.jobs[1].name: expected each name once, found 'a' again");
  check_refused(with_jobs(R"({"name": "", "run": ["describe", "a"]})"),
                "$.jobs[0].name: expected a name, found ''");
  check_refused(with_jobs(R"({"name": "a", "run": []})"),
                "$.jobs[0].run: expected a verb and its arguments, found none");
  for (const char* verb : {"batch", "selftest", "--help", ""})
    check_refused(
        with_jobs(R"({"name": "a", "run": [")" + std::string(verb) + R"("]})"),
        std::string("$.jobs[0].run: expected a verb other than batch and selftest, found '") + verb + "'");
  check_refused(with_jobs(R"({"name": "a", "run": ["describe", "a\u0000b"]})"),
                "$.jobs[0].run[1]: expected a word of a command line, found one with a zero byte");
  BOOST_CHECK_THROW(read(with_jobs(R"({"name": "a", "run": ["describe", "a"], "expect": 7})")), InputError);
  BOOST_CHECK_THROW(read(with_jobs(R"({"name": "a"})")), InputError);
  BOOST_CHECK_THROW(read(with_jobs(job) + "x"), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
