// isopath equiv A B --within EPS: do the two functions differ by at most EPS, everywhere or on a box?
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
#include "programs/isopath/verbs/within.hpp"

namespace isopath::cli {

namespace {

/// The exit code where a verdict is known, but no certificate that was asked for.
constexpr int out_of_time = 6;

using Json = nlohmann::ordered_json;

/// Nothing if the limits did not suffice.
std::optional<bool> verdict_of(const DifferenceBound& bound, const Rational& threshold) {
  if (bound.upper <= threshold) return true;
  if (bound.lower > threshold) return false;
  return std::nullopt;
}

/// A decimal that is still above the threshold, if there is a short one.
Rational refuting_lower(const DifferenceBound& bound, const Rational& threshold) {
  const Rational shorter = shortened_down(bound.lower).value();
  return shorter > threshold ? shorter : bound.lower;
}

/// False if the search has a proof that no certificate was found for within the limits.
bool write_certificate(const Options& options, const Model& a, const Model& b, const Domain& domain,
                       const DifferenceBound& bound, const Rational& threshold, bool is_within) {
  const std::vector<Rational>& x = bound.outputs[bound.greatest].x;
  DifferenceClaim claim{domain, {}, bound.greatest, x, nullptr};
  std::optional<DifferenceProof> proof;
  if (is_within) {
    proof = prove_within(options, a, b, domain, threshold);
    if (!proof) return false;
    claim.proof = &*proof;
  } else {
    claim.lower = refuting_lower(bound, threshold);
  }
  OutputFile certificate(options.certificate);
  write_difference_bound_certificate(certificate.stream(), a, b, claim);
  certificate.commit();
  return true;
}

void print_text(std::ostream& out, const Options& options, const Model& a, const Model& b,
                const DifferenceBound& bound, const std::optional<bool>& verdict) {
  out << (!verdict ? "s UNDECIDED\n" : *verdict ? "s WITHIN\n" : "s NOT WITHIN\n");
  out << "c A: " << in_line(options.a) << ": " << shape(a) << "\n";
  out << "c B: " << in_line(options.b) << ": " << shape(b) << "\n";
  out << "c sup |f_A(x) - f_B(x)| over " << box_in_words(options.box) << " is "
      << (!verdict   ? "not known to be at most " + options.within + ", nor to be more"
          : *verdict ? "at most " + options.within + ", in every output"
                     : "more than " + options.within)
      << "\n";
  out << "c at least " << shortened_down(bound.lower).to_string() << ", in output " << bound.greatest
      << " at x = " << point(bound.outputs[bound.greatest].x) << "\n";
  if (!verdict || *verdict) out << "c at most  " << shortened_up(bound.upper).to_string() << "\n";
  if (!verdict) out << "c " << (is_interrupted() ? "interrupted" : "out of time") << "\n";
  out << about_the_real_function;
}

void print_json(std::ostream& out, const Options& options, const DifferenceBound& bound,
                const std::optional<bool>& verdict) {
  const DifferenceBound::Output& greatest = bound.outputs[bound.greatest];
  Json x = Json::array();
  for (const Rational& entry : greatest.x) x.push_back(entry.to_string());
  const Json object{{"within", verdict ? Json(*verdict) : Json(nullptr)},
                    {"epsilon", options.within},
                    {"box", options.box.empty() ? Json(nullptr) : Json(options.box)},
                    {"lower", shortened_down(bound.lower).to_string()},
                    {"upper", shortened_up(bound.upper).to_string()},
                    {"output", bound.greatest},
                    {"x", std::move(x)}};
  out << object.dump() << '\n';
}

}  // namespace

int within(const Options& options) {
  if (options.as_printed) throw UsageError("--within: only of exact numbers, not with --as-printed");
  const Rational threshold = option_number("--within", options.within);
  if (threshold.sign() < 0)
    throw UsageError("--within: expected a number of at least 0, found " + options.within);
  std::optional<Model> models[2];
  in_parallel(2,
              [&](std::size_t i) { models[i] = read_model(i == 0 ? options.a : options.b, options.model); });
  const Model& a = *models[0];
  const Model& b = *models[1];
  require_same_shape(options.a, a, options.b, b);
  const Domain domain = domain_of(options.box, a.network().inputs());
  note_interrupts();
  DifferenceBound bound;
  with_limits(options, "cells bounded:", [&](BoundLimits limits) {
    limits.threshold = threshold;
    bound = bound_difference(a.network(), b.network(), domain, limits);
  });
  const std::optional<bool> verdict = verdict_of(bound, threshold);
  const bool is_certified = !verdict || options.certificate.empty() ||
                            write_certificate(options, a, b, domain, bound, threshold, *verdict);
  std::ostream& out = options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, options, bound, verdict);
  else
    print_text(out, options, a, b, bound, verdict);
  flush_checked(out);
  if (!is_certified)
    std::cerr << "isopath: no certificate was found within --time " << options.seconds
              << ": none is written\n";
  if (is_interrupted()) end_by_interrupt();
  if (!is_certified) return out_of_time;
  if (!verdict) return undecided;
  return *verdict ? 0 : 1;
}

}  // namespace isopath::cli
