// The verbs of the program isopath: each reads its files, asks verify/, and prints what it says.
//
// A verb returns the exit code of the claim: 0 it holds, 1 it does not. Everything else is an exception,
// which main.cpp turns into its exit code.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_VERBS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_VERBS_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "verify/files/read_model.hpp"

namespace isopath::cli {

/// The exit code of a question that was not settled within its limits.
constexpr int undecided = 5;

struct Options {
  std::string a;
  std::string b;
  std::vector<std::string> files;  // of a path; of a pair, to write
  std::string from;                // empty: any
  std::string to;
  std::size_t jobs = 1;
  bool as_printed = false;        // equiv: a decimal stands for all numbers that round to it
  bool shortest = false;          // connect: search for a shortest path
  bool exact = false;             // distance: search for the exact value
  bool table = false;             // diameter: prove the lower bound by search
  std::size_t rank = 0;           // search-diameter
  std::size_t spare = 0;          // search-diameter
  std::string state;              // of a search, kept in this file; empty: nowhere
  std::string box;                // bound, near, equiv --within: LO:HI,...; empty: all inputs
  std::string within;             // equiv: compare up to this difference; empty: exactly
  std::string relative = "1e-3";  // bound, near: the width asked for
  double seconds = 10;            // bound, near, equiv --within, cert complete: how long to work for that
  std::string radius;             // near: EPS; for a sweep EPS,EPS,... or empty
  bool sweep = false;             // near: rank against radius
  std::string path;               // where a path goes; empty: nowhere
  std::string junit;              // batch: where the report goes; empty: nowhere
  std::string corpus;             // selftest: its folder; empty: the one that belongs to the program
  std::string format = "html";    // of a rendering
  std::string tool;               // cert: info, slice, trim or complete
  std::optional<std::size_t> segment;  // cert slice: the first segment
  std::optional<std::size_t> last;     // cert slice: the vertex at which it ends
  std::string output = "-";
  std::string certificate;  // empty: none
  bool json = false;
  std::size_t most = 20;  // entries of each list in an account
  ModelOptions model;
};

int describe(const Options& options);
int canon(const Options& options);
int convert(const Options& options);
int equiv(const Options& options);
/// The same where numbers have a radius.
int equiv_uncertain(const Options& options, const UncertainModel& a, const UncertainModel& b);
int check_path(const Options& options);
int connect(const Options& options);
int distance(const Options& options);
int diameter(const Options& options);
int search_diameter(const Options& options);
int bound(const Options& options);
int near(const Options& options);
int batch(const Options& options);
int selftest(const Options& options);

/// The whole program (main.cpp): a verb with its arguments, as on the command line; returns its exit code.
int run_program(const std::vector<std::string>& arguments);
int render(const Options& options);
int cert(const Options& options);

}  // namespace isopath::cli

#endif
