#include "programs/isopath/terminal/output.hpp"

#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath::cli;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(programs_output)

BOOST_AUTO_TEST_CASE(a_file_appears_whole) {
  const TemporaryFolder folder;
  const std::string name = folder.file("out", "before");
  {
    OutputFile file(name);
    file.stream() << "after";
    BOOST_CHECK_EQUAL(contents(name), "before");
    file.commit();
    BOOST_CHECK_EQUAL(contents(name), "after");
  }
  BOOST_CHECK_EQUAL(contents(name), "after");
  BOOST_CHECK_EQUAL(folder.files(), 1U);
}

BOOST_AUTO_TEST_CASE(without_commit_nothing_is_left) {
  const TemporaryFolder folder;
  const std::string name = folder.file("out", "before");
  {
    OutputFile file(name);
    file.stream() << "after";
    BOOST_CHECK_EQUAL(folder.files(), 2U);
  }
  BOOST_CHECK_EQUAL(contents(name), "before");
  BOOST_CHECK_EQUAL(folder.files(), 1U);
}

BOOST_AUTO_TEST_CASE(an_exception_while_writing_leaves_nothing) {
  const TemporaryFolder folder;
  BOOST_CHECK_THROW(write_file(folder.name("out"), [](std::ostream&) { throw std::runtime_error("no"); }),
                    std::runtime_error);
  BOOST_CHECK_EQUAL(folder.files(), 0U);
}

BOOST_AUTO_TEST_CASE(the_name_says_whether_it_is_compressed) {
  const TemporaryFolder folder;
  const auto write = [](std::ostream& out) { out << "text"; };
  write_file(folder.name("out.gz"), write);
  write_file(folder.name("out.zst"), write);
  write_file(folder.name("out.json"), write);
  BOOST_CHECK(contents(folder.name("out.gz")).starts_with("\x1f\x8b"));
  BOOST_CHECK(contents(folder.name("out.zst")).starts_with("\x28\xb5\x2f\xfd"));
  BOOST_CHECK_EQUAL(contents(folder.name("out.json")), "text");
}

BOOST_AUTO_TEST_CASE(standard_output) {
  const Printed printed;
  write_file("-", [](std::ostream& out) { out << "text"; });
  BOOST_CHECK_EQUAL(printed.out(), "text");
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_written) {
  const TemporaryFolder folder;
  BOOST_CHECK_THROW(OutputFile(folder.name("none/out")), OutputError);
  BOOST_CHECK_THROW(write_file("/dev/full", [](std::ostream& out) { out << "text"; }), OutputError);
}

BOOST_AUTO_TEST_CASE(no_input_is_overwritten) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a", "");
  const std::string linked = folder.name("linked");
  std::filesystem::create_symlink(a, linked);
  refuse_overwriting({a, "-"}, {folder.name("b"), "", "", "-"});
  check_throws<UsageError>([&] { refuse_overwriting({a}, {a}); },
                           a + ": is an input, or in a folder that is one; give the output another name");
  BOOST_CHECK_THROW(refuse_overwriting({a}, {linked}), UsageError);
  BOOST_CHECK_THROW(refuse_overwriting({folder.name("")}, {folder.name("W1.npy")}), UsageError);
  check_throws<UsageError>(
      [&] {
        refuse_overwriting({}, {"-", "-"});
      },
      "standard output: is named for two outputs");
  BOOST_CHECK_THROW(refuse_overwriting({}, {folder.name("b"), folder.name("b")}), UsageError);
}

BOOST_AUTO_TEST_SUITE_END()
