// The files of good/ and bad/ (make_files.py): NumPy's and zipfile's writing against isopath's reading.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "exact/number_text.hpp"
#include "tests/verify/files/network_files.hpp"
#include "verify/files/open.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace fs = std::filesystem;

namespace {

fs::path corpus(const char* name) { return fs::path(ISOPATH_TESTS_DIR) / "verify" / "files" / name; }

Model read(const fs::path& path) {
  if (fs::is_directory(path)) return read_npy_folder(path.string(), {});
  const auto source = open_source(path.string());
  return path.extension() == ".npz" ? read_npz(*source, {}) : read_safetensors(*source, {});
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  BOOST_REQUIRE_MESSAGE(in, "no file " << file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::set<std::string> files_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  names.erase("EXPECT");
  return names;
}

struct Expected {
  std::size_t h = 0, n = 0, m = 0;
  std::vector<Rational> numbers;
};

Expected parse_network(std::istringstream& words) {
  Expected expected;
  words >> expected.h >> expected.n >> expected.m;
  for (std::string word; words >> word;) expected.numbers.push_back(read_rational(word));
  BOOST_REQUIRE_EQUAL(expected.numbers.size(), expected.h * (expected.n + 1 + expected.m) + expected.m);
  return expected;
}

void check_network(const Network& network, const Expected& expected) {
  BOOST_REQUIRE_EQUAL(network.width(), expected.h);
  BOOST_REQUIRE_EQUAL(network.inputs(), expected.n);
  BOOST_REQUIRE_EQUAL(network.outputs(), expected.m);
  auto next = expected.numbers.begin();
  for (std::size_t unit = 0; unit < network.width(); ++unit)
    for (const Number number : network.row(unit)) BOOST_CHECK(network.numbers.value(number) == *next++);
  for (const TanhSum& bias : network.d) BOOST_CHECK(bias == TanhSum(*next++));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_corpus)

BOOST_AUTO_TEST_CASE(good_files_have_their_numbers) {
  std::map<std::string, Expected> networks;
  std::set<std::string> seen;
  for (const std::string& line : lines_of(corpus("good") / "EXPECT")) {
    std::istringstream words(line);
    std::string file, name;
    words >> file >> name;
    if (file == "network") {
      networks[name] = parse_network(words);
      continue;
    }
    BOOST_TEST_CONTEXT(file) {
      BOOST_REQUIRE(networks.contains(name));
      BOOST_CHECK(seen.insert(file).second);
      const Model model = read(corpus("good") / file);
      BOOST_CHECK(model.activation() == Activation::tanh);
      check_network(model.network(), networks[name]);
    }
  }
  BOOST_CHECK(seen == files_in(corpus("good")));
}

BOOST_AUTO_TEST_CASE(bad_files_are_refused_for_their_fault) {
  std::set<std::string> seen;
  for (const std::string& line : lines_of(corpus("bad") / "EXPECT")) {
    std::istringstream words(line);
    std::string file, message;
    int code = 0;
    words >> file >> code;
    std::getline(words >> std::ws, message);
    BOOST_TEST_CONTEXT(file) {
      BOOST_CHECK(seen.insert(file).second);
      BOOST_REQUIRE(code == 3 || code == 4);
      BOOST_REQUIRE(!message.empty());
      const auto kind = code == 3 ? InputError::Kind::malformed : InputError::Kind::not_treated;
      const fs::path path = corpus("bad") / file;
      check_refused([&] { read(path); }, kind, message);
      check_refused([&] { read(path); }, kind, path.string());
    }
  }
  BOOST_CHECK(seen == files_in(corpus("bad")));
}

BOOST_AUTO_TEST_SUITE_END()
