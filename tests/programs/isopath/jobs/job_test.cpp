#include "programs/isopath/jobs/job.hpp"

#include <csignal>

#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath::cli;
using namespace isopath::tests;

namespace {

using Words = std::vector<std::string>;

/// A program that prints its arguments, and ends with as many as it has.
int print_words(const Words& words) {
  for (const std::string& word : words) std::cout << word << "\n";
  std::cerr << "done\n";
  return static_cast<int>(words.size());
}

int copy_input(const Words&) {
  std::cout << std::cin.rdbuf();
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_job)

BOOST_AUTO_TEST_CASE(a_job_has_an_outcome) {
  RunningJobs jobs;
  jobs.add(5, RunningJob({"describe", "a.json"}, "", print_words));
  BOOST_CHECK_EQUAL(jobs.count(), 1U);
  const RunningJobs::Ended ended = jobs.wait();
  BOOST_CHECK_EQUAL(jobs.count(), 0U);
  BOOST_CHECK_EQUAL(ended.number, 5U);
  BOOST_CHECK_EQUAL(ended.outcome.code, 2);
  BOOST_CHECK_EQUAL(ended.outcome.output, "describe\na.json\n");
  BOOST_CHECK_EQUAL(ended.outcome.error, "done\n");
}

BOOST_AUTO_TEST_CASE(jobs_run_side_by_side) {
  RunningJobs jobs;
  for (std::size_t k = 0; k < 5; ++k) jobs.add(k, RunningJob(Words(k + 1, "word"), "", print_words));
  std::size_t seen = 0;
  while (jobs.count() > 0) {
    const RunningJobs::Ended ended = jobs.wait();
    BOOST_CHECK_EQUAL(ended.outcome.code, static_cast<int>(ended.number) + 1);
    seen += std::size_t{1} << ended.number;
  }
  BOOST_CHECK_EQUAL(seen, 31U);
}

BOOST_AUTO_TEST_CASE(a_job_reads_what_another_wrote) {
  RunningJobs jobs;
  jobs.add(0, RunningJob({"certificate"}, "", print_words));
  const RunningJobs::Ended first = jobs.wait();
  jobs.add(1, RunningJob({"copy"}, "", copy_input, &first.job));
  BOOST_CHECK_EQUAL(jobs.wait().outcome.output, "certificate\n");
  jobs.add(2, RunningJob({"copy"}, "", copy_input));
  BOOST_CHECK_EQUAL(jobs.wait().outcome.output, "");
}

BOOST_AUTO_TEST_CASE(a_job_runs_in_its_folder) {
  const TemporaryFolder folder;
  RunningJobs jobs;
  jobs.add(0, RunningJob({"word"}, folder.name(""), [](const Words&) {
             std::ofstream("made") << "text";
             return 0;
           }));
  jobs.wait();
  BOOST_CHECK_EQUAL(contents(folder.name("made")), "text");
  jobs.add(1, RunningJob({"word"}, folder.name("none"), print_words));
  const Outcome outcome = jobs.wait().outcome;
  BOOST_CHECK_EQUAL(outcome.code, 70);
  BOOST_CHECK(outcome.error.find("can't be entered") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_job_that_a_signal_ends) {
  RunningJobs jobs;
  jobs.add(0, RunningJob({"word"}, "", [](const Words&) { return std::raise(SIGKILL); }));
  const Outcome outcome = jobs.wait().outcome;
  BOOST_CHECK_EQUAL(outcome.code, 70);
  BOOST_CHECK_EQUAL(outcome.error, "ended by signal 9\n");
}

BOOST_AUTO_TEST_SUITE_END()
