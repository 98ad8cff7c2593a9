// The conversion works on integers alone, as IEEE 754-2019, section 3.4, defines the encodings, so that no
// mode of the floating-point unit has a say in it. Elements are read in pieces; a piece of normal numbers and
// zeros, as nearly all are, is converted without a branch.
#include "verify/files/arrays/elements.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

#include "exact/float_formats.hpp"
#include "exact/quoting.hpp"
#include "verify/networks/error.hpp"
#include "verify/networks/number_row.hpp"

namespace isopath {

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
  // Zeros first: an array without elements may be declared with other lengths whose product is too large.
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  std::uint64_t bytes = element_size;
  for (const std::uint64_t length : shape)
    if (__builtin_mul_overflow(bytes, length, &bytes)) return std::nullopt;
  return bytes;
}

std::string place_of(const std::string& file, const Tensor& tensor) {
  return file + ": array " + in_quotes(tensor.name);
}

namespace {

// Small enough to stay in the cache between the system's copy, the check and the conversion.
constexpr std::size_t longest_piece = std::size_t{1} << 18U;

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

  /// The value of any word; empty for an infinity or a NaN.
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

}  // namespace

// ---------------------------------------------------------------- arrays

OpenArray::OpenArray(const std::string& file, const Tensor& tensor, bool rows_are_units)
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

/// Where consecutive elements of an array go: number k of line l to to[l * line_step + k * step].
template <typename Storage>
struct OpenArray::Target {
  typename Storage::Stored* to;
  std::uint64_t line_length;
  std::size_t line_step;
  std::size_t step;
};

template <typename Storage>
void OpenArray::read(std::uint64_t first, std::uint64_t count, const Target<Storage>& target) {
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

/// Puts the first `count` elements in the buffer where they go: to the array they are its elements from
/// `index` on, to the target those from `done` on.
template <typename Format, typename Storage>
void OpenArray::place(std::uint64_t index, std::uint64_t done, std::size_t count,
                      const Target<Storage>& target) {
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

/// Places elements of which some may be subnormal, or not finite, and refuses those that are not finite.
template <typename Format, typename Storage>
void OpenArray::place_any(std::uint64_t index, std::size_t used, std::size_t count,
                          typename Storage::Stored* to, std::size_t step) {
  for (std::size_t k = 0; k < count; ++k) {
    const auto word = word_at<typename Format::Word>(buffer_.data(), used + k);
    if (Format::is_common(word)) {
      to[k * step] = Format::template convert<Storage>(word);
      continue;
    }
    const std::optional<Number> number = Format::read(word);
    if (!number)
      throw InputError(InputError::Kind::malformed, place_of(file_, tensor_) + subscript(index + used + k),
                       "expected a finite number, found " + Format::name_of_not_finite(word));
    to[k * step] = Storage::from(*number);
  }
}

/// The element at this place of the file as a program that made the array would write it.
std::string OpenArray::subscript(std::uint64_t index) const {
  const std::string line = std::to_string(index / length_);
  const std::string place = std::to_string(index % length_);
  if (tensor_.shape.size() == 1) return "[" + place + "]";
  return tensor_.column_major ? "[" + place + ", " + line + "]" : "[" + line + ", " + place + "]";
}

template <typename Storage>
void OpenArray::read_lines(std::uint64_t first, std::uint64_t count, typename Storage::Stored* to,
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

void OpenArray::read_units(std::uint64_t first, std::uint64_t count, Number* to, std::size_t stride) {
  read_lines<Wide>(first, count, to, stride);
}

void OpenArray::read_units(std::uint64_t first, std::uint64_t count, std::uint32_t* to, std::size_t stride) {
  read_lines<Narrow>(first, count, to, stride);
}

}  // namespace isopath
