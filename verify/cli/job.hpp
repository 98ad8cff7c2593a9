// A job of a batch: a process of its own, forked, so that jobs share nothing with each other.
#ifndef ISOPATH_VERIFY_CLI_JOB_HPP
#define ISOPATH_VERIFY_CLI_JOB_HPP

#include <sys/types.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "verify/cli/manifest.hpp"

namespace isopath::cli {

struct Outcome {
  int code;  // of the exit; 70 if a signal ended it, which `error` then names
  double seconds;
  std::string output;
  std::string error;
};

class RunningJob {
 public:
  /// Runs the program isopath: gets its arguments, returns its exit code, throws nothing.
  using Program = std::function<int(const std::vector<std::string>& arguments)>;

  /// Begins it, in the folder (empty: this one), with nothing on standard input. Throws std::system_error if
  /// there is no process, or no file for its output, to be had. Precondition: this process has one thread.
  RunningJob(const Job& job, const std::string& folder, const Program& isopath);

  pid_t process() const { return process_; }
  /// After it ended with this status of waitpid().
  Outcome outcome(int status) const;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  static File unnamed_file();
  [[noreturn]] void run(const Job& job, const std::string& folder, const Program& isopath,
                        pid_t parent) const;

  std::chrono::steady_clock::time_point begin_;
  File output_;
  File error_;
  pid_t process_;
};

}  // namespace isopath::cli

#endif
