// isopath equiv A B: are the two the same function, why, and if not where they differ.
#include "programs/isopath/verbs/equiv.hpp"

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>
#include <variant>

#include "exact/parallel.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/equiv_uncertain.hpp"
#include "programs/isopath/verbs/proof.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "programs/isopath/verbs/within.hpp"
#include "verify/networks/rounding.hpp"
#include "verify/tanh/equivalence/correspondence.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"

namespace isopath::cli {

namespace {

/// All that is printed, worked out before a line of it is.
struct Account {
  Equivalence verdict;
  std::vector<Counterpart> counterparts;
  Unmatched unmatched;
  Truth after_binary64 = Truth::undecided;  // of the two with their numbers rounded to that format
  Truth after_binary32 = Truth::undecided;
  std::optional<Witness> witness;
};

Truth truth_of(const Equivalence& verdict) { return verdict.equivalent ? Truth::proved : Truth::refuted; }

/// Whether the two would be equivalent if their numbers were rounded; undecided if that can't be said
/// (verify/networks/rounding.hpp).
Truth after_rounding(FloatFormat format, const Model& a, const Model& b, const Equivalence& exact) {
  if (holds(format, a) && holds(format, b)) return truth_of(exact);
  const auto rounded_a = round_model(format, a);
  const auto rounded_b = round_model(format, b);
  if (!rounded_a || !rounded_b) return Truth::undecided;
  return truth_of(decide_equivalence(rounded_a->network(), rounded_b->network()));
}

Account account_for(const Model& a, const Model& b, std::size_t most) {
  Account account{
      decide_equivalence(a.network(), b.network()), {}, {0, 0, {}}, Truth::undecided, Truth::undecided, {}};
  const Equivalence& verdict = account.verdict;
  account.counterparts = counterparts(a.network(), b.network(), verdict, most);
  in_parallel(2, [&](std::size_t i) {
    if (i == 0) account.after_binary64 = after_rounding(FloatFormat::binary64, a, b, verdict);
    if (i == 1) account.after_binary32 = after_rounding(FloatFormat::binary32, a, b, verdict);
  });
  if (!verdict.equivalent) {
    account.unmatched = units_without_partner(a.network(), b.network(), verdict, most);
    account.witness = find_witness(a, b, verdict);
  }
  return account;
}

std::string side(const Counterpart& counterpart, std::size_t network) {
  std::vector<std::uint32_t> same;
  std::vector<std::uint32_t> flipped;
  for (const Member& member : counterpart.units)
    if (member.network == network)
      (member.flipped == counterpart.units.front().flipped ? same : flipped).push_back(member.unit);
  if (same.empty() && flipped.empty()) return "";
  std::string text = same.empty() ? "" : units(same);
  if (!flipped.empty()) text += (same.empty() ? "flipped " : " and flipped ") + units(flipped);
  text += network == 0 ? " of A" : " of B";
  return text + (same.size() + flipped.size() > 1 ? ", merged" : "");
}

void print_counterpart(std::ostream& out, const Counterpart& counterpart) {
  const std::string of_a = side(counterpart, 0);
  const std::string of_b = side(counterpart, 1);
  out << "c   ";
  if (counterpart.zero_in_a && counterpart.zero_in_b)
    out << of_a << (of_a.empty() || of_b.empty() ? "" : "; ") << of_b << ": cancel\n";
  else if (of_a.empty() || of_b.empty())
    out << of_a << of_b << ": no unit of " << (of_a.empty() ? "A" : "B") << " has this incoming pair\n";
  else
    out << of_a << " = " << of_b << (counterpart.differs ? ": other weights\n" : "\n");
}

void print_unmatched(std::ostream& out, const UnitWithoutPartner& unit) {
  const char* here = unit.network == 0 ? "A" : "B";
  const char* there = unit.network == 0 ? "B" : "A";
  out << "c   " << units(unit.units) << " of " << here << (unit.units.size() > 1 ? " merged" : "");
  if (unit.nearest.empty()) {
    out << ": nothing left in " << there << " to compare with\n";
    return;
  }
  out << ": nearest " << units(unit.nearest) << (unit.flipped ? " flipped" : "") << " of " << there << ", "
      << (unit.entries_that_differ == 1 ? "1 entry differs"
                                        : std::to_string(unit.entries_that_differ) + " entries differ")
      << (unit.largest.size() < unit.entries_that_differ ? ", most" : "") << "\n";
  for (const EntryDifference& entry : unit.largest)
    out << "c     " << entry.entry << ": " << readable(entry.here) << " in " << here << ", "
        << readable(entry.there) << " in " << there << "\n";
}

const char* rounded_in_words(Truth equivalent) {
  switch (equivalent) {
    case Truth::proved:
      return "equivalent";
    case Truth::refuted:
      return "inequivalent";
    case Truth::undecided:
      return "can't be said (a number would overflow, or is too near a tie)";
  }
  return "";
}

void print_rounding(std::ostream& out, const char* format, Truth equivalent) {
  out << "c with every number rounded to " << format << ": " << rounded_in_words(equivalent) << "\n";
}

void print_differences(std::ostream& out, const Account& account, std::size_t most) {
  out << witness_line(account.witness);
  if (account.unmatched.in_a + account.unmatched.in_b > 0)
    out << "c canonical units without partner: " << account.unmatched.in_a << " of A, "
        << account.unmatched.in_b << " of B\n";
  for (const UnitWithoutPartner& unit : account.unmatched.listed) print_unmatched(out, unit);
  const auto& outputs = account.verdict.differing_outputs;
  if (outputs.empty()) return;
  out << "c output biases differ (constants folded in): output";
  for (std::size_t i = 0; i < std::min(most, outputs.size()); ++i) out << " " << outputs[i];
  out << "\n";
}

void print_text(std::ostream& out, const EquivOptions& options, const Model& a, const Model& b,
                const Account& account) {
  const Equivalence& verdict = account.verdict;
  const std::size_t most = options.form.most;
  out << (verdict.equivalent ? "s EQUIVALENT\n" : "s INEQUIVALENT\n");
  out << network_line("A", options.networks.a, a) << ", rank " << verdict.rank_a << "\n";
  out << network_line("B", options.networks.b, b) << ", rank " << verdict.rank_b << "\n";
  if (!verdict.equivalent) print_differences(out, account, most);
  if (!account.counterparts.empty()) out << "c units that correspond:\n";
  for (const Counterpart& counterpart : account.counterparts) print_counterpart(out, counterpart);
  if (account.counterparts.size() == most) out << "c   (--most N lists more)\n";
  print_rounding(out, "binary64", account.after_binary64);
  print_rounding(out, "binary32", account.after_binary32);
  out << about_the_real_function;
}

Json json_counterpart(const Counterpart& counterpart) {
  Json sides[2] = {Json::array(), Json::array()};
  for (const Member& member : counterpart.units)
    sides[member.network].push_back(
        {{"unit", member.unit}, {"flipped", member.flipped != counterpart.units.front().flipped}});
  return {{"a", sides[0]},
          {"b", sides[1]},
          {"cancels_in_a", counterpart.zero_in_a},
          {"cancels_in_b", counterpart.zero_in_b},
          {"same_weights", !counterpart.differs}};
}

Json json_unmatched(const UnitWithoutPartner& unit) {
  Json object{{"network", unit.network == 0 ? "a" : "b"},
              {"units", unit.units},
              {"nearest", unit.nearest},
              {"flipped", unit.flipped},
              {"entries_that_differ", unit.entries_that_differ},
              {"largest_differences", Json::array()}};
  for (const EntryDifference& entry : unit.largest)
    object["largest_differences"].push_back(
        {{"entry", entry.entry}, {"here", entry.here.to_string()}, {"there", entry.there.to_string()}});
  return object;
}

Json json_of(const Model& a, const Model& b, const Account& account) {
  const Equivalence& verdict = account.verdict;
  Json object{
      {"equivalent", verdict.equivalent},
      {"rank_a", verdict.rank_a},
      {"rank_b", verdict.rank_b},
      {"width_a", a.network().width()},
      {"width_b", b.network().width()},
      {"inputs", a.network().inputs()},
      {"outputs", a.network().outputs()},
      {"rounded",
       {{"binary64", json_truth(account.after_binary64)}, {"binary32", json_truth(account.after_binary32)}}},
      {"witness", json_witness(account.witness)},
      {"differing_outputs", verdict.differing_outputs},
      {"without_partner",
       {{"in_a", account.unmatched.in_a}, {"in_b", account.unmatched.in_b}, {"units", Json::array()}}},
      {"counterparts", Json::array()}};
  for (const UnitWithoutPartner& unit : account.unmatched.listed)
    object["without_partner"]["units"].push_back(json_unmatched(unit));
  for (const Counterpart& counterpart : account.counterparts)
    object["counterparts"].push_back(json_counterpart(counterpart));
  return object;
}

/// The two are networks with exact numbers.
int equiv_exact(const EquivOptions& options, const Model& a, const Model& b) {
  const Account account = account_for(a, b, options.form.most);
  return answer(options.form.json, {exits::of_claim(account.verdict.equivalent),
                                    [&](std::ostream& out) { print_text(out, options, a, b, account); },
                                    [&] { return json_of(a, b, account); },
                                    {{options.certificate.file, [&](std::ostream& out) {
                                        certify_equivalence(out, a, b, account.verdict, account.witness);
                                      }}}});
}

}  // namespace

void EquivOptions::add_to(CLI::App& parser) {
  networks.add_to(parser);
  parser.add_option("--within", within, "do the two differ by at most this, everywhere or on a box?")
      ->check(not_empty());
  box.add_to(parser);
  parser.add_flag("--as-printed", as_printed,
                  "every decimal stands for all numbers that round to it: are A and B the same function for "
                  "all of them, or for none?");
  form.add_to(parser);
  certificate.add_to(parser);
}

int EquivOptions::run() const {
  refuse_overwriting(networks.files(), {certificate.file});
  networks.require_one_standard_input();
  if (!box.box.empty() && within.empty()) throw UsageError("--box: only with --within");
  if (!within.empty()) return equiv_within(*this);
  std::optional<StatedModel> models[2];
  in_parallel(2, [&](std::size_t i) {
    models[i] = read_stated_model(i == 0 ? networks.a : networks.b, networks.reading.model,
                                  as_printed ? Ranges::as_printed : Ranges::stated);
  });
  networks.require_same_shape(some_member(*models[0]), some_member(*models[1]));
  const Model* const a = std::get_if<Model>(&*models[0]);
  const Model* const b = std::get_if<Model>(&*models[1]);
  if (a != nullptr && b != nullptr) return equiv_exact(*this, *a, *b);
  return equiv_uncertain(*this, as_uncertain(std::move(*models[0])), as_uncertain(std::move(*models[1])));
}

const Verb verbs::equiv{"equiv", "are A and B the same function?", prepare<EquivOptions>};

}  // namespace isopath::cli
