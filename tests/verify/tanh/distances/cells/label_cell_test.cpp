// Cells: labels, what makes two of them the same, and how many there are.
#include "verify/tanh/distances/cells/label_cell.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/cells/all_cells.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_label_cell)

BOOST_AUTO_TEST_CASE(labels_are_kept_apart) {
  for_random_cases(500, [](Random& random) {
    LabelCell cell;
    std::array<std::pair<std::size_t, bool>, LabelCell::most_units> labels{};
    for (int step = 0; step < 40; ++step) {
      const std::size_t unit = below(random, LabelCell::most_units);
      if (one_in(random, 4)) {
        cell.turn(unit);
        labels[unit].second = !labels[unit].second;
      } else {
        labels[unit] = {below(random, LabelCell::most_groups), one_in(random, 2)};
        cell.set(unit, labels[unit].first, labels[unit].second);
      }
      for (std::size_t i = 0; i < LabelCell::most_units; ++i) {
        BOOST_REQUIRE_EQUAL(cell.group(i), labels[i].first);
        BOOST_REQUIRE_EQUAL(cell.is_negative(i), labels[i].second);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(names_and_signs_of_zero_sum_groups_do_not_matter) {
  for_random_cases(1000, [](Random& random) {
    const ClassShape shape = small_shapes()[below(random, small_shapes().size())];
    const std::vector<LabelCell>& cells = known_cells(shape);
    const LabelCell cell = cells[below(random, cells.size())];
    BOOST_CHECK(normalized(cell, shape) == cell);
    // The zero-sum groups in another order, each with another sign.
    std::vector<std::size_t> name(groups_of(cell, shape));
    std::iota(name.begin(), name.end(), std::size_t{0});
    std::shuffle(name.begin() + static_cast<std::ptrdiff_t>(shape.rank), name.end(), random);
    std::vector<bool> turned_group(name.size());
    for (std::size_t g = shape.rank; g < name.size(); ++g) turned_group[g] = one_in(random, 2);
    LabelCell other;
    for (std::size_t i = 0; i < shape.width; ++i)
      other.set(i, name[cell.group(i)], cell.is_negative(i) != turned_group[cell.group(i)]);
    BOOST_CHECK_EQUAL(groups_of(other, shape), groups_of(cell, shape));
    BOOST_CHECK(normalized(other, shape) == cell);
    // One unit turned or moved is another cell, but where it is a zero-sum group of its own.
    const std::size_t unit = below(random, shape.width);
    std::size_t companions = 0;
    for (std::size_t i = 0; i < shape.width; ++i) companions += cell.group(i) == cell.group(unit) ? 1U : 0U;
    LabelCell with_turned = cell;
    with_turned.turn(unit);
    BOOST_CHECK_EQUAL(normalized(with_turned, shape) == cell,
                      companions == 1 && cell.group(unit) >= shape.rank);
    // All essential groups turned, twice.
    BOOST_CHECK(turned(turned(cell, shape), shape) == cell);
    for (std::size_t i = 0; i < shape.width; ++i) {
      BOOST_CHECK_EQUAL(turned(cell, shape).group(i), cell.group(i));
      BOOST_CHECK_EQUAL(turned(cell, shape).is_negative(i) != cell.is_negative(i),
                        cell.group(i) < shape.rank);
    }
  });
}

BOOST_AUTO_TEST_CASE(the_home_cell) {
  const ClassShape shape{3, 5};
  const LabelCell home = home_cell(shape);
  for (std::size_t i = 0; i < shape.width; ++i) {
    BOOST_CHECK_EQUAL(home.group(i), i);
    BOOST_CHECK(!home.is_negative(i));
  }
  BOOST_CHECK_EQUAL(groups_of(home, shape), 5);
}

BOOST_AUTO_TEST_CASE(the_number_of_cells_is_that_of_all_cells) {
  for (const ClassShape& shape : small_shapes())
    BOOST_CHECK_EQUAL(number_of_cells(shape), all_cells(shape).size());
  BOOST_CHECK_EQUAL(number_of_cells({4, 6}), 163200);
  BOOST_CHECK_EQUAL(number_of_cells({4, 7}), 2405760);
  BOOST_CHECK_EQUAL(number_of_cells({6, 8}), 68382720);
}

BOOST_AUTO_TEST_SUITE_END()
