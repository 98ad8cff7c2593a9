// The program isopath: verbs, options, exit codes. It computes nothing itself.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <sstream>
#include <utility>

#include "programs/isopath/terminal/completions.hpp"
#include "programs/isopath/terminal/memory.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "programs/isopath/version.hpp"
#include "verify/networks/error.hpp"

namespace {

using isopath::Activation;
using isopath::cli::Options;

/// Exit codes, the same everywhere; 0 and 1 are the verbs' own.
enum Exit : int { usage = 2, malformed = 3, not_treated = 4, out_of_resources = 6, fault = 70 };

const char* const exit_codes =
    "Exit codes: 0 the claim holds, 1 it does not, 2 usage, 3 unreadable or malformed input,\n"
    "4 a model that is not treated, 5 undecided within the limits, 6 out of memory or time, 70 a fault of "
    "the program.";

void set_tensors(Options& options, const std::string& names) {
  std::array<std::string, 4> list;
  std::size_t count = 0;
  std::stringstream stream(names + ",");
  for (std::string name; std::getline(stream, name, ',');) {
    if (count == 4) throw CLI::ValidationError("--tensors", "expected four names, found more");
    list[count++] = name;
  }
  if (count != 4 || list[0].empty() || list[2].empty())
    throw CLI::ValidationError("--tensors",
                               "expected HW,HB,OW,OB: four names, those of the biases may be empty");
  options.model.tensors = list;
}

/// A name of a file that is given but empty is a slip, of a script's unset variable say, and never "none".
CLI::Validator not_empty() {
  return CLI::Validator(
      [](std::string& name) { return name.empty() ? "expected the name of a file" : std::string(); }, "FILE");
}

struct Program {
  CLI::App app{"Exact verdicts on one-hidden-layer networks f(x) = d + sum_i a_i tanh(b_i . x + c_i).",
               "isopath"};
  Options options;
  std::function<int(const Options&)> verb;

  Program() {
    app.set_version_flag("--version", std::string("isopath ") + isopath::cli::version);
    app.require_subcommand(1);
    app.footer(exit_codes);
    CLI::App* describe =
        add("describe", "width, rank, and why each redundant unit is redundant", isopath::cli::describe);
    add_json(describe);
    CLI::App* canon =
        add("canon", "the canonical form, the least network with the same function", isopath::cli::canon);
    add_output(canon);
    add_certificate(canon);
    CLI::App* equiv = add("equiv", "are A and B the same function?", isopath::cli::equiv);
    equiv->add_option("B", options.b, "the other network file")->required();
    equiv
        ->add_option("--within", options.within, "do the two differ by at most this, everywhere or on a box?")
        ->check(not_empty());
    add_box(equiv);
    equiv->add_flag(
        "--as-printed", options.as_printed,
        "every decimal stands for all numbers that round to it: are A and B the same function for "
        "all of them, or for none?");
    add_json(equiv);
    add_certificate(equiv);
    CLI::App* path = add_verb("check-path", "does the function stay the same along a path of parameters?",
                              isopath::cli::check_path);
    path->add_option(
            "P", options.files,
            "a path file; or two network files or more, in order, as its vertices; - is standard input")
        ->required();
    path->add_option("--from", options.from, "the first vertex has to be this network, number by number")
        ->check(not_empty());
    path->add_option("--to", options.to, "the last vertex has to be this network, number by number")
        ->check(not_empty());
    path->add_option("--jobs", options.jobs,
                     "work on N stretches of the path at a time, two vertices each (1)")
        ->check(CLI::Range(1, 1024));
    add_json(path);
    add_certificate(path);
    CLI::App* connect = add("connect", "a short path from A to B on which the function stays the same",
                            isopath::cli::connect);
    connect->add_option("B", options.b, "the other network file, of the same width")->required();
    connect->add_option("-o", options.path, "write the path to this file (-: standard output)")
        ->check(not_empty());
    connect->add_flag("--shortest", options.shortest,
                      "search until no path can be shorter (up to 12 units; done unasked up to 7)");
    add_json(connect);
    add_certificate(connect);
    CLI::App* distance =
        add("distance", "how many segments the shortest path from A to B has", isopath::cli::distance);
    distance->add_option("B", options.b, "the other network file, of the same width")->required();
    distance
        ->add_option("-o", options.path, "write the shortest path found to this file (-: standard output)")
        ->check(not_empty());
    distance->add_flag("--exact", options.exact,
                       "search for the exact distance (up to 12 units; done unasked, briefly, up to 8)");
    add_json(distance);
    add_certificate(distance);
    CLI::App* diameter =
        add("diameter", "how far apart two members of the class of A can be", isopath::cli::diameter);
    diameter
        ->add_option("-o", options.files,
                     "write two members that are as far apart as the lower bound says, as the vertices of a "
                     "path file; given twice, as two network files")
        ->allow_extra_args(false)
        ->check(not_empty());
    diameter->add_flag("--table", options.table,
                       "prove the lower bound by exhaustive search instead of Theorem 8 (up to 12 units)");
    add_json(diameter);
    add_certificate(diameter);
    add_search();
    add_bound();
    add_near();
    CLI::App* convert = add("convert", "any readable network as exact JSON", isopath::cli::convert);
    add_output(convert);
    add_render();
    add_cert();
    add_batch();
    add_selftest();
    add_completions();
  }

  void add_completions() {
    CLI::App* shell = app.add_subcommand("completions", "what a shell completes, for its own files");
    shell->add_option("SHELL", options.a, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    shell->callback([this] {
      verb = [this](const Options& chosen) {
        isopath::cli::print_completions(std::cout, app, chosen.a);
        isopath::cli::flush_checked(std::cout);
        return 0;
      };
    });
    app.add_subcommand("manual", "the page of the manual, for man")->callback([this] {
      verb = [this](const Options&) {
        isopath::cli::print_manual(std::cout, app);
        isopath::cli::flush_checked(std::cout);
        return 0;
      };
    });
  }

  void add_batch() {
    CLI::App* sub = app.add_subcommand("batch", "many jobs from a manifest: does each end as expected?");
    sub->footer(exit_codes);
    sub->callback([this] { verb = isopath::cli::batch; });
    sub->add_option("MANIFEST", options.a, "JSON (docs/batch.md); files it names are sought from its folder")
        ->required();
    sub->add_option("--jobs", options.jobs, "as many jobs at a time (1)")->check(CLI::Range(1, 1024));
    sub->add_option("--junit", options.junit, "write a report for a CI service to this file")
        ->check(not_empty());
  }

  void add_selftest() {
    CLI::App* sub = app.add_subcommand(
        "selftest",
        "do isopath and isopath-check, as they are installed, say what they should of known files?");
    sub->footer(exit_codes);
    sub->callback([this] { verb = isopath::cli::selftest; });
    sub->add_option("--jobs", options.jobs, "as many runs at a time (1)")->check(CLI::Range(1, 1024));
    sub->add_option("--corpus", options.corpus, "the folder of the files (that of the installation)")
        ->check(not_empty());
    sub->add_flag("--json", options.json, "print one JSON object instead of text");
  }

  void add_render() {
    CLI::App* sub = app.add_subcommand(
        "render",
        "a certificate for a reader: a page that checks it in the browser, or a statement for a paper");
    sub->footer(exit_codes);
    sub->callback([this] { verb = isopath::cli::render; });
    sub->add_option("C", options.a, "a certificate; - is standard input")->required();
    sub->add_option("--to", options.format,
                    "html: one file that checks the certificate by itself (html); latex, markdown, text: the "
                    "statement and its tables; "
                    "svg: the timetable of a path")
        ->check(CLI::IsMember({"html", "latex", "markdown", "svg", "text"}));
    add_output(sub);
  }

  void add_cert() {
    CLI::App* sub = app.add_subcommand(
        "cert",
        "tools on certificates: what one states, a part of its path, a shorter path, a draft made complete");
    sub->footer(exit_codes);
    sub->callback([this] { verb = isopath::cli::cert; });
    sub->add_option("TOOL", options.tool, "info, slice, trim or complete")
        ->required()
        ->check(CLI::IsMember({"info", "slice", "trim", "complete"}));
    sub->add_option("C", options.a, "a certificate, or for complete a draft of one; - is standard input")
        ->required();
    sub->add_option("--segment", options.segment, "slice: this segment of the path")
        ->check(CLI::NonNegativeNumber);
    sub->add_option("--to", options.last, "slice: and those after it, up to this vertex")
        ->check(CLI::NonNegativeNumber);
    sub->add_option("--time", options.seconds,
                    "complete: stop the search for bounds after so many seconds (10), and that for their "
                    "proof after as many")
        ->check(CLI::Range(0.0, 1e9));
    sub->add_flag("--json", options.json, "info: print one JSON object instead of text");
    add_output(sub);
  }

  void add_search() {
    CLI::App* sub = app.add_subcommand(
        "search-diameter", "distances in every class of rank R with U spare units, by exhaustive search");
    sub->footer(exit_codes);
    sub->callback([this] { verb = isopath::cli::search_diameter; });
    sub->add_option("R", options.rank, "the rank")->required()->check(CLI::Range(1, 11));
    sub->add_option("U", options.spare, "the number of spare units")->required()->check(CLI::Range(1, 11));
    sub->add_option("--state", options.state,
                    "keep what is found in this file, and go on from it if it is there")
        ->check(not_empty());
    sub->add_option("-o", options.path,
                    "write a shortest path between two members at the greatest distance to this file")
        ->check(not_empty());
    sub->add_flag("--json", options.json, "print one JSON object instead of text");
  }

  void add_bound() {
    CLI::App* sub =
        add("bound", "how far apart the functions A and B are, at least and at most", isopath::cli::bound);
    sub->add_option("B", options.b, "the other network file")->required();
    add_relative(sub);
    add_box(sub);
    add_json(sub);
    add_certificate(sub);
  }

  void add_near() {
    CLI::App* sub =
        add("near", "a parameter near A of small rank; or rank against distance from A", isopath::cli::near);
    sub->add_option("--radius", options.radius,
                    "no number of A may change by more than EPS, exact; with --sweep a list of radii")
        ->check(not_empty());
    sub->add_flag("--sweep", options.sweep,
                  "rank against radius: at the radii where it falls, or at those of --radius EPS,EPS,...");
    sub->add_option("-o", options.path, "write the parameter to this file (-: standard output)")
        ->check(not_empty());
    add_relative(sub);
    add_box(sub);
    add_json(sub);
    add_certificate(sub);
  }

  void add_relative(CLI::App* sub) {
    sub->add_option(
        "--relative", options.relative,
        "stop when the upper end less the lower one is at most this part of the upper one (1e-3)");
  }
  /// The domain of a bound, and the time for it.
  void add_box(CLI::App* sub) {
    sub->add_option("--box", options.box,
                    "LO:HI for all inputs, or LO:HI,LO:HI,... one for each; exact numbers, -inf and inf "
                    "(all of R^n)")
        ->check(not_empty());
    sub->add_option("--time", options.seconds,
                    "stop after so many seconds (10); as many again to find a certificate")
        ->check(CLI::Range(0.0, 1e9));
  }

  /// A verb with a network file as its first argument.
  CLI::App* add(const char* name, const char* meaning, int (*function)(const Options&)) {
    CLI::App* sub = add_verb(name, meaning, function);
    sub->add_option("A", options.a,
                    "a network file: isopath JSON, safetensors, .npz, a folder of .npy; - is standard input")
        ->required();
    return sub;
  }
  CLI::App* add_verb(const char* name, const char* meaning, int (*function)(const Options&)) {
    CLI::App* sub = app.add_subcommand(name, meaning);
    sub->footer(exit_codes);
    sub->callback([this, function] { verb = function; });
    sub->add_option_function<std::string>(
           "--activation",
           [this](const std::string& word) {
             options.model.activation = word == "logistic" ? Activation::logistic : Activation::tanh;
           },
           "of files that can't say it: tanh (default) or logistic")
        ->check(CLI::IsMember({"tanh", "logistic"}));
    sub->add_option_function<std::string>(
        "--tensors", [this](const std::string& names) { set_tensors(options, names); },
        "HW,HB,OW,OB: names of the hidden weight and bias, output weight and bias");
    return sub;
  }
  void add_json(CLI::App* sub) {
    sub->add_flag("--json", options.json, "print one JSON object instead of text");
    sub->add_option_function<long>(
           "--most", [this](long count) { options.most = static_cast<std::size_t>(count); },
           "list at most this many units, groups or segments (20)")
        ->check(CLI::Range(0L, 1'000'000'000L));
  }
  void add_output(CLI::App* sub) {
    sub->add_option("-o", options.output, "write to this file (-: standard output; .gz, .zst: compressed)")
        ->check(not_empty());
  }
  void add_certificate(CLI::App* sub) {
    sub->add_option("--certificate", options.certificate,
                    "write a certificate to this file (.gz, .zst: compressed)")
        ->check(not_empty());
  }
};

int complain(const std::exception& error, int code) {
  std::cerr << "isopath: " << isopath::cli::in_line(error.what()) << '\n';
  return code;
}

int run(std::vector<std::string> arguments) {
  Program program;
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    program.app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return program.app.exit(error) == 0 ? 0 : Exit::usage;
  }
  return program.verb(program.options);
}

}  // namespace

int isopath::cli::run_program(const std::vector<std::string>& arguments) {
  try {
    return run(arguments);
  } catch (const isopath::cli::UsageError& error) {
    return complain(error, Exit::usage);
  } catch (const InputError& error) {
    return complain(error, error.kind == InputError::Kind::malformed ? Exit::malformed : Exit::not_treated);
  } catch (const ResourceLimit& error) {
    return complain(error, Exit::out_of_resources);
  } catch (const std::bad_alloc&) {
    std::cerr << "isopath: out of memory\n";
    return Exit::out_of_resources;
  } catch (const std::exception& error) {
    return complain(error, Exit::fault);
  }
}

int main(int argc, char** argv) {
  isopath::cli::end_when_memory_is_out();
  return isopath::cli::run_program({argv + std::min(argc, 1), argv + argc});
}
