// The cells that meet a cell, against all cells of small classes.
#include "verify/tanh/distances/cells/neighbours.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/cells/all_cells.hpp"
#include "verify/tanh/distances/cells/cell_class.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_neighbours)

BOOST_AUTO_TEST_CASE(neighbours_are_the_cells_that_meet) {
  for (const ClassShape& shape : small_shapes()) {
    const std::vector<LabelCell> cells = all_cells(shape);
    const auto step = static_cast<std::size_t>(1 + static_cast<double>(cells.size()) / (30 * effort()));
    for (std::size_t i = 0; i < cells.size(); i += step) {
      const LabelCell& p = cells[i];
      std::vector<LabelCell> expected;
      for (const LabelCell& q : cells)
        if (meet(p, q, shape)) expected.push_back(q);
      std::vector<LabelCell> found;
      for_each_neighbour(p, shape, [&](const LabelCell& q) { found.push_back(q); });
      std::sort(found.begin(), found.end());
      BOOST_CHECK(found == expected);
      std::set<std::string> classes;
      for (const LabelCell& q : expected) classes.insert(class_text(q, shape));
      std::set<std::string> found_classes;
      for_each_neighbouring_class(p, shape, [&](const LabelCell& q) {
        found_classes.insert(class_text(q, shape));
        BOOST_CHECK(meet(p, q, shape));
      });
      BOOST_CHECK(found_classes == classes);
    }
  }
}

BOOST_AUTO_TEST_CASE(choices_bound_the_cells_visited) {
  for (const ClassShape& shape : small_shapes())
    for (const LabelCell& p : all_cells(shape)) {
      std::uint64_t visited = 0;
      for_each_neighbouring_class(p, shape, [&](const LabelCell&) { ++visited; });
      const std::uint64_t choices = count_choices(p, shape, 1'000'000);
      BOOST_REQUIRE_LE(visited, choices);
      BOOST_CHECK_EQUAL(count_choices(p, shape, choices), choices);
      BOOST_CHECK_EQUAL(count_choices(p, shape, choices - 1), choices);
    }
}

BOOST_AUTO_TEST_SUITE_END()
