// isopath equiv A B where numbers have a radius: are the two the same function for all values, or for none.
#include "programs/isopath/verbs/equiv_uncertain.hpp"

#include <ostream>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "verify/tanh/uncertain/equivalence.hpp"

namespace isopath::cli {

namespace {

using Verdict = UncertainEquivalence::Verdict;

const char* letter(std::size_t network) { return network == 0 ? "A" : "B"; }

std::string line_of(const std::string& file, const UncertainModel& model, std::size_t uncertain,
                    const std::optional<std::size_t>& rank) {
  return file + ": " + shape(model.lower) + ", " + counted(uncertain, "number") + " with a radius, rank " +
         (rank ? std::to_string(*rank) : "not known for all values") + "\n";
}

std::string lasting(const LastingUnit& unit) {
  std::string text = "c for all values, unit " + std::to_string(unit.unit) + " of " + letter(unit.network);
  if (unit.partners.empty())
    return text + " has another incoming pair, up to sign, than every other unit of A and B\n";
  text += " has weights that do not cancel against those of the units that can have its incoming pair:";
  for (const LastingUnit::Partner& partner : unit.partners)
    text += (&partner == unit.partners.data() ? " unit " : ", ") + std::to_string(partner.unit) + " of " +
            letter(partner.network);
  return text + "\n";
}

std::string entry(std::size_t place, std::size_t inputs) {
  return place < inputs ? "b[" + std::to_string(place) + "]" : "c";
}

/// "0.7125 to 0.7135 in A", as stated.
std::string range_in(std::size_t network, const UncertainModel& model, std::size_t unit, std::size_t place) {
  const Network& lower = model.lower.stated();
  const Network& upper = model.upper.stated();
  const Rational low = lower.numbers.value(lower.row(unit)[place]);
  const Rational high = upper.numbers.value(upper.row(unit)[place]);
  return (low == high ? readable(low) : readable(low) + " to " + readable(high)) + " in " + letter(network);
}

void print_nearest(std::ostream& out, const LastingUnit& unit, const UncertainModel& here,
                   const UncertainModel& there) {
  const LastingUnit::Nearest& nearest = *unit.nearest;
  const std::size_t other = 1 - unit.network;
  out << "c   nearest unit " << nearest.unit << (nearest.opposite ? " flipped" : "") << " of "
      << letter(other) << ", apart in " << counted(nearest.apart, "number")
      << (nearest.apart > 1 ? ", the first of them " : ": ") << entry(nearest.place, here.inputs()) << ": "
      << range_in(unit.network, here, unit.unit, nearest.place) << ", "
      << range_in(other, there, nearest.unit, nearest.place) << "\n";
}

void print_difference(std::ostream& out, const UncertainModel& a, const UncertainModel& b,
                      const UncertainEquivalence& verdict) {
  out << "c f_A and f_B differ for all values of the numbers with a radius\n";
  if (verdict.witness)
    out << witness_line(verdict.witness) << "c   (the interval holds the difference for all values)\n";
  else
    out << "c no point was found where an enclosure for all values excludes 0; the algebra decides\n";
  if (verdict.lasting_unit) {
    out << lasting(*verdict.lasting_unit);
    const bool in_a = verdict.lasting_unit->network == 0;
    if (verdict.lasting_unit->nearest) print_nearest(out, *verdict.lasting_unit, in_a ? a : b, in_a ? b : a);
  }
  if (verdict.lasting_bias)
    out << "c for all values, output biases differ (constants folded in): output " << *verdict.lasting_bias
        << "\n";
}

void print_undecided(std::ostream& out, const UncertainEquivalence& verdict) {
  if (verdict.equal_for_some == Truth::proved)
    out << "c it depends on the values: for some f_A = f_B, for others not\n";
  else
    out << "c for some values f_A and f_B differ; whether they differ for all is not known\n";
  if (verdict.midpoints_equivalent)
    out << "c with the values in the middle: f_A = f_B\n";
  else
    out << "c with the values in the middle the functions differ:\n"
        << witness_line(verdict.midpoint_witness);
}

void print_text(std::ostream& out, const EquivOptions& options, const UncertainModel& a,
                const UncertainModel& b, const UncertainEquivalence& verdict) {
  out << (verdict.equivalent == Verdict::undecided ? "s UNDECIDED\n"
          : verdict.equivalent == Verdict::for_all ? "s EQUIVALENT\n"
                                                   : "s INEQUIVALENT\n");
  out << "c A: " << line_of(in_line(options.networks.a), a, uncertain_numbers(a), verdict.rank_a);
  out << "c B: " << line_of(in_line(options.networks.b), b, uncertain_numbers(b), verdict.rank_b);
  if (verdict.equivalent == Verdict::undecided)
    print_undecided(out, verdict);
  else if (verdict.equivalent == Verdict::for_all)
    out << "c f_A = f_B for all values: neither function depends on a number with a radius\n";
  else
    print_difference(out, a, b, verdict);
  out << about_the_real_function;
}

Json json_verdict(Verdict verdict) {
  return verdict == Verdict::undecided ? Json(nullptr) : Json(verdict == Verdict::for_all);
}

Json json_lasting(const std::optional<LastingUnit>& unit, std::size_t inputs) {
  if (!unit) return nullptr;
  const auto named = [](std::size_t network, std::size_t number) {
    return Json{{"network", network == 0 ? "a" : "b"}, {"unit", number}};
  };
  Json object = named(unit->network, unit->unit);
  object["can_merge_with"] = Json::array();
  for (const LastingUnit::Partner& partner : unit->partners)
    object["can_merge_with"].push_back(named(partner.network, partner.unit));
  if (unit->nearest)
    object["nearest"] = {{"unit", unit->nearest->unit},
                         {"flipped", unit->nearest->opposite},
                         {"entries_apart", unit->nearest->apart},
                         {"entry", entry(unit->nearest->place, inputs)}};
  return object;
}

Json json_of(const UncertainModel& a, const UncertainModel& b, const UncertainEquivalence& verdict) {
  return {
      {"equivalent", json_verdict(verdict.equivalent)},
      {"equal_for_some", json_truth(verdict.equal_for_some)},
      {"rank_a", or_null(verdict.rank_a)},
      {"rank_b", or_null(verdict.rank_b)},
      {"width_a", a.width()},
      {"width_b", b.width()},
      {"inputs", a.inputs()},
      {"outputs", a.outputs()},
      {"uncertain_a", uncertain_numbers(a)},
      {"uncertain_b", uncertain_numbers(b)},
      {"witness", json_witness(verdict.witness)},
      {"lasting_unit", json_lasting(verdict.lasting_unit, a.inputs())},
      {"lasting_bias", or_null(verdict.lasting_bias)},
      {"midpoints",
       {{"equivalent", verdict.midpoints_equivalent}, {"witness", json_witness(verdict.midpoint_witness)}}}};
}

int exit_code(Verdict verdict) {
  switch (verdict) {
    case Verdict::for_all:
      return exits::holds;
    case Verdict::for_none:
      return exits::does_not_hold;
    case Verdict::undecided:
      return exits::undecided;
  }
  return exits::fault;
}

}  // namespace

int equiv_uncertain(const EquivOptions& options, const UncertainModel& a, const UncertainModel& b) {
  if (!options.certificate.file.empty())
    throw UsageError("--certificate: there is none about networks with numbers with a radius");
  const UncertainEquivalence verdict = decide_equivalence(a, b);
  return answer(options.form.json, {exit_code(verdict.equivalent),
                                    [&](std::ostream& out) { print_text(out, options, a, b, verdict); },
                                    [&] { return json_of(a, b, verdict); }});
}

}  // namespace isopath::cli
