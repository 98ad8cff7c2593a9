#include "programs/isopath/verbs/answer.hpp"

#include "programs/isopath/terminal/output.hpp"
#include "tests/programs/isopath/program_tests.hpp"

using namespace isopath;
using namespace isopath::cli;
using namespace isopath::tests;

namespace {

Answer example(std::vector<WrittenFile> files = {}) {
  return {1, [](std::ostream& out) { out << "s ANSWERED\n"; },
          [] {
            return Json{{"b", 1}, {"a", nullptr}};
          },
          std::move(files)};
}

WrittenFile text_file(const std::string& name, const std::string& text) {
  return {name, [text](std::ostream& out) { out << text; }};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(programs_answer)

BOOST_AUTO_TEST_CASE(text_or_one_json_object) {
  {
    const Printed printed;
    BOOST_CHECK_EQUAL(answer(false, example()), 1);
    BOOST_CHECK_EQUAL(printed.out(), "s ANSWERED\n");
    BOOST_CHECK_EQUAL(printed.error(), "");
  }
  const Printed printed;
  BOOST_CHECK_EQUAL(answer(true, example()), 1);
  BOOST_CHECK_EQUAL(printed.out(), "{\"b\":1,\"a\":null}\n");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_utf_8_is_replaced_in_json) {
  const Printed printed;
  Answer result = example();
  result.json = [] { return Json{{"name", "\xff"}}; };
  answer(true, result);
  BOOST_CHECK_EQUAL(printed.out(), "{\"name\":\"\xef\xbf\xbd\"}\n");
}

BOOST_AUTO_TEST_CASE(files_are_written_before_the_answer_is_printed) {
  const TemporaryFolder folder;
  const std::string name = folder.name("certificate");
  const Printed printed;
  Answer result = example({text_file(name, "proof")});
  result.text = [&](std::ostream& out) { out << contents(name); };
  answer(false, result);
  BOOST_CHECK_EQUAL(printed.out(), "proof");
}

BOOST_AUTO_TEST_CASE(a_file_on_standard_output_is_alone_there) {
  const Printed printed;
  answer(false, example({text_file("-", "proof\n")}));
  BOOST_CHECK_EQUAL(printed.out(), "proof\n");
  BOOST_CHECK_EQUAL(printed.error(), "s ANSWERED\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_named_though_there_is_nothing_to_write) {
  const TemporaryFolder folder;
  const Printed printed;
  answer(false, example({{"-", {}}, {folder.name("none"), {}}, text_file("", "proof\n")}));
  BOOST_CHECK_EQUAL(printed.out(), "");
  BOOST_CHECK_EQUAL(printed.error(), "s ANSWERED\n");
  BOOST_CHECK_EQUAL(folder.files(), 0U);
}

BOOST_AUTO_TEST_CASE(a_remark_follows_on_standard_error) {
  const Printed printed;
  Answer result = example({text_file("-", "")});
  result.remark = "isopath: a remark";
  answer(false, result);
  BOOST_CHECK_EQUAL(printed.error(), "s ANSWERED\nisopath: a remark\n");
}

BOOST_AUTO_TEST_CASE(output_that_fails) {
  const Printed printed;
  Answer result = example();
  result.text = [](std::ostream& out) { out.setstate(std::ios::badbit); };
  check_throws<OutputError>([&] { answer(false, result); }, "standard output: can't be written");
  std::cout.clear();
}

BOOST_AUTO_TEST_SUITE_END()
