// The search by layers, against the distances of all cells of small classes.
#include "verify/tanh/distances/cells/class_search.hpp"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/verify/tanh/distances/cells/all_cells.hpp"
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

/// The number of meetings from the home cell, by looking at all pairs of cells.
std::map<LabelCell, std::size_t> plain_distances(const ClassShape& shape) {
  std::vector<LabelCell> left = all_cells(shape);
  std::map<LabelCell, std::size_t> distance{{home_cell(shape), 0}};
  std::erase(left, home_cell(shape));
  for (std::size_t t = 0; !left.empty(); ++t) {
    std::vector<LabelCell> next;
    for (const LabelCell& q : left)
      for (const auto& [p, at] : distance)
        if (at == t && meet(p, q, shape)) {
          next.push_back(q);
          break;
        }
    BOOST_REQUIRE(!next.empty());
    for (const LabelCell& q : next) {
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

BOOST_AUTO_TEST_SUITE(verify_class_search)

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
      const std::vector<LabelCell> chain = chain_from_home(search, cell_of_class(text, shape).value());
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
