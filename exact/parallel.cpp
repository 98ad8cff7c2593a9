#include "exact/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "exact/flint.hpp"

namespace isopath {

void in_parallel(std::size_t tasks, const std::function<void(std::size_t)>& work) {
  const std::size_t threads = std::min<std::size_t>(tasks, std::max(1U, std::thread::hardware_concurrency()));
  if (threads <= 1) {
    for (std::size_t task = 0; task < tasks; ++task) work(task);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  std::size_t failed = tasks;
  const auto run = [&] {
    for (std::size_t task = next++; task < tasks; task = next++) {
      try {
        work(task);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (task < failed) {
          failed = task;
          failure = std::current_exception();
        }
      }
    }
  };
  {
    std::vector<std::jthread> others;
    try {
      for (std::size_t i = 1; i < threads; ++i)
        others.emplace_back([&run] {
          run();
          flint_cleanup();
        });
    } catch (const std::system_error&) {
      // The system has no more threads: those that run already do the work.
    }
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

std::size_t parts_for(std::size_t items) {
  constexpr std::size_t worth_a_thread = 20'000;
  return std::clamp<std::size_t>(items / worth_a_thread, 1, 64);
}

}  // namespace isopath
