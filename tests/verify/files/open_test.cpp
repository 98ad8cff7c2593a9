#include "verify/files/open.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/compressed_streams.hpp"
#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;
namespace fs = std::filesystem;

namespace {

/// A place for files of one test.
struct Folder {
  Folder() : path(temporary("source-test")) {
    fs::remove_all(path);
    fs::create_directory(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& bytes) const {
    std::ofstream(path / "file", std::ios::binary) << bytes;
    return path / "file";
  }
  fs::path path;
};

std::string all_of(const Source& source) {
  std::string bytes(source.size(), '\0');
  source.read(0, std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

std::string part_of(const Source& source, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  source.read(offset, std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

/// Standard input is another file while this lives.
class StandardInput {
 public:
  explicit StandardInput(int file) : kept_(::dup(STDIN_FILENO)) { ::dup2(file, STDIN_FILENO); }
  ~StandardInput() {
    ::dup2(kept_, STDIN_FILENO);
    ::close(kept_);
  }

 private:
  int kept_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(files_open, Folder)

BOOST_AUTO_TEST_CASE(file_is_read_at_any_place) {
  const std::string name = file("0123456789");
  const auto source = open_source(name);
  BOOST_CHECK_EQUAL(source->name(), name);
  BOOST_CHECK_EQUAL(source->size(), 10U);
  BOOST_CHECK_EQUAL(part_of(*source, 7, 3), "789");
  BOOST_CHECK_EQUAL(part_of(*source, 2, 4), "2345");
  BOOST_CHECK_EQUAL(part_of(*source, 10, 0), "");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused) {
  check_refused([&] { open_source(path / "missing"); }, Kind::malformed,
                "missing: expected a readable file, found: No such file or directory");
  check_refused([&] { open_source(path); }, Kind::malformed,
                path.string() + ": expected a file, found a folder");
  check_refused([&] { open_source(""); }, Kind::malformed, "found: No such file or directory");
}

BOOST_AUTO_TEST_CASE(file_that_shrinks_is_refused) {
  const std::string name = file("0123456789");
  const auto source = open_source(name);
  fs::resize_file(name, 4);
  BOOST_CHECK_EQUAL(part_of(*source, 0, 4), "0123");
  check_refused([&] { part_of(*source, 2, 8); }, Kind::malformed,
                "expected 10 bytes, found 4: the file has become shorter");
}

BOOST_AUTO_TEST_CASE(pipe_is_read_whole) {
  const fs::path pipe = path / "pipe";
  BOOST_REQUIRE_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
  std::string bytes(300'000, 'x');
  bytes += "end";
  std::thread writer([&] { std::ofstream(pipe, std::ios::binary) << bytes; });
  const auto source = open_source(pipe);
  writer.join();
  BOOST_CHECK(all_of(*source) == bytes);
  BOOST_CHECK_EQUAL(part_of(*source, 300'000, 3), "end");
}

BOOST_AUTO_TEST_CASE(empty_files_and_those_that_do_not_say_their_size) {
  BOOST_CHECK_EQUAL(open_source(file(""))->size(), 0U);
  BOOST_CHECK_EQUAL(open_source("/dev/null")->size(), 0U);
  BOOST_CHECK_GT(open_source("/proc/self/status")->size(), 0U);
}

BOOST_AUTO_TEST_CASE(standard_input_starts_where_it_stands) {
  const int opened = ::open(file("0123456789").c_str(), O_RDONLY);
  BOOST_REQUIRE_GE(opened, 0);
  ::lseek(opened, 4, SEEK_SET);
  {
    const StandardInput input(opened);
    const auto source = open_source("-");
    BOOST_CHECK_EQUAL(source->name(), "standard input");
    BOOST_CHECK_EQUAL(all_of(*source), "456789");
  }
  ::close(opened);
}

BOOST_AUTO_TEST_CASE(standard_input_may_be_a_pipe) {
  int ends[2];
  BOOST_REQUIRE_EQUAL(::pipe(ends), 0);
  BOOST_REQUIRE_EQUAL(::write(ends[1], "abc", 3), 3);
  ::close(ends[1]);
  {
    const StandardInput input(ends[0]);
    BOOST_CHECK_EQUAL(all_of(*open_source("-")), "abc");
  }
  ::close(ends[0]);
}

BOOST_AUTO_TEST_CASE(what_can_be_read_again) {
  const fs::path pipe = path / "pipe";
  BOOST_REQUIRE_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
  BOOST_CHECK(can_be_read_again(file("")));
  BOOST_CHECK(can_be_read_again(path));
  BOOST_CHECK(can_be_read_again(path / "missing"));
  BOOST_CHECK(!can_be_read_again(pipe));
  BOOST_CHECK(!can_be_read_again("-"));
}

BOOST_AUTO_TEST_CASE(compressed_files_are_expanded) {
  const auto source = open_source(file(member));
  BOOST_CHECK_EQUAL(source->name(), (path / "file").string());
  BOOST_CHECK_EQUAL(all_of(*source), "abc");
}

BOOST_AUTO_TEST_SUITE_END()
