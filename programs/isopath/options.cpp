#include "programs/isopath/options.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

#include "exact/parallel.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/box.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

std::vector<std::string> names_of_activations() {
  std::vector<std::string> names;
  for (const Activation activation : activations) names.emplace_back(name_of(activation));
  return names;
}

/// "tanh (default) or logistic".
std::string activations_in_words() {
  const std::vector<std::string> names = names_of_activations();
  std::string text;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (k > 0) text += k + 1 == names.size() ? " or " : ", ";
    text += names[k] + (activations[k] == ModelOptions().activation ? " (default)" : "");
  }
  return text;
}

/// Precondition: `name` is one of names_of_activations().
Activation activation_named(const std::string& name) {
  return *std::find_if(activations.begin(), activations.end(),
                       [&](Activation activation) { return name == name_of(activation); });
}

/// HW,HB,OW,OB.
std::array<std::string, 4> names_of_tensors(const std::string& text) {
  std::array<std::string, 4> names;
  std::size_t count = 0;
  std::stringstream stream(text + ",");
  for (std::string name; std::getline(stream, name, ',');) {
    if (count == names.size()) throw CLI::ValidationError("--tensors", "expected four names, found more");
    names[count++] = name;
  }
  if (count != names.size() || names[0].empty() || names[2].empty())
    throw CLI::ValidationError("--tensors",
                               "expected HW,HB,OW,OB: four names, those of the biases may be empty");
  return names;
}

void add_a(CLI::App& parser, std::string& a) {
  parser
      .add_option("A", a,
                  "a network file: isopath JSON, safetensors, .npz, a folder of .npy; - is standard input")
      ->required();
}

}  // namespace

CLI::Validator not_empty() {
  return CLI::Validator(
      [](std::string& name) { return name.empty() ? "expected the name of a file" : std::string(); }, "FILE");
}

void add_json_flag(CLI::App& parser, bool& json) {
  parser.add_flag("--json", json, "print one JSON object instead of text");
}

void ReadingOptions::add_to(CLI::App& parser) {
  parser
      .add_option_function<std::string>(
          "--activation", [this](const std::string& name) { model.activation = activation_named(name); },
          "of files that can't say it: " + activations_in_words())
      ->check(CLI::IsMember(names_of_activations()));
  parser.add_option_function<std::string>(
      "--tensors", [this](const std::string& names) { model.tensors = names_of_tensors(names); },
      "HW,HB,OW,OB: names of the hidden weight and bias, output weight and bias");
}

void OneNetwork::add_to(CLI::App& parser) {
  reading.add_to(parser);
  add_a(parser, a);
}

Model OneNetwork::read() const { return read_model(a, reading.model); }

void TwoNetworks::add_to(CLI::App& parser, const char* meaning_of_b) {
  reading.add_to(parser);
  add_a(parser, a);
  parser.add_option("B", b, meaning_of_b)->required();
}

void TwoNetworks::require_one_standard_input() const {
  if (a == "-" && b == "-") throw UsageError("only one of the two networks can be standard input");
}

void TwoNetworks::require_same_shape(const Model& model_a, const Model& model_b) const {
  const auto in_words = [](const Network& network) {
    return counted(network.inputs(), "input") + " and " + counted(network.outputs(), "output");
  };
  const Network& of_a = model_a.network();
  const Network& of_b = model_b.network();
  if (of_a.inputs() == of_b.inputs() && of_a.outputs() == of_b.outputs()) return;
  throw InputError(InputError::Kind::malformed, b,
                   "expected the shape of " + a + ", " + in_words(of_a) + ", found " + in_words(of_b));
}

TwoModels TwoNetworks::read() const {
  std::optional<Model> models[2];
  in_parallel(2, [&](std::size_t i) { models[i] = read_model(i == 0 ? a : b, reading.model); });
  require_same_shape(*models[0], *models[1]);
  return {std::move(*models[0]), std::move(*models[1])};
}

void AnswerOptions::add_to(CLI::App& parser) {
  add_json_flag(parser, json);
  parser
      .add_option_function<long>(
          "--most", [this](long count) { most = static_cast<std::size_t>(count); },
          "list at most this many units, groups or segments (20)")
      ->check(CLI::Range(0L, 1'000'000'000L));
}

void OutputOption::add_to(CLI::App& parser) {
  parser.add_option("-o", file, "write to this file (-: standard output; .gz, .zst: compressed)")
      ->check(not_empty());
}

void CertificateOption::add_to(CLI::App& parser) {
  parser.add_option("--certificate", file, "write a certificate to this file (.gz, .zst: compressed)")
      ->check(not_empty());
}

void BoxOptions::add_to(CLI::App& parser) {
  parser
      .add_option("--box", box,
                  "LO:HI for all inputs, or LO:HI,LO:HI,... one for each; exact numbers, -inf and inf "
                  "(all of R^n)")
      ->check(not_empty());
  parser
      .add_option("--time", seconds, "stop after so many seconds (10); as many again to find a certificate")
      ->check(CLI::Range(0.0, 1e9));
}

void RelativeOption::add_to(CLI::App& parser) {
  parser.add_option(
      "--relative", text,
      "stop when the upper end less the lower one is at most this part of the upper one (1e-3)");
}

Rational RelativeOption::value() const {
  const Rational relative = option_number("--relative", text);
  if (relative < Rational::power_of_ten(-12) || relative > Rational(1))
    throw UsageError("--relative: expected a number from 1e-12 to 1, found " + text);
  return relative;
}

}  // namespace isopath::cli
