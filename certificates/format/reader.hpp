// Certificates, and drafts of certificates, as values: what a text claims, not whether it is so.
//
// Rests on docs/certificate-format.md for where things are, and on docs/certificate-tools.md for what a draft
// may leave to be completed. What is there is read exactly, what is not is not made up; evidence is looked
// through, and nothing of it is used.
#ifndef ISOPATH_CERTIFICATES_FORMAT_READER_HPP
#define ISOPATH_CERTIFICATES_FORMAT_READER_HPP

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "verify/files/source.hpp"
#include "verify/networks/model.hpp"
#include "verify/tanh/bound/scaled_difference.hpp"
#include "verify/tanh/paths/check_path.hpp"

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
/// "path valid": as in certificates.
const char* name_of(CertificateKind kind);

/// A value that may be left out, and may be stated to be null.
template <typename T>
struct Stated {
  bool is_there = false;
  std::optional<T> value;  // nothing if it is null
};

// What is nothing below was left out.
struct CanonicalClaim {
  Model network;
  std::optional<Model> canonical;
  std::optional<std::size_t> rank;
};
/// Of the kinds equivalent, inequivalent and not connected.
struct PairClaim {
  Model a;
  Model b;
};
/// Of the kinds path valid, path broken, connected and distance.
struct PathClaim {
  std::unique_ptr<Path> path;  // as it is stated: of any vertices
  std::optional<std::vector<std::size_t>> broken;
  std::optional<std::size_t> segments;
  std::optional<std::size_t> lower;
  std::optional<std::size_t> upper;
};
struct DiameterClaim {
  Model network;
  std::optional<std::size_t> rank;
  std::vector<Model> pair;  // two, or none if left out; of the network's shape but for the width
  std::optional<std::size_t> lower;
  Stated<std::size_t> upper;
};
struct BoundClaim {
  Model a;
  Model b;
  std::optional<Domain> domain;  // as many ranges as inputs of a, lower <= upper in each
  std::optional<Rational> lower;
  Stated<Rational> upper;
};
struct NearClaim {
  Model network;
  std::optional<Model> near;
  Rational radius;
  std::optional<std::size_t> rank;
};

/// How many numbers and words of each sort the evidence has, wherever in it they stand.
struct Evidence {
  std::size_t groups = 0;
  std::size_t algebra = 0;
  std::size_t witness = 0;
  std::size_t classes = 0;  // of a table, in "layers"
  std::size_t cells = 0;
  std::string argument;  // of a lower bound
};

struct Certificate {
  CertificateKind kind;
  std::variant<CanonicalClaim, PairClaim, PathClaim, DiameterClaim, BoundClaim, NearClaim> claim;
  Evidence evidence;
};

/// Throws InputError with file, line, column and key path: malformed; not_treated if the kind is not known.
/// Vertices of a path are read as they are asked for.
Certificate read_certificate(const std::shared_ptr<const Source>& source);

}  // namespace isopath

#endif
