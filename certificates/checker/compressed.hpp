// Compressed files, gzip (RFC 1952) and Zstandard (RFC 8878): section 16 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_COMPRESSED_HPP
#define ISOPATH_CHECK_COMPRESSED_HPP

#include <string>

namespace isopath::check {

/// What a file's bytes expand to, if they are compressed, which their first bytes say; else the bytes.
/// Refuses a file that is not whole and sound to its last byte, and one that expands to more than 64 MiB and
/// 100 times its size.
std::string expanded(const std::string& name, std::string bytes);

}  // namespace isopath::check

#endif
