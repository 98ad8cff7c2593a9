#include "verify/cli/text.hpp"

#include <algorithm>

#include "exact/decimal.hpp"
#include "verify/cli/output.hpp"

namespace isopath::cli {

const char* const about_the_real_function =
    "c exact, about the real functions; evaluation in floating point may differ\n";

std::string counted(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string shape(const Model& model) {
  const Network& network = model.stated();
  return std::string(model.activation() == Activation::tanh ? "tanh" : "logistic") + " network, " +
         counted(network.inputs(), "input") + ", " + counted(network.outputs(), "output") + ", " +
         counted(network.width(), "unit");
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

void flush_checked(std::ostream& out) {
  out.flush();
  if (!out) throw OutputError("standard output: can't be written");
}

}  // namespace isopath::cli
