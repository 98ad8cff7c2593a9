// Manifest: the jobs of `isopath batch`, as its file states them (docs/batch.md).
#ifndef ISOPATH_PROGRAMS_ISOPATH_JOBS_MANIFEST_HPP
#define ISOPATH_PROGRAMS_ISOPATH_JOBS_MANIFEST_HPP

#include <string>
#include <vector>

#include "verify/files/json/text.hpp"
#include "verify/files/source.hpp"

namespace isopath::cli {

struct Job {
  std::string name;
  std::vector<std::string> run;  // a verb of isopath, or `check` for isopath-check, and its arguments
  int expect = 0;                // the exit code
};

/// A list of words: `check`, or a verb of isopath that runs no others, and then its arguments. Throws
/// InputError.
std::vector<std::string> read_command(JsonText& text, JsonText::Value value, const KeyPath& path);

/// Throws InputError if the file is no manifest.
std::vector<Job> read_manifest(const Source& source);

}  // namespace isopath::cli

#endif
