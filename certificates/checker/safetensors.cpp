// Network files in safetensors: sections 4, 6 and 7 of docs/network-files.md.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "files.hpp"

namespace isopath::check {

namespace {

constexpr std::uint64_t max_header = 100'000'000;
constexpr std::uint64_t max_size = 1'000'000'000'000'000'000;  // of any file

struct Tensor {
  std::string_view type;
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0, end = 0;
};

using Tensors = std::map<std::string_view, Tensor>;
using Names =
    std::array<std::string, 4>;  // hidden weight and bias, output weight and bias; empty for an absent bias

struct NumberType {
  std::string_view name;
  unsigned bytes;
  unsigned exponent_bits, fraction_bits;  // of floats that are treated, else 0
};

constexpr std::array number_types{
    NumberType{"F16", 2, 5, 10},  NumberType{"BF16", 2, 8, 7},    NumberType{"F32", 4, 8, 23},
    NumberType{"F64", 8, 11, 52}, NumberType{"BOOL", 1, 0, 0},    NumberType{"U8", 1, 0, 0},
    NumberType{"I8", 1, 0, 0},    NumberType{"U16", 2, 0, 0},     NumberType{"I16", 2, 0, 0},
    NumberType{"U32", 4, 0, 0},   NumberType{"I32", 4, 0, 0},     NumberType{"U64", 8, 0, 0},
    NumberType{"I64", 8, 0, 0},   NumberType{"F8_E5M2", 1, 0, 0}, NumberType{"F8_E4M3", 1, 0, 0}};

const NumberType* type_of(const Tensor& tensor) {
  const auto* const type = std::find_if(number_types.begin(), number_types.end(),
                                        [&](const NumberType& t) { return t.name == tensor.type; });
  return type == number_types.end() ? nullptr : type;
}

[[noreturn]] void refuse_file(const Source& source, const std::string& message, Exit exit = Exit::malformed) {
  throw Refusal(exit, source.name + ": " + message);
}

[[noreturn]] void refuse_tensor(const Source& source, std::string_view name, const std::string& message,
                                Exit exit = Exit::malformed) {
  refuse_file(source, "tensor " + quoted(name) + ": " + message, exit);
}

/// A little-endian word of at most 8 bytes.
std::uint64_t word(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::vector<std::uint64_t> read_counts(Reader& in) {
  std::vector<std::uint64_t> counts;
  in.open_array();
  while (in.next_element()) counts.push_back(in.count(max_size));
  return counts;
}

Tensor read_tensor(Reader& in) {
  Tensor tensor;
  in.object({"dtype", "shape", "data_offsets"}, 3, [&](std::size_t k) {
    if (k == 0) tensor.type = in.string("a type", "");
    if (k == 1) tensor.shape = read_counts(in);
    if (k < 2) return;
    const std::vector<std::uint64_t> offsets = read_counts(in);
    if (offsets.size() != 2 || offsets[0] > offsets[1])
      in.fail("", "expected two offsets, the second not below the first");
    tensor.begin = offsets[0], tensor.end = offsets[1];
  });
  return tensor;
}

void pass_metadata(Reader& in) {
  std::set<std::string_view> seen;
  in.open_object();
  for (std::string_view key; in.next_key(key);) {
    if (!seen.insert(key).second) in.fail("", "found the key " + quoted(key) + " for the second time");
    in.string("a string", "", true);
  }
}

Tensors read_header(Reader& in) {
  Tensors tensors;
  bool has_metadata = false;
  in.open_object();
  for (std::string_view name; in.next_key(name);) {
    const bool is_metadata = name == "__metadata__";
    if (is_metadata ? std::exchange(has_metadata, true) : tensors.count(name) > 0)
      in.fail("", "found the name " + quoted(name) + " for the second time");
    if (is_metadata)
      pass_metadata(in);
    else
      tensors[name] = read_tensor(in);
  }
  in.end();
  return tensors;
}

/// Sizes are those of the shapes; the tensors cover the data without overlap and without gap.
void check_layout(const Source& source, const Tensors& tensors, std::uint64_t data_size) {
  std::vector<std::tuple<std::uint64_t, std::uint64_t, std::string_view>> ranges;
  for (const auto& [name, tensor] : tensors) {
    const NumberType* const type = type_of(tensor);
    std::uint64_t size = type == nullptr ? 0 : type->bytes;
    bool is_beyond = false;
    for (const std::uint64_t length : tensor.shape)
      is_beyond = __builtin_mul_overflow(size, length, &size) || is_beyond;
    if (type != nullptr && (is_beyond || size != tensor.end - tensor.begin))
      refuse_tensor(source, name, "its offsets are not as far apart as its shape says");
    ranges.emplace_back(tensor.begin, tensor.end, name);
  }
  std::sort(ranges.begin(), ranges.end());
  std::uint64_t covered = 0;
  for (const auto& [begin, end, name] : ranges) {
    if (end > data_size) refuse_tensor(source, name, "its offsets are beyond the end of the file");
    if (begin != covered)
      refuse_tensor(source, name, begin < covered ? "it overlaps another" : "there is a gap before it");
    covered = end;
  }
  if (covered != data_size) refuse_file(source, "there are bytes behind the last tensor");
}

/// The names with these endings and a common prefix, if no other tensor is in the file.
std::optional<Names> match(const Tensors& tensors, const Names& endings) {
  for (const auto& entry : tensors) {
    const std::string name(entry.first);
    const std::string prefix = name.substr(0, name.size() - std::min(name.size(), endings[0].size()));
    if (name != prefix + endings[0] || (!prefix.empty() && prefix.back() != '.' && prefix.back() != '/'))
      continue;
    Names names;
    std::size_t found = 0;
    for (std::size_t k = 0; k < 4; ++k)
      if (tensors.count(prefix + endings.at(k)) > 0) names.at(k) = prefix + endings.at(k), ++found;
    if (!names[2].empty() && found == tensors.size()) return names;
  }
  return std::nullopt;
}

Names find_names(const Source& source, const Tensors& tensors, const FileOptions& options) {
  if (options.tensors) {
    for (const std::string& name : *options.tensors)
      if (!name.empty() && tensors.count(name) == 0)
        refuse_file(source, "there is no tensor " + quoted(name));
    return *options.tensors;
  }
  std::vector<Names> endings{{"0.weight", "0.bias", "2.weight", "2.bias"},
                             {"hidden.weight", "hidden.bias", "output.weight", "output.bias"},
                             {"hidden.weight", "hidden.bias", "out.weight", "out.bias"},
                             {"W1", "b1", "W2", "b2"},
                             {"w1", "b1", "w2", "b2"}};
  for (const std::string l : {"fc", "linear", "lin", "layer", "l", "dense"})
    endings.push_back({l + "1.weight", l + "1.bias", l + "2.weight", l + "2.bias"});
  if (tensors.size() <= 4)
    for (const Names& candidate : endings)
      if (const std::optional<Names> names = match(tensors, candidate)) return *names;
  refuse_file(source, "by their names, its tensors are not those of one hidden layer; --tensors names them",
              Exit::not_treated);
}

/// The numbers of one tensor.
class TensorReader {
 public:
  TensorReader(const Source& source, std::string_view data, std::string_view name, const Tensor& tensor,
               TextStore& store)
      : source_(source),
        data_(data.substr(tensor.begin, tensor.end - tensor.begin)),
        name_(name),
        type_(type_of(tensor)),
        store_(store) {
    if (type_ == nullptr || type_->exponent_bits == 0)
      refuse_tensor(source, name, "numbers of type " + quoted(tensor.type) + " are not treated",
                    Exit::not_treated);
  }

  Rational number(std::size_t index) const {
    const std::uint64_t bits = word(data_.substr(index * type_->bytes, type_->bytes));
    const std::uint64_t ones = (std::uint64_t{1} << type_->exponent_bits) - 1,
                        one = std::uint64_t{1} << type_->fraction_bits;
    const std::uint64_t fraction = bits & (one - 1), exponent = bits >> type_->fraction_bits & ones;
    const bool is_negative = (bits >> (8 * type_->bytes - 1)) != 0;
    if (exponent == ones)
      refuse_tensor(source_, name_,
                    "its number " + std::to_string(index) + " is " + (fraction == 0 ? "infinite" : "NaN"));
    // A subnormal has the least exponent, as 1 has, and no hidden bit.
    mpz_class mantissa(static_cast<unsigned long>(exponent == 0 ? fraction : fraction | one));
    const auto unit = static_cast<std::int64_t>(std::max<std::uint64_t>(exponent, 1)) -
                      static_cast<std::int64_t>(ones / 2 + type_->fraction_bits);
    return store_.keep(dyadic(is_negative ? mpz_class(-mantissa) : mantissa, unit));
  }

 private:
  const Source& source_;
  std::string_view data_, name_;
  const NumberType* type_;
  TextStore& store_;
};

/// Weights have two dimensions and biases one, and all fit together.
void check_shapes(const Source& source, const Names& names, const std::array<const Tensor*, 4>& tensors) {
  for (std::size_t k = 0; k < 4; ++k)
    if (tensors.at(k) != nullptr && tensors.at(k)->shape.size() != (k % 2 == 0 ? 2U : 1U))
      refuse_tensor(source, names.at(k), "a weight must have two dimensions and a bias one",
                    Exit::not_treated);
  const std::uint64_t units = tensors[0]->shape[0], outputs = tensors[2]->shape[0];
  if (tensors[0]->shape[1] > max_inputs || outputs > max_inputs || outputs == 0 || units > max_units)
    refuse_file(source,
                "expected at most 1000000 inputs, 1 to 1000000 outputs, and at most 2147483647 units");
  const std::array<std::uint64_t, 4> expected{tensors[0]->shape[1], units, units, outputs};
  for (std::size_t k = 0; k < 4; ++k)
    if (tensors.at(k) != nullptr && tensors.at(k)->shape.back() != expected.at(k))
      refuse_tensor(source, names.at(k),
                    "expected a last dimension of " + std::to_string(expected.at(k)) + ", found " +
                        std::to_string(tensors.at(k)->shape.back()));
}

}  // namespace

bool is_safetensors(std::string_view bytes) {
  return bytes.size() > 8 && bytes[8] == '{' && word(bytes.substr(0, 8)) <= bytes.size() - 8;
}

Network read_safetensors(const Source& source, const FileOptions& options, TextStore& store) {
  const std::string_view bytes = source.text;
  const std::uint64_t length = word(bytes.substr(0, 8));
  if (length > max_header) refuse_file(source, "its header has more than 100 MB");
  const Source header{source.name + " (header)", source.text.substr(8, length), false};
  const std::string_view data = bytes.substr(8 + length);
  Reader in(header);
  const Tensors tensors = read_header(in);
  check_layout(source, tensors, data.size());
  const Names names = find_names(source, tensors, options);

  std::array<const Tensor*, 4> found{};
  std::array<std::optional<TensorReader>, 4> readers;
  for (std::size_t k = 0; k < 4; ++k) {
    if (names.at(k).empty()) continue;
    found.at(k) = &tensors.at(names.at(k));
    readers.at(k).emplace(source, data, names.at(k), *found.at(k), store);
  }
  check_shapes(source, names, found);

  Network net;
  net.is_logistic = options.is_logistic;
  net.inputs = found[0]->shape[1];
  net.outputs = found[2]->shape[0];
  const std::size_t units = found[0]->shape[0];
  for (std::size_t i = 0; i < units; ++i) {
    for (std::size_t o = 0; o < net.outputs; ++o) net.a.push_back(readers[2]->number(o * units + i));
    for (std::size_t j = 0; j < net.inputs; ++j) net.b.push_back(readers[0]->number(i * net.inputs + j));
    net.c.push_back(readers[1] ? readers[1]->number(i) : Rational());
  }
  for (std::size_t o = 0; o < net.outputs; ++o)
    net.d.push_back(readers[3] ? readers[3]->number(o).text() : "0");
  return net;
}

}  // namespace isopath::check
