#include "certificates/rendering/statement.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "certificates/format/digest.hpp"
#include "exact/decimal.hpp"
#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "exact/sum.hpp"
#include "exact/tanh_sum.hpp"
#include "verify/networks/error.hpp"
#include "verify/networks/model.hpp"

namespace isopath {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows = 60;
constexpr std::size_t longest_exact = 12;  // characters of a number that is given as it is
constexpr long figures = 6;

/// An integer of at least 0. Throws Json::type_error for any other value: numbers with fractions and
/// exponents are not converted.
std::size_t count_of(const Json& value) { return value.get_ref<const Json::number_unsigned_t&>(); }

struct Unit {
  std::vector<Rational> a;
  std::vector<Rational> b;
  Rational c;
  friend bool operator==(const Unit&, const Unit&) = default;
};

struct Shape {
  Activation activation;
  std::size_t inputs;
  std::size_t outputs;
};

struct Vertex {
  std::vector<Unit> units;
  std::vector<TanhSum> d;
};

struct Parameter {
  Shape shape;
  Vertex vertex;
};

// ---- Reading

/// A number of a certificate, which takes about as much memory as its text: one with an exponent, say, may
/// take much more, and is none.
const std::string& canonical(const Json& text) {
  const auto& number = text.get_ref<const std::string&>();
  if (number.find_first_of(".eExXpP") != std::string::npos)
    throw std::invalid_argument("expected a number in canonical notation, found " + in_quotes(number));
  return number;
}

std::vector<Rational> rationals(const Json& list, std::size_t count) {
  if (!list.is_array() || list.size() != count)
    throw std::invalid_argument("expected a list of " + std::to_string(count) + " numbers");
  std::vector<Rational> numbers;
  for (const Json& entry : list) numbers.push_back(read_rational(canonical(entry)));
  return numbers;
}

Activation read_activation(const Json& text) {
  const auto& name = text.get_ref<const std::string&>();
  for (const Activation activation : activations)
    if (name == name_of(activation)) return activation;
  throw std::invalid_argument("expected an activation that is known, found " + in_quotes(name));
}

Shape read_shape(const Json& object) {
  return {read_activation(object.at("activation")), count_of(object.at("inputs")),
          count_of(object.at("outputs"))};
}

Vertex read_vertex(const Json& object, const Shape& shape) {
  Vertex vertex;
  for (const Json& unit : object.at("units"))
    vertex.units.push_back({rationals(unit.at("a"), shape.outputs), rationals(unit.at("b"), shape.inputs),
                            read_rational(canonical(unit.at("c")))});
  for (const Json& sum : object.at("d")) vertex.d.push_back(TanhSum::parse(canonical(sum)));
  if (vertex.d.size() != shape.outputs)
    throw std::invalid_argument("expected an output bias for each output");
  return vertex;
}

Parameter read_parameter(const Json& object) {
  const Shape shape = read_shape(object);
  return {shape, read_vertex(object, shape)};
}

/// A vertex by what changes from the one before it.
Vertex changed(Vertex vertex, const Json& object, const Shape& shape) {
  for (const Json& change : object.at("changes")) {
    Unit& unit = vertex.units.at(count_of(change.at("unit")));
    if (!change.at("a").is_null()) unit.a = rationals(change.at("a"), shape.outputs);
    if (!change.at("b").is_null()) unit.b = rationals(change.at("b"), shape.inputs);
    if (!change.at("c").is_null()) unit.c = read_rational(canonical(change.at("c")));
  }
  return vertex;
}

/// Memory taken, in bytes, about.
std::size_t bytes_of(const Vertex& vertex) {
  std::size_t bytes = 0;
  for (const Unit& unit : vertex.units) {
    bytes += sizeof(Unit) + unit.c.bytes();
    for (const Rational& number : unit.a) bytes += number.bytes();
    for (const Rational& number : unit.b) bytes += number.bytes();
  }
  for (const TanhSum& sum : vertex.d) bytes += sum.bytes();
  return bytes;
}

/// Throws std::length_error if the vertices are long.
std::vector<Vertex> read_vertices(const Json& path, const Shape& shape) {
  constexpr std::size_t most_bytes = 16 * longest_statement;
  std::vector<Vertex> vertices;
  std::size_t bytes = 0;
  for (const Json& object : path.at("vertices")) {
    if (object.contains("units")) {
      vertices.push_back(read_vertex(object, shape));
    } else {
      if (vertices.empty()) throw std::invalid_argument("expected vertex 0 with \"units\"");
      // Stated in a few bytes, a vertex takes all its numbers here.
      if ((bytes += bytes_of(vertices.back())) > most_bytes)
        throw std::length_error("expected at most " + std::to_string(most_bytes) +
                                " bytes of numbers in all vertices of the path, in full, found more");
      vertices.push_back(changed(vertices.back(), object, shape));
    }
    if (vertices.back().units.size() != vertices.front().units.size())
      throw std::invalid_argument("expected vertices of one width");
  }
  if (vertices.empty()) throw std::invalid_argument("expected a vertex");
  return vertices;
}

// ---- Roles

bool is_zero(const std::vector<Rational>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](const Rational& x) { return x.is_zero(); });
}

/// The oriented pair (b, c), and whether the unit has the opposite of it.
std::pair<std::vector<Rational>, bool> oriented_pair(const Unit& unit) {
  std::vector<Rational> pair = unit.b;
  pair.push_back(unit.c);
  const auto first = std::find_if(pair.begin(), pair.end(), [](const Rational& x) { return !x.is_zero(); });
  const bool turned = first != pair.end() && first->sign() < 0;
  if (turned)
    for (Rational& number : pair) number = -number;
  return {std::move(pair), turned};
}

using Numbering = std::map<std::vector<Rational>, std::size_t>;  // essential groups by oriented pair

std::vector<Role> roles_of(const Vertex& vertex, Numbering& numbers) {
  std::map<std::vector<Rational>, std::vector<PairwiseSum>> sums;
  for (const Unit& unit : vertex.units) {
    if (is_zero(unit.b)) continue;
    auto [pair, turned] = oriented_pair(unit);
    std::vector<PairwiseSum>& sum = sums[std::move(pair)];
    sum.resize(unit.a.size());
    for (std::size_t o = 0; o < unit.a.size(); ++o) sum[o].add(turned ? -unit.a[o] : unit.a[o]);
  }
  for (const auto& [pair, sum] : sums)
    if (std::any_of(sum.begin(), sum.end(), [](const PairwiseSum& s) { return !s.total().is_zero(); }))
      numbers.emplace(pair, numbers.size());
  std::vector<Role> roles;
  for (const Unit& unit : vertex.units) {
    if (is_zero(unit.b)) {
      roles.push_back({is_zero(unit.a) ? Role::Name::blank : Role::Name::constant, std::nullopt, false});
      continue;
    }
    const auto [pair, turned] = oriented_pair(unit);
    const auto group = numbers.find(pair);
    const auto& sum = sums.at(pair);
    const bool carries =
        group != numbers.end() &&
        std::any_of(sum.begin(), sum.end(), [](const PairwiseSum& s) { return !s.total().is_zero(); });
    const std::optional<std::size_t> number = carries ? std::optional(group->second) : std::nullopt;
    const Role::Name name = is_zero(unit.a) ? Role::Name::blank
                            : carries       ? Role::Name::essential
                                            : Role::Name::zero_sum;
    roles.push_back({name, number, turned});
  }
  return roles;
}

Motion motion(const Unit& from, const Unit& to) {
  if (from.b != to.b || from.c != to.c) return Motion::moves;
  return from.a == to.a ? Motion::stays : Motion::shifts;
}

Timetable timetable_of(const std::vector<Vertex>& vertices, bool joined) {
  Timetable table;
  Numbering numbers;
  for (std::size_t v = 0; v < vertices.size(); ++v) {
    table.vertices.push_back(std::to_string(v));
    table.roles.push_back(roles_of(vertices[v], numbers));
    if (!joined || v == 0) continue;
    std::vector<Motion>& motions = table.motions.emplace_back();
    for (std::size_t i = 0; i < vertices[v].units.size(); ++i)
      motions.push_back(motion(vertices[v - 1].units[i], vertices[v].units[i]));
  }
  return table;
}

// ---- Words

std::string math(const std::string& formula) { return "$" + formula + "$"; }

/// Exact where short, else a decimal that is not above it, which the arrow says.
std::string figure(const Rational& number) {
  const std::string text = number.to_string();
  if (text.size() <= longest_exact) return math(text);
  return math(round_down(number, figures).to_string() + "\\downarrow");
}

/// An end of an interval, rounded outwards.
std::string end(const Json& text, bool upper) {
  const Rational number = read_rational(canonical(text));
  const std::string exact = number.to_string();
  if (exact.size() <= longest_exact) return math(exact);
  return math((upper ? round_up(number, figures) : round_down(number, figures)).to_string());
}

std::string figures_of(const std::vector<Rational>& numbers) {
  std::string text;
  for (std::size_t k = 0; k < numbers.size() && k < 3; ++k) text += (k == 0 ? "" : ", ") + figure(numbers[k]);
  return numbers.size() > 3 ? text + ", ..." : text;
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

std::string form(const Shape& shape) {
  const UnitFunction unit = function_of(shape.activation);
  return "Here " + math("f : " + space(shape.inputs) + " \\to " + space(shape.outputs)) + ", " +
         math("f(x) = d + \\sum_i a_i " + unit.symbol + "(b_i \\cdot x + c_i)") + unit.definition + ".";
}

void add_row(Table& table, std::vector<std::string> row) {
  if (table.rows.size() < most_rows)
    table.rows.push_back(std::move(row));
  else
    ++table.left_out;
}

const char* const decimals = " Numbers with an arrow are decimals rounded down, all others are exact.";

Table units_table(const std::string& caption, const Vertex& vertex, std::vector<std::string> head) {
  Table table{caption + decimals, std::move(head), {}, 0};
  for (std::size_t k = 0; k < vertex.units.size(); ++k) {
    const Unit& unit = vertex.units[k];
    add_row(table, {std::to_string(k), figures_of(unit.a), figures_of(unit.b), figure(unit.c)});
  }
  return table;
}

/// Vertex 0, and then what changes.
Table path_table(const std::vector<Vertex>& vertices) {
  Table table{std::string("The path: all units at vertex 0, and then those that change.") + decimals,
              {"vertex", "unit", "$a$", "$b$", "$c$"},
              {},
              0};
  for (std::size_t v = 0; v < vertices.size(); ++v)
    for (std::size_t i = 0; i < vertices[v].units.size(); ++i) {
      const Unit& unit = vertices[v].units[i];
      if (v > 0 && unit == vertices[v - 1].units[i]) continue;
      add_row(table,
              {std::to_string(v), std::to_string(i), figures_of(unit.a), figures_of(unit.b), figure(unit.c)});
    }
  return table;
}

void state_witness(Statement& statement, const Json& witness, const Shape& shape, const std::string& left,
                   const std::string& right) {
  if (witness.is_null()) return;
  const std::vector<Rational> x = rationals(witness.at("x"), shape.inputs);
  std::string point;
  for (std::size_t k = 0; k < x.size() && k < 24; ++k) point += (k == 0 ? "" : ", ") + figure(x[k]);
  if (x.size() > 24) point += ", ...";
  const Json& difference = witness.at("difference");
  statement.sentences.push_back(
      "At " + math("x") + " = (" + point + ") the difference " + math(left + "(x) - " + right + "(x)") +
      ", in output " + std::to_string(count_of(witness.at("output"))) + ", lies between " +
      end(difference.at(0), false) + " and " + end(difference.at(1), true) + " (decimals rounded outwards).");
}

// ---- Kinds

void state_canonical(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter network = read_parameter(claim.at("network"));
  const Parameter canonical = read_parameter(claim.at("canonical"));
  const std::string rank = std::to_string(count_of(claim.at("rank")));
  statement.sentences = {"The network " + math("f") + ", of " + units_text(network.vertex.units.size()) +
                             ", has rank " + rank + ": no tanh network with fewer than " + rank +
                             " hidden units is the same function of real inputs.",
                         "Its canonical form is " +
                             math("\\delta + \\sum_k \\alpha_k \\tanh(\\beta_k \\cdot x + \\gamma_k)") + ".",
                         form(network.shape)};
  statement.tables.push_back(units_table("The canonical units.", canonical.vertex,
                                         {"$k$", "$\\alpha_k$", "$\\beta_k$", "$\\gamma_k$"}));
}

void state_pair(Statement& statement, const Parameter& a, const Parameter& b) {
  statement.sentences.push_back(math("f_a") + " has " + units_text(a.vertex.units.size()) + ", " +
                                math("f_b") + " has " + units_text(b.vertex.units.size()) + ".");
  statement.sentences.push_back(form(a.shape));
}

void state_equivalent(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter a = read_parameter(claim.at("a"));
  statement.sentences = {math("f_a(x) = f_b(x)") + " for all " + math("x \\in " + space(a.shape.inputs)) +
                         ", exactly."};
  state_pair(statement, a, read_parameter(claim.at("b")));
}

void state_inequivalent(Statement& statement, const Json& claim, const Json& evidence) {
  const Parameter a = read_parameter(claim.at("a"));
  statement.sentences = {math("f_a(x) \\neq f_b(x)") + " for some " +
                         math("x \\in " + space(a.shape.inputs)) + "."};
  state_witness(statement, evidence.at("witness"), a.shape, "f_a", "f_b");
  state_pair(statement, a, read_parameter(claim.at("b")));
}

/// The end of every statement about a path.
void state_path(Statement& statement, const Shape& shape, const std::vector<Vertex>& vertices) {
  statement.sentences.push_back("The network has " + units_text(vertices.front().units.size()) + ". " +
                                form(shape));
  statement.timetable = timetable_of(vertices, true);
  statement.tables.push_back(path_table(vertices));
}

void state_path_valid(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Shape shape = read_shape(claim.at("path"));
  const std::vector<Vertex> vertices = read_vertices(claim.at("path"), shape);
  statement.sentences = {math("f_w") + " is the same function for every " + math("w") + " on the " +
                         segments_text(vertices.size() - 1) + " through " +
                         counted(vertices.size(), "vertex", "vertices") + "."};
  state_path(statement, shape, vertices);
}

void state_path_broken(Statement& statement, const Json& claim, const Json& evidence) {
  const Shape shape = read_shape(claim.at("path"));
  const std::vector<Vertex> vertices = read_vertices(claim.at("path"), shape);
  std::vector<std::size_t> broken;
  for (const Json& segment : claim.at("broken")) broken.push_back(count_of(segment));
  std::string list;
  for (std::size_t k = 0; k < broken.size() && k < 20; ++k)
    list += (k == 0 ? "" : ", ") + std::to_string(broken[k]);
  if (broken.size() > 20) list += ", ...";
  statement.sentences = {"On " + std::string(broken.size() == 1 ? "segment " : "segments ") + list + " of " +
                         std::to_string(vertices.size() - 1) + " the function " + math("f_{w(t)}") +
                         " differs from " + math("f_{w(0)}") + " for all but finitely many " +
                         math("t \\in [0, 1]") + "; on all others it stays the same."};
  state_witness(statement, evidence.at("witness"), shape, "f_{w(t)}", "f_{w(0)}");
  state_path(statement, shape, vertices);
  statement.timetable->broken = broken;
}

void state_connected(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Shape shape = read_shape(claim.at("path"));
  const std::vector<Vertex> vertices = read_vertices(claim.at("path"), shape);
  statement.sentences = {"The first and the last vertex are joined by a path of " +
                         segments_text(count_of(claim.at("segments"))) + " along which " + math("f_w") +
                         " stays the same function."};
  state_path(statement, shape, vertices);
}

void state_not_connected(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter a = read_parameter(claim.at("a"));
  statement.sentences = {"The parameters " + math("a") + " and " + math("b") +
                         " differ, and no path of straight segments from " + math("a") + " to " + math("b") +
                         " keeps the function."};
  state_pair(statement, a, read_parameter(claim.at("b")));
}

std::string bounds_text(std::size_t lower, std::size_t upper) {
  if (lower == upper) return "exactly " + segments_text(upper);
  return "at least " + std::to_string(lower) + " and at most " + segments_text(upper);
}

void state_distance(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Shape shape = read_shape(claim.at("path"));
  const std::vector<Vertex> vertices = read_vertices(claim.at("path"), shape);
  statement.sentences = {"The shortest path from the first to the last vertex along which " + math("f_w") +
                         " stays the same has " +
                         bounds_text(count_of(claim.at("lower")), count_of(claim.at("upper"))) + "."};
  state_path(statement, shape, vertices);
}

void state_diameter(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter network = read_parameter(claim.at("network"));
  const Json& pair = claim.at("pair");
  const std::vector<Vertex> members = {read_vertex(pair.at(0), network.shape),
                                       read_vertex(pair.at(1), network.shape)};
  for (const Vertex& member : members)
    if (member.units.size() != network.vertex.units.size())
      throw std::invalid_argument("expected members of one width");
  statement.sentences = {"The network, of " + units_text(network.vertex.units.size()) + ", has rank " +
                         std::to_string(count_of(claim.at("rank"))) + "."};
  const std::string members_text =
      "members of its class, the parameters of the same width with the same function,";
  if (claim.at("upper").is_null())
    statement.sentences.push_back("Not all " + members_text + " are connected.");
  else
    statement.sentences.push_back("Any two " + members_text + " are joined by a path of at most " +
                                  segments_text(count_of(claim.at("upper"))) +
                                  " on which the function stays the same.");
  statement.sentences.push_back("Two members of it are not joined by fewer than " +
                                segments_text(count_of(claim.at("lower"))) + ".");
  statement.of_claim = statement.sentences.size();
  statement.sentences.push_back(form(network.shape));
  statement.timetable = timetable_of(members, false);
  statement.timetable->vertices = {"first", "second"};
  for (std::size_t k = 0; k < 2; ++k)
    statement.tables.push_back(units_table(k == 0 ? "The first member." : "The second member.", members[k],
                                           {"unit", "$a$", "$b$", "$c$"}));
}

void state_near(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter network = read_parameter(claim.at("network"));
  const Parameter near = read_parameter(claim.at("near"));
  const Rational radius = read_rational(canonical(claim.at("radius")));
  statement.sentences = {
      "The network " + math("f") + ", of " + units_text(network.vertex.units.size()) +
          ", has a parameter within " + figure(radius) +
          " of its own, in every number, whose function is that of a tanh network of at most " +
          units_text(count_of(claim.at("rank"))) + ".",
      form(network.shape)};
  statement.tables.push_back(units_table("The near parameter.", near.vertex, {"unit", "$a$", "$b$", "$c$"}));
}

void state_difference_bound(Statement& statement, const Json& claim, const Json& /*evidence*/) {
  const Parameter a = read_parameter(claim.at("a"));
  const Json& domain = claim.at("domain");
  if (!domain.is_array() || domain.size() != a.shape.inputs)
    throw std::invalid_argument("expected a range for each input");
  std::string box;
  for (std::size_t k = 0; k < domain.size() && k < 24; ++k) {
    const Json& low = domain[k].at(0);
    const Json& high = domain[k].at(1);
    const auto exact = [](const Json& number) { return read_rational(canonical(number)).to_string(); };
    box += (k == 0 ? "[" : ", [") + math(low.is_null() ? "-\\infty" : exact(low)) + ", " +
           math(high.is_null() ? "\\infty" : exact(high)) + "]";
  }
  if (domain.size() > 24) box += ", ...";
  const Json& upper = claim.at("upper");
  statement.sentences = {"Let the inputs of " + math("x") + " range over " + box + ".",
                         "Then " + math("|f_a(x) - f_b(x)|") + " is at least " +
                             end(claim.at("lower"), false) + " for some " + math("x") + " in some output" +
                             (upper.is_null() ? ". No upper bound is claimed."
                                              : ", and at most " + end(upper, true) + " for all " +
                                                    math("x") + " in every output.") +
                             " Decimals are rounded outwards."};
  statement.of_claim = statement.sentences.size();
  state_pair(statement, a, read_parameter(claim.at("b")));
}

using State = void (*)(Statement&, const Json& claim, const Json& evidence);

const std::map<std::string, State> kinds = {{"canonical", state_canonical},
                                            {"equivalent", state_equivalent},
                                            {"inequivalent", state_inequivalent},
                                            {"path valid", state_path_valid},
                                            {"path broken", state_path_broken},
                                            {"connected", state_connected},
                                            {"not connected", state_not_connected},
                                            {"distance", state_distance},
                                            {"diameter", state_diameter},
                                            {"near", state_near},
                                            {"difference bound", state_difference_bound}};

}  // namespace

Statement read_statement(const std::string& name, std::string_view certificate) {
  if (certificate.size() > longest_statement)
    throw InputError(InputError::Kind::not_treated, name,
                     "expected at most " + std::to_string(longest_statement) + " bytes to state, found " +
                         std::to_string(certificate.size()));
  try {
    const Json whole = Json::parse(certificate);
    if (whole.at("format") != "isopath-certificate" || whole.at("version") != 1)
      throw std::invalid_argument("expected \"isopath-certificate\", version 1");
    Statement statement;
    statement.kind = whole.at("kind").get<std::string>();
    const auto kind = kinds.find(statement.kind);
    if (kind == kinds.end())
      throw InputError(InputError::Kind::not_treated, name,
                       "found a kind that is not treated, " + in_quotes(statement.kind));
    kind->second(statement, whole.at("claim"), whole.at("evidence"));
    statement.digest = hexadecimal(sha256(certificate));
    statement.bytes = certificate.size();
    return statement;
  } catch (const Json::exception& error) {
    throw InputError(InputError::Kind::malformed, name,
                     std::string("expected a certificate, found: ") + error.what());
  } catch (const NumberTextError& error) {
    throw InputError(InputError::Kind::malformed, name, error.what());
  } catch (const std::length_error& error) {
    throw InputError(InputError::Kind::not_treated, name, error.what());
  } catch (const std::logic_error& error) {
    throw InputError(InputError::Kind::malformed, name, error.what());
  }
}

}  // namespace isopath
