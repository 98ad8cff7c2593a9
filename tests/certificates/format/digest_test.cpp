// Known answers: those of FIPS 180-4's examples and of RFC 4648, section 10.
#include "certificates/format/digest.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(digest)

BOOST_AUTO_TEST_CASE(known_digests) {
  BOOST_TEST(hexadecimal(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(hexadecimal(sha256("abc")) ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(hexadecimal(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST(hexadecimal(sha256(std::string(1'000'000, 'a'))) ==
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/// Lengths about those of blocks, in parts that end anywhere.
BOOST_AUTO_TEST_CASE(bytes_in_parts) {
  for_random_cases(200, [](Random& random) {
    std::string bytes(below(random, 260), '\0');
    for (char& byte : bytes) byte = static_cast<char>(below(random, 256));
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t length = std::min(below(random, 80), bytes.size() - at);
      hash.add(std::string_view(bytes).substr(at, length));
      at += length;
    }
    BOOST_TEST(hexadecimal(hash.digest()) == hexadecimal(sha256(bytes)));
  });
}

BOOST_AUTO_TEST_CASE(known_base64) {
  const std::pair<const char*, const char*> known[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : known) BOOST_TEST(base64(std::string_view(bytes)) == text);
  BOOST_TEST(base64(std::string_view("\xfb\xff\xfe")) == "+//+");
  BOOST_TEST(base64(sha256("")) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

BOOST_AUTO_TEST_SUITE_END()
