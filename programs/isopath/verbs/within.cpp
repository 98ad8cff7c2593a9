// isopath equiv A B --within EPS: do the two functions differ by at most EPS, everywhere or on a box?
#include "programs/isopath/verbs/within.hpp"

#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>

#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/box.hpp"

namespace isopath::cli {

namespace {

/// What is found out. `verdict`: do the two differ by at most the threshold?
struct Account {
  TwoModels models;
  Domain domain;
  DifferenceBound bound;
  Truth verdict;
};

Truth verdict_of(const DifferenceBound& bound, const Rational& threshold) {
  if (bound.upper <= threshold) return Truth::proved;
  if (bound.lower > threshold) return Truth::refuted;
  return Truth::undecided;
}

/// A decimal that is still above the threshold, if there is a short one.
Rational refuting_lower(const DifferenceBound& bound, const Rational& threshold) {
  const Rational shorter = shortened_down(bound.lower).value();
  return shorter > threshold ? shorter : bound.lower;
}

std::string verdict_in_words(Truth verdict, const std::string& threshold) {
  switch (verdict) {
    case Truth::proved:
      return "at most " + threshold + ", in every output";
    case Truth::refuted:
      return "more than " + threshold;
    case Truth::undecided:
      return "not known to be at most " + threshold + ", nor to be more";
  }
  return "";
}

const char* status_line(Truth verdict) {
  switch (verdict) {
    case Truth::proved:
      return "s WITHIN\n";
    case Truth::refuted:
      return "s NOT WITHIN\n";
    case Truth::undecided:
      return "s UNDECIDED\n";
  }
  return "";
}

void print_text(std::ostream& out, const EquivOptions& options, const Account& account) {
  const DifferenceBound& bound = account.bound;
  out << status_line(account.verdict);
  out << network_line("A", options.networks.a, account.models.a) << "\n";
  out << network_line("B", options.networks.b, account.models.b) << "\n";
  out << "c sup |f_A(x) - f_B(x)| over " << box_in_words(options.box.box) << " is "
      << verdict_in_words(account.verdict, options.within) << "\n";
  out << "c at least " << shortened_down(bound.lower).to_string() << ", in output " << bound.greatest
      << " at x = " << point(bound.outputs[bound.greatest].x) << "\n";
  if (account.verdict != Truth::refuted)
    out << "c at most  " << shortened_up(bound.upper).to_string() << "\n";
  if (account.verdict == Truth::undecided)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << "\n";
  out << about_the_real_function;
}

Json json_of(const EquivOptions& options, const Account& account) {
  const DifferenceBound& bound = account.bound;
  return {{"within", json_truth(account.verdict)},
          {"epsilon", options.within},
          {"box", or_null(options.box.box)},
          {"lower", shortened_down(bound.lower).to_string()},
          {"upper", shortened_up(bound.upper).to_string()},
          {"output", bound.greatest},
          {"x", json_point(bound.outputs[bound.greatest].x)}};
}

Rational threshold_of(const EquivOptions& options) {
  if (options.as_printed) throw UsageError("--within: only of exact numbers, not with --as-printed");
  const Rational threshold = option_number("--within", options.within);
  if (threshold.sign() < 0)
    throw UsageError("--within: expected a number of at least 0, found " + options.within);
  return threshold;
}

Account decide(const EquivOptions& options, const Rational& threshold) {
  Account account{options.networks.read(), {}, {}, Truth::undecided};
  const Network& a = account.models.a.network();
  const Network& b = account.models.b.network();
  account.domain = domain_of(options.box.box, a.inputs());
  note_interrupts();
  with_limits(options.box.seconds, "cells bounded:", [&](BoundLimits limits) {
    limits.threshold = threshold;
    account.bound = bound_difference(a, b, account.domain, limits);
  });
  account.verdict = verdict_of(account.bound, threshold);
  return account;
}

/// `proof`: that the two are within the threshold; null if they are not.
void certify(std::ostream& out, const Account& account, const Rational& threshold,
             const DifferenceProof* proof) {
  const DifferenceBound& bound = account.bound;
  const Rational lower = proof == nullptr ? refuting_lower(bound, threshold) : Rational();
  write_difference_bound_certificate(
      out, account.models.a, account.models.b,
      {account.domain, lower, bound.greatest, bound.outputs[bound.greatest].x, proof});
}

std::string no_proof_within(double seconds) {
  std::ostringstream text;
  text << "isopath: no certificate was found within --time " << seconds << ": none is written";
  return text.str();
}

}  // namespace

int equiv_within(const EquivOptions& options) {
  const Rational threshold = threshold_of(options);
  const Account account = decide(options, threshold);
  WrittenFile certificate{options.certificate.file, {}};
  Answer result{exits::of_claim(account.verdict),
                [&](std::ostream& out) { print_text(out, options, account); },
                [&] { return json_of(options, account); }};
  std::optional<DifferenceProof> proof;
  if (account.verdict == Truth::proved && !certificate.name.empty()) {
    proof = prove_within(options.box.seconds, account.models.a, account.models.b, account.domain, threshold);
    if (!proof) {
      result.exit_code = exits::out_of_resources;
      result.remark = no_proof_within(options.box.seconds);
    }
  }
  if (proof || account.verdict == Truth::refuted)
    certificate.write = [&](std::ostream& out) {
      certify(out, account, threshold, proof ? &*proof : nullptr);
    };
  result.files = {std::move(certificate)};
  return answer(options.form.json, result);
}

}  // namespace isopath::cli
