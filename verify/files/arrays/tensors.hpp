// A network from named arrays of floats, the way safetensors and NumPy files hold one (docs/network-files.md,
// section 7).
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_TENSORS_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_TENSORS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "verify/files/read_model.hpp"

namespace isopath {

enum class ElementType { binary16, bfloat16, binary32, binary64 };

/// Bytes of one element.
std::size_t size_of(ElementType type);

/// Bytes of an array of elements of this size; nothing if that is 2^64 or more.
std::optional<std::uint64_t> array_bytes(const std::vector<std::uint64_t>& shape, std::uint64_t element_size);

/// Fills its second argument with the bytes of an array's elements, in the order of the file, from that byte
/// on. Precondition: the array has them. Valid while the file that it reads is.
using ElementReader = std::function<void(std::uint64_t offset, std::span<std::byte> to)>;

/// One array of a file. Its shape and type are what the file declares; a reader has checked them against the
/// bytes that are there, or against the size that the file declares for them, which `open` then checks.
struct Tensor {
  std::string name;
  /// Nothing: a type that isopath does not treat, named by type_name.
  std::optional<ElementType> type;
  std::string type_name;
  std::vector<std::uint64_t> shape;
  bool column_major = false;  // Fortran order
  bool big_endian = false;
  /// Makes the elements readable at any place: inflates them, verifies a checksum. Called only for an array
  /// of the network, once all shapes fit, and before memory is spent on rows.
  std::function<ElementReader()> open;
};

/// The places of the hidden weight, hidden bias, output weight and output bias among the names of a file's
/// arrays, which differ from each other; nothing for an absent bias. Throws InputError (not_treated).
using ArrayPlaces = std::array<std::optional<std::size_t>, 4>;
ArrayPlaces find_arrays(const std::string& file, const std::vector<std::string>& names,
                        const ModelOptions& options);

/// `file` is the name for messages. Throws InputError: not_treated if no names fit, arrays are left over, an
/// array has not the number of dimensions it should or a type is not treated; malformed if shapes contradict
/// each other or a number is not finite.
Model model_from_tensors(const std::string& file, const std::vector<Tensor>& tensors,
                         const ModelOptions& options);

}  // namespace isopath

#endif
