// Streams made by hand; tests/programs/isopath/compressed.py has all faults, for both programs.
#include "verify/files/compressed.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/compressed_streams.hpp"
#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using namespace std::string_literals;
using Kind = InputError::Kind;

namespace {

std::string expand(const std::string& bytes) {
  const auto source = expanded(Source::of("name", bytes));
  BOOST_CHECK_EQUAL(source->name(), "name");
  std::string text(source->size(), '\0');
  source->read(0, std::as_writable_bytes(std::span(text)));
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_compressed)

BOOST_AUTO_TEST_CASE(members_and_frames_are_expanded) {
  BOOST_CHECK_EQUAL(expand(member), "abc");
  BOOST_CHECK_EQUAL(expand(member + member), "abcabc");
  BOOST_CHECK_EQUAL(expand(frame), "abc");
  BOOST_CHECK_EQUAL(expand(skipped + frame + skipped + frame + skipped), "abcabc");
  BOOST_CHECK_EQUAL(expand(skipped), "");
  BOOST_CHECK(expand(frame + frame_of_blanks(9)) == "abc" + std::string(9U << 17U, ' '));
}

BOOST_AUTO_TEST_CASE(what_is_not_compressed_is_handed_back) {
  for (const std::string& bytes : {""s, "\x1f"s, "\x1f\x8b"s, "\x28\xb5\x2f"s, "{}"s, member.substr(1),
                                   "\x1f\x8b\x08\0\0\0\0\0{ safetensors"s, "\x4f\x2a\x4d\x18"s,
                                   "\x60\x2a\x4d\x18"s, "\x27\xb5\x2f\xfd"s})
    BOOST_CHECK_EQUAL(expand(bytes), bytes);
}

BOOST_AUTO_TEST_CASE(streams_are_whole_and_sound_to_their_last_byte) {
  for (std::size_t length = 4; length < frame.size(); ++length)
    check_refused([&] { expand(frame.substr(0, length)); }, Kind::malformed,
                  "name: expected whole Zstandard data, found: the end of the file within a frame");
  for (std::size_t length = 3; length < member.size(); ++length) {
    check_refused([&] { expand(member.substr(0, length)); }, Kind::malformed,
                  "name: expected whole gzip data, found: the end of the file within a member");
    check_refused([&] { expand(member + member.substr(0, length)); }, Kind::malformed, "within a member");
  }
  for (std::size_t at = 11; at < member.size(); ++at)  // before it are bits that mean nothing
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = member;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ 1U << bit);
      check_refused([&] { expand(changed); }, Kind::malformed, "gzip data, found: ");
    }
  check_refused([&] { expand(member + frame); }, Kind::malformed,
                "name: expected nothing but gzip members, found: other bytes from byte 26 on");
  check_refused([&] { expand(frame + skipped + member); }, Kind::malformed,
                "name: expected nothing but Zstandard frames, found: other bytes from byte 22 on");
}

BOOST_AUTO_TEST_CASE(windows_and_dictionaries) {
  std::string other = frame;
  other[5] = '\x88';
  BOOST_CHECK_EQUAL(expand(other), "abc");
  other[5] = '\x89';
  check_refused([&] { expand(other); }, Kind::malformed, "a window of at most 128 MiB");
  check_refused([&] { expand("\x28\xb5\x2f\xfd\1\x50\7\x19\0\0"s + "abc"); }, Kind::malformed,
                "without a dictionary");
}

BOOST_AUTO_TEST_CASE(expansion_is_bounded) {
  BOOST_CHECK_EQUAL(expand(frame_of_blanks(512)).size(), 64U << 20U);
  check_refused(
      [&] { expand(frame_of_blanks(512) + frame); }, Kind::malformed,
      "expected at most 67108864 bytes when expanded (64 MiB, or 100 times the size of the file if that is "
      "more), found: more; expand it first, with zstd -d");
}

BOOST_AUTO_TEST_SUITE_END()
