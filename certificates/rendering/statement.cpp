#include "certificates/rendering/statement.hpp"

#include <utility>

#include "certificates/format/digest.hpp"
#include "certificates/format/evidence.hpp"
#include "certificates/format/reader.hpp"
#include "exact/decimal.hpp"
#include "verify/networks/error.hpp"
#include "verify/networks/model.hpp"

namespace isopath {

namespace {

using Kind = CertificateKind;

constexpr std::size_t most_rows = 60;
constexpr std::size_t most_listed = 24;    // numbers of a point, ranges of a domain
constexpr std::size_t longest_exact = 12;  // characters of a number that is given as it is
constexpr long figures = 6;

// ---- Words

std::string math(const std::string& formula) { return "$" + formula + "$"; }

/// Exact where short, else a decimal that is not above it, which the arrow says.
std::string figure(const Rational& number) {
  const std::string text = number.to_string();
  if (text.size() <= longest_exact) return math(text);
  return math(round_down(number, figures).to_string() + "\\downarrow");
}

/// An end of an interval, rounded outwards.
std::string end(const Rational& number, bool upper) {
  const std::string exact = number.to_string();
  if (exact.size() <= longest_exact) return math(exact);
  return math((upper ? round_up(number, figures) : round_down(number, figures)).to_string());
}

std::string figures_of(const NumberRow& numbers, const NumberTable& table) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t k = 0; k < numbers.size() && k < most; ++k)
    text += (k == 0 ? "" : ", ") + figure(table.value(numbers[k]));
  return numbers.size() > most ? text + ", ..." : text;
}

std::string counted(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}
std::string units_text(std::size_t h) { return counted(h, "hidden unit", "hidden units"); }
std::string segments_text(std::size_t length) {
  return counted(length, "straight segment", "straight segments");
}

std::string space(std::size_t dimension) {
  return "\\mathbf{R}" + (dimension == 1 ? "" : "^{" + std::to_string(dimension) + "}");
}

/// The function of a unit, and what defines it for readers who may not know it.
struct UnitFunction {
  std::string symbol;
  std::string definition;
};

UnitFunction function_of(Activation activation) {
  switch (activation) {
    case Activation::tanh:
      return {"\\tanh", ""};
    case Activation::logistic:
      return {"\\sigma", ", " + math("\\sigma(s) = 1/(1 + e^{-s})")};
  }
  return {};
}

/// What f is, for networks of this model's shape.
std::string form(const Model& model) {
  const Network& network = model.stated();
  const UnitFunction unit = function_of(model.activation());
  return "Here " + math("f : " + space(network.inputs()) + " \\to " + space(network.outputs())) + ", " +
         math("f(x) = d + \\sum_i a_i " + unit.symbol + "(b_i \\cdot x + c_i)") + unit.definition + ".";
}

std::string units_of(const Model& model) { return units_text(model.stated().width()); }

// ---- Tables

void add_row(Table& table, std::vector<std::string> row) {
  if (table.rows.size() < most_rows)
    table.rows.push_back(std::move(row));
  else
    ++table.left_out;
}

const char* const decimals = " Numbers with an arrow are decimals rounded down, all others are exact.";

/// The row of a unit, behind what the row begins with.
void add_unit(Table& table, std::vector<std::string> row, const Network& network, std::size_t unit) {
  if (table.rows.size() < most_rows) {
    row.push_back(figures_of(network.a(unit), network.numbers));
    row.push_back(figures_of(network.b(unit), network.numbers));
    row.push_back(figure(network.numbers.value(network.c(unit))));
  }
  add_row(table, std::move(row));
}

Table units_table(const std::string& caption, const Network& network, std::vector<std::string> head) {
  Table table{caption + decimals, std::move(head), {}, 0};
  for (std::size_t unit = 0; unit < network.width(); ++unit)
    add_unit(table, {std::to_string(unit)}, network, unit);
  return table;
}

// ---- Parts of statements

[[noreturn]] void refuse(const Certificate& certificate, const std::string& message,
                         InputError::Kind kind = InputError::Kind::malformed) {
  throw InputError(kind, certificate.source->name(), message);
}

void require(const Certificate& certificate, bool is_there, const std::string& key) {
  if (!is_there) refuse(certificate, "expected key '" + key + "', found none");
}

/// What a draft may leave out, and a certificate may not.
template <typename T>
const T& required(const Certificate& certificate, const std::optional<T>& value, const char* key) {
  require(certificate, value.has_value(), key);
  return *value;
}

/// A sentence about the witness, if the evidence has one.
void state_witness(Statement& statement, const Certificate& certificate, std::size_t inputs,
                   const std::string& left, const std::string& right) {
  const Stated<TextRange>& stated = certificate.evidence.stated_witness;
  require(certificate, stated.is_there, "witness");
  if (!stated.value) return;
  const StatedWitness witness = read_witness(certificate.source, *stated.value, inputs);
  std::string point;
  for (std::size_t k = 0; k < inputs && k < most_listed; ++k)
    point += (k == 0 ? "" : ", ") + figure(witness.x[k]);
  if (inputs > most_listed) point += ", ...";
  statement.sentences.push_back(
      "At " + math("x") + " = (" + point + ") the difference " + math(left + "(x) - " + right + "(x)") +
      ", in output " + std::to_string(witness.output) + ", lies between " + end(witness.lower, false) +
      " and " + end(witness.upper, true) + " (decimals rounded outwards).");
}

void state_pair(Statement& statement, const Model& a, const Model& b) {
  statement.sentences.push_back(math("f_a") + " has " + units_of(a) + ", " + math("f_b") + " has " +
                                units_of(b) + ".");
  statement.sentences.push_back(form(a));
}

/// The memory that a vertex takes in full, roughly, with what is kept of the vertex here. A vertex that is
/// stated by changes may take a few bytes in the certificate.
std::size_t bytes_in_full(const Network& vertex) {
  const std::size_t numbers = vertex.inputs() + 1 + vertex.outputs();
  std::size_t bytes =
      vertex.width() * (numbers * sizeof(Number) + sizeof(Role) + sizeof(Motion)) + vertex.numbers.bytes();
  for (const TanhSum& sum : vertex.d) bytes += sum.bytes();
  return bytes;
}

/// Vertex 0, and then what changes.
void add_rows(Table& table, std::size_t k, const Network* before, const Network& vertex) {
  for (std::size_t unit = 0; unit < vertex.width(); ++unit)
    if (before == nullptr || !is_unchanged(*before, vertex, unit))
      add_unit(table, {std::to_string(k), std::to_string(unit)}, vertex, unit);
}

/// The end of every statement about a path. Each vertex is read once, and the one before it kept.
void state_path(Statement& statement, const Certificate& certificate, const PathClaim& claim) {
  constexpr std::size_t most_bytes = 16 * longest_statement;
  Table table{std::string("The path: all units at vertex 0, and then those that change.") + decimals,
              {"vertex", "unit", "$a$", "$b$", "$c$"},
              {},
              0};
  Timetable timetable;
  Numbering numbers;
  std::size_t bytes = 0;
  walk_path(*claim.path, [&](std::size_t k, const Model* before, const Model& model) {
    const Network& vertex = model.stated();
    if ((bytes += bytes_in_full(vertex)) > most_bytes)
      refuse(certificate,
             "expected at most " + std::to_string(most_bytes) +
                 " bytes of numbers in all vertices of the path, in full, found more",
             InputError::Kind::not_treated);
    if (before == nullptr)
      statement.sentences.push_back("The network has " + units_of(model) + ". " + form(model));
    else
      timetable.motions.push_back(motions_between(before->stated(), vertex));
    timetable.vertices.push_back(std::to_string(k));
    timetable.roles.push_back(roles_of(vertex, numbers));
    add_rows(table, k, before == nullptr ? nullptr : &before->stated(), vertex);
  });
  statement.timetable = std::move(timetable);
  statement.tables.push_back(std::move(table));
}

// ---- Kinds

void state_canonical(Statement& statement, const Certificate& certificate, const CanonicalClaim& claim) {
  const Model& canonical = required(certificate, claim.canonical, "canonical");
  const std::string rank = std::to_string(required(certificate, claim.rank, "rank"));
  statement.sentences = {"The network " + math("f") + ", of " + units_of(claim.network) + ", has rank " +
                             rank + ": no tanh network with fewer than " + rank +
                             " hidden units is the same function of real inputs.",
                         "Its canonical form is " +
                             math("\\delta + \\sum_k \\alpha_k \\tanh(\\beta_k \\cdot x + \\gamma_k)") + ".",
                         form(claim.network)};
  statement.tables.push_back(units_table("The canonical units.", canonical.stated(),
                                         {"$k$", "$\\alpha_k$", "$\\beta_k$", "$\\gamma_k$"}));
}

void state_equivalent(Statement& statement, const Certificate& /*certificate*/, const PairClaim& claim) {
  statement.sentences = {math("f_a(x) = f_b(x)") + " for all " +
                         math("x \\in " + space(claim.a.stated().inputs())) + ", exactly."};
  state_pair(statement, claim.a, claim.b);
}

void state_inequivalent(Statement& statement, const Certificate& certificate, const PairClaim& claim) {
  const std::size_t inputs = claim.a.stated().inputs();
  statement.sentences = {math("f_a(x) \\neq f_b(x)") + " for some " + math("x \\in " + space(inputs)) + "."};
  state_witness(statement, certificate, inputs, "f_a", "f_b");
  state_pair(statement, claim.a, claim.b);
}

void state_path_valid(Statement& statement, const Certificate& certificate, const PathClaim& claim) {
  const std::size_t vertices = claim.path->vertices();
  statement.sentences = {math("f_w") + " is the same function for every " + math("w") + " on the " +
                         segments_text(vertices - 1) + " through " + counted(vertices, "vertex", "vertices") +
                         "."};
  state_path(statement, certificate, claim);
}

void state_path_broken(Statement& statement, const Certificate& certificate, const PathClaim& claim) {
  constexpr std::size_t most = 20;
  const std::vector<std::size_t>& broken = required(certificate, claim.broken, "broken");
  std::string list;
  for (std::size_t k = 0; k < broken.size() && k < most; ++k)
    list += (k == 0 ? "" : ", ") + std::to_string(broken[k]);
  if (broken.size() > most) list += ", ...";
  statement.sentences = {"On " + std::string(broken.size() == 1 ? "segment " : "segments ") + list + " of " +
                         std::to_string(claim.path->vertices() - 1) + " the function " + math("f_{w(t)}") +
                         " differs from " + math("f_{w(0)}") + " for all but finitely many " +
                         math("t \\in [0, 1]") + "; on all others it stays the same."};
  state_witness(statement, certificate, claim.path->vertex(0).stated().inputs(), "f_{w(t)}", "f_{w(0)}");
  state_path(statement, certificate, claim);
  statement.timetable->broken = broken;
}

void state_connected(Statement& statement, const Certificate& certificate, const PathClaim& claim) {
  statement.sentences = {"The first and the last vertex are joined by a path of " +
                         segments_text(required(certificate, claim.segments, "segments")) + " along which " +
                         math("f_w") + " stays the same function."};
  state_path(statement, certificate, claim);
}

void state_not_connected(Statement& statement, const Certificate& /*certificate*/, const PairClaim& claim) {
  statement.sentences = {"The parameters " + math("a") + " and " + math("b") +
                         " differ, and no path of straight segments from " + math("a") + " to " + math("b") +
                         " keeps the function."};
  state_pair(statement, claim.a, claim.b);
}

std::string bounds_text(std::size_t lower, std::size_t upper) {
  if (lower == upper) return "exactly " + segments_text(upper);
  return "at least " + std::to_string(lower) + " and at most " + segments_text(upper);
}

void state_distance(Statement& statement, const Certificate& certificate, const PathClaim& claim) {
  statement.sentences = {
      "The shortest path from the first to the last vertex along which " + math("f_w") +
      " stays the same has " +
      bounds_text(required(certificate, claim.lower, "lower"), required(certificate, claim.upper, "upper")) +
      "."};
  state_path(statement, certificate, claim);
}

/// The roles and the units of the two members.
void state_members(Statement& statement, const Certificate& certificate, const DiameterClaim& claim) {
  require(certificate, !claim.pair.empty(), "pair");
  Timetable& timetable = statement.timetable.emplace();
  Numbering numbers;
  for (const char* const name : {"first", "second"}) {
    const Network& member = claim.pair[timetable.vertices.size()].stated();
    if (member.width() != claim.network.stated().width())
      refuse(certificate, "expected members of one width");
    timetable.vertices.emplace_back(name);
    timetable.roles.push_back(roles_of(member, numbers));
    statement.tables.push_back(
        units_table(std::string("The ") + name + " member.", member, {"unit", "$a$", "$b$", "$c$"}));
  }
}

void state_diameter(Statement& statement, const Certificate& certificate, const DiameterClaim& claim) {
  require(certificate, claim.upper.is_there, "upper");
  const std::string members =
      "members of its class, the parameters of the same width with the same function,";
  statement.sentences = {"The network, of " + units_of(claim.network) + ", has rank " +
                             std::to_string(required(certificate, claim.rank, "rank")) + ".",
                         claim.upper.value ? "Any two " + members + " are joined by a path of at most " +
                                                 segments_text(*claim.upper.value) +
                                                 " on which the function stays the same."
                                           : "Not all " + members + " are connected.",
                         "Two members of it are not joined by fewer than " +
                             segments_text(required(certificate, claim.lower, "lower")) + "."};
  statement.of_claim = statement.sentences.size();
  statement.sentences.push_back(form(claim.network));
  state_members(statement, certificate, claim);
}

void state_near(Statement& statement, const Certificate& certificate, const NearClaim& claim) {
  const Model& near = required(certificate, claim.near, "near");
  statement.sentences = {
      "The network " + math("f") + ", of " + units_of(claim.network) + ", has a parameter within " +
          figure(claim.radius) +
          " of its own, in every number, whose function is that of a tanh network of at most " +
          units_text(required(certificate, claim.rank, "rank")) + ".",
      form(claim.network)};
  statement.tables.push_back(
      units_table("The near parameter.", near.stated(), {"unit", "$a$", "$b$", "$c$"}));
}

std::string box_text(const Domain& domain) {
  const auto exact = [](const std::optional<Rational>& number, const char* infinite) {
    return math(number ? number->to_string() : infinite);
  };
  std::string box;
  for (std::size_t k = 0; k < domain.size() && k < most_listed; ++k)
    box += (k == 0 ? "[" : ", [") + exact(domain[k].lower, "-\\infty") + ", " +
           exact(domain[k].upper, "\\infty") + "]";
  return domain.size() > most_listed ? box + ", ..." : box;
}

void state_difference_bound(Statement& statement, const Certificate& certificate, const BoundClaim& claim) {
  require(certificate, claim.upper.is_there, "upper");
  statement.sentences = {"Let the inputs of " + math("x") + " range over " +
                             box_text(required(certificate, claim.domain, "domain")) + ".",
                         "Then " + math("|f_a(x) - f_b(x)|") + " is at least " +
                             end(required(certificate, claim.lower, "lower"), false) + " for some " +
                             math("x") + " in some output" +
                             (claim.upper.value ? ", and at most " + end(*claim.upper.value, true) +
                                                      " for all " + math("x") + " in every output."
                                                : ". No upper bound is claimed.") +
                             " Decimals are rounded outwards."};
  statement.of_claim = statement.sentences.size();
  state_pair(statement, claim.a, claim.b);
}

/// A function that states a claim of one type, as one that states certificates.
template <typename Claim, void (*state)(Statement&, const Certificate&, const Claim&)>
void of(Statement& statement, const Certificate& certificate) {
  state(statement, certificate, std::get<Claim>(certificate.claim));
}

using State = void (*)(Statement& statement, const Certificate& certificate);

constexpr KindTable<State> states({{Kind::canonical, of<CanonicalClaim, state_canonical>},
                                   {Kind::equivalent, of<PairClaim, state_equivalent>},
                                   {Kind::inequivalent, of<PairClaim, state_inequivalent>},
                                   {Kind::path_valid, of<PathClaim, state_path_valid>},
                                   {Kind::path_broken, of<PathClaim, state_path_broken>},
                                   {Kind::connected, of<PathClaim, state_connected>},
                                   {Kind::not_connected, of<PairClaim, state_not_connected>},
                                   {Kind::distance, of<PathClaim, state_distance>},
                                   {Kind::diameter, of<DiameterClaim, state_diameter>},
                                   {Kind::difference_bound, of<BoundClaim, state_difference_bound>},
                                   {Kind::near, of<NearClaim, state_near>}});

}  // namespace

Statement state(const Certificate& certificate) {
  require(certificate, certificate.evidence.is_there, "evidence");
  Statement statement;
  statement.kind = name_of(certificate.kind);
  states[certificate.kind](statement, certificate);
  return statement;
}

Statement read_statement(const std::string& name, std::string_view certificate) {
  if (certificate.size() > longest_statement)
    throw InputError(InputError::Kind::not_treated, name,
                     "expected at most " + std::to_string(longest_statement) + " bytes to state, found " +
                         std::to_string(certificate.size()));
  Statement statement =
      state(read_certificate(Source::of(name, std::string(certificate)), Notation::canonical));
  statement.digest = hexadecimal(sha256(certificate));
  statement.bytes = certificate.size();
  return statement;
}

}  // namespace isopath
