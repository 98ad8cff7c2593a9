// Numbers of isopath-check: canonical texts, every other notation, limits, floats, sums.
#include <cmath>
#include <random>

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

namespace {

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
  const double start = cpu_seconds();
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
  BOOST_CHECK_LT(cpu_seconds() - start, 20);  // about 0.3; some minutes if it were quadratic
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
