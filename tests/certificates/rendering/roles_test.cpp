// Roles against their definition: every unit compared with every other.
#include "certificates/rendering/roles.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/certificates/random_models.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The sum of the oriented weights of the units at the pair of this one.
Vector weight_at_pair(const PlainNetwork& network, const PlainUnit& unit) {
  Vector sum(network.outputs);
  for (const PlainUnit& other : network.units)
    if (!is_zero(other.b) && same_pair(oriented(other), oriented(unit))) sum = sum_of(sum, oriented(other).a);
  return sum;
}

/// Essential pairs in the order of their numbers.
using Numbered = std::vector<std::pair<Vector, Rational>>;

/// Adds those of the vertex that have no number yet, in the order of its canonical form.
void number(const PlainNetwork& vertex, Numbered& numbered) {
  for (const PlainUnit& unit : plain_canonical_form(vertex).units)
    if (std::find(numbered.begin(), numbered.end(), std::pair(unit.b, unit.c)) == numbered.end())
      numbered.emplace_back(unit.b, unit.c);
}

Role plain_role(const PlainNetwork& vertex, const PlainUnit& unit, const Numbered& numbered) {
  const bool blank = is_zero(unit.a);
  if (is_zero(unit.b)) return {blank ? Role::Name::blank : Role::Name::constant, std::nullopt, false};
  if (is_zero(weight_at_pair(vertex, unit)))
    return {blank ? Role::Name::blank : Role::Name::zero_sum, std::nullopt, is_flipped(unit)};
  const PlainUnit key = oriented(unit);
  const auto place = std::find(numbered.begin(), numbered.end(), std::pair(key.b, key.c));
  return {blank ? Role::Name::blank : Role::Name::essential,
          static_cast<std::size_t>(place - numbered.begin()), is_flipped(unit)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roles)

BOOST_AUTO_TEST_CASE(roles_by_definition) {
  std::vector<std::size_t> met(4);
  for_random_cases(3000,  // a tenth of them, under sanitizers, meets every role often enough
                   [&met](Random& random) {
                     Numbering numbers;
                     Numbered expected_numbers;
                     for (const Model& vertex : random_vertices(random)) {
                       const PlainNetwork network = plain(vertex.stated());
                       number(network, expected_numbers);
                       const std::vector<Role> found = roles_of(vertex.stated(), numbers);
                       BOOST_TEST_REQUIRE(found.size() == network.units.size());
                       for (std::size_t unit = 0; unit < found.size(); ++unit) {
                         const Role expected = plain_role(network, network.units[unit], expected_numbers);
                         BOOST_CHECK(found[unit].name == expected.name &&
                                     found[unit].group == expected.group &&
                                     found[unit].turned == expected.turned);
                         ++met[static_cast<std::size_t>(expected.name)];
                       }
                     }
                     BOOST_TEST(numbers.size() == expected_numbers.size());
                   });
  for (const std::size_t count : met) BOOST_TEST(count > 20U);
}

BOOST_AUTO_TEST_CASE(a_logistic_network_and_its_tanh_network_have_the_same_roles) {
  for_random_cases(100, [](Random& random) {
    const Model model = random_model(random, Activation::logistic, random_shape(random));
    Numbering of_stated;
    Numbering of_mapped;
    const std::vector<Role> stated = roles_of(model.stated(), of_stated);
    const std::vector<Role> mapped = roles_of(model.network(), of_mapped);
    for (std::size_t unit = 0; unit < stated.size(); ++unit)
      BOOST_CHECK(stated[unit].name == mapped[unit].name && stated[unit].group == mapped[unit].group &&
                  stated[unit].turned == mapped[unit].turned);
  });
}

BOOST_AUTO_TEST_CASE(motions_by_definition) {
  std::vector<std::size_t> met(3);
  for_random_cases(3000, [&met](Random& random) {
    const std::vector<Model> vertices = random_vertices(random);
    for (std::size_t k = 1; k < vertices.size(); ++k) {
      const Network& before = vertices[k - 1].stated();
      const Network& now = vertices[k].stated();
      const PlainNetwork from = plain(before);
      const PlainNetwork to = plain(now);
      const std::vector<Motion> found = motions_between(before, now);
      for (std::size_t unit = 0; unit < found.size(); ++unit) {
        const Motion expected = !same_pair(from.units[unit], to.units[unit]) ? Motion::moves
                                : from.units[unit].a == to.units[unit].a     ? Motion::stays
                                                                             : Motion::shifts;
        BOOST_CHECK(found[unit] == expected);
        BOOST_CHECK(is_unchanged(before, now, unit) == (expected == Motion::stays));
        ++met[static_cast<std::size_t>(expected)];
      }
    }
  });
  for (const std::size_t count : met) BOOST_TEST(count > 20U);
}

BOOST_AUTO_TEST_SUITE_END()
