// from_memory: two networks whose floats are in memory, as after training. Is the second, which an optimiser
// of ours pruned to two units, the same function as the first? Exit codes: 0 it is, 1 it is not.
#include <iostream>
#include <vector>

#include "verify/networks/error.hpp"
#include "verify/networks/from_arrays.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"

int main() {
  // Two inputs, three hidden units, one output. Units 0 and 2 are the same but for the sign of all they have.
  const std::vector<float> hidden_weight = {0.5F,  -1.0F,  //
                                            2.0F,  0.25F,  //
                                            -0.5F, 1.0F};
  const std::vector<float> hidden_bias = {0.1F, 0.0F, -0.1F};
  const std::vector<float> output_weight = {3.0F, -1.0F, 1.0F};
  const std::vector<float> output_bias = {0.75F};
  const std::vector<float> pruned_hidden_weight = {0.5F, -1.0F,  //
                                                   2.0F, 0.25F};
  const std::vector<float> pruned_hidden_bias = {0.1F, 0.0F};
  const std::vector<float> pruned_output_weight = {2.0F, -1.0F};
  try {
    const isopath::Model trained =
        isopath::network_from_arrays({.inputs = 2, .units = 3, .outputs = 1}, hidden_weight, hidden_bias,
                                     output_weight, output_bias, isopath::Activation::tanh);
    const isopath::Model pruned = isopath::network_from_arrays(
        {.inputs = 2, .units = 2, .outputs = 1}, pruned_hidden_weight, pruned_hidden_bias,
        pruned_output_weight, output_bias, isopath::Activation::tanh);
    const isopath::Equivalence verdict = isopath::decide_equivalence(trained.network(), pruned.network());
    std::cout << (verdict.equivalent ? "the same function" : "different functions") << ", ranks "
              << verdict.rank_a << " and " << verdict.rank_b << '\n';
    return verdict.equivalent ? 0 : 1;
  } catch (const isopath::InputError& error) {  // an array of another size, or a NaN: says which array
    std::cerr << error.what() << '\n';
    return 2;
  }
}
