// Network files in isopath's JSON (docs/network-files.md, sections 1 to 3).
#ifndef ISOPATH_VERIFY_MODELS_JSON_NETWORK_HPP
#define ISOPATH_VERIFY_MODELS_JSON_NETWORK_HPP

#include "verify/models/source.hpp"
#include "verify/network.hpp"

namespace isopath {

/// Throws InputError with file, line, column and key path.
Model read_json_network(const Source& source);

}  // namespace isopath

#endif
