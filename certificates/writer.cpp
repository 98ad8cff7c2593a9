#include "certificates/writer.hpp"

#include <array>
#include <string>
#include <vector>

#include "verify/models/write_network.hpp"

namespace isopath {

namespace {

constexpr std::uint32_t constant = CanonicalForm::Fate::constant;

void write_head(std::ostream& out, const char* kind) {
  out << "{\n  \"format\": \"isopath-certificate\",\n  \"version\": 1,\n  \"kind\": \"" << kind
      << "\",\n  \"claim\": {\n";
}

void write_network(std::ostream& out, const char* key, Activation activation, const Network& network) {
  out << "    \"" << key << "\": {\n";
  write_network_keys(out, activation, network, "      ");
  out << "\n    }";
}

/// The list "groups" of section 2.
void write_groups(std::ostream& out, const std::vector<std::uint32_t>& groups) {
  out << "[";
  for (std::size_t unit = 0; unit < groups.size(); ++unit) {
    if (unit != 0) out << ", ";
    if (groups[unit] == constant)
      out << "null";
    else
      out << groups[unit];
  }
  out << "]";
}

void write_claimed_pair(std::ostream& out, const char* kind, const Model& a, const Model& b) {
  write_head(out, kind);
  write_network(out, "a", a.activation(), a.stated());
  out << ",\n";
  write_network(out, "b", b.activation(), b.stated());
  out << "\n  },\n  \"evidence\": {\n";
}

void write_equivalent(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict) {
  std::array<std::vector<std::uint32_t>, 2> groups{std::vector<std::uint32_t>(a.network().width(), constant),
                                                   std::vector<std::uint32_t>(b.network().width(), constant)};
  for (std::uint32_t g = 0; g < verdict.groups.count(); ++g)
    for (const Member& member : verdict.groups.group(g)) groups[member.network][member.unit] = g;
  // Rule E2: numbers in the order of first units.
  std::vector<std::uint32_t> number(verdict.groups.count(), constant);
  std::uint32_t next = 0;
  for (auto& list : groups) {
    for (std::uint32_t& g : list) {
      if (g == constant) continue;
      if (number[g] == constant) number[g] = next++;
      g = number[g];
    }
  }
  write_claimed_pair(out, "equivalent", a, b);
  out << "    \"groups\": {\n      \"a\": ";
  write_groups(out, groups[0]);
  out << ",\n      \"b\": ";
  write_groups(out, groups[1]);
  out << "\n    }\n  }\n}\n";
}

/// Rule N2 or N3: the first group whose sums differ, or the first output whose biases do.
void write_algebra(std::ostream& out, const Network& a, const Network& b, const Equivalence& verdict) {
  out << "    \"algebra\": {\"output\": ";
  if (verdict.differing_groups.empty()) {
    out << verdict.differing_outputs.front() << ", \"pair\": null},\n";
    return;
  }
  const auto group = verdict.groups.group(verdict.differing_groups.front());
  std::size_t output = 0;
  while (weight_sum(a, 0, group, output) == weight_sum(b, 1, group, output)) ++output;
  const Member& leader = group.front();
  const Network& network = leader.network == 0 ? a : b;
  std::vector<Number> pair;
  for (const Number x : network.incoming_pair(leader.unit)) pair.push_back(x.negated_if(leader.flipped));
  out << output
      << ", \"pair\": {\"b\": " << json_numbers(NumberRow(pair.data(), network.inputs()), network.numbers)
      << ", \"c\": " << json_number(network.numbers.value(pair.back())) << "}},\n";
}

void write_inequivalent(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict,
                        const std::optional<Witness>& witness) {
  write_claimed_pair(out, "inequivalent", a, b);
  write_algebra(out, a.network(), b.network(), verdict);
  out << "    \"witness\": ";
  if (!witness) {
    out << "null\n  }\n}\n";
    return;
  }
  out << "{\"x\": [";
  for (std::size_t k = 0; k < witness->x.size(); ++k)
    out << (k == 0 ? "" : ", ") << json_number(witness->x[k]);
  out << "], \"output\": " << witness->output << ", \"difference\": [" << json_number(witness->lower.value())
      << ", " << json_number(witness->upper.value()) << "]}\n  }\n}\n";
}

}  // namespace

void write_canonical_certificate(std::ostream& out, const Model& model, const CanonicalForm& form) {
  write_head(out, "canonical");
  write_network(out, "network", model.activation(), model.stated());
  out << ",\n";
  write_network(out, "canonical", Activation::tanh, form.network);
  out << ",\n    \"rank\": " << form.rank() << "\n  },\n  \"evidence\": {\n    \"groups\": ";
  std::vector<std::uint32_t> groups;
  groups.reserve(form.fates.size());
  for (const CanonicalForm::Fate& fate : form.fates) groups.push_back(fate.group);
  write_groups(out, groups);
  out << "\n  }\n}\n";
}

void write_equivalence_certificate(std::ostream& out, const Model& a, const Model& b,
                                   const Equivalence& verdict, const std::optional<Witness>& witness) {
  if (verdict.equivalent)
    write_equivalent(out, a, b, verdict);
  else
    write_inequivalent(out, a, b, verdict, witness);
}

}  // namespace isopath
