// Shortest chains between members of a class: against all pairs of cells, each looked at.
#include "verify/tanh/distances/cells/chain.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/random_members.hpp"
#include "tests/verify/random_segments.hpp"
#include "tests/verify/tanh/distances/cells/all_cells.hpp"
#include "verify/tanh/distances/cells/meeting.hpp"
#include "verify/tanh/paths/segment.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

constexpr std::size_t far = 1000;

PlainUnit unit(long a, long b, long c) { return {{Rational(a)}, {Rational(b)}, Rational(c)}; }
PlainNetwork one_input(std::vector<PlainUnit> units) { return {1, 1, std::move(units), {TanhSum()}}; }

/// The least number of cells in a chain of two or more, all cells between the ends being tried.
std::size_t plain_length(const std::vector<EndCell>& from, const std::vector<EndCell>& to,
                         const ClassShape& shape) {
  const auto meets_any = [&](const EndCell& p, const std::vector<EndCell>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const EndCell& q) { return meeting(p, q, shape).has_value(); });
  };
  for (const EndCell& p : from)
    if (meets_any(p, to)) return 2;
  std::vector<EndCell> left;
  for (const LabelCell& cell : all_cells(shape)) left.push_back({cell, {}});
  std::vector<EndCell> front = from;
  for (std::size_t length = 3; !front.empty(); ++length) {
    std::vector<EndCell> next;
    std::vector<EndCell> rest;
    for (const EndCell& q : left) (meets_any(q, front) ? next : rest).push_back(q);
    for (const EndCell& q : next)
      if (meets_any(q, to)) return length;
    front = std::move(next);
    left = std::move(rest);
  }
  return 0;
}

std::vector<EndCell> around(const Network& network, Places& places) {
  return cells_around(network, canonical_form(network), places, 100'000);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_chain)

BOOST_AUTO_TEST_CASE(chains_are_shortest_and_their_paths_hold) {
  std::map<std::size_t, int> seen;
  for_random_cases(2500, [&](Random& random) {
    const auto [first, last] = random_members(random, 3);
    if (first.units.size() > 4) return;
    const Network u = build(first);
    const Network v = build(last);
    const CanonicalForm of_u = canonical_form(u);
    const CanonicalForm of_v = canonical_form(v);
    const ClassShape shape{of_u.rank(), first.units.size()};
    if (shape.rank == shape.width || decide_segment(u, v).valid()) return;
    BOOST_TEST_CONTEXT(first << "to\n" << last) {
      const ChainQuestion question{u, v, of_u, of_v, far};
      const ChainAnswer answer = shortest_chain(question);
      BOOST_REQUIRE(answer.complete);
      const std::size_t length = answer.chain.size();
      BOOST_CHECK_EQUAL(answer.at_least, length);
      Places places;
      BOOST_CHECK_EQUAL(length, plain_length(around(u, places), around(v, places), shape));
      const std::vector<Network> path = path_in_chain(question, answer.chain);
      BOOST_REQUIRE_EQUAL(path.size(), length + 1);
      BOOST_CHECK_EQUAL(plain(path.front()), first);
      BOOST_CHECK_EQUAL(plain(path.back()), last);
      for (std::size_t k = 0; k < length; ++k)
        BOOST_CHECK(plain_verdict(plain(path[k]), plain(path[k + 1])).valid());
      // Asked for shorter ones only, there is none.
      const ChainAnswer none = shortest_chain({u, v, of_u, of_v, length});
      BOOST_CHECK(none.complete && none.chain.empty());
      BOOST_CHECK_EQUAL(none.at_least, length);
      ++seen[length];
    }
  });
  BOOST_CHECK_GE(seen.size(), 4);
}

BOOST_AUTO_TEST_CASE(a_search_that_gives_up_says_so) {
  const Network u = build(one_input({unit(1, 2, 0), unit(1, 3, 0), unit(1, 4, 0), unit(0, 1, 1)}));
  const Network v = build(one_input({unit(-1, -2, 0), unit(-1, -3, 0), unit(-1, -4, 0), unit(0, 1, 1)}));
  const CanonicalForm of_u = canonical_form(u);
  const CanonicalForm of_v = canonical_form(v);
  ChainQuestion question{u, v, of_u, of_v, far};
  question.most_cells = 10;
  const ChainAnswer answer = shortest_chain(question);
  BOOST_CHECK(!answer.complete);
  BOOST_CHECK(answer.chain.empty());
  BOOST_CHECK_GE(answer.at_least, 3);
  question.most_cells = 1'000'000;
  BOOST_CHECK(shortest_chain(question).complete);
}

BOOST_AUTO_TEST_SUITE_END()
