// How messages show a piece of a text.
#ifndef ISOPATH_EXACT_QUOTING_HPP
#define ISOPATH_EXACT_QUOTING_HPP

#include <string>
#include <string_view>

namespace isopath {

/// A piece of a text as a message shows it: in single quotes, cut off after 40 bytes, with \x.. for each byte
/// that is not printable ASCII.
std::string in_quotes(std::string_view text);

}  // namespace isopath

#endif
