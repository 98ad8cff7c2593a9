// isopath completions SHELL, isopath manual: what the program says of its own verbs and options.
#include "programs/isopath/terminal/completions.hpp"

#include <iostream>
#include <string>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/verbs/verbs.hpp"

namespace isopath::cli {

namespace {

struct CompletionsOptions {
  const CLI::App* program = nullptr;
  std::string shell;

  void add_to(CLI::App& parser);
  int run() const;
};

void CompletionsOptions::add_to(CLI::App& parser) {
  program = parser.get_parent();
  parser.add_option("SHELL", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

int CompletionsOptions::run() const {
  print_completions(std::cout, *program, shell);
  flush_checked(std::cout);
  return exits::holds;
}

struct ManualOptions {
  const CLI::App* program = nullptr;

  void add_to(CLI::App& parser) { program = parser.get_parent(); }
  int run() const;
};

int ManualOptions::run() const {
  print_manual(std::cout, *program);
  flush_checked(std::cout);
  return exits::holds;
}

}  // namespace

const Verb verbs::completions{"completions", "what a shell completes, for its own files",
                              prepare<CompletionsOptions>};

const Verb verbs::manual{"manual", "the page of the manual, for man", prepare<ManualOptions>};

}  // namespace isopath::cli
