// One good or bad case per rule and limit of isopath-check, in one step each; a refusal is asserted by its
// exit code, place, rule and words. Files of the same kind, for the whole program, are in
// tests/certificates/good and bad.
#include <chrono>
#include <cmath>
#include <random>

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

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(m1_logistic_is_halved) {
  const std::string logistic = network(unit("2", "4", "-6") + ", " + unit("1", "0", "2"), "\"1\"",
                                       "\"inputs\": 1, \"outputs\": 1", "logistic");
  const std::string tanh = network(unit("-1", "-2", "3"), "\"5/2 + 1/2*tanh(1)\"");
  check_verified(equivalent(logistic, tanh, "0, null", "0"));
  check_refused(equivalent(logistic, changed(tanh, "5/2", "3/2"), "0, null", "0"),
                "1 C:3:112: $.claim.b.d[0]: rule E4");
  check_refused(equivalent(logistic, changed(tanh, "\"-2\"", "\"-4\""), "0, null", "0"),
                "$.evidence.groups.b[0]: rule G2");
  check_refused(equivalent(logistic, changed(tanh, "\"-1\"", "\"-2\""), "0, null", "0"),
                "$.claim.a.units[0].a[0]: rule E3");
}

BOOST_AUTO_TEST_CASE(m2_orientation_is_by_the_first_entry_that_is_not_0) {
  const std::string shape = "\"inputs\": 2, \"outputs\": 1";
  const std::string a = network(R"({"a": ["1"], "b": ["0", "-2"], "c": "3"})", "\"0\"", shape);
  const std::string b = network(R"({"a": ["-1"], "b": ["0", "2"], "c": "-3"})", "\"0\"", shape);
  check_verified(equivalent(a, b, "0", "0"));
  check_refused(equivalent(a, changed(b, "\"-3\"", "\"3\""), "0", "0"), "$.evidence.groups.b[0]: rule G2");
}

BOOST_AUTO_TEST_CASE(m3_constant_units) {
  const std::string none = network("", "\"0\"");
  check_verified(equivalent(network(unit("5", "0", "0"), "\"0\""), none, "null", ""));
  check_verified(equivalent(network(unit("5", "0", "1/2") + "," + unit("5", "0", "-1/2"), "\"0\""), none,
                            "null, null", ""));
  check_refused(equivalent(network(unit("5", "0", "1/2") + "," + unit("4", "0", "-1/2"), "\"0\""), none,
                           "null, null", ""),
                "$.claim.b.d[0]: rule E4");
}

BOOST_AUTO_TEST_CASE(e3_sums_of_many) {
  std::string units, groups;
  for (int i = 1; i <= 50; ++i)
    units += joined(i > 1 ? "," : "", unit(joined("1/", i + 1), i % 2 == 0 ? "1" : "-1", "0")),
        groups += i > 1 ? ", 0" : "0";
  mpq_class sum;
  for (int i = 1; i <= 50; ++i) sum += mpq_class(i % 2 == 0 ? 1 : -1, i + 1);
  const std::string many = network(units, "\"0\"");
  check_verified(equivalent(many, network(unit(sum.get_str(), "1", "0"), "\"0\""), groups, "0"));
  sum += mpq_class(mpz_class(1), mpz_class(1) << 200U);
  check_refused(equivalent(many, network(unit(sum.get_str(), "1", "0"), "\"0\""), groups, "0"),
                "1 C:2:76: $.claim.a.units[0].a[0]: rule E3");
}

BOOST_AUTO_TEST_CASE(e2_two_groups_with_one_pair) {
  const std::string two = network(unit("1", "1", "0") + "," + unit("2", "1", "0"), "\"0\"");
  check_verified(equivalent(two, two, "0, 1", "0, 1"));
  check_verified(equivalent(two, two, "0, 0", "0, 0"));
  check_refused(equivalent(two, two, "0, 1", "1, 0"), "rule E3");
}

BOOST_AUTO_TEST_CASE(c3_order_is_of_rationals_not_of_texts) {
  const auto canonical = [](const std::string& first, const std::string& second) {
    const std::string net = network(unit("1", first, "0") + "," + unit("1", second, "0"), "\"0\"");
    return certificate("canonical", "\"network\": " + net + ", \"canonical\": " + net + ", \"rank\": 2",
                       "\"groups\": [0, 1]");
  };
  check_verified(canonical("9", "10"));
  check_verified(canonical("1/3", "1/2"));
  check_verified(canonical("1/18446744073709551616", "1/18446744073709551615"));
  check_refused(canonical("10", "9"), "$.claim.canonical.units[1]: rule C3");
  check_refused(canonical("1/2", "1/3"), "$.claim.canonical.units[1]: rule C3");
}

std::string inequivalent(const std::string& a, const std::string& b, const std::string& pair,
                         const std::string& witness) {
  return certificate("inequivalent", "\"a\": " + a + ", \"b\": " + b,
                     R"("algebra": {"output": 0, "pair": )" + pair + "}, \"witness\": " + witness);
}

std::string witness(const std::string& x, const std::string& l, const std::string& u) {
  return R"({"x": [")" + x + R"("], "output": 0, "difference": [")" + l + R"(", ")" + u + "\"]}";
}

BOOST_AUTO_TEST_CASE(n2_sums) {
  const std::string a = network(unit("1", "1", "0") + "," + unit("1", "-1", "0"), "\"0\""),
                    none = network("", "\"0\"");
  check_refused(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", "null"),
                "$.evidence.algebra.pair: rule N2: expected different sums");
  check_verified(inequivalent(changed(a, R"(["1"], "b": ["-1"])", R"(["2"], "b": ["-1"])"), none,
                              R"({"b": ["1"], "c": "0"})", "null"));
}

BOOST_AUTO_TEST_CASE(n4_both_parts_are_checked) {
  const std::string a = network(unit("1", "1", "0"), "\"0\""), none = network("", "\"0\"");
  check_verified(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", witness("1", "3/4", "4/5")));
  check_refused(inequivalent(a, none, R"({"b": ["2"], "c": "0"})", witness("1", "3/4", "4/5")), "rule N2");
  check_refused(inequivalent(a, none, R"({"b": ["1"], "c": "0"})", witness("1", "4/5", "5/6")), "rule N4");
}

BOOST_AUTO_TEST_CASE(n4_is_bounded_for_any_arguments) {
  const std::string none = network("", "\"0\""), huge = "1" + std::string(100'000, '0'), tiny = "1/" + huge;
  check_verified(inequivalent(network(unit("1", huge, "0"), "\"0\""), none,
                              R"({"b": [")" + huge + R"("], "c": "0"})", witness(huge, "1/2", "2")));
  check_verified(inequivalent(network(unit("1", huge, "0"), "\"0\""), none,
                              R"({"b": [")" + huge + R"("], "c": "0"})", witness("-" + huge, "-2", "-1/2")));
  // tanh(huge) - 1 is too near to 0 for any precision up to the limit.
  check_refused(inequivalent(network(unit("1", huge, "0"), "\"0\""), network("", "\"1\""),
                             R"({"b": [")" + huge + R"("], "c": "0"})", witness("1", "-1", "-" + tiny)),
                "rule N4: ");
  check_verified(inequivalent(network(unit("1", tiny, "0"), "\"0\""), none,
                              R"({"b": [")" + tiny + R"("], "c": "0"})",
                              witness("1", "1/2" + huge.substr(1), "1")));
  check_verified(inequivalent(network(unit(huge, tiny, "0"), "\"0\""), none,
                              R"({"b": [")" + tiny + R"("], "c": "0"})", witness("1", "9/10", "11/10")));
  check_refused(inequivalent(network(unit("1", "1", "0"), "\"0\""), none, R"({"b": ["1"], "c": "0"})",
                             witness("1", "3/4", "3/4")),
                "rule N4: expected [l, u] with l < u");
}

BOOST_AUTO_TEST_CASE(n4_tanh_is_enclosed_near_the_shortcut) {
  // Arguments on both sides of the number of bits, where tanh is replaced by its bounds.
  const std::string f = network(unit("1", "1", "0"), "\"0\""), none = network("", "\"0\"");
  const std::string pair = R"({"b": ["1"], "c": "0"})", near = "18446744073709551615/18446744073709551616";
  for (const std::string x : {"63", "64", "129/2", "65", "1000000"}) {
    check_verified(inequivalent(f, none, pair, witness(x, near, "1")));
    check_verified(inequivalent(f, none, pair, witness("-" + x, "-1", "-" + near)));
    check_refused(inequivalent(f, none, pair, witness(x, "1", "2")), "rule N4");
    check_refused(inequivalent(f, none, pair, witness("-" + x, "-2", "-1")), "rule N4");
  }
}

/// A witness for the difference 1/3, with [1/3 + l, 1/3 + u].
std::string near_a_third(const mpq_class& l, const mpq_class& u) {
  const mpq_class third(1, 3);
  return R"({"x": [], "output": 0, "difference": [")" + mpq_class(third + l).get_str() + "\", \"" +
         mpq_class(third + u).get_str() + "\"]}";
}

BOOST_AUTO_TEST_CASE(n4_narrow_enclosures) {
  // With 64 bits, 1/3 has an enclosure of width 2^-65, which reaches below 1/3 - 2^-70.
  const std::string shape = "\"inputs\": 0, \"outputs\": 1";
  const std::string a = network("", "\"1/3\"", shape), b = network("", "\"0\"", shape);
  const auto power = [](unsigned long k) { return mpq_class(mpz_class(1), mpz_class(1) << k); };
  check_verified(inequivalent(a, b, "null", near_a_third(-power(70), power(60))));
  check_refused(
      inequivalent(a, b, "null", near_a_third(-power(70), power(59))),
      "$.evidence.witness.difference: rule N4: expected an [l, u] that f_a(x) - f_b(x) lies in, found that "
      "it does not, at 64 bits");
}

BOOST_AUTO_TEST_CASE(n4_limits) {
  const std::string shape = "\"inputs\": 0, \"outputs\": 1", blank = R"({"a": ["0"], "b": [], "c": "0"})";
  const auto power = [](unsigned long k) { return mpq_class(mpz_class(1), mpz_class(1) << k); };
  const auto thin = [&](const std::string& units, unsigned long k) {
    return inequivalent(network(units, "\"1/3 + tanh(1)\"", shape), network("", "\"tanh(1)\"", shape), "null",
                        near_a_third(-power(k), power(k)));
  };
  check_verified(thin("", 20'000));
  check_verified(thin("", 131'000));
  check_refused(
      thin("", 140'000),
      "rule N4: expected that 131072 bits, and 2147483648 bits in all for 2 units, terms and inputs, decide");
  // It takes 32 768 bits, 2^15: too many for more than 2^16 units and terms of d.
  check_verified(thin(blank + repeated(", " + blank, 65'533), 20'000));
  check_refused(
      thin(blank + repeated(", " + blank, 65'534), 20'000),
      "rule N4: expected that 131072 bits, and 2147483648 bits in all for 65537 units, terms and inputs, "
      "decide");
}

BOOST_AUTO_TEST_CASE(n4_limit_counts_inputs) {
  const auto power = [](unsigned long k) { return mpq_class(mpz_class(1), mpz_class(1) << k); };
  const auto thin = [&](std::size_t inputs) {
    const std::string shape = joined("\"inputs\": ", inputs, ", \"outputs\": 1");
    std::string evidence = near_a_third(-power(20'000), power(20'000));
    return inequivalent(network("", "\"1/3\"", shape), network("", "\"0\"", shape), "null",
                        changed(evidence, "[]", "[\"0\"" + repeated(", \"0\"", inputs - 1) + "]"));
  };
  check_verified(thin(65'536));  // 2^16, with 2^15 bits
  check_refused(thin(65'537),
                "rule N4: expected that 131072 bits, and 2147483648 bits in all for 65537 units, terms and "
                "inputs, decide");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(f1_number_of_files) {
  check_refused(texts::same, "1 C:1:1: $: rule F1: expected at most 2 network files for this kind, found 3",
                {{"x", "y", "z"}, false, {}});
  check_refused(texts::same, "3 no such file: can't be read: ", {{"no such file"}, false, {}});
  check_refused(texts::same, "4 .: isopath-check does not read NumPy files", {{"."}, false, {}});
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

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(messages)

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
