#include "exact/quoting.hpp"

namespace isopath {

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  constexpr const char* hex = "0123456789abcdef";
  std::string result = "'";
  for (const char c : text.substr(0, longest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= ' ' && c <= '~')
      result += c;
    else
      result += std::string("\\x") + hex[byte >> 4U] + hex[byte & 15U];
  }
  return result + (text.size() > longest ? "...'" : "'");
}

}  // namespace isopath
