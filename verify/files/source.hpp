// Source: the bytes of a file, a pipe or standard input, read at any place.
#ifndef ISOPATH_VERIFY_FILES_SOURCE_HPP
#define ISOPATH_VERIFY_FILES_SOURCE_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace isopath {

/// Whether a path names a file or folder that is the same each time it is opened; a pipe is not.
bool can_be_read_again(const std::string& path);

class Source {
 public:
  /// Opens a file; `-` is standard input. What can't be read at any place (a pipe) is read whole into memory
  /// first, and so is what a file expands to that is compressed (compressed.hpp). Throws InputError
  /// (malformed) naming the file if it can't be opened, read or expanded, or is a folder.
  static std::unique_ptr<Source> open(const std::string& path);
  /// Bytes in memory under a name: for tests, and for members of archives.
  static std::unique_ptr<Source> of(std::string name, std::string bytes);

  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// The name that messages show; `standard input` for `-`.
  const std::string& name() const { return name_; }
  std::uint64_t size() const { return size_; }
  /// Fills `to` with the bytes from `offset` on. Precondition: offset + to.size() <= size(). Throws
  /// InputError if the file has become shorter or can't be read.
  virtual void read(std::uint64_t offset, std::span<std::byte> to) const = 0;

 protected:
  Source(std::string name, std::uint64_t size) : name_(std::move(name)), size_(size) {}

 private:
  std::string name_;
  std::uint64_t size_;
};

/// "FILE:LINE:COLUMN" of a byte of a source; lines and columns count from 1, columns in bytes.
std::string located(const Source& source, std::uint64_t offset);

}  // namespace isopath

#endif
