#include "programs/isopath/terminal/memory.hpp"

#include <unistd.h>

#include <cstdlib>

#include "exact/flint.hpp"
#include "programs/isopath/exits.hpp"

namespace isopath::cli {

namespace {

[[noreturn]] void end() {
  constexpr char message[] = "isopath: out of memory\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message, sizeof message - 1);
  ::_exit(exits::out_of_resources);
}

// Both libraries get malloc's rules, so either may free a block of the other.
void* allocate(std::size_t size) {
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) end();
  return block;
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
  void* block = std::calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
  if (block == nullptr) end();
  return block;
}

void* reallocate(void* old, std::size_t size) {
  void* block = std::realloc(old, size == 0 ? 1 : size);
  if (block == nullptr) end();
  return block;
}

void* reallocate_sized(void* old, std::size_t, std::size_t size) { return reallocate(old, size); }

void release(void* block) { std::free(block); }

void release_sized(void* block, std::size_t) { std::free(block); }

}  // namespace

void end_when_memory_is_out() {
  mp_set_memory_functions(allocate, reallocate_sized, release_sized);
  __flint_set_memory_functions(allocate, allocate_zeroed, reallocate, release);
}

}  // namespace isopath::cli
