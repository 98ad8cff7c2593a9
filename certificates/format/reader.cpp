#include "certificates/format/reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "certificates/format/claimed_path.hpp"
#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "verify/files/json/keys.hpp"
#include "verify/files/json/network.hpp"
#include "verify/files/json/parameter.hpp"
#include "verify/files/json/pieces.hpp"

namespace isopath {

namespace {

using Kind = CertificateKind;

constexpr std::array<const char*, 11> kind_names{
    "canonical",     "equivalent", "inequivalent", "path valid",       "path broken", "connected",
    "not connected", "distance",   "diameter",     "difference bound", "near"};

/// Vertices of a path stand within the text, the claim, the path and the list.
constexpr long depth_of_vertices = 4;
constexpr std::size_t most_segments = 1'000'000'000'000'000'000;  // rule T4

bool has_path(Kind kind) {
  return kind == Kind::path_valid || kind == Kind::path_broken || kind == Kind::connected ||
         kind == Kind::distance;
}

/// The text that is read, and where it comes from. Of a long path it is the skeleton, whose pieces are read
/// later (verify/files/json/pieces.hpp); else it has no pieces.
struct Reading {
  const std::shared_ptr<const Source>& source;
  JsonText& text;
  const std::vector<JsonPieces::Piece>& pieces;

  /// The piece whose opening bracket stands here; null if that is none.
  const JsonPieces::Piece* piece_at(const char* where) const {
    const auto place = static_cast<std::size_t>(where - text.begin());
    const auto found =
        std::lower_bound(pieces.begin(), pieces.end(), place,
                         [](const JsonPieces::Piece& piece, std::size_t at) { return piece.place < at; });
    return found != pieces.end() && found->place == place ? &*found : nullptr;
  }
};

// --- evidence

/// Looks through evidence of any form, so that all of it is JSON, and counts.
class EvidenceReader {
 public:
  explicit EvidenceReader(Evidence& evidence) : evidence_(evidence) {}

  /// `counter` is that of the sort of evidence within which the value stands, null if it is of none.
  void read(const Reading& from, JsonText::Value value, std::size_t* counter, const KeyPath& path,
            std::size_t depth = 0) {
    constexpr std::size_t most_depth = 64;
    if (depth > most_depth) from.text.fail(value, path, "expected evidence, found too many lists in lists");
    const std::string_view token = value.raw_json_token();
    if (const JsonPieces::Piece* const piece = from.piece_at(token.data())) {
      JsonText text(*from.source, piece->begin, piece->end, path);
      read({from.source, text, {}}, text.any_root(path), counter, path, depth + 1);
      text.finish(path);
    }
    if (token.starts_with('{')) {
      for (auto step : from.text.object(value, path)) {
        auto field = from.text.take(step, path);
        const std::string key(from.text.key(field, path));
        read_field(from, key, field.value(), counter, KeyPath(path, key), depth + 1);
      }
    } else if (token.starts_with('[')) {
      std::size_t index = 0;
      for (auto step : from.text.array(value, path)) {
        const KeyPath element_path(path, index++);
        read(from, from.text.take(step, element_path), counter, element_path, depth + 1);
      }
    } else {
      read_scalar(from.text, value, path);
      if (counter != nullptr) ++*counter;
    }
  }

 private:
  void read_field(const Reading& from, const std::string& key, JsonText::Value value, std::size_t* counter,
                  const KeyPath& path, std::size_t depth) {
    if (key == "groups") counter = &evidence_.groups;
    if (key == "algebra") counter = &evidence_.algebra;
    if (key == "witness") counter = &evidence_.witness;
    if (key == "layers") counter = &evidence_.classes;
    if (key == "cells") counter = &evidence_.cells;
    if (key == "argument" && value.raw_json_token().starts_with('"'))
      evidence_.argument = from.text.string(value, path);
    else if (!JsonText::is_null(value))
      read(from, value, counter, path, depth);
  }

  static void read_scalar(JsonText& text, JsonText::Value value, const KeyPath& path) {
    const char first = value.raw_json_token().front();
    if (first == '"' || first == '-' || (first >= '0' && first <= '9'))
      text.number(value, path);
    else
      text.literal(value, path);
  }

  Evidence& evidence_;
};

// --- claims

/// The keys of a claim, each with the function that reads its value.
template <std::size_t count, typename Read>
void read_keys(const Reading& from, JsonText::Value value, const KeyPath& path,
               const std::array<std::string_view, count>& names, std::size_t required, const Read& read) {
  const char* where = value.raw_json_token().data();
  JsonKeys keys(names);
  for (auto step : from.text.object(value, path)) {
    auto field = from.text.take(step, path);
    const std::size_t key = keys.see(from.text, field, path);
    read(key, field.value(), KeyPath(path, names[key]));
  }
  keys.require(from.text, where, path, required);
}

Model read_network(const Reading& from, JsonText::Value value, const KeyPath& path) {
  return read_json_network(from.text, value, path, from.source->size());
}

Rational read_number(const Reading& from, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto token = from.text.number(value, path);
  try {
    return read_rational(token.text);
  } catch (const NumberTextError& error) {
    from.text.fail(where + (token.bare ? 0 : 1) + error.offset, path, error.what());
  }
}

std::size_t read_units(const Reading& from, JsonText::Value value, const KeyPath& path) {
  return from.text.count(value, NetworkLimits::width, path);
}
std::size_t read_segments(const Reading& from, JsonText::Value value, const KeyPath& path) {
  return from.text.count(value, most_segments, path);
}

std::vector<std::size_t> read_broken(const Reading& from, JsonText::Value value, const KeyPath& path) {
  std::vector<std::size_t> segments;
  for (auto step : from.text.array(value, path)) {
    const KeyPath segment_path(path, segments.size());
    segments.push_back(read_segments(from, from.text.take(step, segment_path), segment_path));
  }
  return segments;
}

CanonicalClaim read_canonical(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 3> keys{"network", "canonical", "rank"};
  std::optional<Model> network;
  std::optional<Model> canonical;
  std::optional<std::size_t> rank;
  read_keys(from, value, path, keys, 1, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key == 0) network = read_network(from, part, at);
    if (key == 1) canonical = read_network(from, part, at);
    if (key == 2) rank = read_units(from, part, at);
  });
  return {std::move(*network), std::move(canonical), rank};
}

/// Throws InputError (malformed) at this place unless the two have one shape.
void require_shape(const Reading& from, const char* where, const KeyPath& path, const Model& model,
                   const Model& of) {
  const Network& found = model.stated();
  const Network& expected = of.stated();
  const auto words = [](const Network& network) {
    return "inputs: " + std::to_string(network.inputs()) + ", outputs: " + std::to_string(network.outputs());
  };
  if (found.inputs() != expected.inputs() || found.outputs() != expected.outputs())
    from.text.fail(where, path,
                   "expected networks of one shape (" + words(expected) + "), found " + words(found));
}

PairClaim read_pair(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 2> keys{"a", "b"};
  const char* where = value.raw_json_token().data();
  std::optional<Model> networks[2];
  read_keys(from, value, path, keys, 2, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    networks[key] = read_network(from, part, at);
  });
  require_shape(from, where, path, *networks[1], *networks[0]);
  return {std::move(*networks[0]), std::move(*networks[1])};
}

/// The objects of the list, which are pieces.
std::vector<JsonPieces::Piece> find_vertices(const Reading& from, JsonText::Value value,
                                             const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::vector<JsonPieces::Piece> vertices;
  for (auto step : from.text.array(value, path)) {
    const KeyPath vertex_path(path, vertices.size());
    auto vertex = from.text.take(step, vertex_path);
    const char* begin = vertex.raw_json_token().data();
    from.text.object(vertex, vertex_path);
    const JsonPieces::Piece* const piece = from.piece_at(begin);
    if (piece == nullptr)
      from.text.fail(begin, vertex_path, "expected a vertex, found brackets that do not match");
    vertices.push_back(*piece);
  }
  if (vertices.empty()) from.text.fail(where, path, "expected at least 1 vertex, found 0");
  return vertices;
}

/// A path may be one of a path file, with "format" and "version", and bare numbers that stand for floats.
std::unique_ptr<Path> read_path(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 7> keys{"activation", "inputs",  "outputs", "vertices",
                                                        "format",     "version", "numbers"};
  static constexpr std::array<JsonHead::Key, 7> key_of_head{
      JsonHead::activation, JsonHead::inputs,  JsonHead::outputs, JsonHead::format /* not of a head */,
      JsonHead::format,     JsonHead::version, JsonHead::numbers};
  constexpr std::size_t vertices_key = 3;
  constexpr std::size_t required = 4;
  JsonHead head;
  std::vector<JsonPieces::Piece> vertices;
  read_keys(from, value, path, keys, required, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key == vertices_key)
      vertices = find_vertices(from, part, at);
    else
      head.read(key_of_head[key], from.text, part, at, "isopath-path");
  });
  return std::make_unique<ClaimedPath>(from.source, head, std::move(vertices));
}

PathClaim read_path_claim(const Reading& from, JsonText::Value value, const KeyPath& path, Kind kind) {
  PathClaim claim;
  const auto path_only = [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key == 0) claim.path = read_path(from, part, at);
  };
  if (kind == Kind::path_valid) {
    static constexpr std::array<std::string_view, 1> keys{"path"};
    read_keys(from, value, path, keys, 1, path_only);
  } else if (kind == Kind::path_broken) {
    static constexpr std::array<std::string_view, 2> keys{"path", "broken"};
    read_keys(from, value, path, keys, 1, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
      path_only(key, part, at);
      if (key == 1) claim.broken = read_broken(from, part, at);
    });
  } else if (kind == Kind::connected) {
    static constexpr std::array<std::string_view, 2> keys{"path", "segments"};
    read_keys(from, value, path, keys, 1, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
      path_only(key, part, at);
      if (key == 1) claim.segments = read_segments(from, part, at);
    });
  } else {
    static constexpr std::array<std::string_view, 3> keys{"path", "lower", "upper"};
    read_keys(from, value, path, keys, 1, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
      path_only(key, part, at);
      if (key == 1) claim.lower = read_segments(from, part, at);
      if (key == 2) claim.upper = read_segments(from, part, at);
    });
  }
  return claim;
}

/// A member of the class: a vertex in full, of the activation, inputs and outputs of the network.
Model read_member(const Reading& from, JsonText::Value value, const KeyPath& path, const Model& network) {
  static constexpr std::array<std::string_view, 2> keys{"units", "d"};
  JsonHead head;
  head.of_units = network.activation();
  head.input_count = network.stated().inputs();
  head.output_count = network.stated().outputs();
  JsonParameter parameter(from.text, head, from.source->size());
  read_keys(from, value, path, keys, 2, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key == 0) parameter.read_units(part, at);
    if (key == 1) parameter.read_output_biases(part, at);
  });
  return {head.of_units, parameter.network()};
}

std::vector<Model> read_members(const Reading& from, JsonText::Value value, const KeyPath& path,
                                const Model& network) {
  const char* where = value.raw_json_token().data();
  std::vector<Model> members;
  for (auto step : from.text.array(value, path)) {
    const KeyPath member_path(path, members.size());
    auto member = from.text.take(step, member_path);
    if (members.size() == 2) from.text.fail(where, path, "expected 2 members, found more");
    members.push_back(read_member(from, member, member_path, network));
  }
  if (members.size() != 2)
    from.text.fail(where, path, "expected 2 members, found " + std::to_string(members.size()));
  return members;
}

/// Two walks: the first for the network, whose shape the members have, and which may stand after them.
DiameterClaim read_diameter(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 5> keys{"network", "rank", "pair", "lower", "upper"};
  constexpr std::size_t pair_key = 2;
  std::optional<Model> network;
  std::optional<std::size_t> rank;
  std::optional<std::size_t> lower;
  Stated<std::size_t> upper;
  const char* where = value.raw_json_token().data();
  JsonKeys seen(keys);
  auto object = from.text.object(value, path);
  for (auto step : object) {
    auto field = from.text.take(step, path);
    const std::size_t key = seen.see(from.text, field, path);
    if (key == pair_key) continue;
    const KeyPath at(path, keys[key]);
    auto part = field.value();
    if (key == 0) network = read_network(from, part, at);
    if (key == 1) rank = read_units(from, part, at);
    if (key == 3) lower = read_segments(from, part, at);
    if (key == 4) {
      upper.is_there = true;
      if (!JsonText::is_null(part)) upper.value = read_segments(from, part, at);
    }
  }
  seen.require(from.text, where, path, 1);
  DiameterClaim claim{std::move(*network), rank, {}, lower, upper};
  if (!seen.has(pair_key)) return claim;
  from.text.take(object.reset(), path);
  for (auto step : object) {
    auto field = from.text.take(step, path);
    if (from.text.key(field, path) == keys[pair_key])
      claim.pair = read_members(from, field.value(), KeyPath(path, keys[pair_key]), claim.network);
  }
  return claim;
}

/// An end of a range, or null.
std::optional<Rational> read_end(const Reading& from, JsonText::Value value, const KeyPath& path) {
  if (JsonText::is_null(value)) return std::nullopt;
  return read_number(from, value, path);
}

InputRange read_range(const Reading& from, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::vector<std::optional<Rational>> ends;
  for (auto step : from.text.array(value, path)) {
    const KeyPath end_path(path, ends.size());
    auto end = from.text.take(step, end_path);
    if (ends.size() == 2) from.text.fail(where, path, "expected 2 ends, found more");
    ends.push_back(read_end(from, end, end_path));
  }
  if (ends.size() != 2) from.text.fail(where, path, "expected 2 ends, found " + std::to_string(ends.size()));
  if (ends[0] && ends[1] && *ends[0] > *ends[1])
    from.text.fail(where, path, "expected a lower end that is not above the upper one, found it above");
  return {std::move(ends[0]), std::move(ends[1])};
}

Domain read_domain(const Reading& from, JsonText::Value value, const KeyPath& path) {
  Domain domain;
  for (auto step : from.text.array(value, path)) {
    const KeyPath range_path(path, domain.size());
    domain.push_back(read_range(from, from.text.take(step, range_path), range_path));
  }
  return domain;
}

Rational read_distance(const Reading& from, JsonText::Value value, const KeyPath& path) {
  Rational number = read_number(from, value, path);
  if (number.sign() < 0) from.text.fail(value, path, "expected a number of at least 0, found less");
  return number;
}

BoundClaim read_bound(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 5> keys{"a", "b", "domain", "lower", "upper"};
  const char* where = value.raw_json_token().data();
  std::optional<Model> networks[2];
  std::optional<Domain> domain;
  std::optional<Rational> lower;
  Stated<Rational> upper;
  read_keys(from, value, path, keys, 2, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key < 2) networks[key] = read_network(from, part, at);
    if (key == 2) domain = read_domain(from, part, at);
    if (key == 3) lower = read_distance(from, part, at);
    if (key == 4) {
      upper.is_there = true;
      if (!JsonText::is_null(part)) upper.value = read_distance(from, part, at);
    }
  });
  require_shape(from, where, path, *networks[1], *networks[0]);
  const std::size_t inputs = networks[0]->stated().inputs();
  if (domain && domain->size() != inputs)
    from.text.fail(where, path,
                   "expected a range for each of " + std::to_string(inputs) +
                       " inputs in \"domain\", found " + std::to_string(domain->size()));
  return {std::move(*networks[0]), std::move(*networks[1]), std::move(domain), std::move(lower),
          std::move(upper)};
}

NearClaim read_near(const Reading& from, JsonText::Value value, const KeyPath& path) {
  static constexpr std::array<std::string_view, 4> keys{"network", "radius", "near", "rank"};
  const char* where = value.raw_json_token().data();
  std::optional<Model> network;
  std::optional<Model> near;
  Rational radius;
  std::optional<std::size_t> rank;
  read_keys(from, value, path, keys, 2, [&](std::size_t key, JsonText::Value part, const KeyPath& at) {
    if (key == 0) network = read_network(from, part, at);
    if (key == 1) radius = read_distance(from, part, at);
    if (key == 2) near = read_network(from, part, at);
    if (key == 3) rank = read_units(from, part, at);
  });
  if (near) {
    require_shape(from, where, path, *near, *network);
    if (near->activation() != network->activation() || near->stated().width() != network->stated().width())
      from.text.fail(where, path,
                     "expected \"near\" of the activation and the width of \"network\", found another");
  }
  return {std::move(*network), std::move(near), std::move(radius), rank};
}

// --- the whole

constexpr std::array<std::string_view, 5> keys_of_certificates{"format", "version", "kind", "claim",
                                                               "evidence"};
enum Key : std::size_t { format, version, kind_key, claim_key, evidence_key };

Kind read_kind(JsonText& text, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const std::string_view name = text.string(value, path);
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end())
    text.fail(where, path, "expected a kind of certificate that is known, found " + in_quotes(name),
              InputError::Kind::not_treated);
  return static_cast<Kind>(found - kind_names.begin());
}

/// Everything but the claim and the evidence, which may stand before it.
Kind read_head(JsonText& text) {
  const KeyPath top;
  std::optional<Kind> kind;
  JsonKeys keys(keys_of_certificates);
  const char* start = text.begin();
  JsonHead head;
  for (auto step : text.root(top)) {
    auto field = text.take(step, top);
    const std::size_t key = keys.see(text, field, top);
    const KeyPath path(top, keys_of_certificates[key]);
    if (key == format) head.read(JsonHead::format, text, field.value(), path, "isopath-certificate");
    if (key == version) head.read(JsonHead::version, text, field.value(), path, "isopath-certificate");
    if (key == kind_key) kind = read_kind(text, field.value(), path);
  }
  keys.require(text, start, top, evidence_key);
  return *kind;
}

Certificate read_rest(const Reading& from, Kind kind) {
  const KeyPath top;
  std::optional<decltype(Certificate::claim)> claim;
  Evidence evidence;
  for (auto step : from.text.root(top)) {
    auto field = from.text.take(step, top);
    const std::string_view key = from.text.key(field, top);
    auto value = field.value();
    if (key == keys_of_certificates[evidence_key])
      EvidenceReader(evidence).read(from, value, nullptr, KeyPath(top, keys_of_certificates[evidence_key]));
    if (key != keys_of_certificates[claim_key]) continue;
    const KeyPath path(top, keys_of_certificates[claim_key]);
    if (has_path(kind))
      claim = read_path_claim(from, value, path, kind);
    else if (kind == Kind::canonical)
      claim = read_canonical(from, value, path);
    else if (kind == Kind::diameter)
      claim = read_diameter(from, value, path);
    else if (kind == Kind::difference_bound)
      claim = read_bound(from, value, path);
    else if (kind == Kind::near)
      claim = read_near(from, value, path);
    else
      claim = read_pair(from, value, path);
  }
  from.text.finish(top);
  return {kind, std::move(*claim), std::move(evidence)};
}

}  // namespace

const char* name_of(CertificateKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

Certificate read_certificate(const std::shared_ptr<const Source>& source) {
  JsonPieces pieces = find_pieces(*source, depth_of_vertices);
  {
    JsonText skeleton(*source, pieces.skeleton,
                      [&pieces](std::size_t place) { return pieces.offset_in_source(place); });
    const Kind kind = read_head(skeleton);
    if (has_path(kind)) return read_rest({source, skeleton, pieces.pieces}, kind);
  }
  pieces = {};
  JsonText text(*source, 0, source->size(), KeyPath());
  const Kind kind = read_head(text);
  return read_rest({source, text, pieces.pieces}, kind);
}

}  // namespace isopath
