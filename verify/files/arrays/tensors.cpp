// A network from named arrays of floats: finds the four arrays, checks their shapes, and streams their
// elements into the rows of a Network in blocks of units, so that a row is in the cache while its parts
// arrive from four places of the file. Floats are widened as IEEE 754-2019, section 3.4, defines their
// encodings.
#include "verify/files/arrays/tensors.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "exact/float_formats.hpp"
#include "exact/number_text.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

using Kind = InputError::Kind;

// ---------------------------------------------------------------- floats to numbers

std::uint16_t swapped(std::uint16_t word) { return __builtin_bswap16(word); }
std::uint32_t swapped(std::uint32_t word) { return __builtin_bswap32(word); }
std::uint64_t swapped(std::uint64_t word) { return __builtin_bswap64(word); }

/// The two ways in which a network stores numbers.
struct Wide {
  using Stored = Number;
  using Bits = std::uint64_t;
  static constexpr unsigned mantissa_bits = 52;
  static constexpr Bits bias = 1023;
  static Stored from_bits(Bits bits) { return Number::from_binary64(bits); }
  static Stored from(Number number) { return number; }
};
struct Narrow {
  using Stored = std::uint32_t;
  using Bits = std::uint32_t;
  static constexpr unsigned mantissa_bits = 23;
  static constexpr Bits bias = 127;
  static Stored from_bits(Bits bits) { return bits; }
  static Stored from(Number number) { return NumberRow::narrow(number); }
};

/// A binary interchange format: sign, exponent, mantissa, from the top bit down.
template <typename WordType, unsigned exponent_bits, unsigned mantissa_bits,
          std::optional<Number> (*exact_reading)(WordType)>
struct Format {
  using Word = WordType;
  static constexpr Word magnitude_mask = static_cast<Word>(~Word{0}) >> 1U;
  static constexpr Word least_normal = static_cast<Word>(Word{1} << mantissa_bits);
  static constexpr Word infinity = static_cast<Word>(((Word{1} << exponent_bits) - 1) << mantissa_bits);

  /// Normal numbers and zeros, and of binary64, where nothing is widened, every finite number.
  static bool is_common(Word word) {
    const Word magnitude = word & magnitude_mask;
    if constexpr (mantissa_bits == 52) return magnitude < infinity;
    return (magnitude >= least_normal && magnitude < infinity) || magnitude == 0;
  }

  /// The value of a common word, by work on integers alone: mode bits of the floating-point unit, which may
  /// take subnormals for zeros, have no say. The exponent of a normal number moves to the bias of the longer
  /// format and the mantissa to the top of the longer one; both fit, so the value is the same. -0 becomes 0.
  template <typename Storage>
  static typename Storage::Stored convert(Word word) {
    using Bits = typename Storage::Bits;
    constexpr Bits bias = (Bits{1} << (exponent_bits - 1U)) - 1;
    constexpr unsigned longer = Storage::mantissa_bits - mantissa_bits;
    const Bits magnitude = word & magnitude_mask;
    const Bits sign = static_cast<Bits>(word >> (exponent_bits + mantissa_bits)) << (8 * sizeof(Bits) - 1);
    const Bits moved = (magnitude << longer) + ((Storage::bias - bias) << Storage::mantissa_bits);
    return Storage::from_bits(magnitude == 0 ? 0 : sign | moved);
  }

  /// The value of any word; nothing for an infinity or a NaN.
  static std::optional<Number> read(Word word) { return exact_reading(word); }

  static std::string name_of_not_finite(Word word) {
    if ((word & magnitude_mask) != infinity) return "NaN";
    return (word & ~magnitude_mask) != 0 ? "-infinity" : "infinity";
  }
};

using Binary16 = Format<std::uint16_t, 5, 10, from_binary16>;
using Bfloat16 = Format<std::uint16_t, 8, 7, from_bfloat16>;
using Binary32 = Format<std::uint32_t, 8, 23, from_binary32>;
using Binary64 = Format<std::uint64_t, 11, 52, from_binary64>;

template <typename Word>
Word word_at(const std::byte* bytes, std::size_t index) {
  Word word;
  std::memcpy(&word, bytes + index * sizeof(Word), sizeof(Word));
  return word;
}

template <typename Word>
void swap_words(std::span<std::byte> bytes) {
  for (std::size_t k = 0; k < bytes.size() / sizeof(Word); ++k) {
    const Word word = swapped(word_at<Word>(bytes.data(), k));
    std::memcpy(bytes.data() + k * sizeof(Word), &word, sizeof(Word));
  }
}

template <typename Format>
bool all_common(const std::byte* bytes, std::size_t count) {
  bool all = true;
  for (std::size_t k = 0; k < count; ++k) all &= Format::is_common(word_at<typename Format::Word>(bytes, k));
  return all;
}

template <typename Format, typename Storage>
void convert(const std::byte* bytes, std::size_t count, typename Storage::Stored* to, std::size_t step) {
  const auto number = [&](std::size_t k) {
    return Format::template convert<Storage>(word_at<typename Format::Word>(bytes, k));
  };
  if (step == 1)  // said aloud, for the vectoriser
    for (std::size_t k = 0; k < count; ++k) to[k] = number(k);
  else
    for (std::size_t k = 0; k < count; ++k) to[k * step] = number(k);
}

// ---------------------------------------------------------------- arrays

std::string place_of(const std::string& file, const Tensor& tensor) {
  return file + ": array " + isopath::quoted(tensor.name);
}

/// Where consecutive elements of an array go: number k of line l to to[l * line_step + k * step].
template <typename Storage>
struct Target {
  typename Storage::Stored* to;
  std::uint64_t line_length;
  std::size_t line_step;
  std::size_t step;
};

/// An opened array as the file has it, lines of equal length one after another; an array of one dimension is
/// one line. Either every line belongs to a unit, or every place in a line does.
class OpenArray {
 public:
  OpenArray(const std::string& file, const Tensor& tensor, bool rows_are_units)
      : file_(file), tensor_(tensor), read_(tensor.open()) {
    const std::vector<std::uint64_t>& shape = tensor.shape;
    if (shape.size() == 1) {
      length_ = shape[0];
      return;
    }
    lines_ = shape[tensor.column_major ? 1 : 0];
    length_ = shape[tensor.column_major ? 0 : 1];
    lines_are_units_ = rows_are_units != tensor.column_major;
  }

  /// Reads the numbers of `count` units from `first` on: number k of unit first + i to place i * stride + k.
  template <typename Storage>
  void read_units(std::uint64_t first, std::uint64_t count, typename Storage::Stored* to,
                  std::size_t stride) {
    if (lines_are_units_) {
      read<Storage>(first * length_, count * length_, {to, length_, stride, 1});
    } else if (count == length_) {
      read<Storage>(0, lines_ * length_, {to, length_, 1, stride});
    } else {
      for (std::uint64_t line = 0; line < lines_; ++line)
        read<Storage>(line * length_ + first, count, {to + line, count, 0, stride});
    }
  }

 private:
  template <typename Storage>
  void read(std::uint64_t first, std::uint64_t count, const Target<Storage>& target) {
    const std::size_t element = size_of(*tensor_.type);
    const std::uint64_t most = longest_piece / element;
    for (std::uint64_t done = 0; done < count;) {
      const std::size_t piece = static_cast<std::size_t>(std::min(most, count - done));
      buffer_.resize(std::max(buffer_.size(), piece * element));
      read_((first + done) * element, std::span(buffer_).first(piece * element));
      switch (*tensor_.type) {
        case ElementType::binary16:
          place<Binary16>(first + done, done, piece, target);
          break;
        case ElementType::bfloat16:
          place<Bfloat16>(first + done, done, piece, target);
          break;
        case ElementType::binary32:
          place<Binary32>(first + done, done, piece, target);
          break;
        case ElementType::binary64:
          if constexpr (std::is_same_v<Storage, Wide>) place<Binary64>(first + done, done, piece, target);
          break;
      }
      done += piece;
    }
  }

  /// Puts the elements in the buffer where they go. They are the array's from `index` on, the target's from
  /// `done` on.
  template <typename Format, typename Storage>
  void place(std::uint64_t index, std::uint64_t done, std::size_t count, const Target<Storage>& target) {
    constexpr std::size_t element = sizeof(typename Format::Word);
    const bool is_big_endian_here = std::endian::native == std::endian::big;
    if (tensor_.big_endian != is_big_endian_here)
      swap_words<typename Format::Word>(std::span(buffer_).first(count * element));
    const bool common = all_common<Format>(buffer_.data(), count);
    std::uint64_t line = done / target.line_length;
    std::uint64_t start = done % target.line_length;
    for (std::size_t used = 0; used < count; ++line, start = 0) {
      const auto run = static_cast<std::size_t>(std::min(count - used, target.line_length - start));
      auto* to = target.to + line * target.line_step + start * target.step;
      if (common)
        convert<Format, Storage>(buffer_.data() + used * element, run, to, target.step);
      else
        place_any<Format, Storage>(index, used, run, to, target.step);
      used += run;
    }
  }

  /// The same for elements that may be subnormal, or not finite: these are refused.
  template <typename Format, typename Storage>
  void place_any(std::uint64_t index, std::size_t used, std::size_t count, typename Storage::Stored* to,
                 std::size_t step) {
    for (std::size_t k = 0; k < count; ++k) {
      const auto word = word_at<typename Format::Word>(buffer_.data(), used + k);
      if (Format::is_common(word)) {
        to[k * step] = Format::template convert<Storage>(word);
        continue;
      }
      const std::optional<Number> number = Format::read(word);
      if (!number)
        throw InputError(Kind::malformed, place_of(file_, tensor_) + subscript(index + used + k),
                         "expected a finite number, found " + Format::name_of_not_finite(word));
      to[k * step] = Storage::from(*number);
    }
  }

  /// The element at this place of the file as a program that made the array would write it.
  std::string subscript(std::uint64_t index) const {
    const std::string line = std::to_string(index / length_);
    const std::string place = std::to_string(index % length_);
    if (tensor_.shape.size() == 1) return "[" + place + "]";
    return tensor_.column_major ? "[" + place + ", " + line + "]" : "[" + line + ", " + place + "]";
  }

  // Small enough to stay in the cache between the system's copy, the check and the conversion.
  static constexpr std::size_t longest_piece = std::size_t{1} << 18U;

  const std::string& file_;
  const Tensor& tensor_;
  ElementReader read_;
  std::uint64_t lines_ = 1;
  std::uint64_t length_ = 0;
  bool lines_are_units_ = false;
  std::vector<std::byte> buffer_;
};

// ---------------------------------------------------------------- names

/// The last parts of the names of one convention: hidden weight and bias, output weight and bias.
struct Convention {
  std::string_view hidden_weight, hidden_bias, output_weight, output_bias;
};

constexpr Convention conventions[] = {
    {"0.weight", "0.bias", "2.weight", "2.bias"},
    {"fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"},
    {"linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"},
    {"lin1.weight", "lin1.bias", "lin2.weight", "lin2.bias"},
    {"layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias"},
    {"l1.weight", "l1.bias", "l2.weight", "l2.bias"},
    {"dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"},
    {"hidden.weight", "hidden.bias", "output.weight", "output.bias"},
    {"hidden.weight", "hidden.bias", "out.weight", "out.bias"},
    {"W1", "b1", "W2", "b2"},
    {"w1", "b1", "w2", "b2"},
};

/// Finds names among others in logarithmic time, whoever chose them.
class NameIndex {
 public:
  explicit NameIndex(const std::vector<std::string>& names) : names_(names), order_(names.size()) {
    for (std::size_t k = 0; k < order_.size(); ++k) order_[k] = k;
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t x, std::size_t y) { return names[x] < names[y]; });
  }
  std::optional<std::size_t> find(const std::string& name) const {
    const auto at = std::lower_bound(order_.begin(), order_.end(), name,
                                     [&](std::size_t x, const std::string& y) { return names_[x] < y; });
    if (at == order_.end() || names_[*at] != name) return std::nullopt;
    return *at;
  }

 private:
  const std::vector<std::string>& names_;
  std::vector<std::size_t> order_;
};

/// A few of the names, for messages.
std::string listed(const std::vector<std::string>& names) {
  if (names.empty()) return "no arrays";
  constexpr std::size_t most = 6;
  std::string result = names.size() == 1 ? "the array " : "the arrays ";
  for (std::size_t k = 0; k < std::min(most, names.size()); ++k)
    result += (k == 0 ? "" : ", ") + isopath::quoted(names[k]);
  return result + (names.size() > most ? " and " + std::to_string(names.size() - most) + " more" : "");
}

[[noreturn]] void not_treated(const std::string& place, const std::string& message) {
  throw InputError(Kind::not_treated, place, message);
}

ArrayPlaces named_by_user(const std::string& file, const std::vector<std::string>& names,
                          const std::array<std::string, 4>& wanted) {
  const NameIndex index(names);
  ArrayPlaces places;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const bool is_weight = k % 2 == 0;
    if (wanted[k].empty() && is_weight)
      not_treated(file, "expected names of the weights in --tensors, found an empty one");
    if (wanted[k].empty()) continue;
    places[k] = index.find(wanted[k]);
    if (!places[k])
      not_treated(file, "expected an array " + isopath::quoted(wanted[k]) + ", found " + listed(names));
  }
  return places;
}

/// What a convention finds if this name is its hidden weight.
std::optional<ArrayPlaces> match(const Convention& convention, const std::string& name,
                                 const NameIndex& index) {
  if (!name.ends_with(convention.hidden_weight)) return std::nullopt;
  const std::string prefix = name.substr(0, name.size() - convention.hidden_weight.size());
  if (!prefix.empty() && !prefix.ends_with('.') && !prefix.ends_with('/')) return std::nullopt;
  const auto find = [&](std::string_view last) { return index.find(prefix + std::string(last)); };
  ArrayPlaces places = {find(convention.hidden_weight), find(convention.hidden_bias),
                        find(convention.output_weight), find(convention.output_bias)};
  if (!places[2]) return std::nullopt;
  return places;
}

// ---------------------------------------------------------------- shapes

std::string shown(const std::vector<std::uint64_t>& shape) {
  constexpr std::size_t most = 8;
  std::string result = "(";
  for (std::size_t k = 0; k < std::min(most, shape.size()); ++k)
    result += (k == 0 ? "" : ", ") + std::to_string(shape[k]);
  return result + (shape.size() > most ? ", ...)" : ")");
}

/// The arrays of a network, those that are absent null, and its sizes.
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
                                            isopath::quoted(tensor.type_name));
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
                     "expected shape " + shown(expected) + " since " + isopath::quoted(because.name) +
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

/// Checks that the arrays are those of one network. Then its size is in proportion to the bytes that the file
/// has, or says it has: of the numbers that it takes, the outgoing weights (outputs >= 1) are as many as
/// units at least, so the hidden bias that an array may be absent for is no more than what is there.
Parts check_parts(const std::string& file, const std::vector<Tensor>& tensors, const ArrayPlaces& places) {
  const auto part = [&](std::size_t k, std::size_t dimensions) -> const Tensor* {
    if (!places[k]) return nullptr;
    const Tensor& tensor = tensors[*places[k]];
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
/// keeps one cache line busy; rows that are short stay in the cache whole until the next array comes.
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
template <typename Storage>
void fill(const Parts& parts, OpenArray& hidden_weight, std::optional<OpenArray>& hidden_bias,
          OpenArray& output_weight, typename Storage::Stored* rows) {
  const std::size_t stride = parts.inputs + 1 + parts.outputs;
  const std::size_t block = block_size(stride);
  for (std::size_t first = 0; first < parts.width; first += block) {
    const std::size_t count = std::min(block, parts.width - first);
    auto* weights = rows + first * stride;
    auto* biases = weights + parts.inputs;
    hidden_weight.read_units<Storage>(first, count, weights, stride);
    if (hidden_bias)
      hidden_bias->read_units<Storage>(first, count, biases, stride);
    else
      for (std::size_t unit = 0; unit < count; ++unit) biases[unit * stride] = Storage::from_bits(0);
    output_weight.read_units<Storage>(first, count, biases + 1, stride);
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
    fill<Wide>(parts, hidden_weight, hidden_bias, output_weight, network.writable_row(0).data());
  else
    fill<Narrow>(parts, hidden_weight, hidden_bias, output_weight, network.writable_narrow_row(0).data());
}

void fill_output_biases(const std::string& file, const Parts& parts, Network& network) {
  if (!parts.output_bias) return;
  OpenArray output_bias(file, *parts.output_bias, true);
  std::vector<Number> biases(parts.outputs);
  output_bias.read_units<Wide>(0, parts.outputs, biases.data(), 1);
  for (std::size_t k = 0; k < biases.size(); ++k) network.d[k] = TanhSum(network.numbers.value(biases[k]));
}

}  // namespace

std::size_t size_of(ElementType type) {
  switch (type) {
    case ElementType::binary16:
    case ElementType::bfloat16:
      return 2;
    case ElementType::binary32:
      return 4;
    case ElementType::binary64:
      return 8;
  }
  return 0;
}

std::optional<std::uint64_t> array_bytes(const std::vector<std::uint64_t>& shape,
                                         std::uint64_t element_size) {
  // First, since an array without elements may be declared with lengths whose product is too large.
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  std::uint64_t bytes = element_size;
  for (const std::uint64_t length : shape)
    if (__builtin_mul_overflow(bytes, length, &bytes)) return std::nullopt;
  return bytes;
}

ArrayPlaces find_arrays(const std::string& file, const std::vector<std::string>& names,
                        const ModelOptions& options) {
  if (options.tensors) return named_by_user(file, names, *options.tensors);
  const NameIndex index(names);
  std::optional<ArrayPlaces> found;
  for (std::size_t k = 0; k < names.size() && !found; ++k)
    for (const Convention& convention : conventions)
      if (!found) found = match(convention, names[k], index);
  if (!found)
    not_treated(file,
                "expected the arrays of a network with one hidden layer, named such as '0.weight', '0.bias', "
                "'2.weight', '2.bias' or by --tensors, found " +
                    listed(names));
  // Two networks in one file leave each other's arrays over, so the first match may decide.
  for (std::size_t k = 0; k < names.size(); ++k)
    if (std::find(found->begin(), found->end(), k) == found->end())
      not_treated(file, "expected no array beside those of the network, " +
                            isopath::quoted(names[*(*found)[0]]) + " to " +
                            isopath::quoted(names[*(*found)[2]]) + " (or names in --tensors), found " +
                            isopath::quoted(names[k]));
  return *found;
}

Model model_from_tensors(const std::string& file, const std::vector<Tensor>& tensors,
                         const ModelOptions& options) {
  std::vector<std::string> names;
  names.reserve(tensors.size());
  for (const Tensor& tensor : tensors) names.push_back(tensor.name);
  const Parts parts = check_parts(file, tensors, find_arrays(file, names, options));
  Network network(parts.inputs, parts.outputs, storage_for(parts));
  fill_output_biases(file, parts, network);
  fill_rows(file, parts, network);
  return {options.activation, std::move(network)};
}

}  // namespace isopath
