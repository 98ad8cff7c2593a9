// Checks the shapes of the four arrays, and streams their elements into the rows of a Network in blocks of
// units, so that a row is in the cache while its parts arrive from four places of the file.
#include "verify/files/arrays/tensors.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "exact/quoting.hpp"
#include "verify/files/arrays/roles.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

using Kind = InputError::Kind;

/// Arrays by their places in the list of names.
using Tensors = std::map<std::size_t, Tensor>;

[[noreturn]] void not_treated(const std::string& place, const std::string& message) {
  throw InputError(Kind::not_treated, place, message);
}

// ---------------------------------------------------------------- shapes

std::string shown(const std::vector<std::uint64_t>& shape) {
  constexpr std::size_t most = 8;
  std::string result = "(";
  for (std::size_t k = 0; k < std::min(most, shape.size()); ++k)
    result += (k == 0 ? "" : ", ") + std::to_string(shape[k]);
  return result + (shape.size() > most ? ", ...)" : ")");
}

/// The arrays of a network, null if absent, and its sizes.
struct Parts {
  const Tensor* hidden_weight = nullptr;
  const Tensor* hidden_bias = nullptr;
  const Tensor* output_weight = nullptr;
  const Tensor* output_bias = nullptr;
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  std::size_t width = 0;
};

void check_type(const std::string& file, const Tensor& tensor) {
  if (!tensor.type)
    not_treated(place_of(file, tensor), "expected floats of 16, 32 or 64 bits, found elements of type " +
                                            in_quotes(tensor.type_name));
}

void check_dimensions(const std::string& file, const Tensor& tensor, std::size_t dimensions) {
  if (tensor.shape.size() != dimensions)
    not_treated(place_of(file, tensor), "expected " +
                                            std::string(dimensions == 1 ? "1 dimension" : "2 dimensions") +
                                            ", found shape " + shown(tensor.shape));
}

void check_shape(const std::string& file, const Tensor& tensor, const std::vector<std::uint64_t>& expected,
                 const Tensor& because) {
  if (tensor.shape != expected)
    throw InputError(Kind::malformed, place_of(file, tensor),
                     "expected shape " + shown(expected) + " since " + in_quotes(because.name) +
                         " has shape " + shown(because.shape) + ", found " + shown(tensor.shape));
}

std::size_t check_limit(const std::string& file, const Tensor& tensor, std::uint64_t count, std::size_t least,
                        std::size_t most, const char* what) {
  if (count < least || count > most)
    throw InputError(Kind::malformed, place_of(file, tensor),
                     "expected from " + std::to_string(least) + " to " + std::to_string(most) + " " + what +
                         ", found " + std::to_string(count));
  return static_cast<std::size_t>(count);
}

/// Checks that the arrays are those of one network. The network then takes memory in proportion to the file:
/// there is at least one outgoing weight per unit in it, so a hidden bias that is absent, and stored as
/// zeros, at most doubles what is there.
Parts check_parts(const std::string& file, const Tensors& tensors, const ArrayPlaces& places) {
  const auto part = [&](std::size_t k, std::size_t dimensions) -> const Tensor* {
    if (!places[k]) return nullptr;
    const Tensor& tensor = tensors.at(*places[k]);
    check_type(file, tensor);
    check_dimensions(file, tensor, dimensions);
    return &tensor;
  };
  Parts parts;
  parts.hidden_weight = part(0, 2);
  parts.hidden_bias = part(1, 1);
  parts.output_weight = part(2, 2);
  parts.output_bias = part(3, 1);
  const Tensor& hidden = *parts.hidden_weight;
  const Tensor& output = *parts.output_weight;
  parts.width = check_limit(file, hidden, hidden.shape[0], 0, NetworkLimits::width, "units");
  parts.inputs = check_limit(file, hidden, hidden.shape[1], 0, NetworkLimits::inputs, "inputs");
  parts.outputs = check_limit(file, output, output.shape[0], 1, NetworkLimits::outputs, "outputs");
  check_shape(file, output, {parts.outputs, parts.width}, hidden);
  if (parts.hidden_bias) check_shape(file, *parts.hidden_bias, {parts.width}, hidden);
  if (parts.output_bias) check_shape(file, *parts.output_bias, {parts.outputs}, output);
  return parts;
}

// ---------------------------------------------------------------- the network

/// Units of a block. While the lines of an array that crosses the units are read one after another, each unit
/// keeps one cache line busy; short rows stay in the cache whole until the next array comes.
std::size_t block_size(std::size_t numbers_of_a_unit) {
  constexpr std::size_t numbers_in_cache = std::size_t{1} << 16U;
  return std::max<std::size_t>(1024, numbers_in_cache / numbers_of_a_unit);
}

/// Every value of the smaller formats is a binary32 value.
Network::Storage storage_for(const Parts& parts) {
  for (const Tensor* array : {parts.hidden_weight, parts.hidden_bias, parts.output_weight})
    if (array != nullptr && array->type == ElementType::binary64) return Network::Storage::exact;
  return Network::Storage::binary32;
}

/// Fills the rows of all units, which lie one after another from `rows` on.
template <typename Stored>
void fill(const Parts& parts, OpenArray& hidden_weight, std::optional<OpenArray>& hidden_bias,
          OpenArray& output_weight, Stored* rows) {
  const std::size_t stride = parts.inputs + 1 + parts.outputs;
  const std::size_t block = block_size(stride);
  for (std::size_t first = 0; first < parts.width; first += block) {
    const std::size_t count = std::min(block, parts.width - first);
    Stored* weights = rows + first * stride;
    Stored* biases = weights + parts.inputs;
    hidden_weight.read_units(first, count, weights, stride);
    if (hidden_bias)
      hidden_bias->read_units(first, count, biases, stride);
    else
      for (std::size_t unit = 0; unit < count; ++unit) biases[unit * stride] = Stored{};
    output_weight.read_units(first, count, biases + 1, stride);
  }
}

void fill_rows(const std::string& file, const Parts& parts, Network& network) {
  OpenArray hidden_weight(file, *parts.hidden_weight, true);
  OpenArray output_weight(file, *parts.output_weight, false);
  std::optional<OpenArray> hidden_bias;
  if (parts.hidden_bias) hidden_bias.emplace(file, *parts.hidden_bias, true);
  if (parts.width == 0) return;
  network.set_width(parts.width);
  if (network.storage() == Network::Storage::exact)
    fill(parts, hidden_weight, hidden_bias, output_weight, network.writable_row(0).data());
  else
    fill(parts, hidden_weight, hidden_bias, output_weight, network.writable_narrow_row(0).data());
}

void fill_output_biases(const std::string& file, const Parts& parts, Network& network) {
  if (!parts.output_bias) return;
  OpenArray output_bias(file, *parts.output_bias, true);
  std::vector<Number> biases(parts.outputs);
  output_bias.read_units(0, parts.outputs, biases.data(), 1);
  for (std::size_t k = 0; k < biases.size(); ++k) network.d[k] = TanhSum(network.numbers.value(biases[k]));
}

}  // namespace

Model model_from_arrays(const std::string& file, const std::vector<std::string>& names,
                        const TensorReader& read_header, const ModelOptions& options) {
  const ArrayPlaces places = find_arrays(file, names, options);
  Tensors tensors;  // by --tensors two parts may be one array
  for (const std::optional<std::size_t>& place : places) {
    if (!place || tensors.contains(*place)) continue;
    Tensor& tensor = tensors[*place] = read_header(*place);
    tensor.name = names[*place];
  }
  const Parts parts = check_parts(file, tensors, places);
  Network network(parts.inputs, parts.outputs, storage_for(parts));
  fill_output_biases(file, parts, network);
  fill_rows(file, parts, network);
  return {options.activation, std::move(network)};
}

Model model_from_tensors(const std::string& file, const std::vector<Tensor>& tensors,
                         const ModelOptions& options) {
  std::vector<std::string> names;
  names.reserve(tensors.size());
  for (const Tensor& tensor : tensors) names.push_back(tensor.name);
  return model_from_arrays(
      file, names, [&tensors](std::size_t place) { return tensors[place]; }, options);
}

}  // namespace isopath
