// Tensor: one array of floats of a file, as safetensors and NumPy files hold them; and OpenArray, which turns
// its elements into the numbers of a network.
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_ELEMENTS_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_ELEMENTS_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exact/number.hpp"

namespace isopath {

enum class ElementType { binary16, bfloat16, binary32, binary64 };

/// Bytes of one element.
std::size_t size_of(ElementType type);

/// Bytes of an array of elements of this size; empty if that is 2^64 or more.
std::optional<std::uint64_t> array_bytes(const std::vector<std::uint64_t>& shape, std::uint64_t element_size);

/// Fills its second argument with the bytes of an array's elements, in the order of the file, from that byte
/// on. Precondition: the array has them. Valid while the file that it reads is.
using ElementReader = std::function<void(std::uint64_t offset, std::span<std::byte> to)>;

/// One array of a file. Its shape and type are what the file declares; a reader has checked them against the
/// bytes that are there, or against the size that the file declares for them, which `open` then checks.
struct Tensor {
  std::string name;
  /// Empty for a type that isopath does not treat; type_name names that, too.
  std::optional<ElementType> type;
  std::string type_name;
  std::vector<std::uint64_t> shape;
  bool column_major = false;  // Fortran order
  bool big_endian = false;
  /// Makes the elements readable at any place: inflates them, verifies a checksum. Called only for an array
  /// of the network, once all shapes fit, and before memory is spent on rows.
  std::function<ElementReader()> open;
};

/// The file and the array, as messages name them.
std::string place_of(const std::string& file, const Tensor& tensor);

/// An opened array: in the file its elements are lines of equal length, one after another, and an array of
/// one dimension is one line. Either every line belongs to a unit, or every place in a line does.
class OpenArray {
 public:
  /// Precondition: the type is treated, and there are one or two dimensions. If there are two, then
  /// `rows_are_units` says whether the first of them counts units, or the second.
  OpenArray(const std::string& file, const Tensor& tensor, bool rows_are_units);

  /// Reads the numbers of `count` units from `first` on: number k of unit first + i goes to to[i * stride +
  /// k]. Throws InputError (malformed) of a number that is not finite.
  void read_units(std::uint64_t first, std::uint64_t count, Number* to, std::size_t stride);
  /// The same, to the bits of binary32 values. Precondition: the type is not binary64.
  void read_units(std::uint64_t first, std::uint64_t count, std::uint32_t* to, std::size_t stride);

 private:
  template <typename Storage>
  struct Target;
  template <typename Storage>
  void read_lines(std::uint64_t first, std::uint64_t count, typename Storage::Stored* to, std::size_t stride);
  template <typename Storage>
  void read(std::uint64_t first, std::uint64_t count, const Target<Storage>& target);
  template <typename Format, typename Storage>
  void place(std::uint64_t index, std::uint64_t done, std::size_t count, const Target<Storage>& target);
  template <typename Format, typename Storage>
  void place_any(std::uint64_t index, std::size_t used, std::size_t count, typename Storage::Stored* to,
                 std::size_t step);
  std::string subscript(std::uint64_t index) const;

  const std::string& file_;
  const Tensor& tensor_;
  ElementReader read_;
  std::uint64_t lines_ = 1;
  std::uint64_t length_ = 0;
  bool lines_are_units_ = false;
  std::vector<std::byte> buffer_;
};

}  // namespace isopath

#endif
