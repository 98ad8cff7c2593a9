#include "certificates/format/reader.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "certificates/format/claimed_path.hpp"
#include "certificates/format/evidence.hpp"
#include "certificates/format/reading.hpp"
#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "verify/files/json/network.hpp"
#include "verify/files/json/parameter.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

Rational read_number(const Reading& from, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const auto token = from.text.number(value, path, from.notation);
  try {
    return read_rational(token.text);
  } catch (const NumberTextError& error) {
    from.text.fail(where + (token.bare ? 0 : 1) + error.offset, path, error.what());
  }
}

namespace {

using Kind = CertificateKind;

/// Vertices of a path stand within the text, the claim, the path and the list.
constexpr long depth_of_vertices = 4;
constexpr std::size_t most_segments = 1'000'000'000'000'000'000;  // rule T4

// --- values

Model read_network(const Reading& from, JsonText::Value value, const KeyPath& path) {
  return read_json_network(from.text, value, path, from.source->size(), from.notation);
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

Rational read_distance(const Reading& from, JsonText::Value value, const KeyPath& path) {
  Rational number = read_number(from, value, path);
  if (number.sign() < 0) from.text.fail(value, path, "expected a number of at least 0, found less");
  return number;
}

/// A value that may be stated to be null.
template <auto read>
auto read_stated(const Reading& from, JsonText::Value value, const KeyPath& path) {
  Stated<decltype(read(from, value, path))> stated{true, {}};
  if (!JsonText::is_null(value)) stated.value = read(from, value, path);
  return stated;
}

// --- domains

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

// --- paths

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

struct PathDraft {
  JsonHead head;
  std::vector<JsonPieces::Piece> vertices;
};

template <JsonHead::Key key>
void head_key(const Reading& from, JsonText::Value value, const KeyPath& path, PathDraft& draft) {
  draft.head.read(key, from.text, value, path, "isopath-path");
}

/// A path may be one of a path file, with "format" and "version", and bare numbers that stand for floats.
constexpr KeyReader<PathDraft> path_keys[] = {
    {"activation", head_key<JsonHead::activation>}, {"inputs", head_key<JsonHead::inputs>},
    {"outputs", head_key<JsonHead::outputs>},       {"vertices", into<&PathDraft::vertices, find_vertices>},
    {"format", head_key<JsonHead::format>},         {"version", head_key<JsonHead::version>},
    {"numbers", head_key<JsonHead::numbers>}};

std::unique_ptr<Path> read_path(const Reading& from, JsonText::Value value, const KeyPath& path) {
  constexpr std::size_t required = 4;
  PathDraft draft;
  draft.head.notation = from.notation;
  read_keys(from, value, path, path_keys, required, draft);
  return std::make_unique<ClaimedPath>(from.source, draft.head, std::move(draft.vertices));
}

// --- claims

/// What the keys of a claim, of whatever kind, say.
struct Draft {
  std::optional<Model> network, canonical, a, b, near;
  std::unique_ptr<Path> path;
  std::vector<Model> pair;
  std::optional<Domain> domain;
  std::optional<Rational> radius;
  std::optional<std::size_t> rank;
  std::optional<std::vector<std::size_t>> broken;
  std::optional<std::size_t> segments, least_segments, most_segments;
  Stated<std::size_t> diameter;
  std::optional<Rational> least_difference;
  Stated<Rational> greatest_difference;
};

/// Refuses the claim that is being read, at its beginning.
using Refuse = std::function<void(const std::string& message)>;

/// Refuses the claim unless the two have one shape.
void require_shape(const Refuse& refuse, const Model& model, const Model& of) {
  const Network& found = model.stated();
  const Network& expected = of.stated();
  const auto words = [](const Network& network) {
    return "inputs: " + std::to_string(network.inputs()) + ", outputs: " + std::to_string(network.outputs());
  };
  if (found.inputs() != expected.inputs() || found.outputs() != expected.outputs())
    refuse("expected networks of one shape (" + words(expected) + "), found " + words(found));
}

constexpr KeyReader<Draft> canonical_keys[] = {{"network", into<&Draft::network, read_network>},
                                               {"canonical", into<&Draft::canonical, read_network>},
                                               {"rank", into<&Draft::rank, read_units>}};

Claim canonical_claim(Draft& draft, const Refuse& /*refuse*/) {
  return CanonicalClaim{std::move(*draft.network), std::move(draft.canonical), draft.rank};
}

constexpr KeyReader<Draft> pair_keys[] = {{"a", into<&Draft::a, read_network>},
                                          {"b", into<&Draft::b, read_network>}};

Claim pair_claim(Draft& draft, const Refuse& refuse) {
  require_shape(refuse, *draft.b, *draft.a);
  return PairClaim{std::move(*draft.a), std::move(*draft.b)};
}

constexpr KeyReader<Draft> path_key{"path", into<&Draft::path, read_path>};
constexpr KeyReader<Draft> valid_keys[] = {path_key};
constexpr KeyReader<Draft> broken_keys[] = {path_key, {"broken", into<&Draft::broken, read_broken>}};
constexpr KeyReader<Draft> connected_keys[] = {path_key, {"segments", into<&Draft::segments, read_segments>}};
constexpr KeyReader<Draft> distance_keys[] = {path_key,
                                              {"lower", into<&Draft::least_segments, read_segments>},
                                              {"upper", into<&Draft::most_segments, read_segments>}};

Claim path_claim(Draft& draft, const Refuse& /*refuse*/) {
  return PathClaim{std::move(draft.path), std::move(draft.broken), draft.segments, draft.least_segments,
                   draft.most_segments};
}

/// A member of the class: a vertex in full, of the activation, inputs and outputs of the network.
Model read_member(const Reading& from, JsonText::Value value, const KeyPath& path, const Model& network) {
  static constexpr KeyReader<JsonParameter> keys[] = {
      {"units", [](const Reading&, JsonText::Value part, const KeyPath& at,
                   JsonParameter& parameter) { parameter.read_units(part, at); }},
      {"d", [](const Reading&, JsonText::Value part, const KeyPath& at, JsonParameter& parameter) {
         parameter.read_output_biases(part, at);
       }}};
  JsonHead head;
  head.of_units = network.activation();
  head.input_count = network.stated().inputs();
  head.output_count = network.stated().outputs();
  head.notation = from.notation;
  JsonParameter parameter(from.text, head, from.source->size());
  read_keys(from, value, path, keys, 2, parameter);
  return {head.of_units, parameter.network()};
}

void read_members(const Reading& from, JsonText::Value value, const KeyPath& path, Draft& draft) {
  const char* where = value.raw_json_token().data();
  for (auto step : from.text.array(value, path)) {
    const KeyPath member_path(path, draft.pair.size());
    auto member = from.text.take(step, member_path);
    if (draft.pair.size() == 2) from.text.fail(where, path, "expected 2 members, found more");
    draft.pair.push_back(read_member(from, member, member_path, *draft.network));
  }
  if (draft.pair.size() != 2)
    from.text.fail(where, path, "expected 2 members, found " + std::to_string(draft.pair.size()));
}

/// The members have the shape of the network, which may stand after them.
constexpr KeyReader<Draft> diameter_keys[] = {{"network", into<&Draft::network, read_network>},
                                              {"rank", into<&Draft::rank, read_units>},
                                              {"pair", read_members, true},
                                              {"lower", into<&Draft::least_segments, read_segments>},
                                              {"upper", into<&Draft::diameter, read_stated<read_segments>>}};

Claim diameter_claim(Draft& draft, const Refuse& /*refuse*/) {
  return DiameterClaim{std::move(*draft.network), draft.rank, std::move(draft.pair), draft.least_segments,
                       draft.diameter};
}

constexpr KeyReader<Draft> bound_keys[] = {
    {"a", into<&Draft::a, read_network>},
    {"b", into<&Draft::b, read_network>},
    {"domain", into<&Draft::domain, read_domain>},
    {"lower", into<&Draft::least_difference, read_distance>},
    {"upper", into<&Draft::greatest_difference, read_stated<read_distance>>}};

Claim bound_claim(Draft& draft, const Refuse& refuse) {
  require_shape(refuse, *draft.b, *draft.a);
  const std::size_t inputs = draft.a->stated().inputs();
  if (draft.domain && draft.domain->size() != inputs)
    refuse("expected a range for each of " + std::to_string(inputs) + " inputs in \"domain\", found " +
           std::to_string(draft.domain->size()));
  return BoundClaim{std::move(*draft.a), std::move(*draft.b), std::move(draft.domain),
                    std::move(draft.least_difference), std::move(draft.greatest_difference)};
}

constexpr KeyReader<Draft> near_keys[] = {{"network", into<&Draft::network, read_network>},
                                          {"radius", into<&Draft::radius, read_distance>},
                                          {"near", into<&Draft::near, read_network>},
                                          {"rank", into<&Draft::rank, read_units>}};

Claim near_claim(Draft& draft, const Refuse& refuse) {
  if (draft.near) {
    require_shape(refuse, *draft.near, *draft.network);
    if (draft.near->activation() != draft.network->activation() ||
        draft.near->stated().width() != draft.network->stated().width())
      refuse("expected \"near\" of the activation and the width of \"network\", found another");
  }
  return NearClaim{std::move(*draft.network), std::move(draft.near), std::move(*draft.radius), draft.rank};
}

/// Reads a claim: its keys, the first `required` of which no draft leaves out, and then the claim itself.
template <const auto& keys, std::size_t required, auto claim_of>
Claim read_claim(const Reading& from, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  Draft draft;
  read_keys(from, value, path, keys, required, draft);
  return claim_of(draft, [&](const std::string& message) { from.text.fail(where, path, message); });
}

struct ClaimReader {
  Claim (*read)(const Reading& from, JsonText::Value value, const KeyPath& path) = nullptr;
  bool has_path = false;  // whose vertices are read later
};

constexpr KindTable<ClaimReader> readers({{Kind::canonical, {read_claim<canonical_keys, 1, canonical_claim>}},
                                          {Kind::equivalent, {read_claim<pair_keys, 2, pair_claim>}},
                                          {Kind::inequivalent, {read_claim<pair_keys, 2, pair_claim>}},
                                          {Kind::path_valid, {read_claim<valid_keys, 1, path_claim>, true}},
                                          {Kind::path_broken, {read_claim<broken_keys, 1, path_claim>, true}},
                                          {Kind::connected,
                                           {read_claim<connected_keys, 1, path_claim>, true}},
                                          {Kind::not_connected, {read_claim<pair_keys, 2, pair_claim>}},
                                          {Kind::distance, {read_claim<distance_keys, 1, path_claim>, true}},
                                          {Kind::diameter, {read_claim<diameter_keys, 1, diameter_claim>}},
                                          {Kind::difference_bound, {read_claim<bound_keys, 2, bound_claim>}},
                                          {Kind::near, {read_claim<near_keys, 2, near_claim>}}});

// --- the whole

constexpr std::array<std::string_view, 5> keys_of_certificates{"format", "version", "kind", "claim",
                                                               "evidence"};
enum Key : std::size_t { format, version, kind_key, claim_key, evidence_key };

Kind read_kind(JsonText& text, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  const std::string_view name = text.string(value, path);
  const std::optional<Kind> kind = kind_named(name);
  if (!kind)
    text.fail(where, path, "expected a kind of certificate that is known, found " + in_quotes(name),
              InputError::Kind::not_treated);
  return *kind;
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
  std::optional<Claim> claim;
  Evidence evidence;
  for (auto step : from.text.root(top)) {
    auto field = from.text.take(step, top);
    const std::string_view key = from.text.key(field, top);
    auto value = field.value();
    if (key == keys_of_certificates[evidence_key])
      EvidenceReader(evidence).read(from, value, KeyPath(top, keys_of_certificates[evidence_key]));
    if (key == keys_of_certificates[claim_key])
      claim = readers[kind].read(from, value, KeyPath(top, keys_of_certificates[claim_key]));
  }
  from.text.finish(top);
  return {kind, std::move(*claim), std::move(evidence), from.source};
}

}  // namespace

Certificate read_certificate(const std::shared_ptr<const Source>& source, Notation notation) {
  JsonPieces pieces = find_pieces(*source, depth_of_vertices);
  {
    JsonText skeleton(*source, pieces.skeleton,
                      [&pieces](std::size_t place) { return pieces.offset_in_source(place); });
    const Kind kind = read_head(skeleton);
    if (readers[kind].has_path) return read_rest({source, skeleton, pieces, notation}, kind);
  }
  pieces = {};
  JsonText text(*source, 0, source->size(), KeyPath());
  const Kind kind = read_head(text);
  return read_rest({source, text, pieces, notation}, kind);
}

}  // namespace isopath
