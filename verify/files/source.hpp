// Source: bytes under a name, read at any place. open.hpp makes one of a file.
#ifndef ISOPATH_VERIFY_FILES_SOURCE_HPP
#define ISOPATH_VERIFY_FILES_SOURCE_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace isopath {

class Source {
 public:
  /// Bytes in memory under a name.
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

/// "FILE:LINE:COLUMN" of a byte of a source, where the source's line 1 starts at byte `start`. Lines and
/// columns count from 1, and a column is a character (a code point of UTF-8), as editors count.
std::string located(const Source& source, std::uint64_t offset, std::uint64_t start = 0);

}  // namespace isopath

#endif
