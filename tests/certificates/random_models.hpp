// Random models, and paths of them, as certificates may claim them: of either activation, with numbers of any
// length.
#ifndef ISOPATH_TESTS_CERTIFICATES_RANDOM_MODELS_HPP
#define ISOPATH_TESTS_CERTIFICATES_RANDOM_MODELS_HPP

#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

#include "tests/verify/random_networks.hpp"
#include "verify/networks/identity.hpp"
#include "verify/networks/model.hpp"

namespace isopath::tests {

inline Activation random_activation(Random& random) { return activations[below(random, activations.size())]; }

inline Model random_model(Random& random, Activation activation, Shape shape) {
  return {activation, build(random_network(random, shape))};
}
inline Model random_model(Random& random) {
  return random_model(random, random_activation(random), random_shape(random));
}

/// Vertices of which some are as the one before, or nearly.
inline std::vector<Model> random_vertices(Random& random) {
  const Activation activation = random_activation(random);
  const Shape shape = random_shape(random, 6);
  std::vector<Model> vertices{random_model(random, activation, shape)};
  while (one_in(random, 8) || vertices.size() < 1 + below(random, 6)) {
    PlainNetwork next = plain(vertices.back().stated());
    const std::size_t changes = below(random, 3);
    for (std::size_t k = 0; k < changes; ++k) next = perturbed(random, next);
    vertices.push_back(one_in(random, 4) ? random_model(random, activation, shape)
                                         : Model(activation, build(next)));
  }
  return vertices;
}

inline void check_same(const Model& found, const Model& expected) {
  const auto difference = first_difference(found, expected);
  if (difference)
    BOOST_ERROR(difference->what << " is " << difference->here << ", expected " << difference->there);
}

}  // namespace isopath::tests

#endif
