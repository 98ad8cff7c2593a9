#include "certificates/format/kinds.hpp"

namespace isopath {

std::optional<CertificateKind> kind_named(std::string_view name) {
  for (std::size_t k = 0; k < kind_count; ++k) {
    const auto kind = static_cast<CertificateKind>(k);
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace isopath
