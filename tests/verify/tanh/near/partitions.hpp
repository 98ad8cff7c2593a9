// Radii at which something just becomes possible, and the least rank within a radius, by trying all
// partitions.
#ifndef ISOPATH_TESTS_VERIFY_TANH_NEAR_PARTITIONS_HPP
#define ISOPATH_TESTS_VERIFY_TANH_NEAR_PARTITIONS_HPP

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/verify/random_networks.hpp"
#include "verify/tanh/equivalence/oriented_weights.hpp"
#include "verify/tanh/near/closeness.hpp"
#include "verify/tanh/near/partition.hpp"

namespace isopath::tests {

inline Rational fraction(long p, long q) { return Rational::fraction(p, q); }

inline Rational distance(const Vector& x, const Vector& y) {
  Rational most;
  for (std::size_t k = 0; k < x.size(); ++k) most = std::max(most, (x[k] - y[k]).abs());
  return most;
}
inline Rational size(const Vector& x) { return distance(x, Vector(x.size())); }

inline Rational change(const PlainNetwork& v, const PlainNetwork& w) {
  Rational most;
  for (std::size_t i = 0; i < w.units.size(); ++i)
    most = std::max({most, distance(v.units[i].a, w.units[i].a), distance(v.units[i].b, w.units[i].b),
                     (v.units[i].c - w.units[i].c).abs()});
  return most;
}

/// The least rank within a radius, by trying all groups with all signs and looking for a common point.
class AllPartitions {
 public:
  AllPartitions(const PlainNetwork& network, const Rational& radius) : network_(network), radius_(radius) {}
  std::size_t least() {
    best_ = network_.units.size();
    extend(0);
    return best_;
  }

 private:
  using SignedGroup = std::vector<PlainUnit>;  // with their signs

  void extend(std::size_t i) {
    if (i == network_.units.size()) {
      best_ = std::min(best_, cost());
      return;
    }
    const PlainUnit& unit = network_.units[i];
    if (size(unit.a) <= radius_ || size(unit.b) <= radius_) extend(i + 1);
    for (std::size_t g = 0; g <= groups_.size(); ++g) {
      if (g == groups_.size()) groups_.emplace_back();
      for (const PlainUnit& next : {unit, flipped(unit)}) {
        groups_[g].push_back(next);
        if (have_common_point(groups_[g])) extend(i + 1);
        groups_[g].pop_back();
      }
      if (groups_[g].empty()) {
        groups_.pop_back();
        break;
      }
    }
  }
  bool have_common_point(const SignedGroup& group) const {
    for (std::size_t k = 0; k <= network_.inputs; ++k) {
      const auto entry = [k](const PlainUnit& unit) { return k < unit.b.size() ? unit.b[k] : unit.c; };
      Rational low = entry(group[0]) - radius_;
      Rational high = entry(group[0]) + radius_;
      for (const PlainUnit& unit : group) {
        low = std::max(low, entry(unit) - radius_);
        high = std::min(high, entry(unit) + radius_);
      }
      if (low > high) return false;
    }
    return true;
  }
  std::size_t cost() const {
    std::size_t stay = 0;
    for (const SignedGroup& group : groups_) {
      Vector sum(network_.outputs);
      for (const PlainUnit& unit : group) sum = sum_of(sum, unit.a);
      if (size(sum) > Rational(group.size()) * radius_) ++stay;
    }
    return stay;
  }

  const PlainNetwork& network_;
  Rational radius_;
  std::vector<SignedGroup> groups_;
  std::size_t best_ = 0;
};

/// Often one at which something just becomes possible.
inline Rational random_radius(Random& random, const PlainNetwork& network) {
  if (network.units.empty() || one_in(random, 3))
    return one_of<Rational>(random, {Rational(), fraction(1, 4), fraction(1, 3), fraction(1, 2), Rational(1),
                                     Rational::power_of_two(-1075), Rational::power_of_ten(401)});
  const PlainUnit& x = network.units[below(random, network.units.size())];
  const PlainUnit& y = network.units[below(random, network.units.size())];
  Rational radius = one_of<Rational>(
      random, {size(x.a), size(x.b), Rational::fraction(distance(x.b, y.b), 2),
               Rational::fraction(distance(x.b, negated(y.b)), 2), Rational::fraction((x.c - y.c).abs(), 2),
               Rational::fraction(size(sum_of(x.a, y.a)), 2)});
  if (one_in(random, 4)) radius = radius * fraction(999, 1000);
  return radius;
}

inline Rational coarse(Random& random) { return fraction(between(random, -4, 4), 4); }

/// A partition and what it costs, by definition.
inline void check_partition(const Closeness& closeness, const Partition& partition) {
  std::size_t cost = 0;
  for (const NearGroup& group : partition.groups) {
    for (const Member& x : group)
      for (const Member& y : group)
        BOOST_CHECK(closeness.are_close(x.unit, y.unit, x.flipped != y.flipped) || x.unit == y.unit);
    if (!closeness.can_cancel(weight_sum(closeness.network(), group), group.size())) ++cost;
  }
  BOOST_TEST(partition.cost == cost);
}

}  // namespace isopath::tests

#endif
