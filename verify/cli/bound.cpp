// isopath bound A B: how far apart the two functions are, at least and at most.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "exact/parallel.hpp"
#include "verify/cli/bound_options.hpp"
#include "verify/cli/interrupt.hpp"
#include "verify/cli/output.hpp"
#include "verify/cli/text.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/difference_bound.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

void print_text(std::ostream& out, const Options& options, const Model& a, const Model& b,
                const DifferenceBound& bound) {
  out << "s BOUND\n";
  out << "c A: " << options.a << ": " << shape(a) << "\n";
  out << "c B: " << options.b << ": " << shape(b) << "\n";
  out << "c sup |f_A(x) - f_B(x)| over " << (options.box.empty() ? "all x" : "the box " + options.box)
      << ":\n";
  out << "c at least " << at_least(bound.lower) << "\nc at most  " << at_most(bound.upper) << "\n";
  if (!bound.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << ": wider than --relative "
        << options.relative << " asks for\n";
  const DifferenceBound::Output& greatest = bound.outputs[bound.greatest];
  out << "c the lower end is attained in output " << bound.greatest << " at x = " << point(greatest.x)
      << "\n";
  if (bound.outputs.size() > 1) out << "c by output:\n";
  for (std::size_t k = 0; bound.outputs.size() > 1 && k < std::min(options.most, bound.outputs.size()); ++k)
    out << "c   " << k << ": from " << at_least(bound.outputs[k].lower) << " to "
        << at_most(bound.outputs[k].upper) << (bound.outputs[k].complete ? "" : ", wider than asked for")
        << "\n";
  if (bound.outputs.size() > options.most) out << "c   (--most N lists more)\n";
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Options& options, const Model& a, const DifferenceBound& bound) {
  Json object{{"lower", at_least(bound.lower)},
              {"upper", at_most(bound.upper)},
              {"complete", bound.complete},
              {"relative", options.relative},
              {"box", options.box.empty() ? Json(nullptr) : Json(options.box)},
              {"cells", bound.cells},
              {"inputs", a.network().inputs()},
              {"outputs", Json::array()}};
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
  if (options.a == "-" && options.b == "-")
    throw UsageError("only one of the two networks can be standard input");
  require_relative(options);
  std::optional<Model> models[2];
  in_parallel(2,
              [&](std::size_t i) { models[i] = read_model(i == 0 ? options.a : options.b, options.model); });
  const Model& a = *models[0];
  const Model& b = *models[1];
  require_same_shape(options.a, a, options.b, b);
  const DifferenceBound bound = bound_with_progress(options, a.network(), b.network());
  if (options.json)
    print_json(std::cout, options, a, bound);
  else
    print_text(std::cout, options, a, b, bound);
  flush_checked(std::cout);
  if (is_interrupted()) end_by_interrupt();
  return bound.complete ? 0 : undecided;
}

}  // namespace isopath::cli
