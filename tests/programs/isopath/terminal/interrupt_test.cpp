#include "programs/isopath/terminal/interrupt.hpp"

#include <csignal>

#include "programs/isopath/jobs/job.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath::cli;
using namespace isopath::tests;

namespace {

/// How a process ends that does this.
Outcome outcome_of(const std::function<int()>& work) {
  RunningJobs jobs;
  jobs.add(0, RunningJob({"word"}, "", [&](const std::vector<std::string>&) { return work(); }));
  return jobs.wait().outcome;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_interrupt)

BOOST_AUTO_TEST_CASE(a_signal_is_noted_and_ends_the_program_later) {
  const Outcome noted = outcome_of([] {
    note_interrupts();
    if (is_interrupted()) return 1;
    std::raise(SIGTERM);
    return is_interrupted() ? 0 : 2;
  });
  BOOST_CHECK_EQUAL(noted.code, 0);
  const Outcome ended = outcome_of([] {
    note_interrupts();
    std::raise(SIGTERM);
    end_by_interrupt();
    return 0;
  });
  BOOST_CHECK_EQUAL(ended.error, "ended by signal 15\n");
}

BOOST_AUTO_TEST_CASE(a_signal_that_is_heeded_ends_the_program) {
  const Outcome ended = outcome_of([] {
    note_interrupts();
    heed_interrupts();
    std::raise(SIGTERM);
    return 0;
  });
  BOOST_CHECK_EQUAL(ended.error, "ended by signal 15\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_being_written_is_removed) {
  const TemporaryFolder folder;
  const Outcome ended = outcome_of([&] {
    OutputFile file(folder.name("out"));
    file.stream() << "text";
    std::raise(SIGTERM);
    return 0;
  });
  BOOST_CHECK_EQUAL(ended.error, "ended by signal 15\n");
  BOOST_CHECK_EQUAL(folder.files(), 0U);
}

BOOST_AUTO_TEST_SUITE_END()
