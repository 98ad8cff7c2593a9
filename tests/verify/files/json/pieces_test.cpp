#include "verify/files/json/pieces.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The texts of the pieces.
std::vector<std::string> texts(const std::string& bytes, long depth = 2) {
  std::vector<std::string> result;
  for (const JsonPieces::Piece& piece : find_pieces(*Source::of("f", bytes), depth).pieces)
    result.push_back(bytes.substr(piece.begin, piece.end - piece.begin));
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(json_pieces)

BOOST_AUTO_TEST_CASE(pieces_and_skeleton) {
  const std::string text = R"({"v": [{"a": [1, {}]}, 7, [2]], "w": {"x": {}, "y": 1}})";
  BOOST_CHECK(texts(text) == (Texts{R"({"a": [1, {}]})", "[2]", "{}"}));
  BOOST_CHECK_EQUAL(find_pieces(*Source::of("f", text)).skeleton,
                    R"({"v": [{}, 7, []], "w": {"x": {}, "y": 1}})");
  BOOST_CHECK(texts(text, 1) == (Texts{R"([{"a": [1, {}]}, 7, [2]])", R"({"x": {}, "y": 1})"}));
  BOOST_CHECK(texts("[[[]]]", 0) == Texts{"[[[]]]"});
}

BOOST_AUTO_TEST_CASE(brackets_in_strings_do_not_count) {
  BOOST_CHECK(texts(R"({"[{": ["\"]}", {"b": "}\\"}]})") == Texts{R"({"b": "}\\"})"});
}

/// Every place of the skeleton leads to the same character in the source.
BOOST_AUTO_TEST_CASE(places_lead_back_to_the_source) {
  const std::string text = R"( {"v": [{"a": [1, {}]}, 7, [2], {} ], "w": 1} )";
  const JsonPieces found = find_pieces(*Source::of("f", text));
  for (std::size_t place = 0; place < found.skeleton.size(); ++place) {
    BOOST_REQUIRE_LT(found.offset_in_source(place), text.size());
    BOOST_CHECK_EQUAL(text[found.offset_in_source(place)], found.skeleton[place]);
  }
}

BOOST_AUTO_TEST_CASE(a_text_longer_than_what_is_read_at_once) {
  const std::string piece = "[\"" + std::string(100'000, '{') + "\"]";
  std::string text = "[[";
  for (int k = 0; k < 10; ++k) text += (k == 0 ? "" : ",") + piece;
  text += "]]";
  BOOST_CHECK(texts(text) == Texts(10, piece));
}

/// The column is a character.
BOOST_AUTO_TEST_CASE(a_piece_without_an_end_is_refused) {
  check_refused([] { find_pieces(*Source::of("f", "{\"\xc3\xa9\": [{}, {\"a\": 1")); },
                InputError::Kind::malformed,
                "f:1:12: expected the end of what begins here, found the end of the file");
}

BOOST_AUTO_TEST_SUITE_END()
