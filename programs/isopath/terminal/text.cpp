#include "programs/isopath/terminal/text.hpp"

#include <algorithm>

#include "exact/decimal.hpp"

namespace isopath::cli {

const char* const about_the_real_function =
    "c exact, about the real functions; evaluation in floating point may differ\n";

std::string in_line(std::string_view text) {
  constexpr const char* hex = "0123456789abcdef";
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F)
      line += c;
    else
      line += std::string("\\x") + hex[byte >> 4U] + hex[byte & 15U];
  }
  return line;
}

std::string counted(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string shape(const Model& model) {
  const Network& network = model.stated();
  return std::string(name_of(model.activation())) + " network, " + counted(network.inputs(), "input") + ", " +
         counted(network.outputs(), "output") + ", " + counted(network.width(), "unit");
}

std::string network_line(const char* letter, const std::string& file, const Model& model) {
  return std::string("c ") + letter + ": " + in_line(file) + ": " + shape(model);
}

std::string units(std::span<const std::uint32_t> list) {
  constexpr std::size_t most = 8;
  std::string text = list.size() == 1 ? "unit " : "units ";
  for (std::size_t i = 0; i < std::min(most, list.size()); ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(list[i]);
  if (list.size() > most) text += " and " + std::to_string(list.size() - most) + " more";
  return text;
}

std::string readable(const Rational& value) {
  constexpr long digits = 18;
  const Decimal decimal = round_down(value.abs(), digits);
  const std::string sign = value.sign() < 0 ? "-" : "";
  if (decimal.value() == value.abs()) return sign + decimal.to_string();
  std::string exact = value.to_string();
  return exact.size() <= 24 ? exact : sign + decimal.to_string() + "...";
}

std::string readable(const TanhSum& value) {
  constexpr std::size_t longest = 72;
  if (value.is_rational()) return readable(value.rational());
  std::string text = value.to_string();
  if (text.size() > longest) text.replace(longest - 3, std::string::npos, "...");
  return text;
}

std::string point(std::span<const Rational> x) {
  std::string text = "(";
  for (std::size_t k = 0; k < x.size(); ++k) text += (k == 0 ? "" : ", ") + x[k].to_string();
  return text + ")";
}

std::string in_words(const Witness& witness) {
  return "f_A(x) - f_B(x) in [" + witness.lower.to_string() + ", " + witness.upper.to_string() +
         "], output " + std::to_string(witness.output) + ", at x = " + point(witness.x);
}

std::string witness_line(const std::optional<Witness>& witness) {
  if (!witness)
    return "c no enclosure within the limits excludes 0 at the points tried; the algebra decides\n";
  return "c witness: " + in_words(*witness) + "\n";
}

Json json_witness(const std::optional<Witness>& witness) {
  if (!witness) return nullptr;
  return {{"x", json_point(witness->x)},
          {"output", witness->output},
          {"difference", {witness->lower.to_string(), witness->upper.to_string()}}};
}

Json json_point(std::span<const Rational> x) {
  Json list = Json::array();
  for (const Rational& entry : x) list.push_back(entry.to_string());
  return list;
}

Json json_truth(Truth truth) {
  return truth == Truth::undecided ? Json(nullptr) : Json(truth == Truth::proved);
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace isopath::cli
