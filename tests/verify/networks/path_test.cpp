#include "verify/networks/path.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/files/network_files.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// A constant network: its output bias says which vertex it is.
Model constant(int bias, std::size_t inputs = 1) {
  Network network(inputs, 1);
  network.d[0] = TanhSum(Rational(bias));
  return {Activation::tanh, std::move(network)};
}

ListedPath listed(const std::vector<int>& biases) {
  std::vector<Model> vertices;
  for (const int bias : biases) vertices.push_back(constant(bias));
  return ListedPath(std::move(vertices));
}

Rational bias_of(const Model& model) { return model.stated().d[0].rational(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(networks_path)

BOOST_AUTO_TEST_CASE(a_part_of_a_path_is_a_path) {
  const ListedPath whole = listed({10, 11, 12, 13});
  const SubPath part(whole, {0, 3, 2});
  BOOST_REQUIRE_EQUAL(part.vertices(), 3U);
  BOOST_CHECK(bias_of(part.vertex(1)) == Rational(13));
  BOOST_CHECK_EQUAL(part.place(1), whole.place(3));
  BOOST_CHECK_EQUAL(whole.place(3), "vertex 3 of the path");
}

BOOST_AUTO_TEST_CASE(a_walk_sees_each_vertex_with_the_one_before) {
  const ListedPath path = listed({5, 6, 7});
  std::vector<std::pair<Rational, Rational>> seen;
  walk_path(path, [&seen](std::size_t k, const Model* before, const Model& vertex) {
    BOOST_CHECK_EQUAL(before == nullptr, k == 0);
    BOOST_CHECK_EQUAL(seen.size(), k);
    seen.emplace_back(before == nullptr ? Rational() : bias_of(*before), bias_of(vertex));
  });
  const std::vector<std::pair<Rational, Rational>> expected = {
      {Rational(), Rational(5)}, {Rational(5), Rational(6)}, {Rational(6), Rational(7)}};
  BOOST_CHECK(seen == expected);
}

BOOST_AUTO_TEST_CASE(vertices_of_another_shape_are_refused) {
  Network wide(1, 1);
  wide.set_width(1);
  std::fill(wide.writable_row(0).begin(), wide.writable_row(0).end(), Number{});
  const std::vector<std::pair<Model, std::string>> others = {
      {constant(0, 2), "found tanh units, inputs: 2, outputs: 1, width: 0"},
      {Model(Activation::tanh, Network(1, 2)), "found tanh units, inputs: 1, outputs: 2, width: 0"},
      {Model(Activation::logistic, Network(1, 1)), "found logistic units, inputs: 1, outputs: 1, width: 0"},
      {Model(Activation::tanh, std::move(wide)), "found tanh units, inputs: 1, outputs: 1, width: 1"}};
  for (const auto& [other, found] : others) {
    std::vector<Model> vertices = {constant(1), constant(2), other};
    const ListedPath path(std::move(vertices));
    std::size_t visited = 0;
    check_refused([&] { walk_path(path, [&](std::size_t, const Model*, const Model&) { ++visited; }); },
                  InputError::Kind::malformed,
                  "vertex 2 of the path: expected the shape of vertex 0 (tanh units, inputs: 1, outputs: 1, "
                  "width: 0), " +
                      found);
    BOOST_CHECK_EQUAL(visited, 2U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
