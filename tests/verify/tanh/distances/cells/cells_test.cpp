// Cells, their classes, their neighbours and distances: against all cells of small classes.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/verify/tanh/distances/cells/all_cells.hpp"
#include "verify/tanh/distances/cells/cell_class.hpp"
#include "verify/tanh/distances/cells/class_search.hpp"
#include "verify/tanh/distances/cells/meeting.hpp"
#include "verify/tanh/distances/cells/neighbours.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// Sanitized searches take long.
#ifdef ISOPATH_SANITIZED
constexpr std::size_t most_units = 6;
#else
constexpr std::size_t most_units = 8;
#endif

bool meet(const Cell& p, const Cell& q, const ClassShape& shape) {
  return meeting({p, {}}, {q, {}}, shape).has_value();
}

/// The number of meetings from the home cell, by looking at all pairs of cells.
std::map<Cell, std::size_t> plain_distances(const ClassShape& shape) {
  std::vector<Cell> left = all_cells(shape);
  std::map<Cell, std::size_t> distance{{home_cell(shape), 0}};
  std::erase(left, home_cell(shape));
  for (std::size_t t = 0; !left.empty(); ++t) {
    std::vector<Cell> next;
    for (const Cell& q : left)
      for (const auto& [p, at] : distance)
        if (at == t && meet(p, q, shape)) {
          next.push_back(q);
          break;
        }
    BOOST_REQUIRE(!next.empty());
    for (const Cell& q : next) {
      distance[q] = t + 1;
      std::erase(left, q);
    }
  }
  return distance;
}

ClassSearch complete(const ClassShape& shape) {
  ClassSearch search(shape);
  while (!search.is_complete()) search.advance();
  return search;
}

std::string what_is_thrown(const ClassSearch::State& state) {
  try {
    const ClassSearch search(state);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_cells)

BOOST_AUTO_TEST_CASE(the_number_of_cells_is_that_of_all_cells) {
  for (const ClassShape& shape : small_shapes())
    BOOST_CHECK_EQUAL(number_of_cells(shape), all_cells(shape).size());
  BOOST_CHECK_EQUAL(number_of_cells({4, 6}), 163200);
  BOOST_CHECK_EQUAL(number_of_cells({4, 7}), 2405760);
  BOOST_CHECK_EQUAL(number_of_cells({6, 8}), 68382720);
}

BOOST_AUTO_TEST_CASE(neighbours_are_the_cells_that_meet) {
  for (const ClassShape& shape : small_shapes()) {
    const std::vector<Cell> cells = all_cells(shape);
    const auto step = static_cast<std::size_t>(1 + static_cast<double>(cells.size()) / (30 * effort()));
    for (std::size_t i = 0; i < cells.size(); i += step) {
      const Cell& p = cells[i];
      std::vector<Cell> expected;
      for (const Cell& q : cells)
        if (meet(p, q, shape)) expected.push_back(q);
      std::vector<Cell> found;
      for_each_neighbour(p, shape, [&](const Cell& q) { found.push_back(q); });
      std::sort(found.begin(), found.end());
      BOOST_CHECK(found == expected);
      std::set<std::string> classes;
      for (const Cell& q : expected) classes.insert(class_text(q, shape));
      std::set<std::string> found_classes;
      for_each_neighbouring_class(p, shape, [&](const Cell& q) {
        found_classes.insert(class_text(q, shape));
        BOOST_CHECK(meet(p, q, shape));
      });
      BOOST_CHECK(found_classes == classes);
    }
  }
}

BOOST_AUTO_TEST_CASE(choices_bound_the_cells_visited) {
  for (const ClassShape& shape : small_shapes())
    for (const Cell& p : all_cells(shape)) {
      std::uint64_t visited = 0;
      for_each_neighbouring_class(p, shape, [&](const Cell&) { ++visited; });
      const std::uint64_t choices = count_choices(p, shape, 1'000'000);
      BOOST_REQUIRE_LE(visited, choices);
      BOOST_CHECK_EQUAL(count_choices(p, shape, choices), choices);
      BOOST_CHECK_EQUAL(count_choices(p, shape, choices - 1), choices);
    }
}

BOOST_AUTO_TEST_CASE(symmetries_keep_classes_and_meetings) {
  for_random_cases(300, [](Random& random) {
    const ClassShape shape = small_shapes()[below(random, small_shapes().size())];
    static std::map<std::pair<std::size_t, std::size_t>, std::vector<Cell>> known;
    std::vector<Cell>& cells = known[{shape.rank, shape.width}];
    if (cells.empty()) cells = all_cells(shape);
    const Cell p = cells[below(random, cells.size())];
    const Cell q = cells[below(random, cells.size())];
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
    for (const Cell& cell : all_cells(shape)) ++sizes[class_text(cell, shape)];
    for (const auto& [text, size] : sizes) {
      const std::optional<Cell> cell = cell_of_class(text, shape);
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

BOOST_AUTO_TEST_CASE(the_search_finds_the_distances_of_all_cells) {
  for (const ClassShape& shape : small_shapes()) {
    ClassSearch search = complete(shape);
    std::map<std::size_t, std::pair<std::uint64_t, std::set<std::string>>> rigid;
    for (const auto& [cell, distance] : plain_distances(shape)) {
      const std::string text = class_text(cell, shape);
      BOOST_CHECK_EQUAL(search.find(text), distance);
      if (!is_rigid(cell, shape) || distance == 0) continue;
      ++rigid[3 + distance].first;
      rigid[3 + distance].second.insert(text);
    }
    const std::vector<RigidDistance> distances = rigid_distances(search);
    BOOST_REQUIRE_EQUAL(distances.size(), rigid.size());
    for (const RigidDistance& at : distances) {
      BOOST_CHECK_EQUAL(at.cells, rigid.at(at.segments).first);
      BOOST_CHECK_EQUAL(at.classes, rigid.at(at.segments).second.size());
    }
  }
}

BOOST_AUTO_TEST_CASE(the_table_of_diameters) {
  const auto greatest = [](std::size_t rank, std::size_t spare) {
    return rigid_distances(complete({rank, rank + spare})).back().segments;
  };
  for (std::size_t rank = 1; rank <= 6; ++rank)
    for (std::size_t spare = 1; rank + spare <= most_units && spare <= 4; ++spare)
      BOOST_CHECK_EQUAL(greatest(rank, spare), 3 + 4 * ((rank + spare - 1) / spare));
  BOOST_CHECK_EQUAL(complete({4, 6}).classes(), 409);
  if (most_units < 8) return;
  BOOST_CHECK_EQUAL(complete({4, 7}).classes(), 1268);
  BOOST_CHECK_EQUAL(complete({6, 8}).classes(), 2301);
}

BOOST_AUTO_TEST_CASE(layers_from_both_ends_give_the_same) {
  for (std::size_t rank = 1; rank <= 6; ++rank)
    for (std::size_t spare = 1; rank + spare < most_units; ++spare) {
      const ClassShape shape{rank, rank + spare};
      ClassSearch search(shape);
      const std::size_t meetings = meetings_to_turned_cell(search);
      ClassSearch all = complete(shape);
      BOOST_CHECK_EQUAL(meetings, all.find(class_text(turned(home_cell(shape), shape), shape)));
    }
}

BOOST_AUTO_TEST_CASE(chains_are_chains) {
  const ClassShape shape{3, 5};
  ClassSearch search = complete(shape);
  for (const auto& layer : search.layers())
    for (const std::string& text : layer) {
      const std::vector<Cell> chain = chain_from_home(search, cell_of_class(text, shape).value());
      BOOST_CHECK_EQUAL(chain.size(), 1 + search.find(text));
      BOOST_CHECK(normalized(chain.front(), shape) == home_cell(shape));
      for (std::size_t t = 0; t + 1 < chain.size(); ++t) BOOST_CHECK(meet(chain[t], chain[t + 1], shape));
    }
}

BOOST_AUTO_TEST_CASE(a_search_goes_on_from_any_state) {
  const ClassShape shape{5, 7};
  const ClassSearch whole = complete(shape);
  ClassSearch search(shape);
  while (!search.is_complete()) {
    search.advance();
    ClassSearch::State state = search.state();
    state.next = search.sorted_next();
    search = ClassSearch(state);
  }
  BOOST_CHECK(search.layers() == whole.layers());
}

BOOST_AUTO_TEST_CASE(a_search_has_its_limits) {
  const ClassShape shape{3, 5};
  std::uint64_t choices = 0;
  const ClassSearch whole = complete(shape);
  for (const auto& layer : whole.layers())
    for (const std::string& text : layer)
      choices += count_choices(cell_of_class(text, shape).value(), shape, 1'000'000);
  ClassSearch enough(shape, choices);
  while (!enough.is_complete()) enough.advance();
  ClassSearch less(shape, choices - 1);
  BOOST_CHECK_THROW(while (!less.is_complete()) less.advance(), SearchTooLarge);
}

BOOST_AUTO_TEST_CASE(a_search_that_is_stopped_stays_as_it_is) {
  ClassSearch search(ClassShape{2, 9});
  search.advance_to(1);
  const auto layers = search.layers();
  search.set_stop([] { return true; });
  BOOST_CHECK(!search.advance());
  BOOST_CHECK(search.layers() == layers);
  BOOST_CHECK_EQUAL(search.state().done, 0);
  BOOST_CHECK(search.state().next.empty());
}

BOOST_AUTO_TEST_CASE(states_of_no_search) {
  const ClassShape shape{1, 2};
  const std::string home = "+()Z(1)";
  const ClassSearch::State good{shape, {{home}}, 0, {}};
  BOOST_CHECK_EQUAL(what_is_thrown(good), "nothing");
  const auto changed = [&](auto change) {
    ClassSearch::State state = good;
    change(state);
    return what_is_thrown(state);
  };
  const std::string no_state = "not the state of a search";
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.shape = {0, 2}; }), no_state);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.shape = {2, 2}; }), no_state);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.shape = {1, 13}; }), no_state);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.layers.clear(); }), no_state);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.done = 2; }), no_state);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.layers[0][0] = "-()Z(1)"; }),
                    "layer 0 is not the class of the home cell");
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.next = {"Z(1)"}; }), "not a class of cells: Z(1)");
  BOOST_CHECK_EQUAL(changed([&](auto& state) { state.next = {home}; }), "a class is listed twice: " + home);
  BOOST_CHECK_EQUAL(changed([](auto& state) { state.next = {"-()Z(1)", "+(1)"}; }), "a layer is not sorted");
}

BOOST_AUTO_TEST_CASE(a_search_that_lost_a_class_is_found_out) {
  ClassSearch::State state = complete({2, 3}).state();
  state.layers.back().pop_back();
  state.done = state.layers.back().size();
  BOOST_CHECK_THROW(rigid_distances(ClassSearch(state)), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
