#include "programs/isopath/terminal/progress.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "programs/isopath/jobs/job.hpp"
#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath::cli;

namespace {

/// Shows 17 of the total until a line is due, and ends the line.
void show_until_due(const std::optional<std::size_t>& total) {
  ProgressLine line("segment", total);
  const auto due = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
  while (std::chrono::steady_clock::now() < due) line.show(17);
  line.show(17);  // due at last, however late this is reached
}

/// What is written to a terminal that is standard error.
std::string on_a_terminal(const std::optional<std::size_t>& total) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  BOOST_REQUIRE(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
  const int other_end = ::open(::ptsname(terminal), O_RDWR | O_NOCTTY);
  const int before = ::dup(STDERR_FILENO);
  ::dup2(other_end, STDERR_FILENO);
  show_until_due(total);
  ::dup2(before, STDERR_FILENO);
  for (const int file : {other_end, before}) ::close(file);
  std::string text;  // comes in pieces, and ends in an error when the other end is closed
  char piece[1000];
  for (ssize_t length = 0; (length = ::read(terminal, piece, sizeof piece)) > 0;)
    text.append(piece, static_cast<std::size_t>(length));
  ::close(terminal);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_progress)

BOOST_AUTO_TEST_CASE(a_line_that_is_wiped_away) {
  BOOST_CHECK(on_a_terminal(20).starts_with("\rsegment 17 of 20\r"));
  const std::string text = on_a_terminal(std::nullopt);
  BOOST_CHECK(text.starts_with("\rsegment 17\r"));
  BOOST_CHECK(text.ends_with("\r          \r"));
}

BOOST_AUTO_TEST_CASE(nothing_where_there_is_no_terminal) {
  RunningJobs jobs;
  jobs.add(0, RunningJob({"word"}, "", [](const std::vector<std::string>&) {
             show_until_due(20);
             return 0;
           }));
  BOOST_CHECK_EQUAL(jobs.wait().outcome.error, "");
}

BOOST_AUTO_TEST_SUITE_END()
