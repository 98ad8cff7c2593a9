// Lower bounds in isopath-check: D4 case by case, and what may cost no more than its size.

#include "tests/certificates/checker/certificate_texts.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(lower_bounds)

struct UnitOf {
  std::vector<std::string> a;
  std::string b, c;
};

std::string turned(const std::string& x) { return x == "0" ? x : x[0] == '-' ? x.substr(1) : "-" + x; }

std::string vertex(const std::vector<UnitOf>& units, const std::string& d) {
  std::string text;
  for (const auto& [a, b, c] : units) {
    std::string weights;
    for (const std::string& x : a) weights += (weights.empty() ? "\"" : ", \"") + x + "\"";
    text += (text.empty() ? R"({"a": [)" : R"(, {"a": [)") + weights + R"(], "b": [")" + b + R"("], "c": ")" +
            c + "\"}";
  }
  return R"({"units": [)" + text + R"(], "d": [)" + d + "]}";
}

/// What isopath-check says of t_u(i) = t: w is u with the signs of unit i turned, so t_w(i) is t_u(i), too.
std::string outcome_of(const std::vector<UnitOf>& units, std::size_t rank, std::size_t i, std::size_t t) {
  std::vector<UnitOf> other = units;
  for (std::string& x : other[i].a) x = turned(x);
  other[i].b = turned(other[i].b), other[i].c = turned(other[i].c);
  std::string d = "\"0\"";
  for (std::size_t o = 1; o < units[0].a.size(); ++o) d += ", \"0\"";
  return outcome(diameter(joined("\"inputs\": 1, \"outputs\": ", units[0].a.size()),
                          {vertex(units, d), vertex(other, d)}, rank, 2 * t - 1,
                          upper_bound(rank, units.size()),
                          joined(R"("argument": "unit", "unit": )", i, R"(, "layers": null)")));
}

/// t_u(i) is t, and no other number is accepted.
void check_t(const std::vector<UnitOf>& units, std::size_t rank, std::size_t i, std::size_t t) {
  for (std::size_t claimed = 1; claimed <= 4; ++claimed) {
    const std::string found = outcome_of(units, rank, i, claimed);
    const std::string refusal =
        joined("$.claim.lower: rule D3: expected the bound of the argument \"unit\", ", 2 * t - 1, ", found ",
               2 * claimed - 1);
    const bool is_right = claimed == t ? found == "verified" : found.find(refusal) != std::string::npos;
    BOOST_CHECK_MESSAGE(is_right, joined("t = ", claimed, " for ", t, ": ", found));
  }
}

UnitOf one(const std::string& a, const std::string& b, const std::string& c) { return {{a}, b, c}; }

BOOST_AUTO_TEST_CASE(d4_loose_units) {
  check_t({one("0", "2", "0"), one("1", "1", "0")}, 1, 0, 1);
  check_t({one("0", "0", "5"), one("1", "1", "0")}, 1, 0, 1);
  check_t({one("1", "2", "0"), one("-1", "2", "0")}, 0, 0, 1);
  check_t({one("1", "2", "-3"), one("1", "-2", "3")}, 0, 0, 1);
  check_t({one("1", "2", "3"), one("1", "2", "3"), one("-2", "2", "3")}, 0, 1, 1);
  check_t({one("1/2", "2", "3"), one("1/3", "2", "3"), one("-5/6", "2", "3"), one("1", "2", "3")}, 1, 2, 1);
  check_t({one("1/2", "2", "3"), one("1/3", "2", "3"), one("-5/6", "2", "3"), one("1", "2", "3")}, 1, 3, 2);
  check_t({one("1", "0", "4"), one("1", "0", "-4")}, 0, 0, 1);   // 1 - 1, by |c|
  check_t({one("1", "0", "4"), one("-1", "0", "-4")}, 0, 0, 2);  // 1 + 1
  check_t({{{"1", "1"}, "2", "0"}, {{"-1", "-1"}, "2", "0"}}, 0, 0, 1);
  check_t({{{"1", "1"}, "2", "0"}, {{"-1", "1"}, "2", "0"}}, 1, 0, 2);  // in the first output only
  check_t({{{"0", "1"}, "2", "0"}, {{"0", "0"}, "2", "1"}}, 1, 0, 3);
}

BOOST_AUTO_TEST_CASE(d4_units_that_stay_once) {
  check_t({one("1", "0", "4"), one("1", "2", "0")}, 1, 0, 2);  // b = 0
  check_t({one("1", "1", "0"), one("1", "1", "0")}, 1, 0, 2);  // not alone
  check_t({one("1", "1", "0"), one("0", "1", "0")}, 1, 0, 2);
  check_t({one("1", "1", "0"), one("2", "2", "0"), one("-2", "2", "0")}, 1, 0, 2);  // a set of two
  check_t({one("1", "1", "0"), one("0", "2", "0"), one("0", "2", "0")}, 1, 0, 2);
  check_t({one("1", "1", "0"), one("2", "0", "1"), one("2", "0", "-1")}, 1, 0, 2);
  check_t({one("1", "1", "0"), one("2", "0", "0"), one("2", "0", "0")}, 1, 0, 2);  // free signs at (0, 0)
  check_t({one("1", "1", "0"), one("1", "0", "0"), one("2", "0", "0"), one("-3", "0", "0")}, 1, 0, 2);
  check_t({one("1", "1", "0"), one("1", "0", "0"), one("2", "0", "0"), one("3", "0", "0")}, 1, 0, 2);
}

BOOST_AUTO_TEST_CASE(d4_units_that_stay_twice) {
  check_t({one("1", "1", "0"), one("0", "2", "0")}, 1, 0, 3);  // a blank unit
  check_t({one("1", "1", "0"), one("2", "2", "0"), one("0", "2", "0")}, 2, 0, 3);
  check_t({one("1", "1", "0"), one("1", "2", "0"), one("1", "2", "0"), one("1", "2", "0")}, 2, 0,
          3);                                                                      // three
  check_t({one("1", "1", "0"), one("2", "0", "1"), one("1", "0", "1")}, 1, 0, 3);  // two constants
  check_t({one("1", "1", "0"), one("2", "0", "1"), one("-1", "0", "-1")}, 1, 0, 3);
  check_t({one("1", "1", "0"), one("1", "0", "0"), one("2", "0", "0")}, 1, 0, 3);
  check_t({one("1", "1", "0"), one("1", "0", "0"), one("2", "0", "0"), one("4", "0", "0")}, 1, 0, 3);
}

BOOST_AUTO_TEST_CASE(d4_units_that_stay_three_times) {
  check_t({one("1", "1", "0"), one("1", "0", "1")}, 1, 0, 4);
  check_t({one("1", "1", "0"), one("1", "2", "0"), one("1", "2", "0")}, 2, 0, 4);
  check_t({one("1", "1", "0"), one("2", "0", "0"), one("2", "0", "1"), one("2", "0", "2")}, 1, 0, 4);
}

BOOST_AUTO_TEST_CASE(d4_large_groups) {
  std::vector<UnitOf> units(9, one("1", "2", "0"));
  units.push_back(one("1", "1", "0"));
  check_t(units, 2, 9, 2);  // nine: counts as one with a set
  check_t(units, 2, 0, 1);
  units.erase(units.begin());
  check_t(units, 2, 8, 3);  // eight with no set
  check_t(units, 2, 0, 2);
  units[7].a[0] = "-7";
  check_t(units, 1, 8, 2);
  check_t(units, 1, 0, 1);
  units.push_back(one("0", "1", "0"));  // not alone any more
  check_t(units, 1, 8, 2);
  std::vector<UnitOf> eight(8, one("1", "2", "0"));
  eight.push_back(one("0", "2", "0"));  // a blank unit beside eight that never add up to 0
  eight.push_back(one("1", "1", "0"));
  check_t(eight, 2, 9, 3);
  check_t(eight, 2, 0, 2);
  check_t(eight, 2, 8, 1);
  std::vector<UnitOf> blanks(9, one("0", "2", "0"));
  blanks.push_back(one("1", "1", "0"));
  check_t(blanks, 1, 9, 2);
  check_t(blanks, 1, 0, 1);
}

BOOST_AUTO_TEST_CASE(d4_free_signs_of_a_unit_that_moves) {
  // Unit 0 leaves (0, 0) for a constant, or comes from there.
  const auto check = [](const std::string& weight, std::size_t lower) {
    const std::string here = vertex({one("1", "0", "0"), one(weight, "0", "0"), one("1", "1", "0")}, "\"0\""),
                      there = vertex({one("1", "0", "1"), one(weight, "0", "0"), one("1", "1", "0")},
                                     "\"-tanh(1)\"");
    for (const std::vector<std::string>& pair : {std::vector{here, there}, std::vector{there, here}})
      for (std::size_t claimed = 0; claimed <= 4; ++claimed) {
        const std::string found = outcome(diameter("\"inputs\": 1, \"outputs\": 1", pair, 1, claimed, "7",
                                                   R"("argument": "unit", "unit": 0, "layers": null)"));
        BOOST_CHECK_MESSAGE((found == "verified") == (claimed == lower),
                            joined(weight, " ", claimed, " ", found));
      }
  };
  check("1", 2);   // 1 - 1: 1 + 2 - 1
  check("-1", 2);  // 1 - 1
  check("2", 3);   // 2 + 2 - 1
  check("0", 3);
}

BOOST_AUTO_TEST_CASE(sets_of_long_fractions_cost_little) {
  std::vector<UnitOf> units{one("1", "1", "0")};
  for (int k = 0; k < 8; ++k)
    units.push_back(one("1/1" + std::string(20'000, '0') + std::to_string(2 * k + 1), "0", "0"));
  const double start = cpu_seconds();
  BOOST_CHECK_EQUAL(outcome_of(units, 1, 0, 3), "verified");
  BOOST_CHECK_LT(cpu_seconds() - start, 20);
}

BOOST_AUTO_TEST_CASE(sets_in_many_outputs_cost_little) {
  std::vector<UnitOf> units{{std::vector<std::string>(10'000, "1"), "1", "0"}};
  for (int k = 0; k < 8; ++k) units.push_back({std::vector<std::string>(10'000, "1"), "0", "0"});
  const double start = cpu_seconds();
  BOOST_CHECK_EQUAL(outcome_of(units, 1, 0, 2), "verified");
  BOOST_CHECK_LT(cpu_seconds() - start, 20);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
