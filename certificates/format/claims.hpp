// What certificates, and drafts of certificates, claim: the values that the reader makes of a text.
//
// Rests on docs/certificate-format.md for what a claim consists of, and on docs/certificate-tools.md for what
// a draft may leave to be completed. An empty optional below stands for a key that the text leaves out.
#ifndef ISOPATH_CERTIFICATES_FORMAT_CLAIMS_HPP
#define ISOPATH_CERTIFICATES_FORMAT_CLAIMS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "certificates/format/kinds.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/domain.hpp"
#include "verify/networks/model.hpp"
#include "verify/networks/path.hpp"

namespace isopath {

/// A value that may be left out, and may be stated to be null.
template <typename T>
struct Stated {
  bool is_there = false;
  std::optional<T> value;  // empty if it is left out or null
};

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
  std::unique_ptr<Path> path;  // as it is stated: its vertices may be any
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

using Claim = std::variant<CanonicalClaim, PairClaim, PathClaim, DiameterClaim, BoundClaim, NearClaim>;

/// Where a value stands in the source: from `begin` to the byte before `end`.
struct TextRange {
  std::uint64_t begin;
  std::uint64_t end;
};

/// How many numbers and words of each sort the evidence has, wherever in it they stand.
struct Evidence {
  bool is_there = false;
  std::size_t groups = 0;
  std::size_t algebra = 0;
  std::size_t witness = 0;
  std::size_t classes = 0;  // of a table, in "layers"
  std::size_t cells = 0;
  std::string argument;              // of a lower bound
  Stated<TextRange> stated_witness;  // the key "witness" of the evidence itself: evidence.hpp reads it
};

struct Certificate {
  CertificateKind kind;
  Claim claim;
  Evidence evidence;
  std::shared_ptr<const Source> source;  // of its text
};

}  // namespace isopath

#endif
