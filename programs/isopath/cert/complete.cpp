// isopath cert complete D: a draft of a certificate made a certificate. The claim is proved again; what it
// leaves out is what comes out, and what it states has to.
#include <iostream>

#include "certificates/format/writer.hpp"
#include "programs/isopath/cert/cert.hpp"
#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/bounding.hpp"
#include "programs/isopath/verbs/comparison.hpp"
#include "programs/isopath/verbs/proof.hpp"
#include "verify/files/open.hpp"
#include "verify/networks/error.hpp"
#include "verify/networks/identity.hpp"
#include "verify/tanh/distances/diameter.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"
#include "verify/tanh/near/near.hpp"

namespace isopath::cli {

namespace {

/// Throws ClaimRefuted if a number is stated that is not the one found.
void require_same(const char* what, const std::optional<std::size_t>& stated, std::size_t found) {
  if (stated && *stated != found)
    throw ClaimRefuted(std::string(what) + " is stated to be " + std::to_string(*stated) + ", but is " +
                       std::to_string(found));
}

void complete_canonical(const CertOptions& options, const CanonicalClaim& claim) {
  const CanonicalForm form = canonical_form(claim.network.network());
  require_same("\"rank\"", claim.rank, form.rank());
  if (claim.canonical) {
    const Model found(Activation::tanh, form.network);
    if (const auto differs = first_difference(*claim.canonical, found))
      throw ClaimRefuted("\"canonical\" is stated with " + differs->what + " " + differs->here +
                         ", in the canonical form it is " + differs->there);
  }
  write_output(options, [&](std::ostream& out) { write_canonical_certificate(out, claim.network, form); });
}

// --- pairs

std::string why_inequivalent(const Equivalence& verdict, const std::optional<Witness>& witness) {
  if (witness) return in_words(*witness);
  if (!verdict.differing_outputs.empty())
    return "the output biases, constants folded in, in output " +
           std::to_string(verdict.differing_outputs.front());
  return "the canonical forms";
}

void complete_equivalent(const CertOptions& options, const PairClaim& claim) {
  const Equivalence verdict = decide_equivalence(claim.a.network(), claim.b.network());
  if (!verdict.equivalent)
    throw ClaimRefuted("the claim is that a and b are equivalent, but they differ: " +
                       why_inequivalent(verdict, find_witness(claim.a, claim.b, verdict)));
  write_output(options,
               [&](std::ostream& out) { certify_equivalence(out, claim.a, claim.b, verdict, std::nullopt); });
}

void complete_inequivalent(const CertOptions& options, const PairClaim& claim) {
  const Equivalence verdict = decide_equivalence(claim.a.network(), claim.b.network());
  if (verdict.equivalent)
    throw ClaimRefuted("the claim is that a and b are not equivalent, but they are the same function");
  const std::optional<Witness> witness = find_witness(claim.a, claim.b, verdict);
  write_output(options,
               [&](std::ostream& out) { certify_equivalence(out, claim.a, claim.b, verdict, witness); });
}

/// Throws ClaimRefuted if the two are one parameter or some path joins them.
void complete_not_connected(const CertOptions& options, const PairClaim& claim) {
  if (claim.a.activation() != claim.b.activation() || claim.a.network().width() != claim.b.network().width())
    throw InputError(
        InputError::Kind::malformed, options.file,
        "expected a and b of one activation and width, found " + shape(claim.a) + " and " + shape(claim.b));
  if (!first_difference(claim.a, claim.b))
    throw ClaimRefuted("the claim is that a and b are not connected, but they are the same parameter");
  const std::size_t width = claim.a.network().width();
  const std::size_t rank = canonical_form(claim.a.network()).rank();
  if (rank < width && decide_equivalence(claim.a.network(), claim.b.network()).equivalent)
    throw ClaimRefuted(
        "the claim is that a and b are not connected, but they are the same function, and a "
        "unit is redundant (rank " +
        std::to_string(rank) + " of " + counted(width, "unit") + "): isopath connect finds a path");
  if (rank < width)
    throw InputError(InputError::Kind::not_treated, options.file,
                     "expected no redundant unit for a claim of this kind, found rank " +
                         std::to_string(rank) + " of " + counted(width, "unit") +
                         "; a and b are not the same function, which the kind \"inequivalent\" states");
  write_output(options, [&](std::ostream& out) { write_not_connected_certificate(out, claim.a, claim.b); });
}

// --- paths

void complete_broken(const CertOptions& options, const PathClaim& claim) {
  const PathVerdict verdict = check_claimed_path(*claim.path);
  if (verdict.segments_hold())
    throw ClaimRefuted("the claim is that the path is broken, but all its segments hold");
  if (claim.broken && *claim.broken != verdict.broken) {
    std::size_t k = 0;
    while (k < std::min(claim.broken->size(), verdict.broken.size()) &&
           (*claim.broken)[k] == verdict.broken[k])
      ++k;
    const auto entry = [k](const std::vector<std::size_t>& list) {
      return k < list.size() ? "segment " + std::to_string(list[k]) : std::string("no other segment");
    };
    throw ClaimRefuted("\"broken\" is stated with " + entry(*claim.broken) + " in place " +
                       std::to_string(k) + ", but what is broken there is " + entry(verdict.broken));
  }
  write_output(options, [&](std::ostream& out) { certify_path(out, *claim.path, verdict); });
}

void complete_valid(const CertOptions& options, const PathClaim& claim) {
  const PathVerdict verdict = require_valid(*claim.path);
  write_output(options, [&](std::ostream& out) { certify_path(out, *claim.path, verdict); });
}

void complete_connected(const CertOptions& options, const PathClaim& claim) {
  require_valid(*claim.path);
  require_same("\"segments\"", claim.segments, claim.path->vertices() - 1);
  write_output(options, [&](std::ostream& out) { write_connected_certificate(out, *claim.path); });
}

/// As prove_lower; and says so if the bound is not the one that is stated.
LowerBound lower_of(const Model& first, const Model& last, std::optional<std::size_t> stated,
                    std::optional<std::size_t> upper) {
  LowerBound lower = prove_lower(first, last, stated, upper);
  if (stated && lower.segments > *stated)
    std::cerr << "isopath: no argument gives just \"lower\" " << *stated << ": " << lower.segments
              << " is proved, and written\n";
  return lower;
}

void complete_distance(const CertOptions& options, const PathClaim& claim) {
  require_valid(*claim.path);
  const std::size_t segments = claim.path->vertices() - 1;
  require_same("\"upper\"", claim.upper, segments);
  const LowerBound lower =
      lower_of(claim.path->vertex(0), claim.path->vertex(segments), claim.lower, segments);
  write_output(options, [&](std::ostream& out) { write_distance_certificate(out, *claim.path, lower); });
}

// --- diameters

/// Throws ClaimRefuted if a member is none.
void require_members(const DiameterClaim& claim) {
  for (std::size_t k = 0; k < claim.pair.size(); ++k) {
    const Network& member = claim.pair[k].network();
    const std::string name = "member " + std::to_string(k) + " of \"pair\" ";
    if (member.width() != claim.network.network().width())
      throw ClaimRefuted(name + "has " + counted(member.width(), "unit") + ", the network has " +
                         std::to_string(claim.network.network().width()));
    if (!decide_equivalence(claim.network.network(), member).equivalent)
      throw ClaimRefuted(name + "is not the same function as the network");
  }
}

std::string in_words(const std::optional<std::size_t>& upper) {
  return upper ? std::to_string(*upper) : "null";
}

void complete_diameter(const CertOptions& options, const DiameterClaim& claim) {
  Diameter found = diameter(claim.network, canonical_form(claim.network.network()));
  require_same("\"rank\"", claim.rank, found.rank);
  if (claim.upper.is_there && claim.upper.value != found.upper)
    throw ClaimRefuted("\"upper\" is stated to be " + in_words(claim.upper.value) + ", but is " +
                       in_words(found.upper));
  require_members(claim);
  if (!claim.pair.empty()) {
    found.first = claim.pair[0];
    found.last = claim.pair[1];
  }
  found.lower = lower_of(found.first, found.last, claim.lower, found.upper);
  write_output(options, [&](std::ostream& out) { write_diameter_certificate(out, claim.network, found); });
}

// --- bounds of differences

/// The best bounds so far, and what searches for better ones.
class Bounds {
 public:
  Bounds(const CertOptions& options, const BoundClaim& claim, const Domain& domain)
      : options_(options), claim_(claim), domain_(domain) {}

  /// Until the bounds are near, or until it is known on which side of the threshold the supremum is.
  void search(const Rational& relative, const std::optional<Rational>& threshold) {
    with_limits(options_.seconds, "cells bounded:", [&](BoundLimits limits) {
      limits.relative = relative;
      limits.threshold = threshold;
      DifferenceBound next = bound_difference(claim_.a.network(), claim_.b.network(), domain_, limits);
      if (is_interrupted()) end_by_interrupt();
      if (!best_ || next.lower > best_->lower) {
        std::optional<Rational> upper;
        if (best_) upper = best_->upper;
        best_ = std::move(next);
        if (upper && *upper < best_->upper) best_->upper = *upper;
      } else if (next.upper < best_->upper) {
        best_->upper = next.upper;
      }
    });
  }
  void search_for(const Rational& threshold) { search(Rational::power_of_ten(-12), threshold); }

  bool has() const { return best_.has_value(); }
  const DifferenceBound& best() const { return *best_; }

 private:
  const CertOptions& options_;
  const BoundClaim& claim_;
  const Domain& domain_;
  std::optional<DifferenceBound> best_;
};

std::string out_of_time(const char* what, const Rational& stated) {
  return std::string("\"") + what + "\" is stated to be " + readable(stated) +
         ", which --time did not suffice to decide";
}

void require_upper(Bounds& bounds, const Rational& upper) {
  if (!bounds.has() || bounds.best().upper > upper) bounds.search_for(upper);
  if (bounds.best().lower > upper)
    throw ClaimRefuted("\"upper\" is stated to be " + readable(upper) + ", but the functions differ by " +
                       shortened_down(bounds.best().lower).to_string() + " at least");
  if (bounds.best().upper > upper) throw ClaimUndecided(out_of_time("upper", upper));
}

void require_lower(Bounds& bounds, const Rational& lower) {
  if (!bounds.has() || bounds.best().lower < lower) bounds.search_for(lower);
  if (bounds.best().upper < lower)
    throw ClaimRefuted("\"lower\" is stated to be " + readable(lower) + ", but the functions differ by " +
                       shortened_up(bounds.best().upper).to_string() + " at most");
  if (bounds.best().lower < lower) throw ClaimUndecided(out_of_time("lower", lower));
}

/// What is stated is proved as it is; what is left out is what `isopath bound` would find.
void complete_difference_bound(const CertOptions& options, const BoundClaim& claim) {
  if (claim.lower && claim.upper.value && *claim.lower > *claim.upper.value)
    throw ClaimRefuted("\"lower\" is stated to be above \"upper\"");
  const Domain domain = claim.domain.value_or(Domain(claim.a.network().inputs()));
  const Rational relative = RelativeOption().value();
  note_interrupts();
  Bounds bounds(options, claim, domain);
  if (!claim.lower || !claim.upper.is_there) bounds.search(relative, std::nullopt);
  if (claim.upper.value) require_upper(bounds, *claim.upper.value);
  if (claim.lower && claim.lower->sign() > 0) require_lower(bounds, *claim.lower);

  std::optional<DifferenceProof> proof;
  if (!claim.upper.is_there) {
    proof = certify_bounds(options.seconds, claim.a, claim.b, domain, bounds.best(), relative).proof;
  } else if (claim.upper.value) {
    proof = prove_within(options.seconds, claim.a, claim.b, domain, *claim.upper.value);
    if (proof) proof->upper = *claim.upper.value;
  }
  if (is_interrupted()) end_by_interrupt();
  heed_interrupts();
  if (claim.upper.value && !proof)
    throw ClaimUndecided("\"upper\" holds, but no proof for a certificate was found within --time");
  Rational lower;
  if (claim.lower)
    lower = *claim.lower;
  else
    lower = shortened_down(bounds.best().lower).value();
  const std::size_t output = bounds.has() ? bounds.best().greatest : 0;
  const std::vector<Rational> x = bounds.has() ? bounds.best().outputs[output].x : std::vector<Rational>();
  write_output(options, [&](std::ostream& out) {
    write_difference_bound_certificate(out, claim.a, claim.b,
                                       {domain, lower, output, x, proof ? &*proof : nullptr});
  });
}

// --- near parameters

/// Throws ClaimRefuted if some number of "near" is farther away than the radius, and InputError (not_treated)
/// if an output bias is away by no rational number (rule W3).
void require_within(const CertOptions& options, const NearClaim& claim) {
  const Network& from = claim.network.stated();
  const Network& near = claim.near->stated();
  const auto refute = [&](const std::string& what, const std::string& found) {
    throw ClaimRefuted("the claim is that no number moves by more than " + readable(claim.radius) + ", but " +
                       what + " moves by " + found);
  };
  for (std::size_t unit = 0; unit < from.width(); ++unit) {
    const NumberRow x = from.row(unit);
    const NumberRow y = near.row(unit);
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (equal(x[k], from.numbers, y[k], near.numbers)) continue;
      const Rational change = (from.numbers.value(x[k]) - near.numbers.value(y[k])).abs();
      if (change > claim.radius) refute("a number of unit " + std::to_string(unit), readable(change));
    }
  }
  for (std::size_t output = 0; output < from.outputs(); ++output) {
    const TanhSum change = from.d[output] - near.d[output];
    const std::string name = "d[" + std::to_string(output) + "]";
    if (!change.is_rational())
      throw InputError(InputError::Kind::not_treated, options.file,
                       "expected " + name +
                           " of \"near\" with the tanh terms of that of \"network\", found a "
                           "difference of " +
                           readable(change));
    if (change.rational().abs() > claim.radius) refute(name, readable(change.rational().abs()));
  }
}

void complete_near(const CertOptions& options, const NearClaim& claim) {
  std::optional<Network> near;
  std::size_t least = 0;  // known to be no more than the least rank within the radius
  if (claim.near) {
    require_within(options, claim);
    near = claim.near->stated();
  } else {
    Near found = near_parameter(claim.network.stated(), claim.radius);
    near = std::move(found.network);
    least = found.lower;
  }
  const std::size_t rank = canonical_form(Model(claim.network.activation(), *near).network()).rank();
  if (claim.rank && *claim.rank < rank) {
    const std::string message = "\"rank\" is stated to be " + std::to_string(*claim.rank) + ", but ";
    if (claim.near) throw ClaimRefuted(message + "that of \"near\" is " + std::to_string(rank));
    if (*claim.rank < least)
      throw ClaimRefuted(message + "no parameter within the radius has a rank below " +
                         std::to_string(least));
    throw ClaimUndecided(message + "the search found " + std::to_string(rank) + ": state \"near\"");
  }
  write_output(options, [&](std::ostream& out) {
    write_near_certificate(out, claim.network, *near, claim.radius, claim.rank.value_or(rank));
  });
}

/// A function that completes claims of one type, as one that completes certificates.
template <typename Claim, void (*complete)(const CertOptions&, const Claim&)>
void of(const CertOptions& options, const Certificate& certificate) {
  complete(options, std::get<Claim>(certificate.claim));
}

using Kind = CertificateKind;
using Complete = void (*)(const CertOptions& options, const Certificate& certificate);

constexpr KindTable<Complete> completions({{Kind::canonical, of<CanonicalClaim, complete_canonical>},
                                           {Kind::equivalent, of<PairClaim, complete_equivalent>},
                                           {Kind::inequivalent, of<PairClaim, complete_inequivalent>},
                                           {Kind::path_valid, of<PathClaim, complete_valid>},
                                           {Kind::path_broken, of<PathClaim, complete_broken>},
                                           {Kind::connected, of<PathClaim, complete_connected>},
                                           {Kind::not_connected, of<PairClaim, complete_not_connected>},
                                           {Kind::distance, of<PathClaim, complete_distance>},
                                           {Kind::diameter, of<DiameterClaim, complete_diameter>},
                                           {Kind::difference_bound,
                                            of<BoundClaim, complete_difference_bound>},
                                           {Kind::near, of<NearClaim, complete_near>}});

}  // namespace

int cert_complete(const CertOptions& options) {
  const Certificate certificate = read_certificate(open_source(options.file));
  completions[certificate.kind](options, certificate);
  return 0;
}

}  // namespace isopath::cli
