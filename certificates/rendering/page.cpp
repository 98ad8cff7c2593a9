#include "certificates/rendering/page.hpp"

#include <span>
#include <string>

#include "certificates/format/digest.hpp"
#include "page_parts.hpp"

namespace isopath {

namespace {

std::string joined(std::span<const std::string_view> pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

std::string too_long(std::string_view certificate) {
  return "The certificate has " + std::to_string(certificate.size()) +
         " bytes, which is more than a page checks. Its sha256 is " + hexadecimal(sha256(certificate)) +
         ". To check it, run: isopath-check FILE";
}

}  // namespace

void write_page(std::ostream& out, std::string_view certificate) {
  const bool fits = certificate.size() <= longest_in_page;
  const std::string script = joined(page_script);
  const std::string style = joined(page_style);
  const std::string frame = joined(page_frame);
  // What stands between @ in the frame. The policy of the page lets this script and this style run, and
  // nothing else.
  const auto part = [&](std::string_view name) -> std::string {
    if (name == "SCRIPT") return script;
    if (name == "STYLE") return style;
    if (name == "SCRIPT_HASH") return base64(sha256(script));
    if (name == "STYLE_HASH") return base64(sha256(style));
    if (name == "NOTE") return fits ? "" : too_long(certificate);
    return fits ? base64(certificate) : "";
  };
  for (std::size_t at = 0; at < frame.size();) {
    const std::size_t start = frame.find('@', at);
    const std::size_t end = start == std::string::npos ? start : frame.find('@', start + 1);
    out << std::string_view(frame).substr(at, start - at);
    if (end == std::string::npos) return;
    out << part(std::string_view(frame).substr(start + 1, end - start - 1));
    at = end + 1;
  }
}

}  // namespace isopath
