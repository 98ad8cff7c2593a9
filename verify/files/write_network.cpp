#include "verify/files/write_network.hpp"

#include "exact/number_text.hpp"

namespace isopath {

std::string json_number(const Rational& value) {
  std::string text = value.to_string();
  if (text.size() > NumberLimits::characters)
    throw LimitError("a number of " + std::to_string(text.size()) +
                     " characters would have to be written; at most " +
                     std::to_string(NumberLimits::characters) + " can be read");
  return '"' + text + '"';
}

std::string json_numbers(const NumberRow& numbers, const NumberTable& table) {
  std::string text = "[";
  for (const Number number : numbers) {
    if (text.size() > 1) text += ", ";
    text += json_number(table.value(number));
  }
  return text + "]";
}

namespace {

std::string json_sum(const TanhSum& sum) {
  json_number(sum.rational().abs());  // for the limits; a sign stands apart in a sum
  for (const TanhSum::Term& term : sum.terms()) {
    json_number(term.coefficient.abs());
    json_number(term.argument);
  }
  return '"' + sum.to_string() + '"';
}

}  // namespace

void write_shape_keys(std::ostream& out, Activation activation, const Network& network,
                      const std::string& indent) {
  out << indent << "\"activation\": \"" << name_of(activation) << "\",\n"
      << indent << "\"inputs\": " << network.inputs() << ",\n"
      << indent << "\"outputs\": " << network.outputs() << ",\n";
}

void write_network_keys(std::ostream& out, Activation activation, const Network& network,
                        const std::string& indent) {
  write_shape_keys(out, activation, network, indent);
  write_units(out, network, indent);
}

void write_units(std::ostream& out, const Network& network, const std::string& indent) {
  out << indent << "\"units\": [";
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    out << (unit == 0 ? "\n" : ",\n") << indent
        << "  {\"a\": " << json_numbers(network.a(unit), network.numbers)
        << ", \"b\": " << json_numbers(network.b(unit), network.numbers)
        << ", \"c\": " << json_number(network.numbers.value(network.c(unit))) << "}";
  }
  out << (network.width() == 0 ? "],\n" : "\n" + indent + "],\n") << indent << "\"d\": ";
  write_output_biases(out, network);
}

void write_output_biases(std::ostream& out, const Network& network) {
  for (std::size_t output = 0; output < network.outputs(); ++output)
    out << (output == 0 ? "[" : ", ") << json_sum(network.d[output]);
  out << "]";
}

void write_network_file(std::ostream& out, Activation activation, const Network& network) {
  out << "{\n  \"format\": \"isopath-network\",\n  \"version\": 1,\n";
  write_network_keys(out, activation, network, "  ");
  out << "\n}\n";
}

void write_path_file(std::ostream& out, const Path& path) {
  walk_path(path, [&out](std::size_t k, const Model*, const Model& vertex) {
    const Network& network = vertex.stated();
    if (k == 0) {
      out << "{\n  \"format\": \"isopath-path\",\n  \"version\": 1,\n";
      write_shape_keys(out, vertex.activation(), network, "  ");
      out << "  \"vertices\": [";
    }
    out << (k == 0 ? "\n    {\n" : ",\n    {\n");
    write_units(out, network, "      ");
    out << "\n    }";
  });
  out << "\n  ]\n}\n";
}

}  // namespace isopath
