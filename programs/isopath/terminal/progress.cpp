#include "programs/isopath/terminal/progress.hpp"

#include <unistd.h>

#include <iostream>
#include <utility>

namespace isopath::cli {

namespace {

constexpr std::chrono::milliseconds pause(100);

}  // namespace

ProgressLine::ProgressLine(std::string what, std::optional<std::size_t> total)
    : what_(std::move(what)),
      total_(total),
      is_terminal_(::isatty(STDERR_FILENO) != 0),
      next_(std::chrono::steady_clock::now() + pause) {}

ProgressLine::~ProgressLine() {
  if (shown_ > 0) std::cerr << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
}

void ProgressLine::show(std::size_t done) {
  if (!is_terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  const std::string line =
      what_ + " " + std::to_string(done) + (total_ ? " of " + std::to_string(*total_) : std::string());
  std::cerr << '\r' << line << std::flush;
  shown_ = line.size();
}

}  // namespace isopath::cli
