#include "verify/tanh/near/closeness.hpp"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <numeric>
#include <utility>

#include "exact/enclosure.hpp"

namespace isopath {

namespace {

constexpr long precision = 53;

/// A double near the number; it is infinite beyond the range of doubles.
double approximate(Number number, const NumberTable& table) {
  if (!number.is_in_table()) return std::bit_cast<double>(number.bits());
  const Enclosure enclosed(table.value(number), precision);
  const double low = enclosed.lower_double();
  const double high = enclosed.upper_double();
  return std::isfinite(low) ? (std::isfinite(high) ? low : high) : low;
}

bool is_within(const NumberRow& row, const NumberTable& table, const Rational& radius) {
  return std::all_of(row.begin(), row.end(),
                     [&](Number x) { return x.is_zero() || table.value(x).abs() <= radius; });
}

/// An upper bound of the error of |x - y| as doubles compute it from two approximations of 50 bits. It is
/// infinite for infinities.
double error_of_gap(double x, double y) { return (std::abs(x) + std::abs(y)) * 0x1p-48 + DBL_MIN; }

/// Sets of units that grow together.
class Union {
 public:
  explicit Union(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t root(std::uint32_t unit) {
    while (parent_[unit] != unit) unit = parent_[unit] = parent_[parent_[unit]];
    return unit;
  }
  void join(std::uint32_t i, std::uint32_t j) { parent_[root(i)] = root(j); }

 private:
  std::vector<std::uint32_t> parent_;
};

/// Units by rising absolute value of one entry of their pairs. Units that are close have close values.
class Sweep {
 public:
  Sweep(const Closeness& closeness, std::size_t entry) {
    keys_.reserve(closeness.network().width());
    for (std::uint32_t unit = 0; unit < closeness.network().width(); ++unit)
      keys_.emplace_back(std::abs(closeness.pair(unit)[entry]), unit);
    std::sort(keys_.begin(), keys_.end());
  }
  /// How many pairs of units have close values.
  std::size_t candidates(const Closeness& closeness) const {
    std::size_t count = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      while (end < keys_.size() && !are_far(closeness, i, end)) ++end;
      count += end - i - 1;
    }
    return count;
  }
  /// visit(i, j) for these pairs.
  template <typename Visit>
  void visit(const Closeness& closeness, const Visit& visit) const {
    for (std::size_t i = 0; i < keys_.size(); ++i)
      for (std::size_t j = i + 1; j < keys_.size() && !are_far(closeness, i, j); ++j)
        visit(keys_[i].second, keys_[j].second);
  }

 private:
  bool are_far(const Closeness& closeness, std::size_t i, std::size_t j) const {
    return closeness.compare(keys_[i].first, keys_[j].first) == Closeness::Verdict::far;
  }
  std::vector<std::pair<double, std::uint32_t>> keys_;
};

/// The sweep by the entry that leaves the fewest candidates, among some entries that are tried.
Sweep best_sweep(const Closeness& closeness) {
  constexpr std::size_t most_keys = std::size_t{1} << 22U;
  const std::size_t length = closeness.network().inputs() + 1;
  const std::size_t tries = std::max<std::size_t>(1, most_keys / (closeness.network().width() + 1));
  const std::size_t step = (length + tries - 1) / tries;
  Sweep best(closeness, length - 1);
  std::size_t fewest = best.candidates(closeness);
  for (std::size_t entry = 0; entry + 1 < length; entry += step) {
    Sweep sweep(closeness, entry);
    if (const std::size_t count = sweep.candidates(closeness); count < fewest) {
      fewest = count;
      best = std::move(sweep);
    }
  }
  return best;
}

}  // namespace

Closeness::Closeness(const Network& network, Rational radius)
    : network_(network),
      radius_(std::move(radius)),
      twice_(radius_ + radius_),
      twice_below_(Enclosure(twice_, precision).lower_double()),
      twice_above_(Enclosure(twice_, precision).upper_double()),
      length_(network.inputs() + 1),
      dispensable_(network.width()) {
  pairs_.reserve(network.width() * length_);
  for (std::size_t unit = 0; unit < network.width(); ++unit) {
    for (const Number x : network.incoming_pair(unit)) pairs_.push_back(approximate(x, network.numbers));
    dispensable_[unit] = is_within(network.a(unit), network.numbers, radius_) ||
                         is_within(network.b(unit), network.numbers, radius_);
  }
}

Closeness::Verdict Closeness::compare(double x, double y) const {
  const double gap = std::abs(x - y);
  const double error = error_of_gap(x, y);
  if (gap - error > twice_above_) return Verdict::far;
  if (gap + error < twice_below_) return Verdict::close;
  return Verdict::unclear;  // so too if there is an infinity
}

bool Closeness::are_close_exactly(std::size_t i, std::size_t j, std::size_t entry, bool opposite) const {
  const Number x = network_.incoming_pair(i)[entry];
  const Number y = network_.incoming_pair(j)[entry].negated_if(opposite);
  if (equal(x, network_.numbers, y, network_.numbers)) return true;
  return (network_.numbers.value(x) - network_.numbers.value(y)).abs() <= twice_;
}

bool Closeness::are_close(std::size_t i, std::size_t j, bool opposite) const {
  const auto p = pair(i);
  const auto q = pair(j);
  bool is_clear = true;
  for (std::size_t k = 0; k < length_; ++k) {
    const Verdict verdict = compare(p[k], opposite ? -q[k] : q[k]);
    if (verdict == Verdict::far) return false;
    is_clear = is_clear && verdict == Verdict::close;
  }
  if (is_clear) return true;
  for (std::size_t k = 0; k < length_; ++k)
    if (compare(p[k], opposite ? -q[k] : q[k]) == Verdict::unclear && !are_close_exactly(i, j, k, opposite))
      return false;
  return true;
}

bool Closeness::can_cancel(const WeightVector& sum, std::size_t count) const {
  const Rational most = Rational(count) * radius_;
  return std::all_of(sum.begin(), sum.end(), [&most](const Rational& x) { return x.abs() <= most; });
}

std::vector<std::vector<std::uint32_t>> Closeness::components() const {
  Union sets(network_.width());
  best_sweep(*this).visit(*this, [&](std::uint32_t i, std::uint32_t j) {
    if ((dispensable_[i] && dispensable_[j]) || sets.root(i) == sets.root(j)) return;
    if (are_close(i, j, false) || are_close(i, j, true)) sets.join(i, j);
  });
  std::vector<std::uint32_t> size(network_.width());
  for (std::uint32_t unit = 0; unit < network_.width(); ++unit) ++size[sets.root(unit)];
  std::vector<std::uint32_t> number(network_.width(), UINT32_MAX);
  std::vector<std::vector<std::uint32_t>> components;
  for (std::uint32_t unit = 0; unit < network_.width(); ++unit) {
    const std::uint32_t root = sets.root(unit);
    if (dispensable_[unit] && size[root] == 1) continue;  // no indispensable one is close
    if (number[root] == UINT32_MAX) {
      number[root] = static_cast<std::uint32_t>(components.size());
      components.emplace_back();
    }
    components[number[root]].push_back(unit);
  }
  return components;
}

}  // namespace isopath
