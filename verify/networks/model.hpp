// Model: what a network file states, a parameter and the activation of its units.
//
// The mathematics of tanh/ knows tanh units only. A logistic unit is one in disguise (docs/mathematics.md,
// section 1): 1/(1 + e^-s) = 1/2 + 1/2 tanh(s/2), so (a, b, c, d) -> (a/2, b/2, c/2, d + sum a/2) gives the
// tanh network with the same function. Both directions of that map are here and nowhere else.
#ifndef ISOPATH_VERIFY_NETWORKS_MODEL_HPP
#define ISOPATH_VERIFY_NETWORKS_MODEL_HPP

#include <array>
#include <optional>

#include "verify/networks/network.hpp"

namespace isopath {

enum class Activation { tanh, logistic };
/// All of them.
inline constexpr std::array activations{Activation::tanh, Activation::logistic};

/// "tanh", "logistic": as in files, on the command line and in messages.
const char* name_of(Activation activation);

/// An activation in terms of tanh: act(s) = (tanh(s / 2^halvings) + shift) / 2^halvings.
struct TanhForm {
  int halvings;
  int shift;
};
TanhForm tanh_form(Activation activation);

class Model {
 public:
  Model(Activation activation, Network stated);

  Activation activation() const { return activation_; }
  /// The numbers as the file has them.
  const Network& stated() const { return stated_; }
  /// The tanh network with the same function. Units keep their places.
  const Network& network() const { return mapped_ ? *mapped_ : stated_; }

 private:
  Activation activation_;
  Network stated_;
  std::optional<Network> mapped_;
};

/// The model of this activation whose tanh network is `network`: the inverse of Model::network.
Model in_activation(Activation activation, Network network);

}  // namespace isopath

#endif
