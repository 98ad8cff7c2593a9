// One good or bad case per rule and limit of isopath-check, in one step each; a refusal is asserted by its
// exit code, place, rule and words. Files of the same kind, for the whole program, are in
// tests/certificates/good and bad.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cmath>
#include <random>

#include "certificates/checker/kinds.hpp"

namespace isopath::check {

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The text with one occurrence of `old`, which stands there once, replaced.
std::string changed(std::string text, const std::string& old, const std::string& replacement) {
  const std::size_t place = text.find(old);
  BOOST_REQUIRE_MESSAGE(place != std::string::npos && text.find(old, place + 1) == std::string::npos, old);
  return text.replace(place, old.size(), replacement);
}

std::string network(const std::string& units, const std::string& d,
                    const std::string& shape = "\"inputs\": 1, \"outputs\": 1",
                    const std::string& activation = "tanh") {
  return "{\"activation\": \"" + activation + "\", " + shape + ", \"units\": [" + units + "], \"d\": [" + d +
         "]}";
}

std::string unit(const std::string& a, const std::string& b, const std::string& c) {
  return R"({"a": [")" + a + R"("], "b": [")" + b + R"("], "c": ")" + c + "\"}";
}

std::string certificate(const std::string& kind, const std::string& claim, const std::string& evidence) {
  return R"({"format": "isopath-certificate", "version": 1, "kind": ")" + kind + "\",\n\"claim\": {" + claim +
         "},\n\"evidence\": {" + evidence + "}}";
}

std::string equivalent(const std::string& a, const std::string& b, const std::string& in_a,
                       const std::string& in_b) {
  return certificate("equivalent", "\"a\": " + a + ",\n\"b\": " + b,
                     R"("groups": {"a": [)" + in_a + "], \"b\": [" + in_b + "]}");
}

/// "verified", or the exit code and the reason.
std::string outcome(const std::string& text, const FileOptions& files = {}) {
  Report report;
  try {
    check_certificate({"C", text}, files, report);
    return "verified";
  } catch (const Refusal& refusal) {
    return std::to_string(static_cast<int>(refusal.exit)) + " " + refusal.what();
  }
}

void check_refused(const std::string& text, const std::string& expected, const FileOptions& files = {}) {
  const std::string found = outcome(text, files);
  BOOST_CHECK_MESSAGE(found.find(expected) != std::string::npos, "expected " + expected + ", found " + found);
}

void check_verified(const std::string& text) { BOOST_CHECK_EQUAL(outcome(text), "verified"); }

/// A network file with one unit, whose c is to be read.
std::string file_text(const std::string& c, const std::string& more = "") {
  return R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": [{"a": [1], "b": [1], "c": )" +
         c + R"(}], "d": [0])" + more + "}";
}

/// The canonical text of c in that file, or the reason of its refusal.
std::string read_c(const std::string& c, const std::string& more = "") {
  const Source source{"F", file_text(c, more)};
  TextStore store;
  try {
    return std::string(read_json_network(source, store).c.at(0));
  } catch (const Refusal& refusal) {
    return refusal.what();
  }
}

std::string read_sum_as_text(const std::string& text) {
  std::uint64_t budget = expansion_budget(text.size());
  try {
    return canonical_text(read_sum(text, budget));
  } catch (const NotationFault& fault) {
    return std::string(fault.rule) + " " + fault.what();
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rationals)

BOOST_AUTO_TEST_CASE(canonical_texts) {
  for (const char* text :
       {"0", "1", "-1", "10", "1/2", "-1/2", "3/1024", "9999999999999999999", "1/9999999999999999999",
        "12345678901234567890123/2", "2/12345678901234567890123", "1/18446744073709551616",
        "18446744073709551616", "1/340282366920938463463374607431768211456"})
    BOOST_CHECK_MESSAGE(is_canonical(text), text);
  for (const char* text : {"",
                           "-",
                           "/",
                           "1/",
                           "/2",
                           "00",
                           "01",
                           "-0",
                           "0/1",
                           "0/2",
                           "1/0",
                           "1/1",
                           "-1/1",
                           "2/4",
                           "6/1024",
                           "1/02",
                           "+1",
                           "1.0",
                           "1e0",
                           " 1",
                           "1 ",
                           "1/-2",
                           "--1",
                           "1/2/3",
                           "0x1",
                           "10000000000000000000/20000000000000000000",
                           "20000000000000000001/3",
                           "18446744073709551618/18446744073709551616",
                           "-0/3",
                           "\xd9\xa1"})
    BOOST_CHECK_MESSAGE(!is_canonical(text), text);
}

BOOST_AUTO_TEST_CASE(values) {
  for (const char* text : {"0", "-7", "1/3", "-123456789012345678901234567890/7", "1/18446744073709551616"})
    BOOST_CHECK_EQUAL(value(text).get_str(), text);
}

BOOST_AUTO_TEST_CASE(signs) {
  BOOST_CHECK(equal_with_signs(1, "1/2", -1, "-1/2"));
  BOOST_CHECK(equal_with_signs(1, "0", -1, "0"));
  BOOST_CHECK(!equal_with_signs(1, "1/2", 1, "-1/2"));
  BOOST_CHECK(!equal_with_signs(1, "1/2", 1, "1/3"));
}

BOOST_AUTO_TEST_CASE(halves) {
  TextStore store;
  for (const char* text : {"0", "1", "-2", "3/2", "4/3", "-9999999999999999999", "1/9999999999999999999",
                           "9223372036854775807/9223372036854775808", "1/9223372036854775807",
                           "2/9999999999999999999", "1/18446744073709551616", "18446744073709551618/5"})
    BOOST_CHECK_EQUAL(halved(text, store), mpq_class(value(text) / 2).get_str());
}

BOOST_AUTO_TEST_CASE(totals) {
  std::mt19937 random(1);
  for (int count = 0; count < 40; ++count) {
    Total total;
    mpq_class sum;
    for (int i = 0; i < count; ++i) {
      mpq_class x(static_cast<long>(random() % 100) - 50, 1 + random() % 20);
      x.canonicalize();
      total.add(x);
      sum += x;
    }
    BOOST_CHECK_EQUAL(total.value().get_str(), sum.get_str());
  }
}

BOOST_AUTO_TEST_CASE(long_sums_are_not_quadratic) {
  // 30 000 fractions with different denominators of 20 digits: one after the other they would take minutes.
  Total total;
  for (int side : {1, -1})
    for (unsigned long i = 0; i < 15'000; ++i) {
      mpz_class denominator("10000000000000000000");
      denominator += 2 * i + 1;
      total.add(mpq_class(mpz_class(side), denominator));
    }
  BOOST_CHECK(total.value() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(notation)

BOOST_AUTO_TEST_CASE(numbers) {
  const std::vector<std::pair<const char*, const char*>> cases{{"\"-12\"", "-12"},
                                                               {"\"-3/7\"", "-3/7"},
                                                               {"\"0.1\"", "1/10"},
                                                               {"\"-25e-2\"", "-1/4"},
                                                               {"\"1E+6\"", "1000000"},
                                                               {"\"0x1.8p-3\"", "3/16"},
                                                               {"\"-0x2p-0\"", "-2"},
                                                               {"\"0XAbP+2\"", "684"},
                                                               {"\"-0\"", "0"},
                                                               {"\"-0.0\"", "0"},
                                                               {"\"007\"", "7"},
                                                               {"\"6/4\"", "3/2"},
                                                               {"\"0/5\"", "0"},
                                                               {"\"-004/002\"", "-2"},
                                                               {"\"0e100000\"", "0"},
                                                               {"\"1e00000000000000000002\"", "100"},
                                                               {"\"0.000\"", "0"},
                                                               {"\"0x0.00p-400000\"", "0"},
                                                               {"0.1", "1/10"},
                                                               {"-0.0", "0"},
                                                               {"12", "12"},
                                                               {"1E2", "100"},
                                                               {"1e-2", "1/100"}};
  for (const auto& [text, value] : cases) BOOST_CHECK_EQUAL(read_c(text), value);
}

BOOST_AUTO_TEST_CASE(limits_that_are_reached) {
  BOOST_CHECK_EQUAL(read_c("\"1e100000\"").size(), 100'001);
  BOOST_CHECK_EQUAL(read_c("\"1e-100000\"").size(), 100'003);
  BOOST_CHECK_EQUAL(read_c("\"0x1p-400000\"").size(), 2 + 120'412);
  BOOST_CHECK_EQUAL(read_c("\"0x1p400000\"").size(), 120'412);
  const std::string longest(1'000'000, '7');
  BOOST_CHECK_EQUAL(read_c("\"" + longest + "\""), longest);
  BOOST_CHECK_EQUAL(read_c("\"0." + std::string(999'998, '0') + "\""), "0");
}

BOOST_AUTO_TEST_CASE(limits_that_are_exceeded) {
  const auto check = [](const std::string& c, const std::string& reason) {
    BOOST_CHECK_MESSAGE(read_c(c).find(reason) != std::string::npos, read_c(c).substr(0, 200));
  };
  check("\"" + std::string(1'000'001, '7') + "\"", "F:1:130: $.units[0].c: expected a number");
  check("\"" + std::string(1'000'001, '7') + "\"", "a number has more than 1000000 characters");
  check("\"0." + std::string(999'999, '0') + "\"", "a number has more than 1000000 characters");
  check("\"" + std::string(500'000, '7') + "/" + std::string(500'000, '3') + "\"",
        "a number has more than 1000000 characters");
  check("\"0x" + std::string(1'000'000, 'a') + "p0\"", "a number has more than 1000000 characters");
  check(std::string(1'000'001, '7'), "a number has more than 1000000 characters");
  check("1e100001", "an exponent is beyond 100000");
  check("\"0x1p-400001\"", "an exponent is beyond 400000");
}

BOOST_AUTO_TEST_CASE(expansion) {
  BOOST_CHECK_EQUAL(expansion_budget(1000), (64U << 20U) + 64'000);
  for (const char* text : {"1e9", "1e-9", "1000000/200", "0x1p27", "0x1p-27", "0x1.8p30"}) {
    std::uint64_t budget = 11;
    BOOST_CHECK_NO_THROW(read_number(text, budget));
    BOOST_CHECK_THROW(read_number(text, budget), NotationFault);
  }
}

BOOST_AUTO_TEST_CASE(floats) {
  const std::string binary32 = R"(, "numbers": "binary32")", binary64 = R"(, "numbers": "binary64")",
                    exact = R"(, "numbers": "exact")";
  const auto power = [](int exponent) { return mpq_class(std::ldexp(1.0, exponent)).get_str(); };
  BOOST_CHECK_EQUAL(read_c("0.1", binary32), "13421773/134217728");
  BOOST_CHECK_EQUAL(read_c("-0.1", binary64), "-3602879701896397/36028797018963968");
  BOOST_CHECK_EQUAL(read_c("0.1", exact), "1/10");
  BOOST_CHECK_EQUAL(read_c("\"0.1\"", binary64), "1/10");
  BOOST_CHECK_EQUAL(read_c("16777217", binary32), "16777216");  // ties to even
  BOOST_CHECK_EQUAL(read_c("16777219", binary32), "16777220");
  BOOST_CHECK_EQUAL(read_c("16777217.00000001", binary32), "16777218");
  BOOST_CHECK_EQUAL(read_c("9007199254740993", binary64), "9007199254740992");
  BOOST_CHECK_EQUAL(read_c("5e-324", binary64), power(-1074));
  BOOST_CHECK_EQUAL(read_c("2.4703282292062327e-324", binary64), "0");
  BOOST_CHECK_EQUAL(read_c("2.4703282292062329e-324", binary64), power(-1074));
  BOOST_CHECK_EQUAL(read_c("1e-100000", binary64), "0");
  BOOST_CHECK_EQUAL(read_c("0", binary64), "0");
  BOOST_CHECK_EQUAL(read_c("7.006492321624085e-46", binary32), "0");  // below half of 2^-149
  BOOST_CHECK_EQUAL(read_c("7.0064923216240854e-46", binary32), power(-149));
  BOOST_CHECK_EQUAL(read_c("1.1754943508222874e-38", binary32),
                    power(-126));  // rounds up to the least normal
  const std::string greatest = mpz_class(mpz_class(1) << 128U).get_str();
  BOOST_CHECK_EQUAL(read_c("340282356779733661637539395458142568447", binary32),
                    mpz_class(mpz_class((1U << 24U) - 1) << 104U).get_str());
  BOOST_CHECK(
      read_c("340282356779733661637539395458142568448", binary32).find("a number rounds to infinity") !=
      std::string::npos);
  BOOST_CHECK(read_c("-" + greatest, binary32).find("a number rounds to infinity") != std::string::npos);
  BOOST_CHECK(read_c("1e100000", binary64).find("a number rounds to infinity") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(floats_agree_with_the_hardware) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 3000; ++i) {
    std::string text = std::to_string(random() % 1'000'000'000) + std::to_string(random()) + "e" +
                       std::to_string(static_cast<int>(random() % 700) - 370);
    const double value = std::strtod(text.c_str(), nullptr);
    const std::string found = read_c(text, R"(, "numbers": "binary64")");
    BOOST_CHECK_EQUAL(found.find("infinity") != std::string::npos ? "inf" : found,
                      std::isinf(value) ? "inf" : mpq_class(value).get_str());
    const float single = std::strtof(text.c_str(), nullptr);
    const std::string found_single = read_c(text, R"(, "numbers": "binary32")");
    BOOST_CHECK_EQUAL(found_single.find("infinity") != std::string::npos ? "inf" : found_single,
                      std::isinf(single) ? "inf" : mpq_class(static_cast<double>(single)).get_str());
  }
}

BOOST_AUTO_TEST_CASE(sums) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"0", "0"},
      {"-0", "0"},
      {"3/4 + 1/2*tanh(1/3) - tanh(2)", "3/4 + 1/2*tanh(1/3) - tanh(2)"},
      {"-tanh(2)", "-tanh(2)"},
      {"tanh(2)-tanh(2)", "0"},
      {"tanh(-2)", "-tanh(2)"},
      {"-tanh(-2)", "tanh(2)"},
      {"tanh(0)", "0"},
      {"1+1", "2"},
      {"tanh(2) + tanh(1)", "tanh(1) + tanh(2)"},
      {"2 * tanh( 0.5 )", "2*tanh(1/2)"},
      {"tanh(1/2) + 1 + tanh(2/4)", "1 + 2*tanh(1/2)"},
      {"0*tanh(3)", "0"},
      {"0x1p1*tanh(0x1p-1)", "2*tanh(1/2)"},
      {"-1e2   -   tanh(1)", "-100 - tanh(1)"},
      {"1*tanh(1)", "tanh(1)"}};
  for (const auto& [text, canonical] : cases) {
    BOOST_CHECK_EQUAL(read_sum_as_text(text), canonical);
    BOOST_CHECK_EQUAL(canonical_text(read_canonical_sum(canonical)), canonical);
    if (std::string(text) != canonical) BOOST_CHECK_THROW(read_canonical_sum(text), NotationFault);
  }
  for (const char* text : {"", " ", "+1", " 1", "1 ", "1 +", "- 1", "--1", "1 1", "tanh", "tanh(", "tanh()",
                           "tanh(1", "tanh(1))", "2tanh(1)", "2*", "2*1", "tanh (1)", "tanh(1)*2"})
    BOOST_CHECK_EQUAL(read_sum_as_text(text).substr(0, 3), "T2 ");
}

/// 1 + tanh(1/3) - 2/3*tanh(2/3) + ..., with so many terms.
std::string long_sum(int terms) {
  std::string text = "1";
  for (int i = 1; i < terms; ++i) {
    mpq_class argument(i, 3), coefficient(i, 5);
    argument.canonicalize();
    coefficient.canonicalize();
    text += (i % 2 == 0 ? " - " : " + ") + (i == 5 ? "" : coefficient.get_str() + "*") + "tanh(" +
            argument.get_str() + ")";
  }
  return text;
}

BOOST_AUTO_TEST_CASE(long_sums_are_read_added_and_compared_quickly) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text = long_sum(20'000);
  BOOST_CHECK_EQUAL(read_sum_as_text(text), text);
  // The same with its terms halved, and each half there twice, the last first.
  std::string halves = "1/2";
  for (int i = 19'999; i > 0; --i)
    halves += (i % 2 == 0 ? " - " : " + ") + std::to_string(i) + "/10*tanh(" + std::to_string(i) + "/3)";
  BOOST_CHECK_EQUAL(read_sum_as_text(halves + " + " + halves), text);
  // Many terms with one argument and different denominators.
  std::string same = "0";
  for (const char* sign : {" + ", " - "})
    for (int i = 0; i < 10'000; ++i)
      same += sign + ("1/" + std::to_string(100'000'000'001 + 2 * i)) + "*tanh(1)";
  BOOST_CHECK_EQUAL(read_sum_as_text(same), "0");

  const std::string bare = network("", "\"" + text + "\"");
  check_verified(equivalent(bare, bare, "", ""));
  std::string units, groups;
  for (int i = 1; i < 20'000; ++i) {
    mpq_class a(i % 2 == 0 ? i : -i, 5), c(-i, 3);
    a.canonicalize(), c.canonicalize();
    units += joined(i > 1 ? "," : "", unit(a.get_str(), "0", c.get_str()));
    groups += i > 1 ? ", null" : "null";
  }
  const std::string spread = network(units, "\"1\"");
  check_verified(equivalent(spread, bare, groups, ""));
  check_refused(equivalent(spread, changed(bare, "*tanh(1000/3)", "*tanh(1001/6)"), groups, ""), "rule T2");
  check_refused(equivalent(spread, changed(bare, "200*tanh(1000/3)", "201*tanh(1000/3)"), groups, ""),
                "rule E4");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);  // about 0.3; some minutes if it were quadratic
}

BOOST_AUTO_TEST_SUITE_END()
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
BOOST_AUTO_TEST_SUITE(paths)

std::string path(const std::string& vertices, const std::string& shape = "\"inputs\": 1, \"outputs\": 1",
                 const std::string& activation = "tanh") {
  return "\"path\": {\"activation\": \"" + activation + "\", " + shape + ", \"vertices\": [" + vertices +
         "]}";
}

std::string vertex(const std::string& units, const std::string& d = "\"0\"") {
  return "{\"units\": [" + units + "], \"d\": [" + d + "]}";
}

std::string path_valid(const std::string& vertices) { return certificate("path valid", path(vertices), ""); }

const std::string pair_of_units = unit("1", "1", "0") + ", " + unit("-1", "1", "0");
const std::string moved_pair = unit("1", "2", "1") + ", " + unit("-1", "2", "1");
const std::string valid = path_valid(vertex(pair_of_units) + ", " + vertex(moved_pair));

BOOST_AUTO_TEST_CASE(every_truncation_is_refused) {
  check_verified(valid);
  for (std::size_t length = 0; length < valid.size(); ++length)
    check_refused(valid.substr(0, length), "3 C:");
}

BOOST_AUTO_TEST_CASE(place_of_a_fault) {
  check_refused(
      path_valid(vertex(pair_of_units) + ",\n " + vertex(pair_of_units + "\n, " + unit("0", "0", "0"))),
      "1 C:4:37: $.claim.path.vertices[1].units: rule P1");
  check_refused(
      changed(valid, unit("-1", "2", "1"), "\n" + unit("-1", "2", "2")),
      "1 C:2:191: $.claim.path.vertices[1].units[0]: rule S1: expected units that move together to have "
      "weights that add up to 0 at both vertices, found other sums in output 0");
}

BOOST_AUTO_TEST_CASE(vertices_that_change_little_cost_little) {
  // 100 000 units, and 300 000 vertices of which each states no unit or one.
  std::string units = unit("0", "0", "0");
  for (int i = 1; i < 100'000; ++i) units += ", " + unit("1", std::to_string(i), "0");
  const auto start = std::chrono::steady_clock::now();
  std::string vertices = vertex(units);
  for (int i = 1; i <= 150'000; ++i)
    vertices += R"(, {"changes": [], "d": null}, {"changes": [{"unit": 0, "a": null, "b": null, "c": ")" +
                std::to_string(i) + R"("}], "d": null})";
  check_verified(path_valid(vertices));
  vertices += R"(, {"changes": [{"unit": 99999, "a": null, "b": null, "c": "1"}], "d": null})";
  check_refused(path_valid(vertices), "$.claim.path.vertices[300001].changes[0]: rule S1");
  const std::string broken =
      certificate("path broken", path(vertices) + ", \"broken\": [300000]", "\"witness\": null");
  check_verified(broken);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);  // about 1; an hour if all units were looked at each time
}

BOOST_AUTO_TEST_CASE(groups_with_long_common_beginnings_are_not_quadratic) {
  // 20 000 pairs of units, of which all groups have the same 50 first inputs.
  const std::string shape = "\"inputs\": 51, \"outputs\": 1",
                    same = repeated("\"12345678901234567/2\", ", 50);
  const auto start = std::chrono::steady_clock::now();
  const auto pairs = [&](int c) {
    std::string units;
    for (int i = 0; i < 40'000; ++i)
      units += joined(i > 0 ? ", " : "", R"({"a": [")", i < 20'000 ? 1 : -1, R"("], "b": [)", same, "\"",
                      i % 20'000, R"("], "c": ")", c, "\"}");
    return vertex(units);
  };
  check_verified(certificate("path valid", path(pairs(0) + ", " + pairs(1), shape), ""));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);
}

BOOST_AUTO_TEST_CASE(sums_with_many_denominators_are_not_quadratic) {
  std::string before, after;
  for (int i = 0; i < 10'000; ++i) {
    before += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'000'001 + 2 * i), "1", "0");
    after += (i > 0 ? ", " : "") + unit("1/" + std::to_string(1'000'000'020'001 - 2 * (i + 1)), "1", "0");
  }
  const auto start = std::chrono::steady_clock::now();
  check_verified(path_valid(vertex(before) + ", " + vertex(after)));
  check_refused(
      path_valid(vertex(before) + ", " + vertex(changed(after, "1/1000000000003\"", "1/1000000000004\""))),
      "rule S2");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  BOOST_CHECK_LT(seconds.count(), 20);
}

/// f_w(t) - f_u = 1/3, and no units but `blank` ones.
std::string broken_by_a_third(const std::string& units, const std::string& d, const std::string& last_d,
                              unsigned long k) {
  const mpq_class third(1, 3), width(mpz_class(1), mpz_class(1) << k);
  const std::string shape = "\"inputs\": 0, \"outputs\": 2";
  return certificate(
      "path broken", path(vertex(units, d) + ", " + vertex(units, last_d), shape) + R"(, "broken": [0])",
      R"("witness": {"segment": 0, "t": "1/3", "x": [], "output": 1, "difference": [")" +
          mpq_class(third - width).get_str() + "\", \"" + mpq_class(third + width).get_str() + "\"]}");
}

BOOST_AUTO_TEST_CASE(n4_limits_of_paths) {
  const std::string blank = R"({"a": ["0", "0"], "b": [], "c": "0"})";
  check_verified(broken_by_a_third("", R"_("0", "0")_", R"_("0", "1")_", 131'000));
  check_refused(
      broken_by_a_third("", R"_("0", "0")_", R"_("0", "1")_", 140'000),
      "rule N4: expected that 131072 bits, and 2147483648 bits in all for 0 units, terms and inputs");
  // Terms of both outputs count; at t = 1/3 those in tanh(2) cancel in w(t), and that in tanh(3) is there.
  check_refused(broken_by_a_third("", R"_("tanh(1) + tanh(2)", "tanh(1)")_",
                                  R"_("-2*tanh(2) + tanh(3)", "1 + tanh(1)")_", 140'000),
                "2147483648 bits in all for 6 units, terms and inputs");
  const std::string most = blank + repeated(", " + blank, 32'767);  // 2^15, and as many of w(t)
  check_verified(broken_by_a_third(most, R"_("0", "0")_", R"_("0", "1")_", 20'000));
  check_refused(broken_by_a_third(most, R"_("0", "tanh(1)")_", R"_("0", "1 + tanh(1)")_", 20'000),
                "2147483648 bits in all for 65538 units, terms and inputs");
}

BOOST_AUTO_TEST_CASE(numbers_of_a_witness_may_be_long) {
  // Numbers of the vertices and of the interval have 10^6 characters, t has 100.
  const std::string tiny = "1/1" + std::string(999'997, '0');
  const std::string t = "1/1" + std::string(97, '0');
  check_verified(
      certificate("path broken",
                  path(vertex(unit("1", tiny, "0")) + ", " + vertex(unit("2", tiny, tiny), "\"tanh(1/7)\"")) +
                      R"(, "broken": [0])",
                  R"("witness": {"segment": 0, "t": ")" + t +
                      R"(", "x": ["0"], "output": 0, "difference": [")" + tiny + R"(", "1/5000000000"]})"));
}

BOOST_AUTO_TEST_CASE(weights_that_cancel_at_t_are_no_weights) {
  // At t = 1 nothing is left of the 10^60000 of the start: w(t) is formed before anything is rounded.
  const std::string huge = "1" + std::string(60'000, '0');
  check_verified(certificate(
      "path broken",
      path(vertex(unit(huge, huge, "0")) + ", " + vertex(unit("1", "1", "0"))) + R"(, "broken": [0])",
      R"("witness": {"segment": 0, "t": "1", "x": ["1"], "output": 0, "difference": ["-2)" +
          std::string(60'000, '0') + R"(", "-1"]})"));
}

BOOST_AUTO_TEST_CASE(place_of_a_long_t) {
  check_refused(
      certificate("path broken", path(vertex("") + ", " + vertex("", "\"1\"")) + R"(, "broken": [0])",
                  R"("witness": {"segment": 0, "t": ")" + std::string(1'000'001, '7') + "\"}"),
      "3 C:3:45: $.evidence.witness.t: rule T4: expected at most 1000000 characters");
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
