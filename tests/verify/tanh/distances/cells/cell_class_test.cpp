// Classes of cells: the orbits of the symmetries of the home cell, and their texts.
#include "verify/tanh/distances/cells/cell_class.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/cells/all_cells.hpp"

using namespace isopath;
using namespace isopath::tests;

BOOST_AUTO_TEST_SUITE(verify_cell_class)

BOOST_AUTO_TEST_CASE(symmetries_keep_classes_and_meetings) {
  for_random_cases(300, [](Random& random) {
    const ClassShape shape = small_shapes()[below(random, small_shapes().size())];
    const std::vector<LabelCell>& cells = known_cells(shape);
    const LabelCell p = cells[below(random, cells.size())];
    const LabelCell q = cells[below(random, cells.size())];
    const Symmetry symmetry = random_symmetry(random, shape);
    BOOST_CHECK(symmetry(home_cell(shape), shape) == home_cell(shape));
    BOOST_CHECK_EQUAL(class_text(symmetry(p, shape), shape), class_text(p, shape));
    BOOST_CHECK_EQUAL(meet(p, q, shape), meet(symmetry(p, shape), symmetry(q, shape), shape));
    BOOST_CHECK_EQUAL(meet(p, q, shape), meet(q, p, shape));
    BOOST_CHECK(meet(p, p, shape));
    BOOST_CHECK(turned(turned(p, shape), shape) == p);
    BOOST_CHECK_EQUAL(meet(p, q, shape), meet(turned(p, shape), turned(q, shape), shape));
  });
}

BOOST_AUTO_TEST_CASE(classes_are_the_orbits) {
  // As many classes as there are orbits: cells of one text are no more than one orbit has.
  for (const ClassShape& shape : small_shapes()) {
    std::map<std::string, std::uint64_t> sizes;
    for (const LabelCell& cell : all_cells(shape)) ++sizes[class_text(cell, shape)];
    for (const auto& [text, size] : sizes) {
      const std::optional<LabelCell> cell = cell_of_class(text, shape);
      BOOST_REQUIRE_MESSAGE(cell, text);
      BOOST_CHECK_EQUAL(class_text(*cell, shape), text);
      BOOST_CHECK_EQUAL(size_of_class(*cell, shape), size);
    }
  }
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_classes) {
  const ClassShape shape{2, 3};
  BOOST_CHECK(cell_of_class("+()+()Z(1)", shape));
  BOOST_CHECK(cell_of_class("+()Z((1))", shape));
  for (const char* text :
       {"", "+()+()", "+()+()Z(1)Z()", "+()+()Z(2)", "+()Z(1)+()", "Z(1)+()+()", "+()+()Z(01)", "+()+()Z(1",
        "+()+()Z1)", "+()+()Z(1))", "+()+()Z(1) ", "+()+()+(1)", "+()+()Z(-1)", "+(1)Z(())", "*()+()Z(1)",
        "+()+()Z(99999999999999999999)", "+()Z(1)"})
    BOOST_CHECK_MESSAGE(!cell_of_class(text, shape), text);
}

BOOST_AUTO_TEST_CASE(rigid_cells_are_those_with_one_unit_in_each_group) {
  for (const ClassShape& shape : small_shapes())
    for (const LabelCell& cell : known_cells(shape)) {
      std::set<std::size_t> groups;
      for (std::size_t i = 0; i < shape.width; ++i) groups.insert(cell.group(i));
      BOOST_CHECK_EQUAL(is_rigid(cell, shape), groups.size() == shape.width);
    }
}

BOOST_AUTO_TEST_SUITE_END()
