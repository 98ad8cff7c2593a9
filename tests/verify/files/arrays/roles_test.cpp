#include "verify/files/arrays/roles.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;
using Kind = InputError::Kind;

namespace {

using Names = std::vector<std::string>;

void check_places(const Names& names, const ArrayPlaces& expected, const ModelOptions& options = {}) {
  BOOST_CHECK(find_arrays("net", names, options) == expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrays_roles)

BOOST_AUTO_TEST_CASE(conventions_find_the_four_arrays_in_any_order) {
  check_places({"0.bias", "0.weight", "2.bias", "2.weight"}, {1, 0, 3, 2});
  check_places({"b2", "W2", "b1", "W1"}, {3, 2, 1, 0});
  check_places({"net.fc1.weight", "net.fc2.weight"}, {0, {}, 1, {}});
  check_places({"a/b.hidden.weight", "a/b.out.weight", "a/b.out.bias"}, {0, {}, 1, 2});
  check_places({"a/W1", "a/b1", "a/W2"}, {0, 1, 2, {}});
}

BOOST_AUTO_TEST_CASE(a_prefix_ends_in_a_point_or_a_slash_and_is_one) {
  for (const Names& names : {Names{"xW1", "xW2"}, Names{"a.W1", "b.W2"}, Names{"W1"}, Names{"W2", "b2"}})
    check_refused([&] { find_arrays("net", names, {}); }, Kind::not_treated,
                  "net: expected the arrays of a network with one hidden layer");
}

BOOST_AUTO_TEST_CASE(nothing_is_left_over) {
  check_refused(
      [&] {
        find_arrays("net", {"W1", "W2", "step"}, {});
      },
      Kind::not_treated,
      "net: expected no array beside those of the network, 'W1' to 'W2' (or names in --tensors), "
      "found 'step'");
  check_refused(
      [&] {
        find_arrays("net", {"a.W1", "a.W2", "b.W1", "b.W2"}, {});
      },
      Kind::not_treated, "'a.W1' to 'a.W2' (or names in --tensors), found 'b.W1'");
}

BOOST_AUTO_TEST_CASE(names_of_the_user_come_first) {
  check_places({"0.weight", "0.bias", "2.weight", "2.bias", "x", "y"}, {4, {}, 5, {}},
               named("x", "", "y", ""));
  check_places({"W"}, {0, {}, 0, {}}, named("W", "", "W", ""));
  check_refused(
      [&] {
        find_arrays("net", {"x", "y"}, named("x", "b", "y", ""));
      },
      Kind::not_treated, "net: expected an array 'b', found the arrays 'x', 'y'");
  check_refused([&] { find_arrays("net", {"x"}, named("x", "", "", "")); }, Kind::not_treated,
                "net: expected names of the weights in --tensors, found an empty one");
}

BOOST_AUTO_TEST_CASE(many_names_are_listed_in_part) {
  std::vector<std::string> names;
  for (int k = 0; k < 9; ++k) names.push_back("n" + std::to_string(k));
  check_refused([&] { find_arrays("net", names, {}); }, Kind::not_treated,
                "found the arrays 'n0', 'n1', 'n2', 'n3', 'n4', 'n5' and 3 more");
  check_refused([&] { find_arrays("net", {"one"}, {}); }, Kind::not_treated, "found the array 'one'");
}

BOOST_AUTO_TEST_SUITE_END()
