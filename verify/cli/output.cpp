#include "verify/cli/output.hpp"

#include <cerrno>
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

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_ == "-") return;
  std::error_code error;
  const bool device = fs::exists(path_, error) && !fs::is_regular_file(path_, error);
  written_ = device ? path_ : path_ + ".part";
  file_.open(written_, std::ios::binary | std::ios::trunc);
  if (!file_) throw OutputError(path_ + ": can't be written: " + std::strerror(errno));
}

OutputFile::~OutputFile() {
  if (written_.empty() || written_ == path_) return;
  std::error_code ignored;
  fs::remove(written_, ignored);
}

std::ostream& OutputFile::stream() { return path_ == "-" ? std::cout : file_; }

void OutputFile::commit() {
  stream().flush();
  if (path_ != "-") file_.close();
  if (!stream()) throw OutputError((path_ == "-" ? "standard output" : path_) + ": can't be written");
  if (written_.empty() || written_ == path_) return;
  std::error_code error;
  fs::rename(written_, path_, error);
  if (error) throw OutputError(path_ + ": can't be written: " + error.message());
  written_.clear();
}

void refuse_overwriting(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].empty()) continue;
    for (const std::string& input : inputs)
      if (outputs[i] != "-" && same_file(outputs[i], input))
        throw UsageError(outputs[i] + ": is an input; give the output another name");
    for (std::size_t j = 0; j < i; ++j)
      if (same_file(outputs[i], outputs[j]))
        throw UsageError((outputs[i] == "-" ? "standard output" : outputs[i]) + ": is named for two outputs");
  }
}

}  // namespace isopath::cli
