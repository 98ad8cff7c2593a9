// Where the program's results go: files that appear whole or not at all, and standard output.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_OUTPUT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_OUTPUT_HPP

#include <fstream>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "programs/isopath/terminal/compressing.hpp"

namespace isopath::cli {

/// A wrong use of the command line: exit 2.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A result that could not be written: exit 70.
class OutputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A file to write, or standard output for `-`. The file is written beside its place and moved there by
/// commit(); without that nothing is left. A file whose name ends in .gz or .zst is written compressed.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream();
  /// Throws OutputError if anything could not be written.
  void commit();

 private:
  std::string path_;
  std::string written_;  // the file that is open; empty for standard output
  std::ofstream file_;
  std::unique_ptr<CompressingBuffer> buffer_;  // into the file; of those that are compressed
  std::ostream compressed_{nullptr};           // into the buffer
};

/// Throws UsageError if an output is one of the inputs, or two outputs are the same. Empty outputs are none.
void refuse_overwriting(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

}  // namespace isopath::cli

#endif
