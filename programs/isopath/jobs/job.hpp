// A job of a batch or of a self-test: a process of its own, forked, so that jobs share nothing with each
// other.
#ifndef ISOPATH_PROGRAMS_ISOPATH_JOBS_JOB_HPP
#define ISOPATH_PROGRAMS_ISOPATH_JOBS_JOB_HPP

#include <sys/types.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace isopath::cli {

/// The folder of the program that is running.
std::string folder_of_programs();

struct Outcome {
  int code;  // of the exit; exits::fault if a signal ended the job, which `error` then names
  double seconds;
  std::string output;
  std::string error;
};

class RunningJob {
 public:
  /// Runs the program isopath: gets its arguments, returns its exit code, throws nothing.
  using Program = std::function<int(const std::vector<std::string>& arguments)>;

  /// Begins the job: a verb of isopath, or `check` for isopath-check, and its arguments. It runs in the
  /// folder (empty: in this one). Its standard input is what `before` wrote, or empty. Throws
  /// std::system_error if no process, or no file for the output, can be had. Precondition: this process has
  /// one thread.
  RunningJob(const std::vector<std::string>& words, const std::string& folder, const Program& isopath,
             const RunningJob* before = nullptr);

  pid_t process() const { return process_; }
  /// Precondition: the job has ended, with this status of waitpid().
  Outcome outcome(int status) const;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  static File unnamed_file();
  [[noreturn]] void run(const std::vector<std::string>& words, const std::string& folder,
                        const Program& isopath, const RunningJob* before, pid_t parent) const;

  std::chrono::steady_clock::time_point begin_;
  File output_;
  File error_;
  pid_t process_;
};

/// The jobs that run at a time, each known by a number.
class RunningJobs {
 public:
  struct Ended {
    std::size_t number;
    RunningJob job;
    Outcome outcome;
  };

  std::size_t count() const { return running_.size(); }
  void add(std::size_t number, RunningJob job);
  /// Waits until one has ended. Precondition: there is one. Throws std::system_error.
  Ended wait();

 private:
  struct Numbered {
    std::size_t number;
    RunningJob job;
  };
  std::map<pid_t, Numbered> running_;
};

}  // namespace isopath::cli

#endif
