// Rigid members: which unit carries which group, and the cell of the one as seen from the other.
#include "verify/tanh/distances/rigid_pair.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "tests/verify/tanh/distances/asked.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// Groups 1 to `rank`, each with a sign, and 0 for spare units, in any order.
std::vector<long> random_carried(Random& random, std::size_t rank, std::size_t width) {
  std::vector<long> carried(width);
  std::iota(carried.begin(), carried.begin() + static_cast<std::ptrdiff_t>(rank), 1);
  std::shuffle(carried.begin(), carried.end(), random);
  for (long& group : carried)
    if (one_in(random, 2)) group = -group;
  return carried;
}

/// The cell of a member with its constants set to 0: unit i carries what `carried` says.
LabelCell cell_of(const std::vector<long>& carried, const ClassShape& shape) {
  LabelCell cell;
  std::size_t next = shape.rank;
  for (std::size_t i = 0; i < carried.size(); ++i)
    cell.set(i, carried[i] == 0 ? next++ : static_cast<std::size_t>(std::abs(carried[i])) - 1,
             carried[i] < 0);
  return normalized(cell, shape);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_rigid_pair)

BOOST_AUTO_TEST_CASE(seats_moves_and_cells) {
  for_random_cases(1000, [](Random& random) {
    const std::size_t rank = 1 + below(random, 5);
    const std::size_t width = rank + 1 + below(random, 3);
    const std::vector<long> first = random_carried(random, rank, width);
    const std::vector<long> last = one_in(random, 4) ? first : random_carried(random, rank, width);
    const Asked asked(rigid(first), rigid(last));
    const RigidPair pair = rigid_pair(asked.ends());
    const ClassShape shape{rank, width};
    BOOST_REQUIRE(pair.shape == shape);
    const auto seat_of = [](const std::vector<long>& carried, long group) {
      const auto at =
          std::find_if(carried.begin(), carried.end(), [&](long k) { return std::abs(k) == group; });
      return Seat{static_cast<std::uint32_t>(at - carried.begin()), *at < 0};
    };
    std::size_t moves = 0;
    bool all_turned = true;
    for (std::size_t k = 0; k < rank; ++k) {
      // The class is that of tanh(x) + tanh(2x) + ...: canonical unit k is group k + 1.
      const Seat from = seat_of(first, static_cast<long>(k) + 1);
      const Seat to = seat_of(last, static_cast<long>(k) + 1);
      BOOST_CHECK(pair.from[k] == from);
      BOOST_CHECK(pair.to[k] == to);
      // To turn in place a group has to go away and come back.
      moves += from == to ? 0U : from.slot == to.slot ? 2U : 1U;
      all_turned = all_turned && from.slot == to.slot && from.flipped != to.flipped;
    }
    BOOST_CHECK_EQUAL(pair.moves(), moves);
    BOOST_CHECK_EQUAL(pair.is_all_turned(), all_turned);
    // In the coordinates of the network the home cell is that of the first member, the target that of the
    // last.
    BOOST_CHECK(normalized(pair.in_place(home_cell(shape)), shape) == cell_of(first, shape));
    BOOST_CHECK(normalized(pair.in_place(pair.target()), shape) == cell_of(last, shape));
  });
}

BOOST_AUTO_TEST_SUITE_END()
