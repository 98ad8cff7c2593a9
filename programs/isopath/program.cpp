#include "programs/isopath/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <utility>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "programs/isopath/version.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

/// In the order of --help.
const Verb* const all_verbs[] = {&verbs::describe,    &verbs::canon,           &verbs::equiv,
                                 &verbs::check_path,  &verbs::connect,         &verbs::distance,
                                 &verbs::diameter,    &verbs::search_diameter, &verbs::bound,
                                 &verbs::near,        &verbs::convert,         &verbs::render,
                                 &verbs::cert,        &verbs::batch,           &verbs::selftest,
                                 &verbs::completions, &verbs::manual};

int run(std::vector<std::string> arguments) {
  CLI::App parser("Exact verdicts on one-hidden-layer networks f(x) = d + sum_i a_i tanh(b_i . x + c_i).",
                  "isopath");
  parser.set_version_flag("--version", std::string("isopath ") + version);
  parser.require_subcommand(1);
  parser.footer(exits::in_words);  // of every verb, too: CLI11 hands it down
  Run chosen;
  for (const Verb* const verb : all_verbs) {
    CLI::App& of_verb = *parser.add_subcommand(verb->name, verb->meaning);
    of_verb.callback([&chosen, run_verb = verb->prepare(of_verb)] { chosen = run_verb; });
  }
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    parser.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return parser.exit(error) == 0 ? exits::holds : exits::usage;
  }
  return chosen();
}

int complain(const std::exception& error, int code) {
  std::cerr << "isopath: " << in_line(error.what()) << '\n';
  return code;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments) {
  try {
    return run(arguments);
  } catch (const UsageError& error) {
    return complain(error, exits::usage);
  } catch (const InputError& error) {
    return complain(error, error.kind == InputError::Kind::malformed ? exits::malformed : exits::not_treated);
  } catch (const ResourceLimit& error) {
    return complain(error, exits::out_of_resources);
  } catch (const std::bad_alloc&) {
    std::cerr << "isopath: out of memory\n";
    return exits::out_of_resources;
  } catch (const std::exception& error) {
    return complain(error, exits::fault);
  }
}

}  // namespace isopath::cli
