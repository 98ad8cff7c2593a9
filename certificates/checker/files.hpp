// Files of networks and paths, and the comparison of a claim with them: sections 5, 7 and 8 of
// docs/network-files.md, rules F1 and F2 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_FILES_HPP
#define ISOPATH_CHECK_FILES_HPP

#include "network.hpp"
#include "report.hpp"

namespace isopath::check {

/// Hidden weight and bias, output weight and bias. The name of an absent bias is empty.
using TensorNames = std::array<std::string, 4>;

/// What the command line says about network files.
struct FileOptions {
  std::vector<std::string> names;
  bool is_logistic = false;  // where the file can't say
  std::optional<TensorNames> tensors;
};

/// The bytes of a file, expanded if it is compressed; "-" is standard input.
std::string read_bytes(const std::string& name);

bool is_safetensors(std::string_view bytes);
/// The texts of its numbers are kept in the store.
Network read_safetensors(const Source& source, const FileOptions& options, TextStore& store);

/// F1: compares the networks of a claim, each with its name, with the files, and reports them. Refuses a
/// network that is not that of its file.
void compare(const std::vector<std::pair<std::string, const Network*>>& networks, const FileOptions& files,
             Report& report);

/// F2: compares the vertices of a path with the files, as they are reached. One file is read at once, more
/// are read when they are compared.
class PathFiles {
 public:
  explicit PathFiles(const FileOptions& options);
  /// Refuses if a file says that vertex k is another.
  void compare(const Network& vertex, std::size_t k) const;
  /// Refuses if a file says that the last vertex is another, or that there are more or fewer vertices. Says
  /// what was compared.
  std::string compare_end(const Network& last, std::size_t count) const;

 private:
  const FileOptions& options_;
  Source source_;
  TextStore store_;
  bool is_path_ = false;
  std::vector<Network> vertices_;  // of a path file, or of the only network file
};

}  // namespace isopath::check

#endif
