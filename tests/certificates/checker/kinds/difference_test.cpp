// The kind difference bound: limits that no file of the corpus reaches.
#include <mpfr.h>

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(difference_bounds)

const std::string one_unit = network(unit("1", "0", "1"), "\"0\"");
const std::string nothing = network("", "\"0\"");

/// tanh(1) rounded down to 132 000 bits is below it; it takes more bits than there are to see that.
BOOST_AUTO_TEST_CASE(u3_limits_bits) {
  mpfr_t x;
  mpfr_init2(x, 132'000);
  mpfr_set_si(x, 1, MPFR_RNDN);
  mpfr_tanh(x, x, MPFR_RNDD);
  mpq_class lower;
  mpfr_get_q(lower.get_mpq_t(), x);
  mpfr_clear(x);
  BOOST_CHECK_NE(outcome(difference(one_unit, nothing, R"(["0", "0"])", lower.get_str(), "null",
                                    R"("lower": {"x": ["0"], "output": 0}, "upper": null)"))
                     .find("rule U3: expected that 131072 bits, and 2147483648 bits in all for 2 terms, show "
                           "|f_a(x) - f_b(x)| at least \"lower\", found that they don't"),
                 std::string::npos);
}

/// Cones of an unbounded domain in n dimensions are 2n times n numbers: refused before they are made.
BOOST_AUTO_TEST_CASE(u5_limits_cells_that_wait) {
  constexpr std::size_t n = 3000;
  std::string b, domain, scale;
  for (std::size_t k = 0; k < n; ++k) {
    const std::string comma = k == 0 ? "" : ", ";
    b += comma + "\"1\"", domain += comma + "[null, null]", scale += comma + "\"1\"";
  }
  const std::string shape = joined("\"inputs\": ", n, ", \"outputs\": 1");
  const std::string a = network(R"({"a": ["1"], "b": [)" + b + R"(], "c": "0"})", "\"0\"", shape);
  const auto outcome_with = [&](const std::string& cells) {
    return outcome(difference(a, network("", "\"0\"", shape), domain, "0", "\"1\"",
                              R"("lower": null, "upper": {"scale": [)" + scale +
                                  R"(], "outputs": [{"pairs": [], "cells": [)" + cells + "]}]}"));
  };
  BOOST_CHECK_EQUAL(outcome_with("0"), "verified");
  BOOST_CHECK_NE(
      outcome_with(joined(n + 1)).find("rule U5: expected at most 5590 cells that wait, found more"),
      std::string::npos);
}

/// A long x, a long end of the domain, a long scale, a long constant in many outputs: the work would be the
/// square of the file.
BOOST_AUTO_TEST_CASE(u2_limits_work) {
  const std::string digits(500'000, '7');
  const std::string long_number = "1/" + digits;
  std::string units;
  for (int i = 0; i < 400; ++i) units += (i == 0 ? "" : ", ") + unit("1", "1", std::to_string(i));
  const std::string wide = network(units, "\"0\"");
  const std::string cells = R"(, "outputs": [{"pairs": [], "cells": [0]}]})";
  const std::string refused =
      "rule U2: expected a difference that costs at most 2^34, found one that costs more";
  const auto is_refused = [&](const std::string& text) {
    return outcome(text).find(refused) != std::string::npos;
  };
  BOOST_CHECK(
      is_refused(difference(wide, nothing, "[null, null]", "1", "null",
                            R"("lower": {"x": [")" + long_number + R"("], "output": 0}, "upper": null)")));
  BOOST_CHECK(is_refused(difference(wide, nothing, R"(["0", ")" + long_number + "\"]", "0", "\"1\"",
                                    R"("lower": null, "upper": {"scale": ["1"])" + cells)));
  BOOST_CHECK(
      is_refused(difference(wide, nothing, "[null, null]", "0", "\"1\"",
                            R"("lower": null, "upper": {"scale": [")" + long_number + "\"]" + cells)));
  std::string a, d, outputs;
  for (int o = 0; o < 3000; ++o) {
    a += o == 0 ? "\"1\"" : ", \"1\"", d += o == 0 ? "\"0\"" : ", \"0\"";
    outputs += std::string(o == 0 ? "" : ", ") + R"({"pairs": [], "cells": [0]})";
  }
  const std::string shape = R"("inputs": 1, "outputs": 3000)";
  const std::string constant =
      network(R"({"a": [)" + a + R"(], "b": ["0"], "c": ")" + digits + "\"}", d, shape);
  BOOST_CHECK(
      is_refused(difference(constant, network("", d, shape), "[null, null]", "0", "\"1\"",
                            R"("lower": null, "upper": {"scale": ["1"], "outputs": [)" + outputs + "]}")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
