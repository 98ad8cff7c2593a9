// isopath bound A B: how far apart the two functions are, at least and at most.
#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/box.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/tanh/bound/difference_bound.hpp"

namespace isopath::cli {

namespace {

struct Options {
  TwoNetworks networks;
  RelativeOption relative;
  BoxOptions box;
  AnswerOptions form;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

/// What is found out.
struct Account {
  TwoModels models;
  Domain domain;
  DifferenceBound bound;
  std::optional<Certified> certified;  // what the certificate proves, if one is asked for
};

std::string at_least(const Rational& lower) { return shortened_down(lower).to_string(); }
std::string at_most(const Rational& upper) { return shortened_up(upper).to_string(); }

void print_outputs(std::ostream& out, const std::vector<DifferenceBound::Output>& outputs, std::size_t most) {
  if (outputs.size() > 1) out << "c by output:\n";
  for (std::size_t k = 0; outputs.size() > 1 && k < std::min(most, outputs.size()); ++k)
    out << "c   " << k << ": from " << at_least(outputs[k].lower) << " to " << at_most(outputs[k].upper)
        << (outputs[k].complete ? "" : ", wider than asked for") << "\n";
  if (outputs.size() > most) out << "c   (--most N lists more)\n";
}

void print_text(std::ostream& out, const Options& options, const Account& account) {
  const DifferenceBound& bound = account.bound;
  out << "s BOUND\n";
  out << network_line("A", options.networks.a, account.models.a) << "\n";
  out << network_line("B", options.networks.b, account.models.b) << "\n";
  out << "c sup |f_A(x) - f_B(x)| over " << box_in_words(options.box.box) << ":\n";
  out << "c at least " << at_least(bound.lower) << "\nc at most  " << at_most(bound.upper) << "\n";
  if (!bound.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << ": wider than --relative "
        << options.relative.text << " asks for\n";
  out << "c the lower end is attained in output " << bound.greatest
      << " at x = " << point(bound.outputs[bound.greatest].x) << "\n";
  if (account.certified)
    out << "c the certificate proves: at least " << at_least(account.certified->lower) << ", at most "
        << at_most(account.certified->proof.upper) << "\n";
  print_outputs(out, bound.outputs, options.form.most);
  out << about_the_real_function;
}

Json json_of(const Options& options, const Account& account) {
  const DifferenceBound& bound = account.bound;
  Json object{{"lower", at_least(bound.lower)},
              {"upper", at_most(bound.upper)},
              {"complete", bound.complete},
              {"relative", options.relative.text},
              {"box", or_null(options.box.box)},
              {"cells", bound.cells},
              {"certified", nullptr},
              {"inputs", account.models.a.network().inputs()},
              {"outputs", Json::array()}};
  if (account.certified)
    object["certified"] = {{"lower", at_least(account.certified->lower)},
                           {"upper", at_most(account.certified->proof.upper)}};
  for (const DifferenceBound::Output& output : bound.outputs)
    object["outputs"].push_back({{"lower", at_least(output.lower)},
                                 {"upper", at_most(output.upper)},
                                 {"x", json_point(output.x)},
                                 {"complete", output.complete}});
  return object;
}

void certify(std::ostream& out, const Account& account) {
  const std::size_t output = account.bound.greatest;
  write_difference_bound_certificate(out, account.models.a, account.models.b,
                                     {account.domain, account.certified->lower, output,
                                      account.bound.outputs[output].x, &account.certified->proof});
}

Account find(const Options& options) {
  const Rational relative = options.relative.value();
  Account account{options.networks.read(), {}, {}, {}};
  const Model& a = account.models.a;
  const Model& b = account.models.b;
  account.domain = domain_of(options.box.box, a.network().inputs());
  note_interrupts();
  with_limits(options.box.seconds, "cells bounded:", [&](BoundLimits limits) {
    limits.relative = relative;
    account.bound = bound_difference(a.network(), b.network(), account.domain, limits);
  });
  if (!options.certificate.file.empty())
    account.certified = certify_bounds(options.box.seconds, a, b, account.domain, account.bound, relative);
  return account;
}

void Options::add_to(CLI::App& parser) {
  networks.add_to(parser);
  relative.add_to(parser);
  box.add_to(parser);
  form.add_to(parser);
  certificate.add_to(parser);
}

int Options::run() const {
  refuse_overwriting(networks.files(), {certificate.file});
  networks.require_one_standard_input();
  const Account account = find(*this);
  return answer(form.json, {account.bound.complete ? exits::holds : exits::undecided,
                            [&](std::ostream& out) { print_text(out, *this, account); },
                            [&] { return json_of(*this, account); },
                            {{certificate.file, [&](std::ostream& out) { certify(out, account); }}}});
}

}  // namespace

const Verb verbs::bound{"bound", "how far apart the functions A and B are, at least and at most",
                        prepare<Options>};

}  // namespace isopath::cli
