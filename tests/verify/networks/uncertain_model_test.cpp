#include "verify/networks/uncertain_model.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "exact/number_text.hpp"
#include "tests/verify/tanh/uncertain/random_models.hpp"
#include "verify/files/json/path.hpp"
#include "verify/files/read_model.hpp"
#include "verify/networks/error.hpp"

using namespace isopath;
using namespace isopath::tests;
namespace data = boost::unit_test::data;

namespace {

std::string file(const std::string& units, const std::string& d, const std::string& more = "") {
  return R"({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,
 "units": [)" +
         units + R"(], "d": [)" + d + "]" + more + "}";
}

StatedModel read(const std::string& text, Ranges ranges) {
  return read_stated_model(*Source::of("net.json", text), {}, ranges);
}

PlainNetwork plain_unit(const char* a, const char* b, const char* c, const char* d) {
  return {1, 1, {{{read_rational(a)}, {read_rational(b)}, read_rational(c)}}, {TanhSum::parse(d)}};
}

void check_ends(const StatedModel& model, const PlainNetwork& lower, const PlainNetwork& upper) {
  const auto* uncertain = std::get_if<UncertainModel>(&model);
  BOOST_REQUIRE(uncertain != nullptr);
  BOOST_CHECK_EQUAL(plain(uncertain->lower.stated()), lower);
  BOOST_CHECK_EQUAL(plain(uncertain->upper.stated()), upper);
}

/// What is refused, with the kind of the error, how numbers are read, and the message.
struct Refused {
  std::string text;
  Ranges ranges;
  InputError::Kind kind;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Refused& sample) { return out << sample.message; }

constexpr auto malformed = InputError::Kind::malformed;
constexpr auto not_treated = InputError::Kind::not_treated;

const std::vector<Refused> refused = {
    {file(R"({"a": ["1"], "b": ["0.7 +/- 1"], "c": "0"})", "0"), Ranges::refused, not_treated,
     "net.json:2:31: $.units[0].b[0]: expected an exact number, found a number with a radius, '0.7 +/- 1'"},
    {file(R"({"a": ["1"], "b": ["1"], "c": "[0, 1]"})", "0"), Ranges::refused, not_treated,
     "net.json:2:42: $.units[0].c: expected an exact number, found a number with a radius, '[0, 1]'"},
    {file("", R"~("tanh(1) +/- 1")~"), Ranges::refused, not_treated,
     "net.json:2:21: $.d[0]: expected an exact number, found a number with a radius, 'tanh(1) +/- 1'"},
    {file(R"({"a": ["1"], "b": ["1"], "c": "0 +/- -1"})", "0"), Ranges::stated, malformed,
     "net.json:2:49: $.units[0].c: expected a radius of 0 or more, found '-1'"},
    {file("", R"("[2, 1]")"), Ranges::as_printed, malformed,
     "net.json:2:26: $.d[0]: expected an upper end that is not below the lower one, found '[2, 1]'"},
    {file("", R"~("0.5*tanh(1)")~"), Ranges::as_printed, malformed,
     "net.json:2:22: $.d[0]: expected fractions and integers in a sum where decimals are as printed, found "
     "'0.5*tanh(1)'"},
    {file("", "0.5", R"(, "numbers": "binary32")"), Ranges::as_printed, not_treated,
     "net.json:2:38: $.numbers: expected numbers as they are printed, found bare numbers that stand for "
     "floats; isopath convert states those exactly"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(uncertain_model)

BOOST_AUTO_TEST_CASE(stated_ranges) {
  const std::string unit = R"({"c": "[-1, 1]", "b": [0.5], "a": ["2 +/- 1/2"]})";
  check_ends(read(file(unit, R"~("tanh(1) +/- 1")~"), Ranges::stated),
             plain_unit("3/2", "1/2", "-1", "-1 + tanh(1)"), plain_unit("5/2", "1/2", "1", "1 + tanh(1)"));
  // Exact so far, and then not.
  check_ends(read(file(R"({"a": [1], "b": ["1/3"], "c": 3})", R"("[0, 1]")"), Ranges::stated),
             plain_unit("1", "1/3", "3", "0"), plain_unit("1", "1/3", "3", "1"));
}

BOOST_AUTO_TEST_CASE(decimals_as_printed) {
  const std::string unit = R"({"a": [0.50], "b": ["0x1p-1"], "c": "-25e-2"})";
  check_ends(read(file(unit, "7", R"(, "numbers": "exact")"), Ranges::as_printed),
             plain_unit("0.495", "1/2", "-0.255", "7"), plain_unit("0.505", "1/2", "-0.245", "7"));
}

BOOST_AUTO_TEST_CASE(exact_files_stay_exact) {
  const std::string exact = file(R"({"a": ["2 +/- 0"], "b": ["[1/3, 1/3]"], "c": 3})", R"~("1/2*tanh(1)")~");
  for (const Ranges ranges : {Ranges::stated, Ranges::as_printed}) {
    const StatedModel model = read(exact, ranges);
    BOOST_REQUIRE(std::holds_alternative<Model>(model));
    BOOST_CHECK_EQUAL(plain(std::get<Model>(model).stated()), plain_unit("2", "1/3", "3", "1/2*tanh(1)"));
  }
  // Bare numbers that stand for floats are exact, beside strings with a radius.
  const StatedModel mixed = read(
      file(R"({"a": [0.1], "b": ["1 +/- 1"], "c": 0.5})", "0", R"(, "numbers": "binary32")"), Ranges::stated);
  check_ends(mixed, plain_unit("0x1.99999ap-4", "0", "1/2", "0"),
             plain_unit("0x1.99999ap-4", "2", "1/2", "0"));
}

BOOST_DATA_TEST_CASE(what_is_refused, data::make(refused)) {
  BOOST_CHECK_EXCEPTION(read(sample.text, sample.ranges), InputError, [&sample](const InputError& error) {
    BOOST_CHECK_EQUAL(error.what(), sample.message);
    BOOST_CHECK(error.kind == sample.kind);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(paths_are_exact) {
  const JsonPath path(
      Source::of("path.json", R"({"format": "isopath-path", "version": 1, "activation": "tanh",
 "inputs": 1, "outputs": 1, "vertices": [{"units": [], "d": ["1 +/- 1"]}]})"));
  BOOST_CHECK_EXCEPTION(path.vertex(0), InputError, [](const InputError& error) {
    BOOST_CHECK_EQUAL(error.what(),
                      "path.json:2:62: $.vertices[0].d[0]: expected an exact number, found a "
                      "number with a radius, '1 +/- 1'");
    return error.kind == not_treated;
  });
}

BOOST_AUTO_TEST_CASE(counts_and_midpoints) {
  const UncertainModel model =
      build(PlainModel{plain_unit("0", "1", "2", "tanh(1)"), plain_unit("0", "2", "3", "1 + tanh(1)")});
  BOOST_CHECK_EQUAL(uncertain_numbers(model), 3U);
  BOOST_CHECK_EQUAL(plain(midpoint(model).stated()), plain_unit("0", "3/2", "5/2", "1/2 + tanh(1)"));
  const UncertainModel exact =
      as_uncertain(Model(Activation::logistic, build(plain_unit("1", "2", "3", "4"))));
  BOOST_CHECK_EQUAL(uncertain_numbers(exact), 0U);
  BOOST_CHECK(is_one_function(exact));
  BOOST_CHECK(!is_one_function(model));
}

BOOST_AUTO_TEST_SUITE_END()
