// N4: the difference of two functions at a point, its enclosures and their limits.
#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(witnesses)

BOOST_AUTO_TEST_CASE(n4_is_bounded_for_any_arguments) {
  const std::string none = network("", "\"0\""), huge = "1" + std::string(100'000, '0'), tiny = "1/" + huge;
  check_verified(inequivalent(network(unit("1", huge, "0"), "\"0\""), none,
                              R"({"b": [")" + huge + R"("], "c": "0"})", witness_text(huge, "1/2", "2")));
  check_verified(inequivalent(network(unit("1", huge, "0"), "\"0\""), none,
                              R"({"b": [")" + huge + R"("], "c": "0"})",
                              witness_text("-" + huge, "-2", "-1/2")));
  // tanh(huge) - 1 is too near to 0 for any precision up to the limit.
  check_refused(inequivalent(network(unit("1", huge, "0"), "\"0\""), network("", "\"1\""),
                             R"({"b": [")" + huge + R"("], "c": "0"})", witness_text("1", "-1", "-" + tiny)),
                "rule N4: ");
  check_verified(inequivalent(network(unit("1", tiny, "0"), "\"0\""), none,
                              R"({"b": [")" + tiny + R"("], "c": "0"})",
                              witness_text("1", "1/2" + huge.substr(1), "1")));
  check_verified(inequivalent(network(unit(huge, tiny, "0"), "\"0\""), none,
                              R"({"b": [")" + tiny + R"("], "c": "0"})", witness_text("1", "9/10", "11/10")));
  check_refused(inequivalent(network(unit("1", "1", "0"), "\"0\""), none, R"({"b": ["1"], "c": "0"})",
                             witness_text("1", "3/4", "3/4")),
                "rule N4: expected [l, u] with l < u");
}

BOOST_AUTO_TEST_CASE(n4_tanh_is_enclosed_near_the_shortcut) {
  // Arguments on both sides of the number of bits, where tanh is replaced by its bounds.
  const std::string f = network(unit("1", "1", "0"), "\"0\""), none = network("", "\"0\"");
  const std::string pair = R"({"b": ["1"], "c": "0"})", near = "18446744073709551615/18446744073709551616";
  for (const std::string x : {"63", "64", "129/2", "65", "1000000"}) {
    check_verified(inequivalent(f, none, pair, witness_text(x, near, "1")));
    check_verified(inequivalent(f, none, pair, witness_text("-" + x, "-1", "-" + near)));
    check_refused(inequivalent(f, none, pair, witness_text(x, "1", "2")), "rule N4");
    check_refused(inequivalent(f, none, pair, witness_text("-" + x, "-2", "-1")), "rule N4");
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

}  // namespace isopath::check
