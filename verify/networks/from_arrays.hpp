// A network from arrays of floats in memory: what a program has after training, in one call.
//
// The arrays are those of two linear layers as PyTorch keeps them, row-major: the weight of the hidden layer
// is units x inputs, that of the output layer outputs x units. Each float stands for its exact value, -0 for
// 0.
#ifndef ISOPATH_VERIFY_NETWORKS_FROM_ARRAYS_HPP
#define ISOPATH_VERIFY_NETWORKS_FROM_ARRAYS_HPP

#include <cstddef>
#include <span>

#include "verify/networks/model.hpp"

namespace isopath {

struct NetworkShape {
  std::size_t inputs;
  std::size_t units;
  std::size_t outputs;
};

/// An empty bias stands for zeros. Nothing in an array says what the activation is, so the caller does.
/// Throws InputError, which names the array: if the shape is beyond NetworkLimits or has no outputs, if an
/// array has not as many numbers as the shape says, or if one of its numbers is an infinity or a NaN.
Model network_from_arrays(const NetworkShape& shape, std::span<const float> hidden_weight,
                          std::span<const float> hidden_bias, std::span<const float> output_weight,
                          std::span<const float> output_bias, Activation activation);
Model network_from_arrays(const NetworkShape& shape, std::span<const double> hidden_weight,
                          std::span<const double> hidden_bias, std::span<const double> output_weight,
                          std::span<const double> output_bias, Activation activation);

}  // namespace isopath

#endif
