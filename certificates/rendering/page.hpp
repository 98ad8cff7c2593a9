// A certificate as a page: one HTML file that checks it in the reader's browser, by itself and without any
// request.
//
// Rests on certificates/browser, whose files cmake/page.cmake puts into the program. Nothing is verified
// here, and nothing of the certificate is read: its bytes go into the page as they are, in base64, so that no
// text of it can be taken for HTML.
#ifndef ISOPATH_CERTIFICATES_RENDERING_PAGE_HPP
#define ISOPATH_CERTIFICATES_RENDERING_PAGE_HPP

#include <cstddef>
#include <ostream>
#include <string_view>

namespace isopath {

/// The longest certificate that a page holds and checks. A longer one is named by its size and digest only,
/// with the command that checks it.
constexpr std::size_t longest_in_page = std::size_t{64} << 20U;

void write_page(std::ostream& out, std::string_view certificate);

}  // namespace isopath

#endif
