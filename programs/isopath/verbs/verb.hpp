// Verb: one thing that the program isopath can be asked, as the table in program.cpp lists it.
//
// A verb is a file of its own. It holds a struct of the verb's options, with two members:
//
//     void add_to(CLI::App& parser);  // declares the options
//     int run() const;                // reads the files, asks verify/, ends in answer(); the exit code
//
// Wrong options and wrong files are exceptions, which run_program() turns into exit codes.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_VERB_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_VERB_HPP

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

namespace isopath::cli {

/// A verb with the options of one command line; returns the exit code.
using Run = std::function<int()>;

struct Verb {
  const char* name;
  const char* meaning;               // one line, for --help
  Run (*prepare)(CLI::App& parser);  // declares the options of one run; call what it returns after parsing
};

/// Verb::prepare of a verb with these options.
template <typename Options>
Run prepare(CLI::App& parser) {
  const auto options = std::make_shared<Options>();
  options->add_to(parser);
  return [options] { return options->run(); };
}

}  // namespace isopath::cli

#endif
