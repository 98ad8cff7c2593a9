// isopath describe A: width, rank, why each redundant unit is redundant, and the dimension of the class.
#include <iostream>
#include <nlohmann/json.hpp>

#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/distances/dimension.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/equivalence/redundancy.hpp"

namespace isopath::cli {

namespace {

using Reason = RedundantUnit::Reason;

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

void print_json(const Model& model, const CanonicalForm& form, const Redundancy& redundancy,
                const ClassDimension& of_class) {
  const Network& network = model.network();
  nlohmann::ordered_json units = nlohmann::ordered_json::array();
  for (const RedundantUnit& unit : redundancy.units) {
    nlohmann::ordered_json entry{{"unit", unit.unit}, {"reasons", nlohmann::ordered_json::array()}};
    for (const Reason reason : unit.reasons) {
      entry["reasons"].push_back(name(reason));
      if (reason == Reason::copy || reason == Reason::negated_copy) entry["of"] = unit.original;
      if (reason == Reason::cancels) entry["cancelling_group"] = unit.group;
    }
    units.push_back(std::move(entry));
  }
  const nlohmann::ordered_json object{
      {"width", network.width()},
      {"rank", form.rank()},
      {"inputs", network.inputs()},
      {"outputs", network.outputs()},
      {"activation", name_of(model.activation())},
      {"reducible", form.rank() < network.width()},
      {"redundant_units", std::move(units)},
      {"cancelling_groups", redundancy.cancelling_groups},
      {"parameters", of_class.parameters},
      {"class_dimension", of_class.dimension},
      {"class_dimension_exact", of_class.exact},
      {"threshold_bound", threshold_bound(of_class)},
  };
  std::cout << object.dump() << '\n';
}

void print_text(const Options& options, const Model& model, const CanonicalForm& form,
                const Redundancy& redundancy, const ClassDimension& of_class) {
  const std::size_t width = model.network().width();
  std::cout << "s DESCRIBED\n"
            << "c " << in_line(options.a) << ": " << shape(model) << "\n"
            << "c rank " << form.rank() << " of " << width << ": "
            << (form.rank() < width ? "reducible, " + counted(width - form.rank(), "redundant unit")
                                    : std::string("irreducible"))
            << "\n";
  for (std::size_t i = 0; i < redundancy.units.size(); ++i) {
    if (i == options.most) {
      std::cout << "c and " << redundancy.units.size() - i << " more (--most N lists more)\n";
      break;
    }
    const RedundantUnit& unit = redundancy.units[i];
    std::cout << "c unit " << unit.unit << ": ";
    for (std::size_t k = 0; k < unit.reasons.size(); ++k)
      std::cout << (k == 0 ? "" : " and ") << sentence(unit, unit.reasons[k], redundancy);
    std::cout << "\n";
  }
  std::cout << "c local dimension of its class: " << (of_class.exact ? "" : "at least ") << of_class.dimension
            << " of " << of_class.parameters << "; real log canonical threshold at most "
            << threshold_bound(of_class) << "\n"
            << about_the_real_function;
}

}  // namespace

int describe(const Options& options) {
  const Model model = read_model(options.a, options.model);
  const CanonicalForm form = canonical_form(model.network());
  const Redundancy redundancy = redundant_units(model.network(), form);
  const ClassDimension of_class = local_dimension(model.network());
  if (options.json)
    print_json(model, form, redundancy, of_class);
  else
    print_text(options, model, form, redundancy, of_class);
  flush_checked(std::cout);
  return 0;
}

}  // namespace isopath::cli
