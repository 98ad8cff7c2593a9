// The header of a NumPy array file (docs/network-files.md, section 6).
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_NPY_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_NPY_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "verify/files/arrays/elements.hpp"

namespace isopath {

/// The most bytes that come before the elements; a longer header is refused.
inline constexpr std::size_t longest_npy_header = 65'536;

struct NpyHeader {
  /// Without name and without `open`.
  Tensor tensor;
  /// Of the first element.
  std::uint64_t data_offset;
};

/// Parses the start of an array file of `size` bytes; `start` has all of them or longest_npy_header. Of an
/// array whose type is treated the size is what shape and type say. Throws InputError; `place` is the file,
/// for messages.
NpyHeader read_npy_header(const std::string& place, std::string_view start, std::uint64_t size);

}  // namespace isopath

#endif
