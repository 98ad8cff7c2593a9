// Network files in isopath's JSON (docs/network-files.md, sections 1 to 3).
#ifndef ISOPATH_VERIFY_FILES_JSON_NETWORK_HPP
#define ISOPATH_VERIFY_FILES_JSON_NETWORK_HPP

#include <cstdint>

#include "exact/number_range.hpp"
#include "verify/files/json/text.hpp"
#include "verify/files/notation.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/uncertain_model.hpp"

namespace isopath {

/// Throws InputError with file, line, column and key path; not_treated of a range where those are refused.
StatedModel read_json_network(const Source& source, Ranges ranges);

/// A network within another text: "format" and "version" may be left out. Its numbers may take as much memory
/// as a file of so many bytes allows.
Model read_json_network(JsonText& text, JsonText::Value value, const KeyPath& path, std::uint64_t file_size,
                        Notation notation);

}  // namespace isopath

#endif
