// isopath near A --radius EPS: a parameter of small rank near A, and how far its function is from that of A.
// isopath near A --sweep: the smallest ranks found, against the radius.
#include "verify/tanh/near/near.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/box.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/near/rank_curve.hpp"

namespace isopath::cli {

namespace {

struct Options {
  OneNetwork network;
  std::string radius;  // EPS; with --sweep EPS,EPS,... or empty
  bool sweep = false;
  std::string parameter;  // the file for it; empty: it is not written
  RelativeOption relative;
  BoxOptions box;
  AnswerOptions form;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

/// What is found out for one radius.
struct Account {
  Model a;
  Rational radius;
  Near near;
  Model b;  // the parameter near A
  std::size_t rank_of_a;
  DifferenceBound bound;  // of f_A - f_B
};

Rational radius_of(const std::string& text) {
  const Rational radius = option_number("--radius", text);
  if (radius.sign() < 0) throw UsageError("--radius: expected a number >= 0, found " + text);
  return radius;
}

/// "1, 5 (sign turned)".
std::string members(const NearGroup& group) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, group.size()); ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(group[i].unit) +
            (group[i].flipped != group[0].flipped ? " (sign turned)" : "");
  if (group.size() > most) text += " and " + std::to_string(group.size() - most) + " more";
  return text;
}

void print_groups(std::ostream& out, std::size_t most, const std::vector<NearGroup>& groups,
                  const char* what) {
  for (std::size_t g = 0; g < std::min(most, groups.size()); ++g)
    out << "c   " << what << ": units " << members(groups[g]) << "\n";
  if (groups.size() > most) out << "c   (--most N lists more)\n";
}

void print_parameter(std::ostream& out, const Near& near, std::size_t most) {
  out << "c the greatest difference is " << readable(near.change)
      << (near.change.is_zero() ? "" : " (the sup norm)") << "; d stays\n";
  if (near.lower == near.rank)
    out << "c no parameter within the radius has a smaller rank\n";
  else
    out << "c no parameter within the radius has a rank below " << near.lower << "\n";
  if (!near.blank.empty()) out << "c   made blank, a = 0: " << units(near.blank) << "\n";
  if (!near.constant.empty()) out << "c   made constant, b = 0: " << units(near.constant) << "\n";
  print_groups(out, most, near.merged, "one pair");
  print_groups(out, most, near.cancelling, "one pair, weights add up to 0");
}

void print_text(std::ostream& out, const Options& options, const Account& account) {
  const DifferenceBound& bound = account.bound;
  out << "s NEAR\n";
  out << network_line("A", options.network.a, account.a) << ", rank " << account.rank_of_a << "\n";
  out << "c rank " << account.near.rank << ", of a parameter whose numbers differ from those of A by at most "
      << options.radius << "\n";
  print_parameter(out, account.near, options.form.most);
  out << "c sup |f_A(x) - f_B(x)|, B that parameter, over " << box_in_words(options.box.box) << ":\n";
  out << "c at least " << shortened_down(bound.lower).to_string() << "\nc at most  "
      << shortened_up(bound.upper).to_string() << "\n";
  if (!bound.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << ": wider than --relative "
        << options.relative.text << " asks for\n";
  out << about_the_real_function;
}

Json json_groups(const std::vector<NearGroup>& groups) {
  Json list = Json::array();
  for (const NearGroup& group : groups) {
    Json entries = Json::array();
    for (const Member& member : group)
      entries.push_back({{"unit", member.unit}, {"turned", member.flipped != group[0].flipped}});
    list.push_back(std::move(entries));
  }
  return list;
}

Json json_of(const Options& options, const Account& account) {
  const Network& network = account.a.network();
  const Near& near = account.near;
  const DifferenceBound& bound = account.bound;
  return {{"rank", near.rank},
          {"rank_a", account.rank_of_a},
          {"lower_rank", near.lower},
          {"width", network.width()},
          {"radius", account.radius.to_string()},
          {"change", near.change.to_string()},
          {"blank", near.blank},
          {"constant", near.constant},
          {"merged", json_groups(near.merged)},
          {"cancelling", json_groups(near.cancelling)},
          {"difference",
           {{"lower", shortened_down(bound.lower).to_string()},
            {"upper", shortened_up(bound.upper).to_string()},
            {"complete", bound.complete},
            {"box", or_null(options.box.box)}}},
          {"inputs", network.inputs()},
          {"outputs", network.outputs()}};
}

Account find(const Options& options, const Rational& radius, const Rational& relative) {
  Model a = options.network.read();
  const Domain domain = domain_of(options.box.box, a.network().inputs());
  Near near = near_parameter(a.stated(), radius);
  Model b(a.activation(), near.network);
  note_interrupts();
  DifferenceBound bound;
  with_limits(options.box.seconds, "cells bounded:", [&](BoundLimits limits) {
    limits.relative = relative;
    bound = bound_difference(a.network(), b.network(), domain, limits);
  });
  const std::size_t rank_of_a = canonical_form(a.network()).rank();
  return {std::move(a), radius, std::move(near), std::move(b), rank_of_a, std::move(bound)};
}

int find_one(const Options& options) {
  const Rational radius = radius_of(options.radius);
  const Rational relative = options.relative.value();
  refuse_overwriting({options.network.a}, {options.parameter, options.certificate.file});
  const Account account = find(options, radius, relative);
  const auto write_parameter = [&](std::ostream& out) {
    write_network_file(out, account.b.activation(), account.b.stated());
  };
  const auto certify = [&](std::ostream& out) {
    write_near_certificate(out, account.a, account.b.stated(), radius, account.near.rank);
  };
  return answer(options.form.json,
                {exits::holds,
                 [&](std::ostream& out) { print_text(out, options, account); },
                 [&] { return json_of(options, account); },
                 {{options.parameter, write_parameter}, {options.certificate.file, certify}}});
}

// --- rank against radius

std::vector<Rational> radii_of(const std::string& text) {
  std::vector<Rational> radii;
  std::stringstream stream(text);
  for (std::string radius; std::getline(stream, radius, ',');) radii.push_back(radius_of(radius));
  std::sort(radii.begin(), radii.end());
  return radii;
}

RankCurve find_curve(const Options& options, const Network& network) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.box.seconds);
  note_interrupts();
  ProgressLine line("radii searched:");
  const StopSearches stop = [&](std::size_t searches) {
    line.show(searches);
    return is_interrupted() || std::chrono::steady_clock::now() >= end;
  };
  if (options.radius.empty()) return rank_curve(network, stop);
  return ranks_at(network, radii_of(options.radius), stop);
}

/// A radius that was asked for as it is; one that was found is rounded up, and the parameter lies within that
/// radius, too.
std::string shown(const Options& options, const Rational& radius) {
  constexpr long digits = 6;
  return options.radius.empty() ? round_up(radius, digits).to_string() : readable(radius);
}

void print_curve(std::ostream& out, const Options& options, const Model& a, const RankCurve& curve) {
  out << "s SWEPT\n";
  out << network_line("A", options.network.a, a) << "\n";
  const bool are_least =
      std::all_of(curve.points.begin(), curve.points.end(), [](const RankAt& point) { return point.least; });
  out << "c the " << (are_least ? "least ranks" : "smallest ranks found")
      << " within a radius (the sup norm; d stays)" << (are_least ? "" : ", upper bounds of the least")
      << ":\n";
  out << "c     rank  radius\n";
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const std::string radius = shown(options, curve.points[k].radius);
    if (k + 1 < curve.points.size() && shown(options, curve.points[k + 1].radius) == radius) continue;
    const std::string rank = std::to_string(curve.points[k].rank);
    out << "c " << std::string(rank.size() < 8 ? 8 - rank.size() : 0, ' ') << rank << "  " << radius << "\n";
  }
  if (!curve.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time")
        << ": more radii would show more steps\n";
  out << about_the_real_function;
}

Json json_of_curve(const Model& a, const RankCurve& curve) {
  Json points = Json::array();
  for (const RankAt& point : curve.points)
    points.push_back({{"radius", point.radius.to_string()}, {"rank", point.rank}, {"least", point.least}});
  return {{"width", a.network().width()},
          {"points", std::move(points)},
          {"complete", curve.complete},
          {"inputs", a.network().inputs()},
          {"outputs", a.network().outputs()}};
}

int find_sweep(const Options& options) {
  if (!options.parameter.empty() || !options.certificate.file.empty() || !options.box.box.empty())
    throw UsageError(
        "--sweep writes no parameter and bounds no difference: not with -o, --certificate, --box");
  const Model a = options.network.read();
  const RankCurve curve = find_curve(options, a.stated());
  return answer(options.form.json,
                {exits::holds, [&](std::ostream& out) { print_curve(out, options, a, curve); },
                 [&] { return json_of_curve(a, curve); }});
}

void Options::add_to(CLI::App& parser) {
  network.add_to(parser);
  parser
      .add_option("--radius", radius,
                  "no number of A may change by more than EPS, exact; with --sweep a list of radii")
      ->check(not_empty());
  parser.add_flag("--sweep", sweep,
                  "rank against radius: at the radii where it falls, or at those of --radius EPS,EPS,...");
  parser.add_option("-o", parameter, "write the parameter to this file (-: standard output)")
      ->check(not_empty());
  relative.add_to(parser);
  box.add_to(parser);
  form.add_to(parser);
  certificate.add_to(parser);
}

int Options::run() const {
  if (sweep) return find_sweep(*this);
  if (radius.empty()) throw UsageError("near: expected --radius EPS or --sweep");
  return find_one(*this);
}

}  // namespace

const Verb verbs::near{"near", "a parameter near A of small rank; or rank against distance from A",
                       prepare<Options>};

}  // namespace isopath::cli
