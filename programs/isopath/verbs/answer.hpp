// How a verb ends: with the files that it writes, its answer as text or as JSON, and its exit code.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_ANSWER_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_ANSWER_HPP

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "programs/isopath/terminal/text.hpp"

namespace isopath::cli {

/// A certificate, a path or a network that a verb writes besides what it prints.
struct WrittenFile {
  std::string name;                          // empty: none is asked for
  std::function<void(std::ostream&)> write;  // empty: there is nothing to write, though a file is named
};

struct Answer {
  int exit_code;
  std::function<void(std::ostream&)> text;
  std::function<Json()> json;
  std::vector<WrittenFile> files = {};  // in the order in which they are written
  std::string remark = {};              // a line for standard error, after the answer; empty: none
};

/// Writes the files, prints the answer, and returns the exit code; ends the process if an interrupt was
/// noted. A file `-` is alone on standard output: the answer then goes to standard error. Throws OutputError.
int answer(bool as_json, const Answer& answer);

}  // namespace isopath::cli

#endif
