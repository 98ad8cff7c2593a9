// Diameters: two members of the class, and as far apart as Theorem 4 allows.
#include "verify/tanh/distances/diameter.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/tanh/distances/asked.hpp"
#include "verify/tanh/distances/first_move.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

using Argument = LowerBound::Argument;

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_diameter)

BOOST_AUTO_TEST_CASE(diameters) {
  for_random_cases(300, [](Random& random) {
    const PlainNetwork network = random_network(random, random_shape(random, 7));
    const Model model(one_in(random, 3) ? Activation::logistic : Activation::tanh, build(network));
    const CanonicalForm form = canonical_form(model.network());
    const std::size_t h = network.units.size();
    const Diameter found = diameter(model, form);
    BOOST_TEST_CONTEXT(network) {
      BOOST_CHECK_EQUAL(found.rank, form.rank());
      BOOST_CHECK_EQUAL(found.width, h);
      for (const Model& member : {found.first, found.last}) {
        BOOST_CHECK(member.activation() == model.activation());
        BOOST_CHECK_EQUAL(member.network().width(), h);
        BOOST_CHECK(decide_equivalence(member.network(), model.network()).equivalent);
        BOOST_CHECK(first_moves(member.network()).rigid);
      }
      BOOST_CHECK_EQUAL(found.upper.has_value(), h == 0 || form.rank() < h);
      if (found.upper) BOOST_CHECK_EQUAL(found.lower.segments, *found.upper);
    }
  });
}

BOOST_AUTO_TEST_CASE(diameters_of_wide_classes_and_by_table) {
  for (std::size_t rank = 1; rank <= 30; ++rank)
    for (const std::size_t spare : {1U, 2U, 3U, 5U, 7U, 30U}) {
      PlainNetwork network = one_input({});
      for (std::size_t k = 0; k < rank + spare; ++k)
        network.units.push_back(k < rank ? unit(1, static_cast<long>(k) + 1, 0) : unit(0, 1, 1));
      const Model model(Activation::tanh, build(network));
      Diameter found = diameter(model, canonical_form(model.network()));
      BOOST_CHECK_EQUAL(found.lower.segments, 3 + 4 * ((rank + spare - 1) / spare));
      BOOST_CHECK_EQUAL(found.upper.value(), found.lower.segments);
      if (rank + spare > 8) continue;
      prove_by_table(found, {});
      BOOST_CHECK(found.lower.argument == Argument::table);
      BOOST_CHECK_EQUAL(found.upper.value(), found.lower.segments);
    }
}

BOOST_AUTO_TEST_CASE(greatest_distances) {
  BOOST_CHECK_EQUAL(greatest_distance(0, 0).value(), 0);
  BOOST_CHECK_EQUAL(greatest_distance(0, 5).value(), 3);
  BOOST_CHECK_EQUAL(greatest_distance(4, 8).value(), 7);
  BOOST_CHECK_EQUAL(greatest_distance(5, 8).value(), 11);
  BOOST_CHECK(!greatest_distance(3, 3));
}

BOOST_AUTO_TEST_SUITE_END()
