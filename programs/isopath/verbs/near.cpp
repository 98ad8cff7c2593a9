// isopath near A --radius EPS: a parameter of small rank near A, and how far its function is from that of A.
// isopath near A --sweep: the smallest ranks found, against the radius.
#include "verify/tanh/near/near.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/progress.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/box.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/near/rank_curve.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

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

void print_groups(std::ostream& out, const Options& options, const std::vector<NearGroup>& groups,
                  const char* what) {
  for (std::size_t g = 0; g < std::min(options.most, groups.size()); ++g)
    out << "c   " << what << ": units " << members(groups[g]) << "\n";
  if (groups.size() > options.most) out << "c   (--most N lists more)\n";
}

void print_text(std::ostream& out, const Options& options, const Model& a, const Near& near,
                const DifferenceBound& bound) {
  out << "s NEAR\n";
  out << "c A: " << in_line(options.a) << ": " << shape(a) << ", rank " << canonical_form(a.network()).rank()
      << "\n";
  out << "c rank " << near.rank << ", of a parameter whose numbers differ from those of A by at most "
      << options.radius << "\n";
  out << "c the greatest difference is " << readable(near.change)
      << (near.change.is_zero() ? "" : " (the sup norm)") << "; d stays\n";
  if (near.lower == near.rank)
    out << "c no parameter within the radius has a smaller rank\n";
  else
    out << "c no parameter within the radius has a rank below " << near.lower << "\n";
  if (!near.blank.empty()) out << "c   made blank, a = 0: " << units(near.blank) << "\n";
  if (!near.constant.empty()) out << "c   made constant, b = 0: " << units(near.constant) << "\n";
  print_groups(out, options, near.merged, "one pair");
  print_groups(out, options, near.cancelling, "one pair, weights add up to 0");
  out << "c sup |f_A(x) - f_B(x)|, B that parameter, over "
      << (options.box.empty() ? "all x" : "the box " + options.box) << ":\n";
  out << "c at least " << shortened_down(bound.lower).to_string() << "\nc at most  "
      << shortened_up(bound.upper).to_string() << "\n";
  if (!bound.complete)
    out << "c " << (is_interrupted() ? "interrupted" : "out of time") << ": wider than --relative "
        << options.relative << " asks for\n";
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

void print_json(std::ostream& out, const Options& options, const Model& a, const Near& near,
                const DifferenceBound& bound) {
  const Json object{{"rank", near.rank},
                    {"rank_a", canonical_form(a.network()).rank()},
                    {"lower_rank", near.lower},
                    {"width", a.network().width()},
                    {"radius", radius_of(options.radius).to_string()},
                    {"change", near.change.to_string()},
                    {"blank", near.blank},
                    {"constant", near.constant},
                    {"merged", json_groups(near.merged)},
                    {"cancelling", json_groups(near.cancelling)},
                    {"difference",
                     {{"lower", shortened_down(bound.lower).to_string()},
                      {"upper", shortened_up(bound.upper).to_string()},
                      {"complete", bound.complete},
                      {"box", options.box.empty() ? Json(nullptr) : Json(options.box)}}},
                    {"inputs", a.network().inputs()},
                    {"outputs", a.network().outputs()}};
  out << object.dump() << '\n';
}

int find_one(const Options& options) {
  const Rational radius = radius_of(options.radius);
  const Rational relative = relative_of(options);
  refuse_overwriting({options.a}, {options.path, options.certificate});
  const Model a = read_model(options.a, options.model);
  const Domain domain = domain_of(options.box, a.network().inputs());
  const Near near = near_parameter(a.stated(), radius);
  const Model b(a.activation(), near.network);
  note_interrupts();
  DifferenceBound bound;
  with_limits(options, "cells bounded:", [&](BoundLimits limits) {
    limits.relative = relative;
    bound = bound_difference(a.network(), b.network(), domain, limits);
  });
  if (!options.path.empty()) {
    OutputFile file(options.path);
    write_network_file(file.stream(), b.activation(), b.stated());
    file.commit();
  }
  if (!options.certificate.empty()) {
    OutputFile file(options.certificate);
    write_near_certificate(file.stream(), a, b.stated(), radius, near.rank);
    file.commit();
  }
  std::ostream& out = options.path == "-" || options.certificate == "-" ? std::cerr : std::cout;
  if (options.json)
    print_json(out, options, a, near, bound);
  else
    print_text(out, options, a, near, bound);
  flush_checked(out);
  if (is_interrupted()) end_by_interrupt();
  return 0;
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
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
  note_interrupts();
  ProgressLine line("radii searched:");
  const StopSearches stop = [&](std::size_t searches) {
    line.show(searches);
    return is_interrupted() || std::chrono::steady_clock::now() >= end;
  };
  if (options.radius.empty()) return rank_curve(network, stop);
  return ranks_at(network, radii_of(options.radius), stop);
}

/// A radius that was asked for as it is, one that was found rounded up: the parameter lies within that too.
std::string shown(const Options& options, const Rational& radius) {
  constexpr long digits = 6;
  return options.radius.empty() ? round_up(radius, digits).to_string() : readable(radius);
}

void print_curve(std::ostream& out, const Options& options, const Model& a, const RankCurve& curve) {
  out << "s SWEPT\n";
  out << "c A: " << in_line(options.a) << ": " << shape(a) << "\n";
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

void print_curve_json(std::ostream& out, const Model& a, const RankCurve& curve) {
  Json points = Json::array();
  for (const RankAt& point : curve.points)
    points.push_back({{"radius", point.radius.to_string()}, {"rank", point.rank}, {"least", point.least}});
  const Json object{{"width", a.network().width()},
                    {"points", std::move(points)},
                    {"complete", curve.complete},
                    {"inputs", a.network().inputs()},
                    {"outputs", a.network().outputs()}};
  out << object.dump() << '\n';
}

int sweep(const Options& options) {
  if (!options.path.empty() || !options.certificate.empty() || !options.box.empty())
    throw UsageError(
        "--sweep writes no parameter and bounds no difference: not with -o, --certificate, --box");
  const Model a = read_model(options.a, options.model);
  const RankCurve curve = find_curve(options, a.stated());
  if (options.json)
    print_curve_json(std::cout, a, curve);
  else
    print_curve(std::cout, options, a, curve);
  flush_checked(std::cout);
  if (is_interrupted()) end_by_interrupt();
  return 0;
}

}  // namespace

int near(const Options& options) {
  if (options.sweep) return sweep(options);
  if (options.radius.empty()) throw UsageError("near: expected --radius EPS or --sweep");
  return find_one(options);
}

}  // namespace isopath::cli
