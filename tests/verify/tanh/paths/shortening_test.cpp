#include "verify/tanh/paths/shortening.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_members.hpp"
#include "verify/networks/identity.hpp"
#include "verify/tanh/distances/connecting_steps.hpp"
#include "verify/tanh/distances/connection.hpp"
#include "verify/tanh/paths/segment.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

bool holds(const Model& u, const Model& v) { return decide_segment(u.network(), v.network()).valid(); }

/// A path between members of a class, made longer by points on its segments, vertices again, and ways there
/// and back.
std::vector<Model> random_path(Random& random) {
  const auto [first, last] = random_members(random, 4);
  const Model ends[] = {{Activation::tanh, build(first)}, {Activation::tanh, build(last)}};
  const CanonicalForm forms[] = {canonical_form(ends[0].network()), canonical_form(ends[1].network())};
  std::vector<Model> vertices{ends[0]};
  if (forms[0].rank() < ends[0].network().width()) {
    const Connection path({ends[0], ends[1], forms[0], forms[1]},
                          connecting_steps({ends[0], ends[1], forms[0], forms[1]}));
    for (std::size_t k = 1; k < path.vertices() && k < 5; ++k) vertices.push_back(path.vertex(k));
  }
  while (vertices.size() < 9) {
    const std::size_t k = below(random, vertices.size());
    const auto at = vertices.begin() + static_cast<std::ptrdiff_t>(k);
    const Model here = *at;
    if (k + 1 == vertices.size() || below(random, 3) == 0) {
      vertices.insert(at, here);
    } else if (below(random, 2) == 0) {
      const Model middle(Activation::tanh, point_on(here.stated(), at[1].stated(), Rational::fraction(1, 3)));
      vertices.insert(at + 1, middle);
    } else {
      const Model next = at[1];
      vertices.insert(at + 1, {next, here});
    }
  }
  return vertices;
}

/// The least number of vertices over all choices of those between the ends.
std::size_t fewest(const std::vector<Model>& vertices) {
  std::size_t best = vertices.size();
  for (std::size_t choice = 0; choice < std::size_t{1} << (vertices.size() - 2); ++choice) {
    std::vector<std::size_t> kept{0};
    for (std::size_t k = 1; k + 1 < vertices.size(); ++k)
      if ((choice >> (k - 1) & 1U) != 0) kept.push_back(k);
    kept.push_back(vertices.size() - 1);
    bool all = kept.size() < best;
    for (std::size_t i = 0; all && i + 1 < kept.size(); ++i)
      all = holds(vertices[kept[i]], vertices[kept[i + 1]]);
    if (all) best = kept.size();
  }
  return best;
}

void check_shorter(const std::vector<Model>& vertices, const ShorterPath& shorter) {
  BOOST_REQUIRE(!shorter.vertices.empty());
  BOOST_CHECK_EQUAL(shorter.vertices.front(), 0U);
  BOOST_CHECK_EQUAL(shorter.vertices.back(), vertices.size() - 1);
  for (std::size_t i = 0; i + 1 < shorter.vertices.size(); ++i) {
    BOOST_CHECK_LT(shorter.vertices[i], shorter.vertices[i + 1]);
    BOOST_CHECK(holds(vertices[shorter.vertices[i]], vertices[shorter.vertices[i + 1]]));
  }
}

/// Counts how often vertices are asked for.
class CountingPath final : public Path {
 public:
  explicit CountingPath(const Path& path) : path_(path) {}
  std::size_t vertices() const override { return path_.vertices(); }
  Model vertex(std::size_t k) const override {
    ++asked_;
    return path_.vertex(k);
  }
  std::string place(std::size_t k) const override { return path_.place(k); }
  std::size_t asked() const { return asked_; }

 private:
  const Path& path_;
  mutable std::size_t asked_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shortening)

BOOST_AUTO_TEST_CASE(the_fewest_vertices_are_those_of_the_best_choice) {
  for_random_cases(30, [](Random& random) {
    const std::vector<Model> vertices = random_path(random);
    const ListedPath path(vertices);
    std::size_t looked_at = 0;
    const ShorterPath shorter = shorten(path, [&looked_at](std::size_t done) { looked_at = done; });
    check_shorter(vertices, shorter);
    BOOST_CHECK(shorter.are_fewest);
    BOOST_CHECK_LE(looked_at, vertices.size() * (vertices.size() - 1) / 2);
    const std::size_t least = fewest(vertices);
    BOOST_CHECK_EQUAL(shorter.vertices.size(), least);
    const ShorterPath in_one_pass = shorten(path, {}, 0);
    check_shorter(vertices, in_one_pass);
    BOOST_CHECK_GE(in_one_pass.vertices.size(), least);
    BOOST_CHECK_EQUAL(in_one_pass.are_fewest, in_one_pass.vertices.size() <= 2);
  });
}

/// Out and back again in two segments each way: vertex 4 is vertex 0, but vertex 2 can't be reached from it.
BOOST_AUTO_TEST_CASE(one_pass_may_leave_more) {
  const auto vertex = [](const PlainUnit& first, const PlainUnit& second) {
    return Model(Activation::tanh, build({1, 1, {first, second}, {TanhSum()}}));
  };
  const Model start = vertex({{1}, {2}, 0}, {{0}, {5}, 1});
  const Model moved = vertex({{1}, {2}, 0}, {{0}, {-2}, 0});
  const Model shifted = vertex({{0}, {2}, 0}, {{-1}, {-2}, 0});
  const ListedPath path({start, moved, shifted, moved, start});
  BOOST_CHECK((shorten(path, {}).vertices == std::vector<std::size_t>{0, 4}));
  const ShorterPath in_one_pass = shorten(path, {}, 0);
  BOOST_CHECK((in_one_pass.vertices == std::vector<std::size_t>{0, 1, 4}));
  BOOST_CHECK(!in_one_pass.are_fewest);
}

BOOST_AUTO_TEST_CASE(short_paths) {
  const Model model(Activation::logistic, build({1, 1, {{{1}, {2}, 3}}, {TanhSum(Rational(1))}}));
  for (const std::uint64_t most : {std::uint64_t{0}, most_numbers_for_fewest}) {
    BOOST_CHECK((shorten(ListedPath({model}), {}, most).vertices == std::vector<std::size_t>{0}));
    BOOST_CHECK((shorten(ListedPath({model, model}), {}, most).vertices == std::vector<std::size_t>{0, 1}));
    BOOST_CHECK(
        (shorten(ListedPath({model, model, model}), {}, most).vertices == std::vector<std::size_t>{0, 2}));
  }
}

/// There are few numbers, but they are long. Every vertex is at the same point: 0 to 3 is one segment.
BOOST_AUTO_TEST_CASE(vertices_with_long_numbers_are_not_kept) {
  constexpr std::uint64_t most_bytes = 20000;
  const Rational number = Rational(1) + Rational::power_of_ten(-10000);  // 8 kB
  for (const Activation activation : {Activation::tanh, Activation::logistic}) {
    const auto vertex = [&](const Rational& c, const Rational& d) {
      return Model(activation, build({1, 1, {{{1}, {2}, c}}, {TanhSum(d)}}));
    };
    const auto asked = [&](const Model& model) {
      const ListedPath listed({model, model, model, model});
      const CountingPath path(listed);
      BOOST_CHECK((shorten(path, {}, most_numbers_for_fewest, most_bytes).vertices ==
                   std::vector<std::size_t>{0, 3}));
      return path.asked();
    };
    const std::size_t when_kept = 1 + 4;  // to see the shape, and each once
    BOOST_CHECK_EQUAL(asked(vertex(1, 2)), when_kept);
    BOOST_CHECK_GT(asked(vertex(number, 2)), when_kept);
    BOOST_CHECK_GT(asked(vertex(1, number)), when_kept);
  }
}

BOOST_AUTO_TEST_CASE(some_vertices_of_a_path) {
  const Model a(Activation::tanh, build({0, 1, {}, {TanhSum(Rational(1))}}));
  const Model b(Activation::tanh, build({0, 1, {}, {TanhSum(Rational(2))}}));
  const ListedPath whole({a, b, a, b});
  const SubPath part(whole, {1, 3});
  BOOST_CHECK_EQUAL(part.vertices(), 2U);
  BOOST_CHECK(!first_difference(part.vertex(1), b));
  BOOST_CHECK_EQUAL(part.place(1), whole.place(3));
  BOOST_CHECK(check_path(part, {}).valid());
  BOOST_CHECK(!check_path(whole, {}).valid());
}

BOOST_AUTO_TEST_SUITE_END()
