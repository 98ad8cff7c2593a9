// What the tests of the program share: files of a test's own, and what is printed.
#ifndef ISOPATH_TESTS_PROGRAMS_ISOPATH_PROGRAM_TESTS_HPP
#define ISOPATH_TESTS_PROGRAMS_ISOPATH_PROGRAM_TESTS_HPP

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>

namespace isopath::tests {

/// tanh(x), as a network file.
inline const std::string tanh_of_x =
    R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,)"
    R"( "units": [{"a": ["1"], "b": ["1"], "c": "0"}], "d": ["0"]})";
/// The same function, with signs turned.
inline const std::string turned_tanh_of_x =
    R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,)"
    R"( "units": [{"a": ["-1"], "b": ["-1"], "c": "0"}], "d": ["0"]})";
/// tanh(2x).
inline const std::string tanh_of_2x =
    R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,)"
    R"( "units": [{"a": ["1"], "b": ["2"], "c": "0"}], "d": ["0"]})";

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A folder that is gone at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() / ("isopath-program-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string name(const std::string& file) const { return (path_ / file).string(); }
  /// Writes a file, and returns its name.
  std::string file(const std::string& name_of_file, const std::string& text) const {
    std::ofstream(name(name_of_file), std::ios::binary) << text;
    return name(name_of_file);
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

/// What is written to std::cout and std::cerr while it lives.
class Printed {
 public:
  Printed() : cout_(std::cout.rdbuf(out_.rdbuf())), cerr_(std::cerr.rdbuf(error_.rdbuf())) {}
  ~Printed() {
    std::cout.rdbuf(cout_);
    std::cerr.rdbuf(cerr_);
  }
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;

  std::string out() const { return out_.str(); }
  std::string error() const { return error_.str(); }

 private:
  std::ostringstream out_;
  std::ostringstream error_;
  std::streambuf* cout_;
  std::streambuf* cerr_;
};

/// Checks that a call throws an E with just this message.
template <typename E, typename Call>
void check_throws(Call call, const std::string& message) {
  BOOST_CHECK_EXCEPTION(call(), E, [&](const E& error) {
    BOOST_CHECK_EQUAL(error.what(), message);
    return true;
  });
}

}  // namespace isopath::tests

#endif
