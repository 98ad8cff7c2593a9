#include "verify/tanh/equivalence/groups.hpp"

#include <algorithm>
#include <compare>

#include "exact/hash.hpp"

namespace isopath {

namespace {

std::uint64_t hash_of(const NumberRow& numbers, const NumberTable& table, bool flipped) {
  if (const std::uint32_t* words = numbers.narrow_words())
    return hash_words(numbers.size(),
                      [&](std::size_t k) { return NumberRow::widen(words[k]).negated_if(flipped).bits(); });
  return hash_words(numbers.size(),
                    [&](std::size_t k) { return table.hash(numbers[k].negated_if(flipped)); });
}

/// The sign of the first entry that is not 0; 0 if all are.
int leading_sign(const NumberRow& numbers) {
  const auto first = std::find_if(numbers.begin(), numbers.end(), [](Number x) { return !x.is_zero(); });
  return first == numbers.end() ? 0 : (*first).is_negative() ? -1 : 1;
}

std::strong_ordering compare_rows(const NumberRow& x, const NumberTable& x_table, bool x_flipped,
                                  const NumberRow& y, const NumberTable& y_table, bool y_flipped) {
  for (std::size_t k = 0; k < x.size(); ++k) {
    const auto order = compare(x[k].negated_if(x_flipped), x_table, y[k].negated_if(y_flipped), y_table);
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

/// Keys that are the incoming pairs of the units of several networks.
class Pairs {
 public:
  explicit Pairs(std::span<const Network* const> networks) : networks_(networks) {}

  std::size_t networks() const { return networks_.size(); }
  std::size_t items(std::size_t place) const { return networks_[place]->width(); }

  Entry entry(std::size_t place, std::size_t item, bool& constant) const {
    const Network& network = *networks_[place];
    const auto pair = network.incoming_pair(item);
    const int sign = leading_sign(pair.first(pair.size() - 1));
    constant = sign == 0;
    const bool flipped = sign < 0;
    return {hash_of(pair, network.numbers, flipped),
            {static_cast<std::uint32_t>(item), static_cast<std::uint16_t>(place), flipped}};
  }

  bool equal(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    return isopath::equal(of_x.incoming_pair(x.unit), of_x.numbers, of_y.incoming_pair(y.unit), of_y.numbers,
                          x.flipped != y.flipped);
  }

  bool less(const Member& x, const Member& y) const {
    const Network& of_x = *networks_[x.network];
    const Network& of_y = *networks_[y.network];
    return compare_rows(of_x.incoming_pair(x.unit), of_x.numbers, x.flipped, of_y.incoming_pair(y.unit),
                        of_y.numbers, y.flipped) < 0;
  }

  [[gnu::always_inline]] void prefetch(const Member& member) const {
    networks_[member.network]->row(member.unit).prefetch();
  }

 private:
  std::span<const Network* const> networks_;
};

/// Keys that are the joint keys of some units of a segment.
class JointKeys {
 public:
  JointKeys(const Network& u, const Network& v, std::span<const std::uint32_t> units)
      : u_(u), v_(v), units_(units) {}

  static std::size_t networks() { return 1; }
  std::size_t items(std::size_t /*place*/) const { return units_.size(); }

  Entry entry(std::size_t /*place*/, std::size_t item, bool& constant) const {
    const std::uint32_t unit = units_[item];
    const auto at_u = u_.incoming_pair(unit);
    const auto at_v = v_.incoming_pair(unit);
    const int sign_u = leading_sign(at_u);
    const bool flipped = (sign_u != 0 ? sign_u : leading_sign(at_v)) < 0;
    constant = false;
    return {mix(hash_of(at_u, u_.numbers, flipped), hash_of(at_v, v_.numbers, flipped)), {unit, 0, flipped}};
  }

  bool equal(const Member& x, const Member& y) const {
    const bool negated = x.flipped != y.flipped;
    return isopath::equal(u_.incoming_pair(x.unit), u_.numbers, u_.incoming_pair(y.unit), u_.numbers,
                          negated) &&
           isopath::equal(v_.incoming_pair(x.unit), v_.numbers, v_.incoming_pair(y.unit), v_.numbers,
                          negated);
  }

  bool less(const Member& x, const Member& y) const {
    auto order = std::strong_ordering::equal;
    for (const Network* network : {&u_, &v_})
      if (order == 0)
        order = compare_rows(network->incoming_pair(x.unit), network->numbers, x.flipped,
                             network->incoming_pair(y.unit), network->numbers, y.flipped);
    return order < 0;
  }

  [[gnu::always_inline]] void prefetch(const Member& member) const {
    u_.row(member.unit).prefetch();
    v_.row(member.unit).prefetch();
  }

 private:
  const Network& u_;
  const Network& v_;
  std::span<const std::uint32_t> units_;
};

}  // namespace

Groups group_units(std::span<const Network* const> networks, const Judge& judge) {
  return gather_all(Pairs(networks), judge);
}

Groups group_jointly(const Network& u, const Network& v, std::span<const std::uint32_t> units,
                     const Judge& judge) {
  return gather_all(JointKeys(u, v, units), judge);
}

bool adds_up_to_zero(const Network& network, std::span<const Member> group) {
  if (group.size() == 1) return is_blank(network, group.front().unit);
  ExactSum sum;
  for (std::size_t output = 0; output < network.outputs(); ++output) {
    sum.clear();
    for (const Member& member : group) add_weight(sum, network, member, output);
    if (!sum.is_zero()) return false;
  }
  return true;
}

TanhSum folded_bias(const Network& network, std::size_t place, std::span<const Member> constants,
                    std::size_t output) {
  std::vector<TanhSum::Term> terms;
  for (const Member& member : constants) {
    if (member.network != place) continue;
    const Number weight = network.a(member.unit)[output];
    if (weight.is_zero() || network.c(member.unit).is_zero()) continue;
    terms.push_back({network.numbers.value(network.c(member.unit)), network.numbers.value(weight)});
  }
  return network.d[output] + TanhSum(Rational(), std::move(terms));
}

}  // namespace isopath
