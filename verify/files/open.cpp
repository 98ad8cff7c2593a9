// Files by pread, so that nothing depends on a position and a file that shrinks while it is read is an error,
// not the SIGBUS that a mapping would give (POSIX.1-2017, pread and mmap).
#include "verify/files/open.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "verify/files/compressed.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

using Kind = InputError::Kind;

/// The system's words for an errno value.
std::string reason(int error) { return std::generic_category().message(error); }

/// Calls again what a signal has interrupted.
template <typename Call>
auto uninterrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

/// A file descriptor, closed at the end if it was opened here.
class Descriptor {
 public:
  Descriptor(int number, bool owned) : number_(number), owned_(owned) {}
  Descriptor(Descriptor&& other) noexcept
      : number_(other.number_), owned_(std::exchange(other.owned_, false)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (owned_) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
  bool owned_;
};

class FileSource final : public Source {
 public:
  FileSource(std::string name, Descriptor file, std::uint64_t start, std::uint64_t size)
      : Source(std::move(name), size), file_(std::move(file)), start_(start) {}

  void read(std::uint64_t offset, std::span<std::byte> to) const override {
    while (!to.empty()) {
      const ssize_t count = uninterrupted(
          [&] { return ::pread(file_.number(), to.data(), to.size(), static_cast<off_t>(start_ + offset)); });
      if (count < 0)
        throw InputError(Kind::malformed, name(), "expected a readable file, found: " + reason(errno));
      if (count == 0)
        throw InputError(Kind::malformed, name(),
                         "expected " + std::to_string(size()) + " bytes, found " + std::to_string(offset) +
                             ": the file has become shorter while it was read");
      offset += static_cast<std::uint64_t>(count);
      to = to.subspan(static_cast<std::size_t>(count));
    }
  }

 private:
  Descriptor file_;
  std::uint64_t start_;  // of standard input: where other programs have left off
};

std::string read_to_end(const std::string& name, const Descriptor& file) {
  std::string bytes;
  std::size_t length = 0;
  for (;;) {
    if (length == bytes.size()) bytes.resize(std::max<std::size_t>(std::size_t{1} << 16U, 2 * length));
    const ssize_t count =
        uninterrupted([&] { return ::read(file.number(), bytes.data() + length, bytes.size() - length); });
    if (count < 0)
      throw InputError(Kind::malformed, name, "expected a readable file, found: " + reason(errno));
    if (count == 0) break;
    length += static_cast<std::size_t>(count);
  }
  bytes.resize(length);
  return bytes;
}

Descriptor open_file(const std::string& path) {
  if (path == "-") return {STDIN_FILENO, false};
  const int number = uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY); });
  if (number < 0)
    throw InputError(Kind::malformed, path, "expected a readable file, found: " + reason(errno));
  return {number, true};
}

/// The bytes as they are in the file.
std::unique_ptr<Source> open_as_it_is(const std::string& path) {
  const std::string name = path == "-" ? "standard input" : path;
  Descriptor file = open_file(path);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0)
    throw InputError(Kind::malformed, name, "expected a readable file, found: " + reason(errno));
  if (S_ISDIR(status.st_mode)) throw InputError(Kind::malformed, name, "expected a file, found a folder");
  // A regular file of size 0 may be one of those that the system makes up while they are read (/proc).
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    const off_t start = ::lseek(file.number(), 0, SEEK_CUR);
    if (start >= 0 && start <= status.st_size)
      return std::make_unique<FileSource>(name, std::move(file), static_cast<std::uint64_t>(start),
                                          static_cast<std::uint64_t>(status.st_size - start));
  }
  std::string bytes = read_to_end(name, file);
  return Source::of(name, std::move(bytes));
}

}  // namespace

/// What does not exist is refused when it is opened.
bool can_be_read_again(const std::string& path) {
  if (path == "-") return false;
  struct stat status {};
  return ::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

std::unique_ptr<Source> open_source(const std::string& path) { return expanded(open_as_it_is(path)); }

}  // namespace isopath
