#include "verify/tanh/distances/routing.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>
#include <set>

#include "tests/exact/random_numbers.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

std::vector<Seat> random_seats(Random& random, std::size_t tokens, std::size_t slots) {
  std::vector<std::uint32_t> order(slots);
  std::iota(order.begin(), order.end(), 0U);
  std::shuffle(order.begin(), order.end(), random);
  std::vector<Seat> seats;
  for (std::size_t k = 0; k < tokens; ++k) seats.push_back({order[k], one_in(random, 2)});
  return seats;
}

/// Plays the rounds by their rule, and checks where everybody ends.
void check_rounds(const std::vector<Seat>& from, const std::vector<Seat>& to,
                  const std::vector<Round>& rounds) {
  std::vector<Seat> seats = from;
  for (const Round& round : rounds) {
    BOOST_CHECK(!round.empty());
    std::set<std::uint32_t> taken;
    for (const Seat& seat : seats) taken.insert(seat.slot);
    std::set<std::uint32_t> moved;
    for (const Hop& hop : round) {
      BOOST_CHECK(moved.insert(hop.token).second);
      BOOST_CHECK(taken.insert(hop.to.slot).second);  // free before the round, and for one token only
    }
    for (const Hop& hop : round) seats[hop.token] = hop.to;
  }
  BOOST_CHECK(seats == to);
}

std::size_t bound(const std::vector<Seat>& from, const std::vector<Seat>& to, std::size_t slots) {
  std::size_t pending = 0;
  for (std::size_t k = 0; k < from.size(); ++k) pending += from[k] == to[k] ? 0U : 1U;
  const std::size_t spare = slots - from.size();
  return 2 * ((pending + spare - 1) / spare);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_routing)

BOOST_AUTO_TEST_CASE(tokens_arrive_within_the_bound) {
  for_random_cases(3000, [](Random& random) {
    const std::size_t tokens = below(random, 12);
    const std::size_t slots = tokens + 1 + below(random, 5);
    const std::vector<Seat> from = random_seats(random, tokens, slots);
    std::vector<Seat> to = one_in(random, 3) ? from : random_seats(random, tokens, slots);
    for (Seat& seat : to)
      if (one_in(random, 3)) seat.flipped = !seat.flipped;
    const std::vector<Round> rounds = route(from, to, slots);
    check_rounds(from, to, rounds);
    BOOST_CHECK_LE(rounds.size(), bound(from, to, slots));
  });
}

BOOST_AUTO_TEST_CASE(short_ways) {
  const auto rounds = [](const std::vector<Seat>& from, const std::vector<Seat>& to, std::size_t slots) {
    const auto found = route(from, to, slots);
    check_rounds(from, to, found);
    return found.size();
  };
  BOOST_CHECK_EQUAL(rounds({}, {}, 1), 0);
  BOOST_CHECK_EQUAL(rounds({{0, false}, {1, true}}, {{0, false}, {1, true}}, 3), 0);
  BOOST_CHECK_EQUAL(rounds({{0, false}}, {{1, true}}, 2), 1);
  BOOST_CHECK_EQUAL(rounds({{0, false}}, {{0, true}}, 2), 2);
  // A row that moves up by one: the batches would take four rounds.
  BOOST_CHECK_EQUAL(rounds({{0, false}, {1, false}, {2, false}}, {{1, false}, {2, false}, {3, false}}, 4), 3);
  // All turn their signs, with one slot to spare, and with as many as tokens.
  BOOST_CHECK_EQUAL(rounds({{0, false}, {1, false}, {2, false}}, {{0, true}, {1, true}, {2, true}}, 4), 6);
  BOOST_CHECK_EQUAL(rounds({{0, false}, {1, false}, {2, false}}, {{0, true}, {1, true}, {2, true}}, 6), 2);
}

BOOST_AUTO_TEST_SUITE_END()
