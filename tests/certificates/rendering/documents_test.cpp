// Statements of every good certificate, and refusals of what is none.
#include "certificates/rendering/documents.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

#include "verify/networks/error.hpp"

using namespace isopath;

namespace {

const std::filesystem::path folder = std::filesystem::path(ISOPATH_TESTS_DIR) / "certificates";

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Statement stated(const std::string& name) {
  return read_statement(name, file(folder / "good" / (name + ".json")));
}

using Write = void (*)(std::ostream&, const Statement&);

std::string document(Write write, const Statement& statement) {
  std::ostringstream out;
  write(out, statement);
  return out.str();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Empty if its kind is not treated.
std::optional<Statement> if_treated(const std::string& certificate) {
  try {
    return read_statement("it", certificate);
  } catch (const InputError& error) {
    if (error.kind != InputError::Kind::not_treated) throw;
    return std::nullopt;
  }
}

/// In a LaTeX document: are all its braces closed, and its dollar signs pairs?
bool is_balanced(const std::string& text) {
  long depth = 0;
  bool formula = false;
  for (const char c : text) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (c == '$') formula = !formula;
    if (depth < 0) return false;
  }
  return depth == 0 && !formula;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rendering_documents)

BOOST_AUTO_TEST_CASE(every_good_certificate_is_stated) {
  std::size_t stated_count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "good")) {
    BOOST_TEST_CONTEXT(entry.path().filename().string()) {
      const std::optional<Statement> read = if_treated(file(entry.path()));
      if (!read) continue;
      ++stated_count;
      const Statement& statement = *read;
      const std::string latex = document(write_latex, statement);
      BOOST_TEST(is_balanced(latex));
      BOOST_TEST(has(latex, "\\end{document}"));
      BOOST_TEST(has(document(write_markdown, statement), "**Claim.** "));
      const std::string text = document(write_text, statement);
      BOOST_TEST(!has(text, "\\"));
      BOOST_TEST(!has(text, "$"));
      BOOST_TEST(has(text, statement.digest));
      if (statement.timetable) BOOST_TEST(has(document(write_svg, statement), "</svg>"));
    }
  }
  BOOST_TEST(stated_count > 70U);
}

// Bad ones are stated or refused: whether they hold is not asked here.
BOOST_AUTO_TEST_CASE(bad_certificates_do_no_harm) {
  std::size_t refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "bad")) {
    try {
      document(write_latex, read_statement("it", file(entry.path())));
    } catch (const InputError&) {
      ++refused;
    }
  }
  BOOST_TEST(refused > 100U);
}

BOOST_AUTO_TEST_CASE(words_of_a_claim) {
  const std::string broken = document(write_text, stated("path-broken-small"));
  BOOST_TEST(has(broken, "On segments 0, 2 of 4 the function f_w(t) differs"));
  BOOST_TEST(has(broken, "lies between -59/1000 and -29/500 (decimals rounded outwards)"));
  BOOST_TEST(has(document(write_latex, stated("equivalent-small")),
                 "$f_a(x) = f_b(x)$ for all $x \\in \\mathbf{R}^{2}$"));
  BOOST_TEST(has(document(write_markdown, stated("distance-unit")), "has exactly 3 straight segments"));
}

BOOST_AUTO_TEST_CASE(roles_of_units) {
  const Timetable table = *stated("connected-small").timetable;
  BOOST_TEST(table.roles.size() == 4U);
  // The blank unit moves to the opposite of the other's pair, takes over, and the other moves away.
  const auto is = [&](std::size_t v, std::size_t i, Role::Name name, bool grouped, bool turned) {
    const Role& role = table.roles[v][i];
    return role.name == name && role.group.has_value() == grouped && (!grouped || role.turned == turned);
  };
  BOOST_TEST(is(0, 0, Role::Name::essential, true, false));
  BOOST_TEST(is(0, 1, Role::Name::blank, false, false));
  BOOST_TEST(is(1, 1, Role::Name::blank, true, true));
  BOOST_TEST(is(2, 1, Role::Name::essential, true, true));
  BOOST_TEST(is(3, 0, Role::Name::blank, false, false));
  BOOST_TEST((table.motions[0][1] == Motion::moves && table.motions[0][0] == Motion::stays));
  BOOST_TEST((table.motions[1][0] == Motion::shifts && table.motions[2][0] == Motion::moves));
}

/// Vertices by changes: few units, and a number that each of them has in full.
BOOST_AUTO_TEST_CASE(vertices_with_long_numbers) {
  const auto certificate = [](std::size_t vertices) {
    std::string text =
        R"({"format": "isopath-certificate", "version": 1, "kind": "path valid", "claim": {"path": )"
        R"({"activation": "tanh", "inputs": 1, "outputs": 1, "vertices": [{"units": [{"a": ["0"], "b": ["1"], "c": ")" +
        std::string(1'000'000, '7') + R"("}, {"a": ["0"], "b": ["1"], "c": "0"}], "d": ["0"]})";
    for (std::size_t k = 1; k < vertices; ++k)
      text += R"(, {"changes": [{"unit": 1, "a": null, "b": null, "c": ")" + std::to_string(k) +
              R"("}], "d": null})";
    return text + R"(]}}, "evidence": {}})";
  };
  BOOST_TEST(read_statement("c.json", certificate(10)).timetable->vertices.size() == 10U);
  BOOST_CHECK_EXCEPTION(read_statement("c.json", certificate(1000)), InputError, [](const InputError& error) {
    return error.kind == InputError::Kind::not_treated &&
           has(error.what(), "c.json: expected at most 268435456 bytes of numbers");
  });
}

BOOST_AUTO_TEST_CASE(refusals) {
  const auto refusal = [](const std::string& text) -> std::string {
    try {
      read_statement("c.json", text);
    } catch (const InputError& error) {
      return (error.kind == InputError::Kind::malformed ? "malformed " : "not treated ") +
             std::string(error.what());
    }
    return "none";
  };
  const std::string good = file(folder / "good" / "path-valid-small.json");
  const auto replaced = [&](const std::string& what, const std::string& by) {
    std::string text = good;
    return text.replace(text.find(what), what.size(), by);
  };
  BOOST_TEST(has(refusal(""), "malformed c.json:1:1: $: expected"));
  BOOST_TEST(has(refusal("[]"), "malformed c.json:1:1: $: expected an object"));
  BOOST_TEST(has(refusal(replaced("isopath-certificate", "isopath-network")),
                 "malformed c.json:2:12: $.format: expected 'isopath-certificate'"));
  BOOST_TEST(has(refusal(replaced("path valid", "\\input{x}")), "malformed"));
  BOOST_TEST(has(refusal(replaced("path valid", "nearby")),
                 "not treated c.json:4:10: $.kind: expected a kind of certificate that is known, "
                 "found 'nearby'"));
  BOOST_TEST(has(refusal(replaced("\"1\"", "\"\\\\input{x}\"")),
                 "malformed c.json:13:26: $.claim.path.vertices[0].units[0].b[0]: expected"));
  BOOST_TEST(has(refusal(replaced("\"1\"", "\"1e99999\"")),
                 "$.claim.path.vertices[0].units[0].b[0]: expected a number in canonical notation, found "
                 "'1e99999'"));
  BOOST_TEST(has(refusal(std::string(longest_statement + 1, ' ')),
                 "not treated c.json: expected at most 16777216 bytes"));
  const auto refusal_of_bad = [&](const std::string& name) { return refusal(file(folder / "bad" / name)); };
  BOOST_TEST(has(refusal_of_bad("P1-changes-first.json"), "expected vertex 0 in full (\"units\")"));
  BOOST_TEST(has(refusal_of_bad("P1-more-units.json"), "expected the shape of vertex 0"));
  BOOST_TEST(has(refusal_of_bad("P2-unit-beyond.json"), "malformed c.json"));
  BOOST_TEST(has(refusal_of_bad("P1-no-vertex.json"), "expected at least 1 vertex, found 0"));
  BOOST_TEST(has(refusal_of_bad("T4-d-too-short.json"), "expected 1 output biases, found 0"));
  BOOST_TEST(has(refusal_of_bad("T4-a-too-short.json"), "expected 1 numbers, found 0"));
  BOOST_TEST(has(refusal_of_bad("Q1-wider.json"), "expected members of one width"));
}

BOOST_AUTO_TEST_SUITE_END()
