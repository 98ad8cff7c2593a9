// Corpus: files with what is expected of the programs on them, as corpus.json in their folder states it
// (tests/selftest/make_corpus.py says what that file holds).
#ifndef ISOPATH_PROGRAMS_ISOPATH_JOBS_CORPUS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_JOBS_CORPUS_HPP

#include <string>
#include <vector>

#include "verify/files/source.hpp"

namespace isopath::cli {

struct Corpus {
  struct File {
    std::string name;    // relative to the folder
    std::string sha256;  // in lower-case hexadecimal digits
  };
  struct Case {
    std::vector<std::string> run;   // as in a batch
    int exit = 0;                   // the exit code
    std::string verdict;            // the first line; empty: no output
    std::string reason;             // part of the reason of a refusal
    std::vector<std::string> then;  // a check that has to verify the certificate that `run` writes; or empty
  };
  struct Group {
    std::string name;
    std::vector<Case> cases;
  };
  std::vector<File> files;
  std::vector<Group> groups;
};

/// Throws InputError if the file is no corpus, has not as many files and cases as it says, or has none.
Corpus read_corpus(const Source& source);

/// A sentence for each file in the folder that is changed, missing, or not in the list.
/// Throws InputError if the folder can't be read.
std::vector<std::string> deviations(const Corpus& corpus, const std::string& folder);

}  // namespace isopath::cli

#endif
