// Files that are compared with a claim, and safetensors: each refusal by its words.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(network_files)

BOOST_AUTO_TEST_CASE(f1_number_of_files) {
  check_refused(same_twice, "1 C:1:1: $: rule F1: expected at most 2 network files for this kind, found 3",
                {{"x", "y", "z"}, false, {}});
  check_refused(same_twice, "3 no such file: can't be read: ", {{"no such file"}, false, {}});
  check_refused(same_twice, "4 .: isopath-check does not read NumPy files", {{"."}, false, {}});
}

BOOST_AUTO_TEST_CASE(safetensors_are_told_from_json) {
  BOOST_CHECK(is_safetensors(std::string("\2\0\0\0\0\0\0\0{}", 10)));
  BOOST_CHECK(!is_safetensors(std::string("\3\0\0\0\0\0\0\0{}", 10)));
  BOOST_CHECK(!is_safetensors(std::string("\2\0\0\0\0\0\0\0[]", 10)));
  BOOST_CHECK(!is_safetensors("{\"a\": 1}{"));
  BOOST_CHECK(!is_safetensors(""));
}

BOOST_AUTO_TEST_CASE(a_safetensors_header_beyond_100_mb) {
  std::string text("\1\xe1\xf5\5\0\0\0\0{", 9);  // 100 000 001
  text.resize(100'000'009, ' ');
  TextStore store;
  BOOST_CHECK_EXCEPTION(read_safetensors({"F", std::move(text)}, {}, store), Refusal,
                        [](const Refusal& refusal) {
                          return refusal.exit == Exit::malformed &&
                                 std::string(refusal.what()) == "F: its header has more than 100 MB";
                        });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
