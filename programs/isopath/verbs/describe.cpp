// isopath describe A: width, rank, why each redundant unit is redundant, and the dimension of the class.
#include <ostream>
#include <utility>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/distances/dimension.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/redundancy.hpp"

namespace isopath::cli {

namespace {

using Reason = RedundantUnit::Reason;

struct Options {
  OneNetwork network;
  AnswerOptions form;

  void add_to(CLI::App& parser);
  int run() const;
};

/// All that is printed.
struct Account {
  const Model& model;
  std::size_t rank;
  Redundancy redundancy;
  ClassDimension of_class;
};

const char* name(Reason reason) {
  switch (reason) {
    case Reason::blank:
      return "blank";
    case Reason::constant:
      return "constant";
    case Reason::copy:
      return "copy";
    case Reason::negated_copy:
      return "negated_copy";
    case Reason::cancels:
      return "cancels";
  }
  return "";
}

std::string sentence(const RedundantUnit& unit, Reason reason, const Redundancy& all) {
  switch (reason) {
    case Reason::blank:
      return "blank (a = 0)";
    case Reason::constant:
      return "constant (b = 0)";
    case Reason::copy:
      return "copy of unit " + std::to_string(unit.original) + " (same incoming pair)";
    case Reason::negated_copy:
      return "negated copy of unit " + std::to_string(unit.original) + " (opposite incoming pair)";
    case Reason::cancels:
      return "part of a group that cancels: " + units(all.cancelling_groups[unit.group]);
  }
  return "";
}

/// Half the codimension of the class: docs/mathematics.md, section 8.
std::string threshold_bound(const ClassDimension& of_class) {
  return Rational::fraction(of_class.parameters - of_class.dimension, 2).to_string();
}

Json json_unit(const RedundantUnit& unit) {
  Json object{{"unit", unit.unit}, {"reasons", Json::array()}};
  for (const Reason reason : unit.reasons) {
    object["reasons"].push_back(name(reason));
    if (reason == Reason::copy || reason == Reason::negated_copy) object["of"] = unit.original;
    if (reason == Reason::cancels) object["cancelling_group"] = unit.group;
  }
  return object;
}

Json json_of(const Account& account) {
  const Network& network = account.model.network();
  Json units = Json::array();
  for (const RedundantUnit& unit : account.redundancy.units) units.push_back(json_unit(unit));
  return {{"width", network.width()},
          {"rank", account.rank},
          {"inputs", network.inputs()},
          {"outputs", network.outputs()},
          {"activation", name_of(account.model.activation())},
          {"reducible", account.rank < network.width()},
          {"redundant_units", std::move(units)},
          {"cancelling_groups", account.redundancy.cancelling_groups},
          {"parameters", account.of_class.parameters},
          {"class_dimension", account.of_class.dimension},
          {"class_dimension_exact", account.of_class.exact},
          {"threshold_bound", threshold_bound(account.of_class)}};
}

void print_units(std::ostream& out, const Redundancy& redundancy, std::size_t most) {
  for (std::size_t i = 0; i < redundancy.units.size(); ++i) {
    if (i == most) {
      out << "c and " << redundancy.units.size() - i << " more (--most N lists more)\n";
      break;
    }
    const RedundantUnit& unit = redundancy.units[i];
    out << "c unit " << unit.unit << ": ";
    for (std::size_t k = 0; k < unit.reasons.size(); ++k)
      out << (k == 0 ? "" : " and ") << sentence(unit, unit.reasons[k], redundancy);
    out << "\n";
  }
}

void print_text(std::ostream& out, const Options& options, const Account& account) {
  const std::size_t width = account.model.network().width();
  const ClassDimension& of_class = account.of_class;
  out << "s DESCRIBED\n"
      << "c " << in_line(options.network.a) << ": " << shape(account.model) << "\n"
      << "c rank " << account.rank << " of " << width << ": "
      << (account.rank < width ? "reducible, " + counted(width - account.rank, "redundant unit")
                               : std::string("irreducible"))
      << "\n";
  print_units(out, account.redundancy, options.form.most);
  out << "c local dimension of its class: " << (of_class.exact ? "" : "at least ") << of_class.dimension
      << " of " << of_class.parameters << "; real log canonical threshold at most "
      << threshold_bound(of_class) << "\n"
      << about_the_real_function;
}

void Options::add_to(CLI::App& parser) {
  network.add_to(parser);
  form.add_to(parser);
}

int Options::run() const {
  const Model model = network.read();
  const CanonicalForm canonical = canonical_form(model.network());
  const Account account{model, canonical.rank(), redundant_units(model.network(), canonical),
                        local_dimension(model.network())};
  return answer(form.json, {exits::holds, [&](std::ostream& out) { print_text(out, *this, account); },
                            [&] { return json_of(account); }});
}

}  // namespace

const Verb verbs::describe{"describe", "width, rank, and why each redundant unit is redundant",
                           prepare<Options>};

}  // namespace isopath::cli
