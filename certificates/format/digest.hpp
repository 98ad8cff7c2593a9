// SHA-256 (FIPS 180-4) and base64 (RFC 4648), for pages: digests in a content security policy, certificates
// as text that no parser of HTML looks into.
#ifndef ISOPATH_CERTIFICATES_FORMAT_DIGEST_HPP
#define ISOPATH_CERTIFICATES_FORMAT_DIGEST_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace isopath {

using Digest = std::array<std::uint8_t, 32>;

/// The digest of bytes that come in parts.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// To be called once, after the last part.
  Digest digest();

 private:
  std::array<std::uint32_t, 8> state_;
  std::string waiting_;  // less than a block
  std::uint64_t length_ = 0;
};

Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal digits.
std::string hexadecimal(const Digest& digest);

std::string base64(std::string_view bytes);
std::string base64(const Digest& digest);

}  // namespace isopath

#endif
