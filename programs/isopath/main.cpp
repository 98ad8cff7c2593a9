// The program isopath.
#include <algorithm>

#include "programs/isopath/program.hpp"
#include "programs/isopath/terminal/memory.hpp"

int main(int argc, char** argv) {
  isopath::cli::end_when_memory_is_out();
  return isopath::cli::run_program({argv + std::min(argc, 1), argv + argc});
}
