// isopath bound A B: how far apart the two functions are, at least and at most.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "certificates/format/writer.hpp"
#include "exact/parallel.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/box.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/bound/difference_bound.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string at_least(const Rational& lower) { return shortened_down(lower).to_string(); }
std::string at_most(const Rational& upper) { return shortened_up(upper).to_string(); }

void print_text(std::ostream& out, const Options& options, const Model& a, const Model& b,
                const DifferenceBound& bound, const std::optional<Certified>& certified) {
  out << "s BOUND\n";
  out << "c A: " << in_line(options.a) << ": " << shape(a) << "\n";
  out << "c B: " << in_line(options.b) << ": " << shape(b) << "\n";
  out << "c sup |f_A(x) - f_B(x)| over " << box_in_words(options.box) << ":\n";
  out << "c at least " << at_least(bound.lower) << "\nc at most  " << at_most(bound.upper) << "\n";
  if (!bound.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << ": wider than --relative "
        << options.relative << " asks for\n";
  const DifferenceBound::Output& greatest = bound.outputs[bound.greatest];
  out << "c the lower end is attained in output " << bound.greatest << " at x = " << point(greatest.x)
      << "\n";
  if (certified)
    out << "c the certificate proves: at least " << at_least(certified->lower) << ", at most "
        << at_most(certified->proof.upper) << "\n";
  if (bound.outputs.size() > 1) out << "c by output:\n";
  for (std::size_t k = 0; bound.outputs.size() > 1 && k < std::min(options.most, bound.outputs.size()); ++k)
    out << "c   " << k << ": from " << at_least(bound.outputs[k].lower) << " to "
        << at_most(bound.outputs[k].upper) << (bound.outputs[k].complete ? "" : ", wider than asked for")
        << "\n";
  if (bound.outputs.size() > options.most) out << "c   (--most N lists more)\n";
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Options& options, const Model& a, const DifferenceBound& bound,
                const std::optional<Certified>& certified) {
  Json object{{"lower", at_least(bound.lower)},
              {"upper", at_most(bound.upper)},
              {"complete", bound.complete},
              {"relative", options.relative},
              {"box", options.box.empty() ? Json(nullptr) : Json(options.box)},
              {"cells", bound.cells},
              {"certified", nullptr},
              {"inputs", a.network().inputs()},
              {"outputs", Json::array()}};
  if (certified)
    object["certified"] = {{"lower", at_least(certified->lower)}, {"upper", at_most(certified->proof.upper)}};
  for (const DifferenceBound::Output& output : bound.outputs) {
    Json x = Json::array();
    for (const Rational& entry : output.x) x.push_back(entry.to_string());
    object["outputs"].push_back({{"lower", at_least(output.lower)},
                                 {"upper", at_most(output.upper)},
                                 {"x", std::move(x)},
                                 {"complete", output.complete}});
  }
  out << object.dump() << '\n';
}

}  // namespace

int bound(const Options& options) {
  refuse_overwriting({options.a, options.b}, {options.certificate});
  if (options.a == "-" && options.b == "-")
    throw UsageError("only one of the two networks can be standard input");
  const Rational relative = relative_of(options);
  std::optional<Model> models[2];
  in_parallel(2,
              [&](std::size_t i) { models[i] = read_model(i == 0 ? options.a : options.b, options.model); });
  const Model& a = *models[0];
  const Model& b = *models[1];
  require_same_shape(options.a, a, options.b, b);
  const Domain domain = domain_of(options.box, a.network().inputs());
  note_interrupts();
  DifferenceBound bound;
  std::optional<Certified> certified;
  with_limits(options, "cells bounded:", [&](BoundLimits limits) {
    limits.relative = relative;
    bound = bound_difference(a.network(), b.network(), domain, limits);
  });
  if (!options.certificate.empty()) {
    const DifferenceBound::Output& greatest = bound.outputs[bound.greatest];
    certified = certify_bounds(options, a, b, domain, bound, relative);
    OutputFile certificate(options.certificate);
    write_difference_bound_certificate(
        certificate.stream(), a, b,
        {domain, certified->lower, bound.greatest, greatest.x, &certified->proof});
    certificate.commit();
  }
  std::ostream& out = options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, options, a, bound, certified);
  else
    print_text(out, options, a, b, bound, certified);
  flush_checked(out);
  if (is_interrupted()) end_by_interrupt();
  return bound.complete ? 0 : undecided;
}

}  // namespace isopath::cli
