#include "programs/isopath/jobs/corpus.hpp"

#include "certificates/format/digest.hpp"
#include "tests/programs/isopath/program_tests.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

namespace {

const std::string good_file = R"({"name": "a.json", "sha256": "00"})";
const std::string good_case = R"({"run": ["describe", "a.json"], "verdict": "s DESCRIBED", "exit": 0})";

std::string corpus_of(const std::string& files, const std::string& cases, std::size_t file_count = 1,
                      std::size_t case_count = 1) {
  return R"({"format": "isopath-selftest", "version": 1, "file_count": )" + std::to_string(file_count) +
         R"(, "case_count": )" + std::to_string(case_count) + R"(, "files": [)" + files +
         R"(], "groups": [{"name": "group", "cases": [)" + cases + "]}]}";
}

Corpus read(const std::string& text) { return read_corpus(*Source::of("corpus.json", text)); }

void check_refused(const std::string& text, const std::string& message) {
  try {
    read(text);
    BOOST_ERROR("expected a refusal: " << message);
  } catch (const InputError& error) {
    BOOST_CHECK_MESSAGE(std::string(error.what()).find(message) != std::string::npos, error.what());
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_corpus)

BOOST_AUTO_TEST_CASE(files_and_cases) {
  const Corpus corpus = read(corpus_of(good_file, good_case));
  BOOST_REQUIRE_EQUAL(corpus.files.size(), 1U);
  BOOST_CHECK_EQUAL(corpus.files[0].name, "a.json");
  BOOST_CHECK_EQUAL(corpus.files[0].sha256, "00");
  BOOST_REQUIRE_EQUAL(corpus.groups.size(), 1U);
  BOOST_CHECK_EQUAL(corpus.groups[0].name, "group");
  BOOST_REQUIRE_EQUAL(corpus.groups[0].cases.size(), 1U);
  BOOST_CHECK_EQUAL(corpus.groups[0].cases[0].verdict, "s DESCRIBED");
  BOOST_CHECK(corpus.groups[0].cases[0].then.empty());
}

BOOST_AUTO_TEST_CASE(counts_have_to_be_right) {
  check_refused(corpus_of(good_file, good_case, 2), "$.file_count: expected 2, found 1");
  check_refused(corpus_of(good_file, good_case, 1, 3), "$.case_count: expected 3, found 1");
  check_refused(corpus_of("", good_case, 0), "$.file_count: expected at least 1, found 0");
  check_refused(corpus_of(good_file, ""), "$.groups[0]: expected at least 1 case, found 0");
}

BOOST_AUTO_TEST_CASE(names_stay_in_the_folder) {
  for (const char* name : {"", ".", "..", "../a", "/a", "b/../a", "./a", "b//a", "b/"})
    check_refused(corpus_of(R"({"name": ")" + std::string(name) + R"(", "sha256": "00"})", good_case),
                  "$.files[0]: expected the name of a file in the folder, without . and ..");
  check_refused(corpus_of(good_file + "," + good_file, good_case, 2),
                "expected each name once, found 'a.json' again");
}

BOOST_AUTO_TEST_CASE(a_case_expects_something) {
  check_refused(corpus_of(good_file, R"({"run": ["describe", "a.json"], "exit": 0})"),
                "expected a verdict or a reason, found neither");
  check_refused(corpus_of(good_file, R"({"run": ["batch", "a.json"], "exit": 0, "verdict": "s"})"),
                "expected a verb other than batch and selftest, found 'batch'");
}

BOOST_AUTO_TEST_CASE(deviations_of_a_folder) {
  const TemporaryFolder folder;
  folder.file("corpus.json", "");
  folder.file("same", "text");
  folder.file("changed", "other");
  folder.file("more", "");
  const std::string digest = hexadecimal(sha256("text"));
  Corpus corpus;
  corpus.files = {{"same", digest}, {"changed", digest}, {"missing", digest}};
  const std::vector<std::string> expected{
      "changed: expected the SHA-256 " + digest + ", found " + hexadecimal(sha256("other")),
      "missing: expected a file of the corpus, found none that can be read",
      "more: expected the files of the corpus only, found this one, too"};
  BOOST_TEST(deviations(corpus, folder.name("")) == expected, boost::test_tools::per_element());
  BOOST_CHECK_THROW(deviations(corpus, folder.name("none")), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
