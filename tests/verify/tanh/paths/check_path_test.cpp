#include "verify/tanh/paths/check_path.hpp"

#include <boost/test/unit_test.hpp>
#include <mutex>
#include <numeric>

#include "tests/verify/random_segments.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

class PlainPath final : public Path {
 public:
  explicit PlainPath(std::vector<PlainNetwork> list, Activation activation = Activation::tanh)
      : list_(std::move(list)), activation_(activation) {}
  std::size_t vertices() const override { return list_.size(); }
  Model vertex(std::size_t k) const override {
    {
      const std::lock_guard lock(mutex_);
      ++reads_;
    }
    return {activation_, build(list_.at(k))};
  }
  std::string place(std::size_t k) const override { return "vertex " + std::to_string(k); }
  std::size_t reads() const { return reads_; }
  const std::vector<PlainNetwork>& list() const { return list_; }

 private:
  std::vector<PlainNetwork> list_;
  Activation activation_;
  mutable std::mutex mutex_;
  mutable std::size_t reads_ = 0;
};

std::vector<PlainNetwork> random_path(Random& random) {
  std::vector<PlainNetwork> list{random_network(random)};
  for (std::size_t k = below(random, 9); k > 0; --k) {
    PlainNetwork next = random_step(random, list.back());
    if (one_in(random, 6)) next = perturbed(random, next);
    list.push_back(next);
  }
  return list;
}

PathVerdict check(const Path& path, std::size_t jobs = 1, std::size_t most = 20) {
  return check_path(path, {nullptr, nullptr, jobs, most, {}});
}

std::vector<std::size_t> numbers_of(const std::vector<SegmentAccount>& accounts) {
  std::vector<std::size_t> numbers;
  for (const SegmentAccount& account : accounts) numbers.push_back(account.segment);
  return numbers;
}

PlainNetwork constant(long value) { return {0, 1, {}, {TanhSum(Rational(value))}}; }
Model model(const PlainNetwork& network, Activation activation = Activation::tanh) {
  return {activation, build(network)};
}

std::string refusal(const Path& path, std::size_t jobs = 1) {
  try {
    check(path, jobs);
  } catch (const InputError& error) {
    BOOST_CHECK(error.kind == InputError::Kind::malformed);
    return error.what();
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_path)

BOOST_AUTO_TEST_CASE(the_broken_segments_are_those_that_break_theorem_3) {
  for_random_cases(500, [](Random& random) {
    const PlainPath path(random_path(random));
    std::vector<std::size_t> expected;
    for (std::size_t k = 0; k + 1 < path.vertices(); ++k)
      if (!plain_verdict(path.list()[k], path.list()[k + 1]).valid()) expected.push_back(k);
    const PathVerdict verdict = check(path);
    BOOST_CHECK(verdict.broken == expected);
    BOOST_CHECK_EQUAL(verdict.valid(), expected.empty());
    BOOST_CHECK_EQUAL(verdict.vertices, path.vertices());
  });
}

BOOST_AUTO_TEST_CASE(the_number_of_jobs_changes_nothing) {
  for_random_cases(200, [](Random& random) {
    const PlainPath path(random_path(random));
    const std::size_t most = below(random, 4);
    const PathVerdict one = check(path, 1, most);
    for (const std::size_t jobs : {2UL, 3UL, 100UL}) {
      const PathVerdict many = check(path, jobs, most);
      BOOST_CHECK(many.broken == one.broken);
      BOOST_CHECK(numbers_of(many.accounts) == numbers_of(one.accounts));
      for (std::size_t i = 0; i < many.accounts.size(); ++i)
        BOOST_CHECK_EQUAL(many.accounts[i].unchanged, one.accounts[i].unchanged);
    }
  });
}

BOOST_AUTO_TEST_CASE(each_vertex_is_read_once) {
  const PlainPath path({constant(1), constant(1), constant(1), constant(1)});
  check(path);
  BOOST_CHECK_EQUAL(path.reads(), 4);
}

BOOST_AUTO_TEST_CASE(a_path_of_one_vertex_is_valid) {
  const PlainPath path({constant(1)});
  for (const std::size_t jobs : {1UL, 5UL}) {
    const PathVerdict verdict = check(path, jobs);
    BOOST_CHECK(verdict.valid());
    BOOST_CHECK(verdict.accounts.empty());
  }
}

BOOST_AUTO_TEST_CASE(accounts_are_of_the_first_segments_and_of_the_first_broken_ones) {
  std::vector<PlainNetwork> list;
  for (const long value : {0, 0, 0, 1, 1, 2, 3, 3}) list.push_back(constant(value));
  const PlainPath path(list);
  BOOST_CHECK(check(path).broken == (std::vector<std::size_t>{2, 4, 5}));
  BOOST_CHECK(numbers_of(check(path, 1, 0).accounts).empty());
  BOOST_CHECK(numbers_of(check(path, 1, 1).accounts) == (std::vector<std::size_t>{0, 2}));
  BOOST_CHECK(numbers_of(check(path, 3, 2).accounts) == (std::vector<std::size_t>{0, 1, 2, 4}));
  BOOST_CHECK(numbers_of(check(path, 7, 20).accounts) == (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6}));
}

BOOST_AUTO_TEST_CASE(vertices_of_another_shape_are_refused) {
  const PlainNetwork wide{0, 1, {{{Rational(0)}, {}, Rational(0)}}, {TanhSum()}};
  const PlainNetwork two_outputs{0, 2, {}, {TanhSum(), TanhSum()}};
  const PlainNetwork one_input{1, 1, {}, {TanhSum()}};
  for (const std::size_t jobs : {1UL, 2UL, 3UL}) {
    BOOST_CHECK_EQUAL(
        refusal(PlainPath({constant(0), constant(0), wide}), jobs),
        "vertex 2: expected the shape of vertex 0 (tanh units, inputs: 0, outputs: 1, width: 0), found tanh "
        "units, inputs: 0, outputs: 1, width: 1");
    BOOST_CHECK(refusal(PlainPath({constant(0), two_outputs, wide}), jobs).starts_with("vertex 1: "));
    BOOST_CHECK(refusal(PlainPath({constant(0), one_input}), jobs).starts_with("vertex 1: "));
  }
}

BOOST_AUTO_TEST_CASE(ends_have_to_be_the_networks_asked_for) {
  const PlainPath path({constant(1), constant(1)});
  const Model one = model(constant(1));
  const Model two = model(constant(2));
  const Model logistic = model(constant(1), Activation::logistic);
  BOOST_CHECK(check_path(path, {&one, &one, 1, 20, {}}).valid());
  for (const std::size_t jobs : {1UL, 2UL}) {
    const PathVerdict verdict = check_path(path, {&two, &logistic, jobs, 20, {}});
    BOOST_CHECK(!verdict.valid());
    BOOST_CHECK(verdict.segments_hold());
    BOOST_REQUIRE(verdict.from_differs && verdict.to_differs);
    BOOST_CHECK_EQUAL(verdict.from_differs->what, "d[0]");
    BOOST_CHECK_EQUAL(verdict.from_differs->here, "1");
    BOOST_CHECK_EQUAL(verdict.from_differs->there, "2");
    BOOST_CHECK_EQUAL(verdict.to_differs->what, "activation");
  }
}

BOOST_AUTO_TEST_CASE(logistic_paths_are_paths_of_the_tanh_networks_that_they_stand_for) {
  // s(z) + s(-z) = 1: flipping a logistic unit is not free.
  const auto unit = [](long a, long b) { return PlainUnit{{Rational(a)}, {Rational(b)}, Rational(0)}; };
  const PlainNetwork u{1, 1, {unit(3, 1), unit(0, -1)}, {TanhSum()}};
  const PlainNetwork flipped{1, 1, {unit(2, 1), unit(-1, -1)}, {TanhSum()}};
  const PlainNetwork repaid{1, 1, {unit(2, 1), unit(-1, -1)}, {TanhSum(Rational(1))}};
  BOOST_CHECK(check(PlainPath({u, flipped}, Activation::tanh)).valid());
  BOOST_CHECK(!check(PlainPath({u, flipped}, Activation::logistic)).valid());
  BOOST_CHECK(check(PlainPath({u, repaid}, Activation::logistic)).valid());
}

BOOST_AUTO_TEST_CASE(progress_counts_segments) {
  const PlainPath path({constant(1), constant(1), constant(1), constant(1), constant(1)});
  for (const std::size_t jobs : {1UL, 2UL}) {
    std::vector<std::size_t> told;
    check_path(path, {nullptr, nullptr, jobs, 20, [&told](std::size_t done) { told.push_back(done); }});
    BOOST_CHECK(told == (std::vector<std::size_t>{1, 2, 3, 4}));
  }
}

BOOST_AUTO_TEST_CASE(accounts_say_by_how_much_a_condition_is_broken) {
  const auto unit = [](long a, long b, long c) {
    return PlainUnit{{Rational(a)}, {Rational(b)}, Rational(c)};
  };
  const PlainNetwork u{1, 1, {unit(1, 1, 0), unit(2, -1, 0), unit(3, 5, 5), unit(1, 0, 2)}, {TanhSum()}};
  const PlainNetwork v{1, 1, {unit(1, 1, 0), unit(7, -1, 0), unit(4, 5, 6), unit(2, 0, 2)}, {TanhSum()}};
  const PathVerdict verdict = check(PlainPath({u, v}));
  BOOST_REQUIRE_EQUAL(verdict.accounts.size(), 1);
  const SegmentAccount& account = verdict.accounts.front();
  BOOST_REQUIRE_EQUAL(account.breaks.count, 3);
  const auto expect = [](const Break& found, Break::Condition condition, std::uint32_t of, const char* start,
                         const char* end) {
    BOOST_CHECK(found.condition == condition);
    BOOST_CHECK(found.units.first == std::vector<std::uint32_t>{of});
    BOOST_CHECK_EQUAL(found.at_start.to_string(), start);
    BOOST_CHECK_EQUAL(found.at_end.to_string(), end);
  };
  expect(account.breaks.first[0], Break::Condition::staying_sum, 1, "-2", "-7");
  expect(account.breaks.first[1], Break::Condition::moving_sum, 2, "3", "4");
  expect(account.breaks.first[2], Break::Condition::output_bias, 3, "tanh(2)", "2*tanh(2)");
  BOOST_CHECK(account.refutation.has_value());
  BOOST_CHECK(certain_refutation(PlainPath({u, v}), 0).has_value());
}

BOOST_AUTO_TEST_CASE(a_walk_visits_each_vertex_with_the_one_before) {
  const PlainPath path({constant(1), constant(2), constant(3)});
  std::vector<std::string> seen;
  walk_path(path, [&seen](std::size_t k, const Model* before, const Model& vertex) {
    seen.push_back(std::to_string(k) + (before == nullptr ? "" : " " + before->stated().d[0].to_string()) +
                   " " + vertex.stated().d[0].to_string());
  });
  BOOST_CHECK(seen == (std::vector<std::string>{"0 1", "1 1 2", "2 2 3"}));
}

BOOST_AUTO_TEST_SUITE_END()
