// Streams made by hand; tests/programs/isopath/compressed.py has all faults, for both programs.
#include "certificates/checker/compressed.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "certificates/checker/reader.hpp"
#include "tests/compressed_streams.hpp"

using namespace isopath::check;
using namespace isopath::tests;
using namespace std::string_literals;

namespace {

void check_refused(const std::string& bytes, const std::string& reason) {
  BOOST_CHECK_EXCEPTION(expanded("name", bytes), Refusal, [&](const Refusal& refusal) {
    BOOST_CHECK_EQUAL(refusal.what(), "name: " + reason);
    return refusal.exit == Exit::malformed;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compressed)

BOOST_AUTO_TEST_CASE(what_is_expanded_and_what_is_not) {
  BOOST_CHECK_EQUAL(expanded("", member + member), "abcabc");
  BOOST_CHECK_EQUAL(expanded("", skipped + frame + skipped + frame), "abcabc");
  BOOST_CHECK(expanded("", frame_of_blanks(9) + frame) == std::string(9U << 17U, ' ') + "abc");
  for (const std::string& bytes :
       {""s, "\x1f\x8b"s, "\x28\xb5\x2f"s, "{}"s, "\x1f\x8b\x08\0\0\0\0\0{ safetensors"s, "\x4f\x2a\x4d\x18"s,
        "\x60\x2a\x4d\x18"s, "\x27\xb5\x2f\xfd"s})
    BOOST_CHECK_EQUAL(expanded("", bytes), bytes);
}

BOOST_AUTO_TEST_CASE(what_is_refused) {
  for (std::size_t length = 3; length < member.size(); ++length)
    check_refused(member + member.substr(0, length), "its gzip data end within a member");
  for (std::size_t length = 4; length < frame.size(); ++length)
    check_refused(frame + frame.substr(0, length), "its Zstandard data end within a frame");
  check_refused(member + "\x1f\x8b", "from byte 26 on it is not a gzip member");
  check_refused(frame + member, "from byte 12 on it is not a Zstandard frame");
  check_refused(member.substr(0, 18) + "\xc3" + member.substr(19),
                "its gzip data are not sound before byte 22: incorrect data check");
  check_refused(frame.substr(0, 4) + "\x08" + frame.substr(5),
                "its Zstandard data are not sound: Unsupported frame parameter");
  check_refused(frame.substr(0, 5) + "\x89" + frame.substr(6),
                "its window has more than 128 MiB; expand it first, with zstd -d --long=31");
  check_refused("\x28\xb5\x2f\xfd\1\x50\7\x19\0\0"s + "abc",
                "it needs a dictionary; expand it first, with zstd -d -D");
}

BOOST_AUTO_TEST_CASE(the_limit) {
  BOOST_CHECK_EQUAL(expanded("", frame_of_blanks(512)).size(), 64U << 20U);
  check_refused(frame_of_blanks(512) + frame,
                "it expands to more than 67108864 bytes, the greater of 64 MiB and 100 times its size; "
                "expand it first, with zstd -d");
}

BOOST_AUTO_TEST_SUITE_END()
