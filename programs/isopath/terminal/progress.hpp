// One line on standard error that says how far long work is; only if that is a terminal.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_PROGRESS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_PROGRESS_HPP

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace isopath::cli {

class ProgressLine {
 public:
  /// "WHAT 17 of TOTAL", or "WHAT 17" if the total is not known.
  explicit ProgressLine(std::string what, std::optional<std::size_t> total = std::nullopt);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::size_t done);

 private:
  std::string what_;
  std::optional<std::size_t> total_;
  bool is_terminal_;
  std::size_t shown_ = 0;  // length of what stands on the line
  std::chrono::steady_clock::time_point next_;
};

}  // namespace isopath::cli

#endif
