// Compressed streams made by hand, byte by byte.
#ifndef ISOPATH_TESTS_COMPRESSED_STREAMS_HPP
#define ISOPATH_TESTS_COMPRESSED_STREAMS_HPP

#include <cstddef>
#include <string>

namespace isopath::tests {

using namespace std::string_literals;

/// A gzip member of "abc", a Zstandard frame of it, and a frame to be skipped.
inline const std::string member =
    "\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\3\0\xfc\xff"s + "abc" + "\xc2\x41\x24\x35\3\0\0\0"s;
inline const std::string frame = "\x28\xb5\x2f\xfd\0\x50\x19\0\0"s + "abc";
inline const std::string skipped = "\x53\x2a\x4d\x18\2\0\0\0"s + "??";

/// A frame of blanks, so many times 128 KiB of them.
inline std::string frame_of_blanks(std::size_t blocks) {
  std::string bytes = "\x28\xb5\x2f\xfd\0\x50"s;
  for (std::size_t k = 0; k < blocks; ++k) bytes += "\x02\0\x10 "s;
  return bytes + "\1\0\0"s;
}

}  // namespace isopath::tests

#endif
