#include "programs/isopath/jobs/job.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <utility>
#include <vector>

#include "programs/isopath/exits.hpp"

namespace isopath::cli {

namespace {

/// What was written, from its beginning, up to a megabyte.
std::string text_of(std::FILE* file) {
  constexpr std::size_t most = 1U << 20U;
  std::string text(most, '\0');
  std::rewind(file);
  text.resize(std::fread(text.data(), 1, most, file));
  return text;
}

/// isopath-check is the program beside this one.
int run_checker(const std::vector<std::string>& arguments) {
  const std::string checker = folder_of_programs() + "/isopath-check";
  std::vector<std::string> words = arguments;
  words[0] = checker;
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(checker.c_str(), pointers.data());
  std::cerr << checker << ": can't be run: " << std::strerror(errno) << '\n';
  return exits::fault;
}

}  // namespace

std::string folder_of_programs() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

RunningJob::File RunningJob::unnamed_file() {
  File file(::fdopen(::memfd_create("output of a job", MFD_CLOEXEC), "w+"));
  if (!file) throw std::system_error(errno, std::generic_category(), "a file for the output of a job");
  return file;
}

RunningJob::RunningJob(const std::vector<std::string>& words, const std::string& folder,
                       const Program& isopath, const RunningJob* before)
    : begin_(std::chrono::steady_clock::now()), output_(unnamed_file()), error_(unnamed_file()) {
  const pid_t parent = ::getpid();
  std::cout.flush();
  process_ = ::fork();
  if (process_ < 0) throw std::system_error(errno, std::generic_category(), "a process for a job");
  if (process_ == 0) run(words, folder, isopath, before, parent);
}

void RunningJob::run(const std::vector<std::string>& words, const std::string& folder, const Program& isopath,
                     const RunningJob* before, pid_t parent) const {
  // A batch that is ended ends its jobs.
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(exits::fault);
  const int input = before == nullptr ? ::open("/dev/null", O_RDONLY) : ::fileno(before->output_.get());
  ::lseek(input, 0, SEEK_SET);
  ::dup2(input, STDIN_FILENO);
  ::dup2(::fileno(output_.get()), STDOUT_FILENO);
  ::dup2(::fileno(error_.get()), STDERR_FILENO);
  int code = exits::fault;
  if (!folder.empty() && ::chdir(folder.c_str()) != 0)
    std::cerr << folder << ": can't be entered: " << std::strerror(errno) << '\n';
  else
    code = words[0] == "check" ? run_checker(words) : isopath(words);
  std::cout.flush();
  ::_exit(std::cout ? code : exits::fault);
}

Outcome RunningJob::outcome(int status) const {
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin_;
  Outcome outcome{exits::fault, seconds.count(), text_of(output_.get()), text_of(error_.get())};
  if (WIFEXITED(status))
    outcome.code = WEXITSTATUS(status);
  else
    outcome.error += "ended by signal " + std::to_string(WTERMSIG(status)) + "\n";
  return outcome;
}

void RunningJobs::add(std::size_t number, RunningJob job) {
  const pid_t id = job.process();
  running_.try_emplace(id, Numbered{number, std::move(job)});
}

RunningJobs::Ended RunningJobs::wait() {
  for (;;) {
    int status = 0;
    const pid_t id = ::waitpid(-1, &status, 0);
    if (id < 0 && errno == EINTR) continue;
    if (id < 0) throw std::system_error(errno, std::generic_category(), "waiting for a job");
    const auto found = running_.find(id);
    if (found == running_.end()) continue;
    Numbered ended = std::move(found->second);
    running_.erase(found);
    Outcome outcome = ended.job.outcome(status);
    return {ended.number, std::move(ended.job), std::move(outcome)};
  }
}

}  // namespace isopath::cli
