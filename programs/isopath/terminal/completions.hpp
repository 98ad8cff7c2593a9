// What shells complete, and the page of the manual, from the options as they are declared.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_COMPLETIONS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_COMPLETIONS_HPP

#include <CLI/CLI.hpp>
#include <ostream>
#include <string>

namespace isopath::cli {

/// `shell`: bash, zsh or fish.
void print_completions(std::ostream& out, const CLI::App& app, const std::string& shell);
/// isopath(1), in the man macros.
void print_manual(std::ostream& out, const CLI::App& app);

}  // namespace isopath::cli

#endif
