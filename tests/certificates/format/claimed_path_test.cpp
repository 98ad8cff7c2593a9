// Paths of certificates, read in any order of vertices and by several threads.
#include "certificates/format/claimed_path.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <thread>

#include "certificates/format/reader.hpp"
#include "certificates/format/writer.hpp"
#include "exact/flint.hpp"
#include "tests/certificates/random_models.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

Certificate connected(const std::vector<Model>& vertices) {
  std::ostringstream out;
  write_connected_certificate(out, ListedPath(vertices));
  return read_certificate(Source::of("c.json", out.str()));
}

const Path& path_of(const Certificate& certificate) { return *std::get<PathClaim>(certificate.claim).path; }

Certificate of_text(const std::string& vertices, Notation notation) {
  return read_certificate(
      Source::of("c.json",
                 R"({"format": "isopath-certificate", "version": 1, "kind": "path valid", "claim": {"path":)"
                 R"( {"activation": "tanh", "inputs": 1, "outputs": 1, "vertices": [)" +
                     vertices + R"(]}}, "evidence": {}})"),
      notation);
}

const std::string whole = R"({"units": [{"a": ["1"], "b": ["2"], "c": "1/3"}], "d": ["0"]})";

std::string refusal(const std::string& vertices, Notation notation, std::size_t k) {
  const Certificate certificate = of_text(vertices, notation);
  try {
    path_of(certificate).vertex(k);
  } catch (const InputError& error) {
    BOOST_CHECK(error.kind == InputError::Kind::malformed);
    return error.what();
  }
  return "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(claimed_path)

BOOST_AUTO_TEST_CASE(vertices_in_any_order) {
  for_random_cases(100, [](Random& random) {
    const std::vector<Model> vertices = random_vertices(random);
    const Certificate certificate = connected(vertices);
    for (std::size_t turn = 0; turn < 12; ++turn) {
      const std::size_t k = below(random, vertices.size());
      check_same(path_of(certificate).vertex(k), vertices[k]);
    }
  });
}

BOOST_AUTO_TEST_CASE(vertices_asked_for_by_several_threads) {
  Random random(1);
  std::vector<Model> vertices;
  while (vertices.size() < 8) vertices = random_vertices(random);
  const Certificate certificate = connected(vertices);
  std::atomic<std::size_t> wrong = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::size_t turn = 0; turn < 40; ++turn) {
        const std::size_t k = (turn * (t + 1) + t) % vertices.size();
        if (first_difference(path_of(certificate).vertex(k), vertices[k])) ++wrong;
      }
      flint_cleanup();  // what FLINT keeps for a thread would be lost with it
    });
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_CASE(places) {
  const Certificate certificate = of_text(whole + ",\n " + whole, Notation::canonical);
  BOOST_TEST(path_of(certificate).place(1) == "c.json:2:2: $.claim.path.vertices[1]");
}

/// What a draft may leave out of a change, and how it may write numbers, a certificate may not.
BOOST_AUTO_TEST_CASE(notations) {
  const std::string moved =
      whole + R"(, {"changes": [{"unit": 0, "a": null, "b": ["7"], "c": null}], "d": null})";
  BOOST_TEST(refusal(moved, Notation::canonical, 1) == "none");
  const std::pair<std::string, std::string> drafts[] = {
      {R"({"changes": [{"unit": 0, "b": ["7"], "c": null}], "d": null})", "expected key 'a', found none"},
      {R"({"changes": [{"unit": 0, "a": null, "b": ["7.0"], "c": null}], "d": null})",
       "expected a number in canonical notation, found"},
      {R"({"changes": [{"unit": 0, "a": null, "b": [7], "c": null}], "d": null})",
       "expected a number in canonical notation, found '7'"},
      {R"({"changes": [{"unit": 0, "a": null, "b": ["0x1p4"], "c": null}], "d": null})",
       "expected a number in canonical notation, found"},
      {R"({"changes": [], "d": ["1e5"]})", "expected a number in canonical notation, found"}};
  for (const auto& [vertex, message] : drafts) {
    BOOST_TEST_CONTEXT(vertex) {
      BOOST_TEST(refusal(whole + ", " + vertex, Notation::any, 1) == "none");
      const std::string found = refusal(whole + ", " + vertex, Notation::canonical, 1);
      BOOST_TEST(found.starts_with("c.json:1:"));
      BOOST_TEST(found.find(message) != std::string::npos, found);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
