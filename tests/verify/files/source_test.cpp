#include "verify/files/source.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace isopath;

namespace {

std::string part_of(const Source& source, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  source.read(offset, std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_source)

BOOST_AUTO_TEST_CASE(memory_is_read_at_any_place) {
  const auto source = Source::of("name", "0123456789");
  BOOST_CHECK_EQUAL(source->name(), "name");
  BOOST_CHECK_EQUAL(source->size(), 10U);
  BOOST_CHECK_EQUAL(part_of(*source, 2, 4), "2345");
  BOOST_CHECK_EQUAL(part_of(*source, 10, 0), "");
  BOOST_CHECK_EQUAL(Source::of("name", "")->size(), 0U);
}

BOOST_AUTO_TEST_CASE(lines_and_columns_count_from_1) {
  const auto source = Source::of("f", "ab\n\ncd\n");
  const char* const expected[] = {"f:1:1", "f:1:2", "f:1:3", "f:2:1", "f:3:1", "f:3:2", "f:3:3", "f:4:1"};
  for (std::size_t offset = 0; offset < std::size(expected); ++offset)
    BOOST_CHECK_EQUAL(located(*source, offset), expected[offset]);
  BOOST_CHECK_EQUAL(located(*source, 5, 4), "f:1:2");
}

/// Of two, three and four bytes.
BOOST_AUTO_TEST_CASE(a_column_is_a_character) {
  const auto source = Source::of("f", "\xc3\xa9 \xe2\x82\xac \xf0\x9d\x84\x9e x\n\xc3\xa9x");
  BOOST_CHECK_EQUAL(located(*source, 2), "f:1:2");
  BOOST_CHECK_EQUAL(located(*source, 6), "f:1:4");
  BOOST_CHECK_EQUAL(located(*source, 12), "f:1:7");
  BOOST_CHECK_EQUAL(located(*source, 16), "f:2:2");
}

/// A character that lies across two of the pieces in which the text is read.
BOOST_AUTO_TEST_CASE(a_character_across_two_pieces) {
  const std::string before((std::size_t{1} << 16U) - 1, ' ');
  const auto source = Source::of("f", before + "\xc3\xa9x");
  BOOST_CHECK_EQUAL(located(*source, before.size() + 2), "f:1:" + std::to_string(before.size() + 2));
}

BOOST_AUTO_TEST_SUITE_END()
