// isopath bound A B: how far apart the two functions are, at least and at most.
#include <algorithm>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "exact/decimal.hpp"
#include "exact/number_text.hpp"
#include "exact/parallel.hpp"
#include "verify/cli/interrupt.hpp"
#include "verify/cli/output.hpp"
#include "verify/cli/progress.hpp"
#include "verify/cli/text.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/difference_bound.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr long digits = 15;  // more than the least --relative asks for

std::string at_least(const Rational& lower) { return round_down(lower, digits).to_string(); }
std::string at_most(const Rational& upper) { return round_up(upper, digits).to_string(); }

Rational number(const std::string& option, const std::string& text) {
  try {
    return read_rational(text);
  } catch (const NumberTextError& error) {
    throw UsageError(option + " " + text + ": " + error.what());
  }
}

/// LO:HI, exact numbers or -inf and inf.
InputRange input_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) throw UsageError("--box: expected LO:HI, found " + isopath::quoted(text));
  const std::string low = text.substr(0, colon);
  const std::string high = text.substr(colon + 1);
  InputRange range;
  if (low != "-inf") range.lower = number("--box", low);
  if (high != "inf") range.upper = number("--box", high);
  if (range.lower && range.upper && *range.lower > *range.upper)
    throw UsageError("--box " + text + ": the lower end is above the upper one");
  return range;
}

/// One range for all inputs, or one for each.
Domain domain_of(const std::string& box, std::size_t inputs) {
  if (box.empty()) return Domain(inputs);
  std::vector<InputRange> ranges;
  for (std::size_t begin = 0; begin <= box.size();) {
    const std::size_t end = std::min(box.find(',', begin), box.size());
    ranges.push_back(input_range(box.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (ranges.size() == 1) return Domain(inputs, ranges.front());
  if (ranges.size() != inputs)
    throw UsageError("--box: expected one range for all inputs or one for each of " + std::to_string(inputs) +
                     ", found " + std::to_string(ranges.size()));
  return ranges;
}

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
  const Rational relative = number("--relative", options.relative);
  if (relative < Rational::power_of_ten(-12) || relative > Rational(1))
    throw UsageError("--relative: expected a number from 1e-12 to 1, found " + options.relative);
  std::optional<Model> models[2];
  in_parallel(2,
              [&](std::size_t i) { models[i] = read_model(i == 0 ? options.a : options.b, options.model); });
  const Model& a = *models[0];
  const Model& b = *models[1];
  require_same_shape(options.a, a, options.b, b);
  const Domain domain = domain_of(options.box, a.network().inputs());
  note_interrupts();
  DifferenceBound bound;
  {
    ProgressLine line("cells bounded:");
    std::mutex mutex;
    const auto interrupted = [&](std::size_t cells) {
      if (const std::unique_lock lock(mutex, std::try_to_lock); lock) line.show(cells);
      return is_interrupted();
    };
    bound = bound_difference(a.network(), b.network(), domain,
                             {relative, std::chrono::duration<double>(options.seconds), interrupted});
  }
  if (options.json)
    print_json(std::cout, options, a, bound);
  else
    print_text(std::cout, options, a, b, bound);
  flush_checked(std::cout);
  if (is_interrupted()) end_by_interrupt();
  return bound.complete ? 0 : undecided;
}

}  // namespace isopath::cli
