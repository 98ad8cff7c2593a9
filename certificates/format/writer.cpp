#include "certificates/format/writer.hpp"

#include <array>
#include <string>
#include <vector>

#include "certificates/format/json_out.hpp"
#include "certificates/format/kinds.hpp"
#include "verify/files/write_network.hpp"

namespace isopath {

namespace {

using Kind = CertificateKind;

constexpr std::uint32_t constant = CanonicalForm::Fate::constant;

/// A whole certificate; `claim` and `evidence` write the members of the two objects.
template <typename Claim, typename Evidence>
void write_certificate(std::ostream& out, Kind kind, const Claim& claim, const Evidence& evidence) {
  JsonOut(out).object(Layout::lines, [&](JsonObject& whole) {
    whole["format"].string("isopath-certificate");
    whole["version"].count(1);
    whole["kind"].string(name_of(kind));
    whole["claim"].object(Layout::lines, claim);
    whole["evidence"].object(Layout::lines, evidence);
  });
  out << '\n';
}

/// The evidence of kinds that need none.
void no_evidence(JsonObject& /*evidence*/) {}

// --- parts

void write_network(JsonOut to, Activation activation, const Network& network) {
  to.object(Layout::lines, [&](JsonObject& object) {
    object.members([&](std::ostream& out, const std::string& indent) {
      write_network_keys(out, activation, network, indent);
    });
  });
}

/// A vertex in full.
void write_vertex(JsonOut to, const Network& vertex) {
  to.object(Layout::lines, [&](JsonObject& object) {
    object.members([&](std::ostream& out, const std::string& indent) { write_units(out, vertex, indent); });
  });
}

void write_pair(JsonObject& claim, const Model& a, const Model& b) {
  write_network(claim["a"], a.activation(), a.stated());
  write_network(claim["b"], b.activation(), b.stated());
}

void write_count_or_null(JsonOut to, const std::optional<std::size_t>& count) {
  if (count)
    to.count(*count);
  else
    to.null();
}

template <typename Numbers>
void write_counts(JsonOut to, const Numbers& numbers) {
  to.list(Layout::line, [&](JsonList& list) {
    for (const auto number : numbers) list.next().count(number);
  });
}

void write_numbers(JsonOut to, const std::vector<Rational>& numbers) {
  to.list(Layout::line, [&](JsonList& list) {
    for (const Rational& number : numbers) list.next().json(json_number(number));
  });
}

/// The list "groups" of section 2.
void write_groups(JsonOut to, const std::vector<std::uint32_t>& groups) {
  to.list(Layout::line, [&](JsonList& list) {
    for (const std::uint32_t group : groups)
      if (group == constant)
        list.next().null();
      else
        list.next().count(group);
  });
}

/// The keys x, output and difference.
void write_witness_keys(JsonObject& object, const Witness& witness) {
  write_numbers(object["x"], witness.x);
  object["output"].count(witness.output);
  write_numbers(object["difference"], {witness.lower.value(), witness.upper.value()});
}

// --- equivalence

/// The groups of the units of a and of b, by rule E2 numbered in the order of their first units.
std::array<std::vector<std::uint32_t>, 2> numbered_groups(const Model& a, const Model& b,
                                                          const Equivalence& verdict) {
  std::array<std::vector<std::uint32_t>, 2> groups{std::vector<std::uint32_t>(a.network().width(), constant),
                                                   std::vector<std::uint32_t>(b.network().width(), constant)};
  for (std::uint32_t g = 0; g < verdict.groups.count(); ++g)
    for (const Member& member : verdict.groups.group(g)) groups[member.network][member.unit] = g;
  std::vector<std::uint32_t> number(verdict.groups.count(), constant);
  std::uint32_t next = 0;
  for (auto& list : groups) {
    for (std::uint32_t& g : list) {
      if (g == constant) continue;
      if (number[g] == constant) number[g] = next++;
      g = number[g];
    }
  }
  return groups;
}

void write_equivalent(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict) {
  const auto groups = numbered_groups(a, b, verdict);
  write_certificate(
      out, Kind::equivalent, [&](JsonObject& claim) { write_pair(claim, a, b); },
      [&](JsonObject& evidence) {
        evidence["groups"].object(Layout::lines, [&](JsonObject& object) {
          write_groups(object["a"], groups[0]);
          write_groups(object["b"], groups[1]);
        });
      });
}

/// The oriented pair of the group's units.
void write_oriented_pair(JsonOut to, const Network& network, const Member& leader) {
  std::vector<Number> pair;
  for (const Number x : network.incoming_pair(leader.unit)) pair.push_back(x.negated_if(leader.flipped));
  to.object(Layout::line, [&](JsonObject& object) {
    object["b"].json(json_numbers(NumberRow(pair.data(), network.inputs()), network.numbers));
    object["c"].json(json_number(network.numbers.value(pair.back())));
  });
}

/// Rule N2 or N3: the first group whose sums differ, or the first output whose biases do.
void write_algebra(JsonOut to, const Network& a, const Network& b, const Equivalence& verdict) {
  to.object(Layout::line, [&](JsonObject& algebra) {
    if (verdict.differing_groups.empty()) {
      algebra["output"].count(verdict.differing_outputs.front());
      algebra["pair"].null();
      return;
    }
    const auto group = verdict.groups.group(verdict.differing_groups.front());
    std::size_t output = 0;
    while (weight_sum(a, 0, group, output) == weight_sum(b, 1, group, output)) ++output;
    algebra["output"].count(output);
    write_oriented_pair(algebra["pair"], group.front().network == 0 ? a : b, group.front());
  });
}

void write_inequivalent(std::ostream& out, const Model& a, const Model& b, const Equivalence& verdict,
                        const std::optional<Witness>& witness) {
  write_certificate(
      out, Kind::inequivalent, [&](JsonObject& claim) { write_pair(claim, a, b); },
      [&](JsonObject& evidence) {
        write_algebra(evidence["algebra"], a.network(), b.network(), verdict);
        JsonOut to = evidence["witness"];
        if (witness)
          to.object(Layout::line, [&](JsonObject& object) { write_witness_keys(object, *witness); });
        else
          to.null();
      });
}

// --- paths

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

void write_change(JsonOut to, const Change& change, const Network& now) {
  to.object(Layout::line, [&](JsonObject& object) {
    object["unit"].count(change.unit);
    object["a"].json(change.a ? json_numbers(now.a(change.unit), now.numbers) : "null");
    object["b"].json(change.b ? json_numbers(now.b(change.unit), now.numbers) : "null");
    object["c"].json(change.c ? json_number(now.numbers.value(now.c(change.unit))) : "null");
  });
}

void write_changes(JsonOut to, const std::vector<Change>& changes, bool d_changes, const Network& now) {
  to.object(Layout::lines, [&](JsonObject& vertex) {
    vertex["changes"].list(Layout::lines, [&](JsonList& list) {
      for (const Change& change : changes) write_change(list.next(), change, now);
    });
    vertex.members([&](std::ostream& out, const std::string& indent) {
      out << indent << "\"d\": ";
      if (d_changes)
        write_output_biases(out, now);
      else
        out << "null";
    });
  });
}

void write_next_vertex(JsonOut to, const Network& before, const Network& now) {
  const std::vector<Change> changes = changes_between(before, now);
  const bool d_changes = before.d != now.d;
  if (are_shorter(changes, d_changes, now))
    write_changes(to, changes, d_changes, now);
  else
    write_vertex(to, now);
}

/// The key "path". Two vertices at a time are in memory.
void write_path(JsonObject& claim, const Path& path) {
  Model before = path.vertex(0);
  const PathShape shape = shape_of(before);
  claim["path"].object(Layout::lines, [&](JsonObject& object) {
    object["activation"].string(name_of(shape.activation));
    object["inputs"].count(shape.inputs);
    object["outputs"].count(shape.outputs);
    object["vertices"].list(Layout::lines, [&](JsonList& vertices) {
      write_vertex(vertices.next(), before.stated());
      for (std::size_t k = 1; k < path.vertices(); ++k) {
        Model vertex = vertex_of_shape(path, k, shape);
        write_next_vertex(vertices.next(), before.stated(), vertex.stated());
        before = std::move(vertex);
      }
    });
  });
}

void write_broken_path(std::ostream& out, const Path& path, const std::vector<std::size_t>& broken,
                       const std::optional<Refutation>& refutation) {
  write_certificate(
      out, Kind::path_broken,
      [&](JsonObject& claim) {
        write_path(claim, path);
        write_counts(claim["broken"], broken);
      },
      [&](JsonObject& evidence) {
        JsonOut to = evidence["witness"];
        if (!refutation) return to.null();
        to.object(Layout::line, [&](JsonObject& object) {
          object["segment"].count(broken.front());
          object["t"].json(json_number(refutation->t));
          write_witness_keys(object, refutation->witness);
        });
      });
}

// --- distances

void write_layers(JsonOut to, const std::vector<std::vector<std::string>>& layers) {
  to.list(Layout::lines, [&](JsonList& list) {
    for (const std::vector<std::string>& layer : layers)
      list.next().list(Layout::line, [&](JsonList& classes) {
        for (const std::string& name : layer) classes.next().string(name);
      });
  });
}

/// The key "lower" of the evidence.
void write_lower_bound(JsonObject& evidence, const LowerBound& lower) {
  using Argument = LowerBound::Argument;
  evidence["lower"].object(Layout::line, [&](JsonObject& object) {
    object["argument"].string(name_of(lower.argument));
    write_count_or_null(object["unit"], lower.argument == Argument::unit
                                            ? std::optional<std::size_t>(lower.unit)
                                            : std::nullopt);
    JsonOut layers = object["layers"];
    if (lower.argument == Argument::table)
      write_layers(layers, lower.layers);
    else
      layers.null();
  });
}

// --- bounds of differences

void write_end(JsonOut to, const std::optional<Rational>& end) { to.json(end ? json_number(*end) : "null"); }

void write_domain(JsonOut to, const Domain& domain) {
  to.list(Layout::line, [&](JsonList& list) {
    for (const InputRange& range : domain)
      list.next().list(Layout::line, [&](JsonList& ends) {
        write_end(ends.next(), range.lower);
        write_end(ends.next(), range.upper);
      });
  });
}

void write_cover(JsonOut to, const CoverProof& proof) {
  to.object(Layout::line, [&](JsonObject& object) {
    object["pairs"].list(Layout::line, [&](JsonList& pairs) {
      for (const auto& couple : proof.couples)
        write_counts(pairs.next(),
                     std::array<std::size_t, 3>{couple.unit, couple.partner, couple.is_turned ? 1U : 0U});
    });
    write_counts(object["cells"], proof.cells);
  });
}

/// The key "lower" of the evidence: nothing has to be shown of the bound 0.
void write_point(JsonOut to, const DifferenceClaim& claim) {
  if (claim.lower.is_zero()) return to.null();
  to.object(Layout::line, [&](JsonObject& object) {
    write_numbers(object["x"], claim.x);
    object["output"].count(claim.output);
  });
}

/// The key "upper" of the evidence; `proof` may be null.
void write_proof(JsonOut to, const DifferenceProof* proof) {
  if (proof == nullptr) return to.null();
  to.object(Layout::lines, [&](JsonObject& object) {
    write_numbers(object["scale"], proof->scale);
    object["outputs"].list(Layout::lines, [&](JsonList& outputs) {
      for (const CoverProof& cover : proof->outputs) write_cover(outputs.next(), cover);
    });
  });
}

}  // namespace

void write_canonical_certificate(std::ostream& out, const Model& model, const CanonicalForm& form) {
  std::vector<std::uint32_t> groups;
  groups.reserve(form.fates.size());
  for (const CanonicalForm::Fate& fate : form.fates) groups.push_back(fate.group);
  write_certificate(
      out, Kind::canonical,
      [&](JsonObject& claim) {
        write_network(claim["network"], model.activation(), model.stated());
        write_network(claim["canonical"], Activation::tanh, form.network);
        claim["rank"].count(form.rank());
      },
      [&](JsonObject& evidence) { write_groups(evidence["groups"], groups); });
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
  if (verdict.segments_hold())
    write_certificate(
        out, Kind::path_valid, [&](JsonObject& claim) { write_path(claim, path); }, no_evidence);
  else
    write_broken_path(out, path, verdict.broken, refutation);
}

void write_connected_certificate(std::ostream& out, const Path& path) {
  write_certificate(
      out, Kind::connected,
      [&](JsonObject& claim) {
        write_path(claim, path);
        claim["segments"].count(path.vertices() - 1);
      },
      no_evidence);
}

void write_not_connected_certificate(std::ostream& out, const Model& a, const Model& b) {
  write_certificate(
      out, Kind::not_connected, [&](JsonObject& claim) { write_pair(claim, a, b); }, no_evidence);
}

void write_distance_certificate(std::ostream& out, const Path& path, const LowerBound& lower) {
  write_certificate(
      out, Kind::distance,
      [&](JsonObject& claim) {
        write_path(claim, path);
        claim["lower"].count(lower.segments);
        claim["upper"].count(path.vertices() - 1);
      },
      [&](JsonObject& evidence) { write_lower_bound(evidence, lower); });
}

void write_diameter_certificate(std::ostream& out, const Model& model, const Diameter& diameter) {
  write_certificate(
      out, Kind::diameter,
      [&](JsonObject& claim) {
        write_network(claim["network"], model.activation(), model.stated());
        claim["rank"].count(diameter.rank);
        claim["pair"].list(Layout::lines, [&](JsonList& pair) {
          for (const Model* const member : {&diameter.first, &diameter.last})
            write_vertex(pair.next(), member->stated());
        });
        claim["lower"].count(diameter.lower.segments);
        write_count_or_null(claim["upper"], diameter.upper);
      },
      [&](JsonObject& evidence) { write_lower_bound(evidence, diameter.lower); });
}

void write_difference_bound_certificate(std::ostream& out, const Model& a, const Model& b,
                                        const DifferenceClaim& claim) {
  write_certificate(
      out, Kind::difference_bound,
      [&](JsonObject& object) {
        write_pair(object, a, b);
        write_domain(object["domain"], claim.domain);
        object["lower"].json(json_number(claim.lower));
        object["upper"].json(claim.proof == nullptr ? "null" : json_number(claim.proof->upper));
      },
      [&](JsonObject& evidence) {
        write_point(evidence["lower"], claim);
        write_proof(evidence["upper"], claim.proof);
      });
}

void write_near_certificate(std::ostream& out, const Model& model, const Network& near,
                            const Rational& radius, std::size_t rank) {
  write_certificate(
      out, Kind::near,
      [&](JsonObject& claim) {
        write_network(claim["network"], model.activation(), model.stated());
        write_network(claim["near"], model.activation(), near);
        claim["radius"].json(json_number(radius));
        claim["rank"].count(rank);
      },
      no_evidence);
}

}  // namespace isopath
