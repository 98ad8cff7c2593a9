// Where the program's results go: files that appear whole or not at all, and standard output.
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_OUTPUT_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_OUTPUT_HPP

#include <fstream>
#include <functional>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "programs/isopath/terminal/compressing.hpp"

namespace isopath::cli {

/// A wrong use of the command line: exits::usage.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A result that could not be written: exits::fault.
class OutputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A file that appears whole or not at all; `-` is standard output. The constructor opens a new file beside
/// the place of the named one, which commit() moves there. A device is written in place. Where the name ends
/// in .gz or .zst, what is written is compressed.
///
///     constructor --> OPEN --commit()--> COMMITTED
///                      |                     |
///                      +----- destructor ----+--> gone
///
/// OPEN       stream() may be called, any number of times, and commit() once. The destructor, or an interrupt
///            (Ctrl-C), removes the new file, and the named one is as it was.
/// COMMITTED  nothing may be called but the destructor, which leaves the file where it is.
///
/// At most one OutputFile of a process may be OPEN: an interrupt knows of one.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream();
  /// Throws OutputError if something could not be written; the file is then still OPEN.
  void commit();

 private:
  std::string path_;
  std::string written_;  // the file that is open; empty for standard output, and once it is COMMITTED
  std::ofstream file_;
  std::unique_ptr<CompressingBuffer> buffer_;  // into the file; null if it is not compressed
  std::ostream compressed_{nullptr};           // into the buffer
};

/// Writes a whole OutputFile. Throws OutputError.
void write_file(const std::string& name, const std::function<void(std::ostream&)>& write);

/// Throws OutputError if what was printed on a standard stream could not be written.
void flush_checked(std::ostream& out);

/// Throws UsageError if an output is one of the inputs, or two outputs are the same. An empty name stands for
/// no file.
void refuse_overwriting(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

}  // namespace isopath::cli

#endif
