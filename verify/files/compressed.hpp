// Compressed sources: gzip (RFC 1952) and Zstandard (RFC 8878), found by their first bytes, expanded in
// memory.
#ifndef ISOPATH_VERIFY_FILES_COMPRESSED_HPP
#define ISOPATH_VERIFY_FILES_COMPRESSED_HPP

#include <memory>

#include "verify/files/source.hpp"

namespace isopath {

/// The expanded bytes of a source that is compressed, under its name; any other source is handed back as it
/// is. They are expanded once: what is compressed twice stays compressed. Throws InputError (malformed)
/// unless the source is whole and sound to its last byte and expands to at most 64 MiB, or 100 times its size
/// if that is more.
std::unique_ptr<Source> expanded(std::unique_ptr<Source> source);

}  // namespace isopath

#endif
