#include "verify/files/read_path.hpp"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <thread>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace fs = std::filesystem;

namespace {

const std::string head = R"("version": 1, "activation": "tanh", "inputs": 0, "outputs": 1, )";

/// A constant network with this output bias.
std::string network(int bias) {
  return R"({"format": "isopath-network", )" + head + R"("units": [], "d": [)" + std::to_string(bias) + "]}";
}

struct Folder {
  Folder() : path(temporary("read-path-test")) {
    fs::remove_all(path);
    fs::create_directory(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return path / name;
  }
  fs::path path;
};

Rational bias_of(const Path& path, std::size_t k) { return path.vertex(k).stated().d[0].rational(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(files_read_path, Folder)

BOOST_AUTO_TEST_CASE(one_file_is_a_path_file) {
  const std::string name =
      file("path.json", R"({"format": "isopath-path", )" + head +
                            R"("vertices": [{"units": [], "d": [5]}, {"units": [], "d": [6]}]})");
  const auto read = read_path({name}, {});
  BOOST_CHECK_EQUAL(read->vertices(), 2U);
  BOOST_CHECK(bias_of(*read, 1) == Rational(6));
  BOOST_CHECK_EQUAL(read->place(0).substr(0, name.size() + 3), name + ":1:");
}

BOOST_AUTO_TEST_CASE(more_files_are_vertices_in_their_order) {
  const std::vector<std::string> names = {file("b", network(1)), file("a", network(2)),
                                          file("c", network(3))};
  const auto read = read_path(names, {});
  BOOST_REQUIRE_EQUAL(read->vertices(), 3U);
  for (const std::size_t k : {2U, 0U, 1U, 1U}) {
    BOOST_CHECK(bias_of(*read, k) == Rational(k + 1));
    BOOST_CHECK_EQUAL(read->place(k), names[k]);
  }
}

BOOST_AUTO_TEST_CASE(a_vertex_may_be_a_pipe_and_is_kept) {
  const fs::path pipe = path / "pipe";
  BOOST_REQUIRE_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(pipe) << network(7); });
  const auto read = read_path({file("a", network(1)), pipe.string()}, {});
  writer.join();
  BOOST_CHECK(bias_of(*read, 1) == Rational(7));
  BOOST_CHECK(bias_of(*read, 1) == Rational(7));
}

BOOST_AUTO_TEST_CASE(a_vertex_is_refused_when_it_is_asked_for) {
  const auto read = read_path({file("a", network(1)), file("b", "{}")}, {});
  BOOST_CHECK_NO_THROW(read->vertex(0));
  check_refused([&] { read->vertex(1); }, InputError::Kind::malformed, (path / "b").string() + ":1:1: $: ");
}

BOOST_AUTO_TEST_SUITE_END()
