// Digests by the examples of their standards, and what a page is made of.
#include "certificates/rendering/page.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>

#include "certificates/format/digest.hpp"

using namespace isopath;

namespace {

std::string page(const std::string& certificate) {
  std::ostringstream out;
  write_page(out, certificate);
  return out.str();
}

/// What stands between two texts, the first time.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t start = text.find(before) + before.size();
  BOOST_REQUIRE(start >= before.size() && text.find(after, start) != std::string::npos);
  return text.substr(start, text.find(after, start) - start);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rendering)

// FIPS 180-4's examples, and the lengths at which the padding takes another block.
BOOST_AUTO_TEST_CASE(sha256_examples) {
  BOOST_TEST(hexadecimal(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(hexadecimal(sha256("abc")) ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(hexadecimal(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST(hexadecimal(sha256(std::string(1'000'000, 'a'))) ==
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  BOOST_TEST(hexadecimal(sha256(std::string(55, 'a'))) ==
             "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  BOOST_TEST(hexadecimal(sha256(std::string(64, 'a'))) ==
             "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

BOOST_AUTO_TEST_CASE(sha256_in_parts) {
  const std::string bytes = std::string(150, 'a') + std::string(150, 'b');
  for (const std::size_t part : {1U, 7U, 63U, 64U, 65U, 128U, 200U, 300U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += part) hash.add(bytes.substr(at, part));
    BOOST_TEST(hexadecimal(hash.digest()) == hexadecimal(sha256(bytes)));
  }
}

// RFC 4648, section 10.
BOOST_AUTO_TEST_CASE(base64_examples) {
  BOOST_TEST(base64("") == "");
  BOOST_TEST(base64("f") == "Zg==");
  BOOST_TEST(base64("fo") == "Zm8=");
  BOOST_TEST(base64("foo") == "Zm9v");
  BOOST_TEST(base64("foobar") == "Zm9vYmFy");
  BOOST_TEST(base64("\xff\xfe\xfb") == "//77");
}

BOOST_AUTO_TEST_CASE(the_page_is_small_and_its_policy_fits_its_parts) {
  const std::string text = page("");
  BOOST_TEST(text.size() < 400'000U);
  const std::string script = between(text, "<script id=\"program\">", "</script>");
  const std::string style = between(text, "<style>", "</style>");
  BOOST_TEST(between(text, "script-src 'sha256-", "'") == base64(sha256(script)));
  BOOST_TEST(between(text, "style-src 'sha256-", "'") == base64(sha256(style)));
  BOOST_TEST(text.find("default-src 'none'") != std::string::npos);
  // Nothing to fetch.
  for (const char* word : {" src=", "@import", "url(http", "import("})
    BOOST_TEST(text.find(word) == std::string::npos, word);
}

BOOST_AUTO_TEST_CASE(the_certificate_is_in_the_page_as_it_is) {
  const std::string certificate = "</script><script>alert(1)</script>@SCRIPT@\xff";
  const std::string text = page(certificate);
  BOOST_TEST(between(text, "id=\"certificate\" data-note=\"\">", "<") == base64(certificate));
  BOOST_TEST(text.find("alert(1)") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_too_long_is_named) {
  const std::string certificate(longest_in_page + 1, ' ');
  const std::string text = page(certificate);
  BOOST_TEST(text.size() < 400'000U);
  const std::string note = between(text, "data-note=\"", "\">");
  BOOST_TEST(note.find(hexadecimal(sha256(certificate))) != std::string::npos);
  BOOST_TEST(note.find("isopath-check FILE") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
