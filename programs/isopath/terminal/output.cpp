#include "programs/isopath/terminal/output.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <utility>

namespace isopath::cli {

namespace fs = std::filesystem;

namespace {

bool same_file(const std::string& x, const std::string& y) {
  if (x == y) return true;
  std::error_code error;
  return x != "-" && y != "-" && fs::equivalent(x, y, error) && !error;
}

/// Whether the file lies in the folder: an array of a network that is a folder of arrays.
bool lies_in(const std::string& file, const std::string& folder) {
  std::error_code error;
  if (file == "-" || !fs::is_directory(folder, error)) return false;
  const fs::path parent = fs::path(file).parent_path();
  return fs::equivalent(parent.empty() ? fs::path(".") : parent, folder, error) && !error;
}

/// The file being written, for the handler of an interrupt: it may do little more than unlink it and end.
char unfinished[PATH_MAX] = "";

extern "C" void remove_unfinished(int signal) {
  if (unfinished[0] != '\0') ::unlink(unfinished);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void set_unfinished(const std::string& path) {
  unfinished[0] = '\0';
  if (path.size() >= sizeof unfinished) return;
  path.copy(unfinished + 1, path.size() - 1, 1);
  unfinished[path.size()] = '\0';
  unfinished[0] = path[0];  // last: until then there is none
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const auto before = std::signal(signal, remove_unfinished);
    if (before == SIG_IGN) std::signal(signal, SIG_IGN);  // nohup, for one, wants that
  }
}

/// Makes a new file beside the path, with the rights of an ordinary one, and returns its name.
std::string new_file_beside(const std::string& path) {
  std::string name = path + ".XXXXXX";
  const int file = ::mkstemp(name.data());
  if (file < 0) throw OutputError(path + ": can't be written: " + std::strerror(errno));
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file, 0666 & ~mask);
  ::close(file);
  return name;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_ == "-") return;
  std::error_code error;
  const bool device = fs::exists(path_, error) && !fs::is_regular_file(path_, error);
  written_ = device ? path_ : new_file_beside(path_);
  if (!device) set_unfinished(written_);
  file_.open(written_, std::ios::binary | std::ios::trunc);
  if (!file_) throw OutputError(path_ + ": can't be written: " + std::strerror(errno));
  buffer_ = compressing_buffer(path_, file_);
  if (buffer_) compressed_.rdbuf(buffer_.get());
}

OutputFile::~OutputFile() {
  unfinished[0] = '\0';
  if (written_.empty() || written_ == path_) return;
  std::error_code ignored;
  fs::remove(written_, ignored);
}

std::ostream& OutputFile::stream() {
  if (path_ == "-") return std::cout;
  return buffer_ ? compressed_ : file_;
}

void OutputFile::commit() {
  bool is_written = !stream().flush().fail();
  if (buffer_) is_written = is_written && buffer_->finish();
  if (path_ != "-") file_.close();
  if (!is_written || file_.fail())
    throw OutputError((path_ == "-" ? "standard output" : path_) + ": can't be written");
  if (written_.empty() || written_ == path_) return;
  std::error_code error;
  fs::rename(written_, path_, error);
  if (error) throw OutputError(path_ + ": can't be written: " + error.message());
  written_.clear();
}

void write_file(const std::string& name, const std::function<void(std::ostream&)>& write) {
  OutputFile file(name);
  write(file.stream());
  file.commit();
}

void flush_checked(std::ostream& out) {
  out.flush();
  if (!out) throw OutputError("standard output: can't be written");
}

void refuse_overwriting(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].empty()) continue;
    for (const std::string& input : inputs)
      if (outputs[i] != "-" && (same_file(outputs[i], input) || lies_in(outputs[i], input)))
        throw UsageError(outputs[i] +
                         ": is an input, or in a folder that is one; give the output another name");
    for (std::size_t j = 0; j < i; ++j)
      if (same_file(outputs[i], outputs[j]))
        throw UsageError((outputs[i] == "-" ? "standard output" : outputs[i]) + ": is named for two outputs");
  }
}

}  // namespace isopath::cli
