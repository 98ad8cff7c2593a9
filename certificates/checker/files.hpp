// Network files, and the comparison of a claim with them: docs/network-files.md, rule F1 of
// docs/certificate-format.md.
#ifndef ISOPATH_CHECK_FILES_HPP
#define ISOPATH_CHECK_FILES_HPP

#include <array>
#include <optional>

#include "network.hpp"

namespace isopath::check {

/// What the command line says about network files.
struct FileOptions {
  std::vector<std::string> names;
  bool is_logistic = false;  // where the file can't say
  std::optional<std::array<std::string, 4>>
      tensors;  // names of hidden weight and bias, output weight and bias
};

/// The bytes of a file; "-" is standard input.
std::string read_bytes(const std::string& name);

/// Is this a safetensors file (section 7)?
bool is_safetensors(std::string_view bytes);

/// Reads a safetensors file (sections 4 and 6). Its numbers are kept in `store`.
Network read_safetensors(const Source& source, const FileOptions& options, TextStore& store);

struct ClaimedNetwork {
  std::string_view name;
  const Network* network;
};

/// F1: the k-th file is the k-th network of the claim. Adds a line for each network to the report.
void compare_with_files(const std::vector<ClaimedNetwork>& claimed, const FileOptions& options,
                        std::vector<std::string>& report);

}  // namespace isopath::check

#endif
