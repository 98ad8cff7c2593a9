// Statements against what was written: random claims, and tables by their definition.
#include "certificates/rendering/statement.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "certificates/format/digest.hpp"
#include "certificates/format/reader.hpp"
#include "certificates/format/writer.hpp"
#include "tests/certificates/random_models.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

constexpr std::size_t most_rows = 60;
constexpr std::size_t longest_exact = 12;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

template <typename Write>
Statement stated(const Write& write) {
  std::ostringstream out;
  write(out);
  return read_statement("c.json", out.str());
}

/// The cell shows the number, or says that it is a decimal below it.
void check_cell(const std::string& cell, const Rational& number) {
  const std::string exact = number.to_string();
  if (exact.size() <= longest_exact)
    BOOST_TEST(cell == "$" + exact + "$");
  else
    BOOST_TEST(cell.ends_with("\\downarrow$"));
}

void check_cells(const std::string& cell, const Vector& numbers) {
  if (numbers.empty())
    BOOST_TEST(cell.empty());
  else
    check_cell(cell.substr(0, cell.find(", ")), numbers.front());
}

void check_unit(const std::vector<std::string>& row, std::size_t first, const PlainUnit& unit) {
  BOOST_TEST_REQUIRE(row.size() == first + 3);
  check_cells(row[first], unit.a);
  check_cells(row[first + 1], unit.b);
  check_cell(row[first + 2], unit.c);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statement)

/// The table of a path has all units of vertex 0, then each unit that is not as it was, sixty in all.
BOOST_AUTO_TEST_CASE(paths_by_definition) {
  for_random_cases(200, [](Random& random) {
    const std::vector<Model> vertices = random_vertices(random);
    const Statement statement =
        stated([&](std::ostream& out) { write_connected_certificate(out, ListedPath(vertices)); });
    BOOST_TEST(statement.kind == "connected");
    BOOST_TEST_REQUIRE(statement.timetable.has_value());
    BOOST_TEST(statement.timetable->roles.size() == vertices.size());
    BOOST_TEST(statement.timetable->motions.size() == vertices.size() - 1);
    const Table& table = statement.tables.at(0);
    std::size_t rows = 0;
    for (std::size_t k = 0; k < vertices.size(); ++k) {
      const PlainNetwork now = plain(vertices[k].stated());
      for (std::size_t unit = 0; unit < now.units.size(); ++unit) {
        if (k > 0 && plain(vertices[k - 1].stated()).units[unit] == now.units[unit]) continue;
        if (rows++ >= most_rows) continue;
        const std::vector<std::string>& row = table.rows.at(rows - 1);
        BOOST_TEST(row[0] == std::to_string(k));
        BOOST_TEST(row[1] == std::to_string(unit));
        check_unit(row, 2, now.units[unit]);
      }
    }
    BOOST_TEST(table.rows.size() + table.left_out == rows);
  });
}

BOOST_AUTO_TEST_CASE(canonical_forms) {
  for_random_cases(200, [](Random& random) {
    const Model model = random_model(random);
    const CanonicalForm form = canonical_form(model.network());
    const Statement statement =
        stated([&](std::ostream& out) { write_canonical_certificate(out, model, form); });
    BOOST_TEST(has(statement.sentences.at(0), "has rank " + std::to_string(form.rank()) + ":"));
    BOOST_TEST(has(statement.sentences.at(2), "\\sigma") == (model.activation() == Activation::logistic));
    const PlainNetwork canonical = plain(form.network);
    BOOST_TEST_REQUIRE(statement.tables.at(0).rows.size() == canonical.units.size());
    for (std::size_t k = 0; k < canonical.units.size(); ++k)
      check_unit(statement.tables[0].rows[k], 1, canonical.units[k]);
  });
}

BOOST_AUTO_TEST_CASE(text_and_digest_of_a_certificate) {
  Random random(1);
  const Model model = random_model(random);
  std::ostringstream out;
  write_canonical_certificate(out, model, canonical_form(model.network()));
  const Statement whole = read_statement("c.json", out.str());
  BOOST_TEST(whole.digest == hexadecimal(sha256(out.str())));
  BOOST_TEST(whole.bytes == out.str().size());
  const Statement claim = state(read_certificate(Source::of("c.json", out.str())));
  BOOST_TEST(claim.sentences == whole.sentences);
  BOOST_TEST(claim.digest.empty());
}

/// Each key that a draft may leave out is asked for. What is stated is cut out of a whole certificate.
BOOST_AUTO_TEST_CASE(drafts_are_refused) {
  const std::string network = R"({"activation": "tanh", "inputs": 1, "outputs": 1, "units": [], "d": ["0"]})";
  const std::string vertex = R"({"units": [], "d": ["0"]})";
  const std::string path =
      R"({"activation": "tanh", "inputs": 1, "outputs": 1, "vertices": [)" + vertex + "]}";
  struct Draft {
    const char* kind;
    std::string required;
    std::vector<std::pair<std::string, std::string>> others;
  };
  const Draft drafts[] = {
      {"canonical", "\"network\": " + network, {{"canonical", network}, {"rank", "0"}}},
      {"path broken", "\"path\": " + path, {{"broken", "[0]"}}},
      {"connected", "\"path\": " + path, {{"segments", "0"}}},
      {"distance", "\"path\": " + path, {{"lower", "0"}, {"upper", "0"}}},
      {"diameter",
       "\"network\": " + network,
       {{"rank", "0"}, {"pair", "[" + vertex + ", " + vertex + "]"}, {"lower", "0"}, {"upper", "null"}}},
      {"difference bound",
       "\"a\": " + network + ", \"b\": " + network,
       {{"domain", "[[null, \"1\"]]"}, {"lower", "\"0\""}, {"upper", "null"}}},
      {"near", "\"network\": " + network + ", \"radius\": \"1\"", {{"near", network}, {"rank", "0"}}}};
  const auto text = [](const Draft& draft, std::size_t without) {
    std::string claim = draft.required;
    for (std::size_t k = 0; k < draft.others.size(); ++k)
      if (k != without) claim += ", \"" + draft.others[k].first + "\": " + draft.others[k].second;
    return R"({"format": "isopath-certificate", "version": 1, "kind": ")" + std::string(draft.kind) +
           R"(", "claim": {)" + claim + R"(}, "evidence": {"witness": null}})";
  };
  for (const Draft& draft : drafts) {
    BOOST_TEST_CONTEXT(draft.kind) {
      const std::string whole = text(draft, draft.others.size());
      BOOST_TEST(read_statement("c.json", whole).kind == draft.kind);
      for (std::size_t k = 0; k < draft.others.size(); ++k)
        BOOST_CHECK_EXCEPTION(
            read_statement("c.json", text(draft, k)), InputError, [&](const InputError& error) {
              return error.kind == InputError::Kind::malformed &&
                     has(error.what(), "c.json: expected key '" + draft.others[k].first + "', found none");
            });
      BOOST_CHECK_THROW(read_statement("c.json", whole.substr(0, whole.rfind(", \"evidence\"")) + "}"),
                        InputError);
    }
  }
}

/// A number with an exponent takes far more memory than its text: it is none of a certificate, whose numbers
/// are bounded by its bytes.
BOOST_AUTO_TEST_CASE(numbers_take_memory_as_their_text_does) {
  const std::string text =
      R"({"format": "isopath-certificate", "version": 1, "kind": "near", "claim": {)"
      R"("network": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": ["NUMBER"]},)"
      R"("near": {"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": ["0"]},)"
      R"("radius": "1/2", "rank": 0}, "evidence": {}})";
  const auto with = [&text](const std::string& number) {
    return std::string(text).replace(text.find("NUMBER"), 6, number);
  };
  BOOST_TEST(read_statement("c.json", with("1 + 2*tanh(3)")).kind == "near");
  for (const char* number : {"1e99999", "0x1p99999", "1.5", "1e99999*tanh(1)", "tanh(1E5)"})
    BOOST_CHECK_EXCEPTION(read_statement("c.json", with(number)), InputError, [](const InputError& error) {
      return error.kind == InputError::Kind::malformed &&
             has(error.what(), "expected a number in canonical notation");
    });
}

BOOST_AUTO_TEST_SUITE_END()
