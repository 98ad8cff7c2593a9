#include "verify/tanh/bound/cover_proof.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <utility>

#include "exact/decimal.hpp"
#include "verify/tanh/bound/certified_bound.hpp"
#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

namespace {

/// More than the rounding of this program and of its readers, and less than what anyone asks for.
constexpr double slack = 0x1p-40;

constexpr long digits = 15;

class Prover {
 public:
  Prover(const ScaledDifference& difference, std::size_t output, const Rational& target,
         const std::function<bool(std::size_t)>& stop)
      : difference_(difference),
        output_(output),
        stop_(stop),
        terms_(matched_terms(difference.network, output)),
        most_precision_(reader_precision() / 2),
        target_(std::max(target, least_provable())),
        exponent_(target_.is_zero() ? 0 : target_.binary_size()),
        sum_(bias(), terms_, exponent_, std::min(64L, most_precision_)) {}

  CoverProof run() && {
    nodes_.push_back({whole(difference_.axes)});
    if (is_constant_within_target()) return {{}, tokens(), target_};
    const double enough =
        Enclosure(target_ * Rational::power_of_two(-exponent_), 64).lower_double() * (1 - slack);
    bound(0);
    double settled = 0;
    while (!open_.empty() && open_.top().first > enough && !stop_(bounded_) && !is_full()) {
      const std::size_t k = open_.top().second;
      if (nodes_[k].token == 0)  // as narrow as binary64 goes
        settled = std::max(settled, open_.top().first);
      open_.pop();
      if (nodes_[k].token != 0) split(k);
    }
    if (!open_.empty()) settled = std::max(settled, open_.top().first);
    CoverProof proof{{}, tokens(), settled <= enough ? target_ : rounded(settled)};
    for (const Term& term : terms_)
      if (term.partner) proof.couples.push_back({term.unit.unit, term.partner->unit, term.partner_is_turned});
    return proof;
  }

 private:
  /// A cell, how it is to be split, and, once it has been, its parts: `parts` nodes from `first` on.
  struct Node {
    DomainCell cell;
    std::uint32_t token = 0;
    std::size_t first = 0;
    std::size_t parts = 0;
  };

  const TanhSum& bias() const { return difference_.network.d[output_]; }

  bool is_rational_constant() const { return terms_.empty() && bias().is_rational(); }

  /// The most bits that rule U6 encloses numbers with. This program uses half of them, so that the reader's
  /// rounding is small beside its own.
  long reader_precision() const {
    constexpr std::uint64_t most_in_all = std::uint64_t{1} << 31U;
    const std::uint64_t numbers =
        3 * difference_.network.width() * (difference_.origin.size() + 2) + bias().terms().size() + 1;
    long bits = 64;
    while (bits < 8192 && 2 * static_cast<std::uint64_t>(bits) * numbers <= most_in_all) bits *= 2;
    return bits;
  }

  /// The reader has 1 - tanh^2 of no small relative error: where it is tiny, that shows no smaller bound.
  Rational least_provable() const {
    if (is_rational_constant()) return 0;
    return round_up(Rational::power_of_two(exponent_of(bias(), terms_) - most_precision_), digits).value();
  }

  bool is_constant_within_target() const {
    return is_rational_constant() && bias().rational().abs() <= target_;
  }

  Rational rounded(double bound) const {
    // A constant needs no slack: it is compared exactly.
    if (is_rational_constant()) return bias().rational().abs();
    if (!std::isfinite(bound))  // beyond binary64, but not beyond |bias| + sum |w|
      return round_up(weight_of(bias(), terms_, 64).upper() * (Rational(1) + Rational::power_of_two(-20)),
                      digits)
          .value();
    const Rational value = Enclosure::exactly(bound * (1 + slack), 64).upper();
    return round_up(value * Rational::power_of_two(exponent_), digits).value();
  }

  /// Cells take memory: at most about a gigabyte of them.
  bool is_full() const {
    constexpr std::size_t most = std::size_t{1} << 30U;
    return nodes_.size() > most / (sizeof(Node) + 32 + 2 * sizeof(double) * difference_.axes.size());
  }

  void bound(std::size_t k) {
    ++bounded_;
    while (true) {
      const CertifiedBound found = certified_bound(sum_, nodes_[k].cell, difference_.axes);
      const double size = found.size.upper_double();
      const bool is_coarse = found.size.radius().scaled(24).reaches_above(found.size);
      if (is_coarse && size > 0 && sum_.precision < most_precision_) {
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
    for (std::size_t i = 0; i < found.gains.axis.size(); ++i)
      if (can_split(cell, i) && (!axis || found.gains.axis[i] > found.gains.axis[*axis])) axis = i;
    const bool is_whole = k == 0 && cell.is_cone();
    if (is_whole ||
        (can_split_by_distance(cell) && (!axis || found.gains.distance >= found.gains.axis[*axis])))
      nodes_[k].token = by_distance();
    else if (axis)
      nodes_[k].token = static_cast<std::uint32_t>(1 + difference_.axes[*axis].input);
  }

  std::uint32_t by_distance() const { return static_cast<std::uint32_t>(1 + difference_.origin.size()); }

  std::vector<DomainCell> parts_of(const Node& node) const {
    if (node.token == by_distance() && node.cell.from == 0) return cover(difference_.axes);
    std::size_t axis = 0;
    while (node.token != by_distance() && difference_.axes[axis].input + 1 != node.token) ++axis;
    auto halves = node.token == by_distance() ? split_by_distance(node.cell, difference_.axes)
                                              : isopath::split(node.cell, axis);
    return {std::move(halves.first), std::move(halves.second)};
  }

  void split(std::size_t k) {
    std::vector<DomainCell> parts = parts_of(nodes_[k]);
    nodes_[k].cell = {};
    nodes_[k].first = nodes_.size();
    nodes_[k].parts = parts.size();
    for (DomainCell& part : parts) nodes_.push_back({std::move(part)});
    for (std::size_t i = 0; i < parts.size(); ++i) bound(nodes_[k].first + i);
  }

  std::vector<std::uint32_t> tokens() const {
    std::vector<std::uint32_t> result;
    std::vector<std::size_t> waiting{0};
    while (!waiting.empty()) {
      const Node& node = nodes_[waiting.back()];
      waiting.pop_back();
      result.push_back(node.parts == 0 ? 0 : node.token);
      for (std::size_t i = node.parts; i > 0; --i) waiting.push_back(node.first + i - 1);
    }
    return result;
  }

  const ScaledDifference& difference_;
  std::size_t output_;
  const std::function<bool(std::size_t)>& stop_;
  std::vector<Term> terms_;
  long most_precision_;
  Rational target_;
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
