// The kinds of certificates: docs/certificate-format.md, a section each.
//
// One line of facts_of() is all that a kind is here. What a program does with a kind (read its claim, put it
// into words, complete it) is a KindTable of that program, which does not compile unless every kind has its
// row.
#ifndef ISOPATH_CERTIFICATES_FORMAT_KINDS_HPP
#define ISOPATH_CERTIFICATES_FORMAT_KINDS_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace isopath {

enum class CertificateKind {
  canonical,
  equivalent,
  inequivalent,
  path_valid,
  path_broken,
  connected,
  not_connected,
  distance,
  diameter,
  difference_bound,
  near
};

struct KindFacts {
  const char* name = nullptr;          // as in certificates
  bool needs_evidence = false;         // else the claim is checked without any
  bool is_for_proved_checker = false;  // isopath-check-proved treats the kind
};

/// The name is null if the value is not that of a kind.
constexpr KindFacts facts_of(CertificateKind kind) {
  switch (kind) {
    case CertificateKind::canonical:
      return {"canonical", true, true};
    case CertificateKind::equivalent:
      return {"equivalent", true, true};
    case CertificateKind::inequivalent:
      return {"inequivalent", true, false};
    case CertificateKind::path_valid:
      return {"path valid", false, true};
    case CertificateKind::path_broken:
      return {"path broken", true, false};
    case CertificateKind::connected:
      return {"connected", false, true};
    case CertificateKind::not_connected:
      return {"not connected", false, false};
    case CertificateKind::distance:
      return {"distance", true, false};
    case CertificateKind::diameter:
      return {"diameter", true, false};
    case CertificateKind::difference_bound:
      return {"difference bound", true, false};
    case CertificateKind::near:
      return {"near", false, false};
  }
  return {};
}

/// "path valid": as in certificates.
constexpr const char* name_of(CertificateKind kind) { return facts_of(kind).name; }

/// How many kinds there are: the values of CertificateKind are the integers below.
inline constexpr std::size_t kind_count = [] {
  std::size_t count = 0;
  while (name_of(static_cast<CertificateKind>(count)) != nullptr) ++count;
  return count;
}();

/// Empty if no kind has the name.
std::optional<CertificateKind> kind_named(std::string_view name);

/// A value for each kind.
template <typename Value>
class KindTable {
 public:
  struct Row {
    CertificateKind kind;
    Value value;
  };
  /// A table whose rows are not those of all kinds, in their order, does not compile.
  template <std::size_t count>
  explicit consteval KindTable(const Row (&rows)[count]) {
    static_assert(count == kind_count, "expected one row for each kind of certificate");
    for (std::size_t k = 0; k < count; ++k) {
      if (rows[k].kind != static_cast<CertificateKind>(k))
        throw "expected the rows in the order of the kinds";
      values_[k] = rows[k].value;
    }
  }
  constexpr const Value& operator[](CertificateKind kind) const {
    return values_[static_cast<std::size_t>(kind)];
  }

 private:
  std::array<Value, kind_count> values_{};
};

}  // namespace isopath

#endif
