// The program isopath as a function: one verb with its options, from the command line to the exit code.
#ifndef ISOPATH_PROGRAMS_ISOPATH_PROGRAM_HPP
#define ISOPATH_PROGRAMS_ISOPATH_PROGRAM_HPP

#include <string>
#include <vector>

namespace isopath::cli {

/// Runs a verb with its arguments, as on the command line, and returns the exit code. Throws nothing: what
/// goes wrong is printed on standard error. Each call has options of its own.
int run_program(const std::vector<std::string>& arguments);

}  // namespace isopath::cli

#endif
