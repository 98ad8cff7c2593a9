// What several kinds check: against sums in GMP's rationals, on random cases.
#include "certificates/checker/rules.hpp"

#include "tests/certificates/checker/checker_networks.hpp"

namespace isopath::check {

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(sums_that_are_0) {
  Random random(2);
  const std::vector<std::string> numbers{"0", "1", "-1", "1/2", "-1/2", "3/2", "1/3", "-5/6"};
  std::size_t zeros = 0;
  for (int run = 0; run < 5000; ++run) {
    Terms terms;
    mpq_class sum;
    for (std::size_t n = random() % 5; n > 0; --n) {
      const std::string& x = numbers[random() % numbers.size()];
      const int sign = random() % 2 == 0 ? 1 : -1;
      terms.emplace_back(sign, x);
      sum += sign * value(x);
    }
    BOOST_REQUIRE_EQUAL(add_up_to_0(terms), sum == 0);
    zeros += sum == 0 ? 1U : 0U;
  }
  BOOST_CHECK_GT(zeros, 500);
}

/// All lists of three numbers of five: two have one text if and only if they are the same but for a sign.
BOOST_AUTO_TEST_CASE(oriented_texts) {
  const std::vector<std::string> numbers{"0", "1", "-1", "1/2", "-1/2"};
  std::map<std::string, std::vector<mpq_class>> lists;
  for (const std::string& x : numbers)
    for (const std::string& y : numbers)
      for (const std::string& z : numbers) {
        const std::vector<Rational> first{x, y};
        const std::vector<Rational> second{z};
        const auto [text, sign] = oriented({first, second});
        const std::vector<mpq_class> list{value(x), value(y), value(z)};
        const auto leading =
            std::find_if(list.begin(), list.end(), [](const mpq_class& q) { return q != 0; });
        BOOST_CHECK_EQUAL(sign, leading == list.end() ? 0 : sgn(*leading));
        std::vector<mpq_class> positive = list;
        for (mpq_class& q : positive) q *= sign;
        const auto entry = lists.try_emplace(text, positive).first;
        BOOST_CHECK(entry->second == positive);
      }
  BOOST_CHECK_EQUAL(lists.size(), (125 - 1) / 2 + 1);
}

/// d plus the contributions of constant units, as an element of K.
Sum constant_part(const Network& f, std::size_t output) {
  Sum sum = read_canonical_sum(f.d[output]);
  for (std::size_t i = 0; i < f.units(); ++i) {
    const mpq_class a = value(f.a_of(i)[output]);
    if (f.is_logistic) sum[0] += a;
    if (f.orientation[i] != 0) continue;
    const mpq_class c = value(f.c[i]);
    if (c != 0) sum[abs(c)] += sgn(c) * a;
  }
  std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
  return sum;
}

BOOST_AUTO_TEST_CASE(biases) {
  Random random(3);
  std::size_t different = 0;
  std::size_t same = 0;
  for (int run = 0; run < 3000; ++run) {
    const auto some = [&] {
      return tanh_network_of(
          random_network(random, random() % 3, 1, 2, random() % 3 == 0 ? "logistic" : "tanh"));
    };
    const Network f = some();
    const Network g = some();
    const std::vector<bool> differs = differing_biases(f, g);
    BOOST_REQUIRE_EQUAL(differs.size(), 2);
    for (std::size_t o = 0; o < 2; ++o) {
      const bool is_different = constant_part(f, o) != constant_part(g, o);
      BOOST_REQUIRE_EQUAL(differs[o], is_different);
      (is_different ? different : same) += 1;
    }
    const std::size_t first = differs[0] ? 0 : 1;
    const std::string expected =
        differs[0] || differs[1]
            ? joined("$.d[", first,
                     "]: rule E4: expected d plus the contributions of the constant units to be ",
                     "as in $, found another element of K")
            : "nothing";
    BOOST_REQUIRE_NE(refusal_of([&] { check_biases(f, g, "E4"); }).find(expected), std::string::npos);
  }
  BOOST_CHECK_GT(different, 200);
  BOOST_CHECK_GT(same, 200);
}

BOOST_AUTO_TEST_CASE(shapes) {
  const auto with = [](std::size_t inputs, std::size_t outputs) {
    return network_of(network("", outputs == 1 ? "\"0\"" : "\"0\", \"0\"", shape_of(inputs, outputs)));
  };
  BOOST_CHECK_EQUAL(refusal_of([&] { check_same_shape(with(1, 2), with(1, 2), "U1"); }), "nothing");
  BOOST_CHECK_EQUAL(
      refusal_of([&] { check_same_shape(with(1, 2), with(2, 2), "U1"); }),
      "1 N:1:1: $: rule U1: expected the inputs and outputs of $, tanh, 0 hidden units, 1 input and 2 "
      "outputs, found tanh, 0 hidden units, 2 inputs and 2 outputs");
  BOOST_CHECK_NE(refusal_of([&] { check_same_shape(with(1, 2), with(1, 1), "E1"); }), "nothing");
}

BOOST_AUTO_TEST_CASE(outputs) {
  const Network f = network_of(network("", "\"0\", \"0\"", shape_of(0, 2)));
  const auto read = [&](const std::string& text) {
    const Source source{"C", text};
    Reader in(source);
    return read_output(in, f, "U3");
  };
  BOOST_CHECK_EQUAL(read("0"), 0);
  BOOST_CHECK_EQUAL(read("1"), 1);
  BOOST_CHECK_EQUAL(refusal_of([&] { read("2"); }),
                    "1 C:1:1: $: rule U3: expected an output below 2, found 2");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace isopath::check
