#include "verify/files/source.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace isopath {

namespace {

class MemorySource final : public Source {
 public:
  MemorySource(std::string name, std::string bytes)
      : Source(std::move(name), bytes.size()), bytes_(std::move(bytes)) {}

  void read(std::uint64_t offset, std::span<std::byte> to) const override {
    if (!to.empty()) std::memcpy(to.data(), bytes_.data() + offset, to.size());
  }

 private:
  std::string bytes_;
};

/// Whether a byte goes on with the character of the byte before it, in UTF-8.
bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80; }

}  // namespace

std::unique_ptr<Source> Source::of(std::string name, std::string bytes) {
  return std::make_unique<MemorySource>(std::move(name), std::move(bytes));
}

std::string located(const Source& source, std::uint64_t offset, std::uint64_t start) {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  std::vector<char> buffer(std::size_t{1} << 16U);
  for (std::uint64_t at = start; at < offset;) {
    const std::span bytes(buffer.data(), std::min<std::uint64_t>(buffer.size(), offset - at));
    source.read(at, std::as_writable_bytes(bytes));
    for (const char byte : bytes) {
      if (byte == '\n') {
        ++line;
        column = 1;
      } else if (!goes_on(byte)) {
        ++column;
      }
    }
    at += bytes.size();
  }
  return source.name() + ":" + std::to_string(line) + ":" + std::to_string(column);
}

}  // namespace isopath
