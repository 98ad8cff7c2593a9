#include "exact/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(exact_parallel)

BOOST_AUTO_TEST_CASE(each_task_runs_once) {
  for (const std::size_t tasks : {0U, 1U, 2U, 3U, 7U, 64U, 1000U}) {
    std::vector<std::atomic<int>> runs(tasks);
    in_parallel(tasks, [&runs](std::size_t task) { ++runs[task]; });
    BOOST_CHECK(std::all_of(runs.begin(), runs.end(), [](const auto& count) { return count == 1; }));
  }
}

BOOST_AUTO_TEST_CASE(exact_work_in_threads) {
  std::vector<Rational> sums(50);
  in_parallel(sums.size(), [&sums](std::size_t task) {
    for (long k = 1; k <= 200; ++k)
      sums[task] += Rational::fraction(Rational(1), Rational(k) + Rational(task));
  });
  for (std::size_t task = 0; task < sums.size(); ++task) {
    Rational expected;
    for (long k = 1; k <= 200; ++k) expected += Rational::fraction(Rational(1), Rational(k) + Rational(task));
    BOOST_CHECK_EQUAL(sums[task], expected);
  }
}

BOOST_AUTO_TEST_CASE(the_first_of_several_exceptions) {
  for_random_cases(200, [](Random& random) {
    const std::size_t tasks = 1 + below(random, 100);
    std::vector<bool> fails(tasks);
    for (std::size_t i = 0; i < tasks; ++i) fails[i] = one_in(random, 5);
    const auto first = static_cast<std::size_t>(std::find(fails.begin(), fails.end(), true) - fails.begin());
    std::string message;
    try {
      in_parallel(tasks, [&fails](std::size_t task) {
        if (fails[task]) throw std::runtime_error(std::to_string(task));
      });
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    BOOST_CHECK_EQUAL(message, first == tasks ? "" : std::to_string(first));
  });
}

BOOST_AUTO_TEST_CASE(exceptions_of_any_type) {
  BOOST_CHECK_THROW(in_parallel(10, [](std::size_t) { throw 7; }), int);
  BOOST_CHECK_THROW(in_parallel(1, [](std::size_t) { throw std::bad_alloc(); }), std::bad_alloc);
}

BOOST_AUTO_TEST_CASE(parts_cover_all_items_evenly) {
  for_random_cases(500, [](Random& random) {
    const std::size_t items = below(random, one_of<std::size_t>(random, {10, 1000, 100'000'000}));
    const std::size_t parts = 1 + below(random, 64);
    BOOST_CHECK_EQUAL(part_begin(0, parts, items), 0U);
    BOOST_CHECK_EQUAL(part_begin(parts, parts, items), items);
    for (std::size_t part = 0; part < parts; ++part) {
      const std::size_t size = part_begin(part + 1, parts, items) - part_begin(part, parts, items);
      BOOST_CHECK_GE(size, items / parts);
      BOOST_CHECK_LE(size, items / parts + 1);
    }
  });
}

BOOST_AUTO_TEST_CASE(few_items_are_one_part) {
  BOOST_CHECK_EQUAL(parts_for(0), 1U);
  BOOST_CHECK_EQUAL(parts_for(100), 1U);
  for (std::size_t items = 1; items < 1'000'000'000; items *= 3) {
    BOOST_CHECK_GE(parts_for(items), 1U);
    BOOST_CHECK_LE(parts_for(items), parts_for(3 * items));
  }
}

BOOST_AUTO_TEST_SUITE_END()
