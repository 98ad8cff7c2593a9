#include "verify/tanh/distances/cells/end_cell.hpp"

#include <algorithm>
#include <map>

#include "verify/tanh/equivalence/oriented_weights.hpp"

namespace isopath {

std::uint8_t Places::number(const Rational& magnitude) {
  if (magnitude.is_zero()) return EndCell::at_zero;
  const auto found = std::find(others_.begin(), others_.end(), magnitude);
  const auto index = static_cast<std::uint8_t>(found - others_.begin());
  if (found == others_.end()) others_.push_back(magnitude);
  return static_cast<std::uint8_t>(EndCell::at_zero + 1 + index);
}

namespace {

/// Units with one whole pair up to sign.
struct Bundle {
  std::vector<std::size_t> units;
  std::vector<bool> negative;         // their signs
  std::vector<WeightVector> weights;  // each with its sign
  std::size_t essential;              // the group that the rest of them carries, or none
  bool constant = false;
  std::uint8_t place = EndCell::anywhere;
};

constexpr std::size_t none = LabelCell::most_groups;

class Enumeration {
 public:
  Enumeration(std::vector<Bundle> bundles, const ClassShape& shape, std::size_t most)
      : bundles_(std::move(bundles)), shape_(shape), most_(most) {}

  std::vector<EndCell> run() {
    next_bundle(0, {}, shape_.rank);
    if (overflows_) cells_.clear();
    return std::move(cells_);
  }

 private:
  void next_bundle(std::size_t index, const EndCell& cell, std::size_t next_group) {
    if (overflows_) return;
    if (index == bundles_.size()) {
      overflows_ = cells_.size() == most_;
      cells_.push_back(cell);
      return;
    }
    const std::uint32_t all = (1U << bundles_[index].units.size()) - 1;
    label(index, all, false, cell, next_group);
  }

  /// Labels the units `left` of a bundle. `has_rest` says whether a unit carries the essential group.
  void label(std::size_t index, std::uint32_t left, bool has_rest, const EndCell& cell,
             std::size_t next_group) {
    const Bundle& bundle = bundles_[index];
    if (left == 0) {
      if (bundle.essential == none || has_rest) next_bundle(index + 1, cell, next_group);
      return;
    }
    std::size_t first = 0;
    while ((left >> first & 1U) == 0) ++first;
    const std::uint32_t others = left & (left - 1);
    if (bundle.essential != none) {
      EndCell with = cell;
      with.cell.set(bundle.units[first], bundle.essential, bundle.negative[first]);
      label(index, others, true, with, next_group);
    }
    if (bundle.constant && !vanishes(bundle.weights[first])) {
      EndCell with = cell;
      with.cell.set(bundle.units[first], next_group, bundle.negative[first]);
      with.place[bundle.units[first]] = bundle.place;
      label(index, others, has_rest, with, next_group + 1);
    }
    for (std::uint32_t set = others;; set = (set - 1) & others) {
      zero_sum(index, left, first, set, has_rest, cell, next_group);
      if (set == 0) break;
    }
  }

  /// Labels the unit `first` and those in `set` as one zero-sum group, if their weights add up to 0.
  void zero_sum(std::size_t index, std::uint32_t left, std::size_t first, std::uint32_t set, bool has_rest,
                const EndCell& cell, std::size_t next_group) {
    const Bundle& bundle = bundles_[index];
    const std::uint32_t turnable = bundle.place == EndCell::at_zero ? set : 0;
    for (std::uint32_t turned = turnable;; turned = (turned - 1) & turnable) {
      WeightVector sum = bundle.weights[first];
      for (std::size_t i = 0; i < bundle.units.size(); ++i)
        if ((set >> i & 1U) != 0) add_to(sum, bundle.weights[i], (turned >> i & 1U) != 0);
      if (vanishes(sum)) {
        EndCell with = cell;
        for (std::size_t i = 0; i < bundle.units.size(); ++i)
          if (i == first || (set >> i & 1U) != 0)
            with.cell.set(bundle.units[i], next_group, bundle.negative[i] != ((turned >> i & 1U) != 0));
        label(index, left & ~set & ~(1U << first), has_rest, with, next_group + 1);
      }
      if (turned == 0) break;
    }
  }

  std::vector<Bundle> bundles_;
  const ClassShape& shape_;
  std::size_t most_;
  std::vector<EndCell> cells_;
  bool overflows_ = false;
};

}  // namespace

std::vector<EndCell> cells_around(const Network& network, const CanonicalForm& form, Places& places,
                                  std::size_t most) {
  using Fate = CanonicalForm::Fate;
  std::map<std::pair<std::uint32_t, std::uint8_t>, Bundle> bundles;  // by group and place
  for (std::uint32_t unit = 0; unit < network.width(); ++unit) {
    const Fate& fate = form.fates[unit];
    const bool constant = fate.group == Fate::constant;
    const Rational c = network.numbers.value(network.c(unit));
    const bool negative = constant ? c.sign() < 0 : fate.flipped;
    const std::uint8_t place = constant ? places.number(c.abs()) : EndCell::anywhere;
    Bundle& bundle = bundles[{fate.group, place}];
    bundle.units.push_back(unit);
    bundle.negative.push_back(negative);
    bundle.weights.push_back(oriented_weights(network, {unit, 0, negative}));
    bundle.essential = fate.group < form.rank() ? fate.group : none;
    bundle.constant = constant;
    bundle.place = place;
  }
  std::vector<Bundle> list;
  for (auto& entry : bundles) list.push_back(std::move(entry.second));
  return Enumeration(std::move(list), {form.rank(), network.width()}, most).run();
}

}  // namespace isopath
