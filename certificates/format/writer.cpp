#include "certificates/format/writer.hpp"

#include <array>
#include <string>
#include <vector>

#include "verify/files/write_network.hpp"

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

/// The claim is not closed.
void write_pair(std::ostream& out, const char* kind, const Model& a, const Model& b) {
  write_head(out, kind);
  write_network(out, "a", a.activation(), a.stated());
  out << ",\n";
  write_network(out, "b", b.activation(), b.stated());
}

void write_claimed_pair(std::ostream& out, const char* kind, const Model& a, const Model& b) {
  write_pair(out, kind, a, b);
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

void write_list(std::ostream& out, const std::vector<Rational>& numbers) {
  out << "[";
  for (std::size_t k = 0; k < numbers.size(); ++k) out << (k == 0 ? "" : ", ") << json_number(numbers[k]);
  out << "]";
}

/// The keys x, output and difference.
void write_witness_keys(std::ostream& out, const Witness& witness) {
  out << "\"x\": ";
  write_list(out, witness.x);
  out << ", \"output\": " << witness.output << ", \"difference\": [" << json_number(witness.lower.value())
      << ", " << json_number(witness.upper.value()) << "]";
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
  out << "{";
  write_witness_keys(out, *witness);
  out << "}\n  }\n}\n";
}

/// Which keys of a unit are not as at the vertex before.
struct Change {
  std::uint32_t unit;
  bool a, b, c;
};

std::vector<Change> changes_between(const Network& before, const Network& now) {
  std::vector<Change> changes;
  const auto differs = [&](const NumberRow& x, const NumberRow& y) {
    return !equal(x, before.numbers, y, now.numbers, false);
  };
  for (std::uint32_t unit = 0; unit < now.width(); ++unit) {
    if (!differs(before.row(unit), now.row(unit))) continue;
    const Number c[] = {before.c(unit), now.c(unit)};
    changes.push_back({unit, differs(before.a(unit), now.a(unit)), differs(before.b(unit), now.b(unit)),
                       !equal(c[0], before.numbers, c[1], now.numbers)});
  }
  return changes;
}

/// Rule P2: changes are written if they take fewer numbers than the vertex in full, an index being one.
bool are_shorter(const std::vector<Change>& changes, bool d_changes, const Network& now) {
  std::size_t numbers = d_changes ? now.outputs() : 0;
  for (const Change& change : changes)
    numbers += 1 + (change.a ? now.outputs() : 0) + (change.b ? now.inputs() : 0) + (change.c ? 1 : 0);
  return numbers < now.width() * (now.inputs() + 1 + now.outputs()) + now.outputs();
}

void write_changes(std::ostream& out, const std::vector<Change>& changes, bool d_changes,
                   const Network& now) {
  out << "          \"changes\": [";
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto [unit, a, b, c] = changes[i];
    out << (i == 0 ? "\n" : ",\n") << "            {\"unit\": " << unit
        << ", \"a\": " << (a ? json_numbers(now.a(unit), now.numbers) : "null")
        << ", \"b\": " << (b ? json_numbers(now.b(unit), now.numbers) : "null")
        << ", \"c\": " << (c ? json_number(now.numbers.value(now.c(unit))) : "null") << "}";
  }
  out << (changes.empty() ? "],\n" : "\n          ],\n") << "          \"d\": ";
  if (d_changes)
    write_output_biases(out, now);
  else
    out << "null";
}

/// `before` is null for vertex 0.
void write_vertex(std::ostream& out, const Network* before, const Network& now) {
  out << (before == nullptr ? "\n        {\n" : ",\n        {\n");
  const std::vector<Change> changes =
      before == nullptr ? std::vector<Change>() : changes_between(*before, now);
  const bool d_changes = before == nullptr || before->d != now.d;
  if (before != nullptr && are_shorter(changes, d_changes, now))
    write_changes(out, changes, d_changes, now);
  else
    write_units(out, now, "          ");
  out << "\n        }";
}

void write_claimed_path(std::ostream& out, const Path& path) {
  walk_path(path, [&out](std::size_t, const Model* before, const Model& vertex) {
    if (before == nullptr) {
      out << "    \"path\": {\n";
      write_shape_keys(out, vertex.activation(), vertex.stated(), "      ");
      out << "      \"vertices\": [";
    }
    write_vertex(out, before == nullptr ? nullptr : &before->stated(), vertex.stated());
  });
  out << "\n      ]\n    }";
}

void write_broken_segments(std::ostream& out, const PathVerdict& verdict,
                           const std::optional<Refutation>& refutation) {
  out << ",\n    \"broken\": [";
  for (std::size_t i = 0; i < verdict.broken.size(); ++i) out << (i == 0 ? "" : ", ") << verdict.broken[i];
  out << "]\n  },\n  \"evidence\": {\n    \"witness\": ";
  if (!refutation) {
    out << "null\n  }\n}\n";
    return;
  }
  out << "{\"segment\": " << verdict.broken.front() << ", \"t\": " << json_number(refutation->t) << ", ";
  write_witness_keys(out, refutation->witness);
  out << "}\n  }\n}\n";
}

/// The claim ends before it.
void write_lower_bound(std::ostream& out, const LowerBound& lower) {
  using Argument = LowerBound::Argument;
  out << "\n  },\n  \"evidence\": {\n    \"lower\": {\"argument\": \"" << name_of(lower.argument)
      << "\", \"unit\": ";
  if (lower.argument == Argument::unit)
    out << lower.unit;
  else
    out << "null";
  out << ", \"layers\": ";
  if (lower.argument != Argument::table) {
    out << "null}\n  }\n}\n";
    return;
  }
  out << "[";
  for (std::size_t t = 0; t < lower.layers.size(); ++t) {
    out << (t == 0 ? "\n      [" : ",\n      [");
    for (std::size_t i = 0; i < lower.layers[t].size(); ++i)
      out << (i == 0 ? "" : ", ") << '"' << lower.layers[t][i] << '"';
    out << "]";
  }
  out << "\n    ]}\n  }\n}\n";
}

void write_domain(std::ostream& out, const Domain& domain) {
  const auto end = [](const std::optional<Rational>& x) { return x ? json_number(*x) : "null"; };
  out << "[";
  for (std::size_t k = 0; k < domain.size(); ++k)
    out << (k == 0 ? "[" : ", [") << end(domain[k].lower) << ", " << end(domain[k].upper) << "]";
  out << "]";
}

void write_cover(std::ostream& out, const CoverProof& proof) {
  out << "        {\"pairs\": [";
  for (std::size_t k = 0; k < proof.couples.size(); ++k)
    out << (k == 0 ? "[" : ", [") << proof.couples[k].unit << ", " << proof.couples[k].partner << ", "
        << (proof.couples[k].is_turned ? 1 : 0) << "]";
  out << "], \"cells\": [";
  for (std::size_t k = 0; k < proof.cells.size(); ++k) out << (k == 0 ? "" : ", ") << proof.cells[k];
  out << "]}";
}

}  // namespace

void write_difference_bound_certificate(std::ostream& out, const Model& a, const Model& b,
                                        const DifferenceClaim& claim) {
  write_pair(out, "difference bound", a, b);
  out << ",\n    \"domain\": ";
  write_domain(out, claim.domain);
  out << ",\n    \"lower\": " << json_number(claim.lower)
      << ",\n    \"upper\": " << (claim.proof == nullptr ? "null" : json_number(claim.proof->upper))
      << "\n  },\n  \"evidence\": {\n    \"lower\": ";
  if (claim.lower.is_zero()) {
    out << "null";
  } else {
    out << "{\"x\": ";
    write_list(out, claim.x);
    out << ", \"output\": " << claim.output << "}";
  }
  out << ",\n    \"upper\": ";
  if (claim.proof == nullptr) {
    out << "null\n  }\n}\n";
    return;
  }
  out << "{\n      \"scale\": ";
  write_list(out, claim.proof->scale);
  out << ",\n      \"outputs\": [";
  for (std::size_t k = 0; k < claim.proof->outputs.size(); ++k) {
    out << (k == 0 ? "\n" : ",\n");
    write_cover(out, claim.proof->outputs[k]);
  }
  out << "\n      ]\n    }\n  }\n}\n";
}

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

void write_path_certificate(std::ostream& out, const Path& path, const PathVerdict& verdict,
                            const std::optional<Refutation>& refutation) {
  write_head(out, verdict.segments_hold() ? "path valid" : "path broken");
  write_claimed_path(out, path);
  if (verdict.segments_hold())
    out << "\n  },\n  \"evidence\": {}\n}\n";
  else
    write_broken_segments(out, verdict, refutation);
}

void write_connected_certificate(std::ostream& out, const Path& path) {
  write_head(out, "connected");
  write_claimed_path(out, path);
  out << ",\n    \"segments\": " << path.vertices() - 1 << "\n  },\n  \"evidence\": {}\n}\n";
}

void write_not_connected_certificate(std::ostream& out, const Model& a, const Model& b) {
  write_pair(out, "not connected", a, b);
  out << "\n  },\n  \"evidence\": {}\n}\n";
}

void write_distance_certificate(std::ostream& out, const Path& path, const LowerBound& lower) {
  write_head(out, "distance");
  write_claimed_path(out, path);
  out << ",\n    \"lower\": " << lower.segments << ",\n    \"upper\": " << path.vertices() - 1;
  write_lower_bound(out, lower);
}

void write_diameter_certificate(std::ostream& out, const Model& model, const Diameter& diameter) {
  write_head(out, "diameter");
  write_network(out, "network", model.activation(), model.stated());
  out << ",\n    \"rank\": " << diameter.rank << ",\n    \"pair\": [";
  for (const Model* const member : {&diameter.first, &diameter.last}) {
    out << (member == &diameter.first ? "\n      {\n" : ",\n      {\n");
    write_units(out, member->stated(), "        ");
    out << "\n      }";
  }
  out << "\n    ],\n    \"lower\": " << diameter.lower.segments << ",\n    \"upper\": ";
  if (diameter.upper)
    out << *diameter.upper;
  else
    out << "null";
  write_lower_bound(out, diameter.lower);
}

void write_near_certificate(std::ostream& out, const Model& model, const Network& near,
                            const Rational& radius, std::size_t rank) {
  write_head(out, "near");
  write_network(out, "network", model.activation(), model.stated());
  out << ",\n";
  write_network(out, "near", model.activation(), near);
  out << ",\n    \"radius\": " << json_number(radius) << ",\n    \"rank\": " << rank
      << "\n  },\n  \"evidence\": {}\n}\n";
}

}  // namespace isopath
