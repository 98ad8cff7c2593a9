#include "verify/bound/cover_proof.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <utility>

#include "exact/decimal.hpp"
#include "verify/bound/cell.hpp"
#include "verify/bound/cell_bound.hpp"
#include "verify/bound/terms.hpp"

namespace isopath {

namespace {

/// More than the rounding of this program and of its readers, and less than what anyone asks for.
constexpr double slack = 0x1p-40;

class Prover {
 public:
  Prover(const ScaledDifference& difference, std::size_t output, const Rational& target,
         const std::function<bool(std::size_t)>& stop)
      : difference_(difference),
        output_(output),
        target_(target),
        stop_(stop),
        terms_(matched_terms(difference.network, output)),
        exponent_(target.is_zero() ? 0 : target.binary_size()),
        sum_(bias(), terms_, exponent_, 64) {}

  CoverProof run() && {
    for (DomainCell& cell : cover(difference_.axes)) add(std::move(cell));
    const std::size_t roots = nodes_.size();
    if (is_constant_within_target()) return {{}, tokens(roots), target_};
    const double enough =
        Enclosure(target_ * Rational::power_of_two(-exponent_), 64).lower_double() * (1 - slack);
    for (std::size_t k = 0; k < roots; ++k) bound(k);
    double settled = 0;
    while (!open_.empty() && open_.top().first > enough && !stop_(bounded_) && !is_full()) {
      const std::size_t k = open_.top().second;
      if (nodes_[k].token == 0) {  // as narrow as binary64 goes
        settled = std::max(settled, open_.top().first);
        open_.pop();
        continue;
      }
      open_.pop();
      split(k);
    }
    if (!open_.empty()) settled = std::max(settled, open_.top().first);
    CoverProof proof{{}, {}, settled <= enough ? target_ : rounded(settled)};
    proof.cells = tokens(roots);
    for (const Term& term : terms_)
      if (term.partner) proof.pairs.push_back({term.unit.unit, term.partner->unit, term.partner_is_turned});
    return proof;
  }

 private:
  /// A cell, how it is to be split, and once it is the first of its two parts.
  struct Node {
    DomainCell cell;
    std::uint32_t token = 0;
    std::size_t parts = 0;
  };

  const TanhSum& bias() const { return difference_.network.d[output_]; }

  bool is_constant_within_target() const {
    return terms_.empty() && bias().is_rational() && bias().rational().abs() <= target_;
  }

  Rational rounded(double bound) const {
    constexpr long digits = 15;
    // A constant needs no slack: it is compared exactly.
    if (terms_.empty() && bias().is_rational()) return bias().rational().abs();
    const Rational value = Enclosure::exactly(bound * (1 + slack), 64).upper();
    return round_up(value * Rational::power_of_two(exponent_), digits).value();
  }

  /// Cells take memory: at most about a gigabyte of them.
  bool is_full() const {
    constexpr std::size_t most = std::size_t{1} << 30U;
    return nodes_.size() > most / (sizeof(Node) + 32 + 2 * sizeof(double) * difference_.axes.size());
  }

  void add(DomainCell cell) { nodes_.push_back({std::move(cell)}); }

  void bound(std::size_t k) {
    constexpr long most_precision = 4096;
    ++bounded_;
    while (true) {
      const CertifiedBound found = certified_bound(sum_, nodes_[k].cell, difference_.axes);
      const double size = found.size.upper_double();
      const bool is_coarse = !(found.size.radius().upper_double() <= std::ldexp(size, -24));
      if (is_coarse && size > 0 && sum_.precision < most_precision) {
        sum_ = EnclosedSum(bias(), terms_, exponent_, 2 * sum_.precision);
        continue;
      }
      choose_split(k, found);
      open_.emplace(size, k);
      return;
    }
  }

  void choose_split(std::size_t k, const CertifiedBound& found) {
    const DomainCell& cell = nodes_[k].cell;
    std::optional<std::size_t> axis;
    for (std::size_t i = 0; i < found.gain.size(); ++i)
      if (can_split(cell, i) && (!axis || found.gain[i] > found.gain[*axis])) axis = i;
    if (can_split_by_distance(cell) && (!axis || found.distance_gain >= found.gain[*axis]))
      nodes_[k].token = by_distance();
    else if (axis)
      nodes_[k].token = static_cast<std::uint32_t>(1 + difference_.axes[*axis].input);
  }

  std::uint32_t by_distance() const { return static_cast<std::uint32_t>(1 + difference_.origin.size()); }

  void split(std::size_t k) {
    const std::uint32_t token = nodes_[k].token;
    std::pair<DomainCell, DomainCell> parts = [&] {
      if (token == by_distance()) return split_by_distance(nodes_[k].cell, difference_.axes);
      std::size_t axis = 0;
      while (difference_.axes[axis].input + 1 != token) ++axis;
      return isopath::split(nodes_[k].cell, axis);
    }();
    nodes_[k].cell = {};
    nodes_[k].parts = nodes_.size();
    add(std::move(parts.first));
    add(std::move(parts.second));
    bound(nodes_[k].parts);
    bound(nodes_[k].parts + 1);
  }

  /// The trees of the first `roots` nodes in preorder.
  std::vector<std::uint32_t> tokens(std::size_t roots) const {
    std::vector<std::uint32_t> result;
    std::vector<std::size_t> waiting;
    for (std::size_t k = roots; k > 0; --k) waiting.push_back(k - 1);
    while (!waiting.empty()) {
      const Node& node = nodes_[waiting.back()];
      waiting.pop_back();
      result.push_back(node.parts == 0 ? 0 : node.token);
      if (node.parts == 0) continue;
      waiting.push_back(node.parts + 1);
      waiting.push_back(node.parts);
    }
    return result;
  }

  const ScaledDifference& difference_;
  std::size_t output_;
  const Rational& target_;
  const std::function<bool(std::size_t)>& stop_;
  std::vector<Term> terms_;
  long exponent_;
  EnclosedSum sum_;  // 2^-exponent_ g
  std::vector<Node> nodes_;
  std::priority_queue<std::pair<double, std::size_t>> open_;
  std::size_t bounded_ = 0;
};

}  // namespace

CoverProof prove_upper(const ScaledDifference& difference, std::size_t output, const Rational& target,
                       const std::function<bool(std::size_t cells)>& stop) {
  return Prover(difference, output, target, stop).run();
}

}  // namespace isopath
