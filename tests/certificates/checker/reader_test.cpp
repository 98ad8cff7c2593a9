// Texts of certificates and of network files: what is read, and where a fault is said to be.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(texts)

const std::string one = network(unit("1", "1", "0"), "\"0\"");
const std::string same = equivalent(one, one, "0", "0");

BOOST_AUTO_TEST_CASE(good) {
  check_verified(same);
  check_verified(" \n\t\r" + same + " \n");
}

BOOST_AUTO_TEST_CASE(places) {
  // Lines and columns count from 1; columns count characters.
  check_refused("\n\n " + same.substr(1), "3 C:3:2: $: rule T1: expected an object, found \"\"format\"\"");
  check_refused(
      changed(same, "\"equivalent\"", "\"\xc3\xa9quivalent\", 1"),
      "4 C:1:57: $.kind: rule T5: found a kind that this program does not know, \"\xc3\xa9quivalent\"");
  check_refused(changed(same, "\"a\": [0]", "\"a\": [\n7]"), "1 C:5:1: $.evidence.groups.a[0]: rule E2");
}

BOOST_AUTO_TEST_CASE(every_truncation_is_refused) {
  for (std::size_t length = 0; length < same.size(); ++length) check_refused(same.substr(0, length), "3 C:");
}

BOOST_AUTO_TEST_CASE(every_byte_matters) {
  // A blank for a new line is the one change that leaves the text a certificate.
  for (std::size_t i = 0; i < same.size(); ++i)
    for (const char c :
         {'\0', ' ', '"', '{', '}', '[', ']', ',', ':', '0', '9', '-', 'x', '\\', '\x80', '\xff'}) {
      if (same[i] == c) continue;
      std::string text = same;
      text[i] = c;
      const bool is_blank = c == ' ' && same[i] == '\n';
      BOOST_CHECK_MESSAGE((outcome(text) == "verified") == is_blank, text);
    }
}

BOOST_AUTO_TEST_CASE(limits) {
  const std::string digits(1'000'001, '7');
  const auto with_c = [](const std::string& c) {
    return equivalent(network(unit("1", "1", c), "\"0\""), network(unit("1", "1", c), "\"0\""), "0", "0");
  };
  check_verified(with_c(digits.substr(1)));
  check_refused(with_c(digits),
                "3 C:2:106: $.claim.a.units[0].c: rule T4: expected at most 1000000 characters, found "
                "\"7777777777777777777777777777777777777777...\" of 1000001 characters");
  const std::string long_d = network("", "\"" + digits + "\"");
  check_refused(equivalent(long_d, long_d, "", ""),
                "$.claim.a.d[0]: rule T4: expected a sum in canonical notation");
  const std::string long_term = network("", "\"" + digits + "*tanh(1)\"");
  check_refused(equivalent(long_term, long_term, "", ""), "$.claim.a.d[0]: rule T4");
  const std::string most = network("", "\"0\"", "\"inputs\": 1000000, \"outputs\": 1");
  check_verified(equivalent(most, most, "", ""));
  check_refused(changed(same, "\"version\": 1", "\"version\": 2147483648"), "3 C:1:46: $.version: rule T4");
}

BOOST_AUTO_TEST_CASE(declared_counts_cost_nothing) {
  const std::string wide = network(unit("1", "1", "0"), "\"0\"", "\"inputs\": 1000000, \"outputs\": 1000000");
  check_refused(equivalent(wide, wide, "0", "0"),
                "$.claim.a.units[0].a: rule T4: expected 1000000 entries, found 1");
}

BOOST_AUTO_TEST_CASE(nesting) {
  check_refused(repeated("[", 1'000'000), "3 C:1:1: $: rule T1");
  check_refused(changed(same, "\"version\": 1", "\"version\": " + repeated("[", 1'000'000)),
                "3 C:1:46: $.version: rule T3");
  const Source deep{"F", changed(file_text("1"), "\"d\": [0]",
                                 "\"d\": " + repeated("[", 1'000'000) + repeated("]", 1'000'000))};
  TextStore store;
  BOOST_CHECK_EXCEPTION(read_json_network(deep, store), Refusal, [](const Refusal& refusal) {
    return std::string(refusal.what()) == "F:1:141: $.d[0]: expected a number, found \"" +
                                              std::string(40, '[') + "...\" of 999999 characters";
  });
}

BOOST_AUTO_TEST_CASE(escapes) {
  for (const auto& [text, value] :
       std::vector<std::pair<const char*, const char*>>{{R"("\u0031\u002F\u0032")", "1/2"},
                                                        {R"("1\/2")", "1/2"},
                                                        {R"("\u002d3")", "-3"},
                                                        {R"("1\u00650")", "1"}})
    BOOST_CHECK_EQUAL(read_c(text), value);
  const auto check = [](const std::string& text, const std::string& reason) {
    BOOST_CHECK_MESSAGE(read_c(text).find(reason) != std::string::npos, text + ": " + read_c(text));
  };
  check(R"("\"\\\/\b\f\n\r\t")", "found \"\"\\/\\x08\\x0c\\x0a\\x0d\\x09\"");
  check(R"("\u0041\u00e9\u20aC\ud83d\uDE00")", "found \"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
  check(R"("\u0000")", "found \"\\x00\"");
  for (const char* text : {R"("\x")", R"("\u12")", R"("\u12g4")", R"("\u+123")", R"("\u 123")", R"("\U0031")",
                           R"("\ud83d\u12")", R"("\ud83dA")", R"("\ud83d\n")", "\"\\\n\"", R"("\0")"})
    check(text, "an escape that JSON does not have");
  for (const char* text : {R"("\ud83d\ud83d")", R"("\ude00")", R"("\ude00\ud83d")", R"("\ud83d\u0041")"})
    check(text, "half of a pair of surrogates");
  for (const char* text : {R"("\)", R"("\")"}) {
    const Source source{"F", R"({"format": )" + std::string(text)};
    TextStore store;
    BOOST_CHECK_THROW(read_json_network(source, store), Refusal);
  }
}

BOOST_AUTO_TEST_CASE(escaped_keys) {
  const std::string text = file_text("1");
  const auto read = [](const std::string& changed_text) -> std::string {
    const Source source{"F", changed_text};
    TextStore store;
    try {
      return std::string(read_json_network(source, store).c.at(0));
    } catch (const Refusal& refusal) {
      return refusal.what();
    }
  };
  BOOST_CHECK_EQUAL(read(changed(text, "\"units\"", R"("\u0075nit\u0073")")), "1");
  BOOST_CHECK_EQUAL(read(changed(text, "\"tanh\"", R"("tan\u0068")")), "1");
  BOOST_CHECK_EQUAL(read(changed(text, "\"c\": 1", R"("c": 1, "\u0063": 1)")),
                    "F:1:133: $.units[0].c: found the key \"c\" for the second time");
  BOOST_CHECK_EQUAL(read(changed(text, "\"c\"", R"("\u0063\u0000")")),
                    "F:1:125: $.units[0].c\\x00: found a key that has no place here, \"c\\x00\"");
}

BOOST_AUTO_TEST_CASE(printable_texts) {
  BOOST_CHECK_EQUAL(printable("a\n\x1b[31m\x7f"), "a\\x0a\\x1b[31m\\x7f");
  BOOST_CHECK_EQUAL(printable("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"),
                    "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
  BOOST_CHECK_EQUAL(printable("\xc0\xaf\xed\xa0\x80\xff"), "\\xc0\\xaf\\xed\\xa0\\x80\\xff");
  BOOST_CHECK_EQUAL(in_quotes(std::string(41, 'x')),
                    joined("\"", std::string(40, 'x'), "...\" of 41 characters"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
