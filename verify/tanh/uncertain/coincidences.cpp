#include "verify/tanh/uncertain/coincidences.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "exact/interval.hpp"
#include "exact/sum.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

namespace {

/// All ways to merge are tried for units with so many partners at most.
constexpr std::size_t most_partners = 4;
/// Places of rows looked at: a second or two.
constexpr std::size_t most_work = std::size_t{1} << 28U;

Interval range_of(const Rational& lower, const Rational& upper, long precision) {
  return {Enclosure(lower, precision), Enclosure(upper, precision)};
}

/// All values of a tanh(c) of a constant unit in one output.
Interval constant_term(const UnitRange& range, std::size_t output, long precision) {
  const auto number = [&](std::size_t place) {
    return range_of(range.lower().numbers.value(range.lower().row(range.unit)[place]),
                    range.upper().numbers.value(range.upper().row(range.unit)[place]), precision);
  };
  const Interval c = number(range.inputs());
  return number(range.inputs() + 1 + output) * Interval{c.lower.tanh(), c.upper.tanh()};
}

/// The units that can be constant.
std::vector<UnitRange> constants(const UncertainModel& model, const FloatRanges& floats) {
  std::vector<UnitRange> result;
  for (std::size_t unit = 0; unit < model.width(); ++unit)
    if (const UnitRange range{&model, &floats, unit}; range.can_be_constant()) result.push_back(range);
  return result;
}

/// All values of the output bias with the constants folded in. A unit that can be constant counts from 0 to
/// its term.
Interval folded_bias(const UncertainModel& model, std::span<const UnitRange> constants, std::size_t output,
                     long precision) {
  Interval sum{Enclosure(model.lower.network().d[output], precision),
               Enclosure(model.upper.network().d[output], precision)};
  const Enclosure zero(precision);
  for (const UnitRange& range : constants) {
    const Interval term = constant_term(range, output, precision);
    sum = sum + (range.is_constant() ? term : hull(term, Interval{zero, zero}));
  }
  return sum;
}

bool excludes_zero(const Interval& interval) {
  return interval.lower.is_positive() == Truth::proved || (-interval.upper).is_positive() == Truth::proved;
}

/// Which ranges of a list meet.
class Sweep {
 public:
  explicit Sweep(std::vector<FloatRange> ranges) : ranges_(std::move(ranges)), order_(ranges_.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [this](std::size_t i, std::size_t j) {
      return std::pair(ranges_[i].lower, i) < std::pair(ranges_[j].lower, j);
    });
    for (std::size_t place = 0; place < order_.size(); ++place) meetings_ += end_of(place) - place - 1;
  }

  /// How many pairs of ranges meet.
  std::size_t meetings() const { return meetings_; }
  template <typename Do>
  void for_all_meetings(Do each) const {
    for (std::size_t place = 0; place < order_.size(); ++place)
      for (std::size_t other = place + 1, end = end_of(place); other < end; ++other)
        each(order_[place], order_[other]);
  }

 private:
  /// The first place in order of a range that begins beyond this one.
  std::size_t end_of(std::size_t place) const {
    const auto end = std::upper_bound(
        order_.begin() + static_cast<std::ptrdiff_t>(place), order_.end(), ranges_[order_[place]].upper,
        [this](double upper, std::size_t i) { return upper < ranges_[i].lower; });
    return static_cast<std::size_t>(end - order_.begin());
  }

  std::vector<FloatRange> ranges_;
  std::vector<std::size_t> order_;
  std::size_t meetings_ = 0;
};

}  // namespace

Coincidences::Coincidences(const UncertainModel& a, const FloatRanges& floats_a, const UncertainModel& b,
                           const FloatRanges& floats_b)
    : models_{&a, &b}, floats_{&floats_a, &floats_b} {
  for (std::size_t network = 0; network < 2; ++network)
    for (std::size_t unit = 0; unit < models_[network]->width(); ++unit) {
      const UnitRange range{models_[network], floats_[network], unit};
      if (!range.is_blank() && !range.is_constant()) moving_.push_back({range, network, {}});
    }
  find_partners();
}

/// Units whose pairs are equal or opposite have one |b_k|, and one |c|: only those whose ranges of it meet
/// are compared further. That is done for the place, c or b_0, in which fewer meet.
void Coincidences::find_partners() {
  if (moving_.empty()) return;
  const std::size_t c = moving_.front().range.inputs();
  const Sweep by_c(sizes(c));
  const Sweep by_b(sizes(0));
  const Sweep& sweep = by_b.meetings() < by_c.meetings() ? by_b : by_c;
  std::size_t work = sweep.meetings();
  if (work <= most_work)
    sweep.for_all_meetings([&](std::size_t i, std::size_t j) {
      if (work > most_work) return;
      const Agreement found = agreement(moving_[i].range, moving_[j].range, c + 1, work);
      if (!found) return;
      note_partner(moving_[i], j, found);
      note_partner(moving_[j], i, found);
    });
  complete_ = work <= most_work;
}

std::vector<FloatRange> Coincidences::sizes(std::size_t place) const {
  std::vector<FloatRange> result;
  result.reserve(moving_.size());
  for (const Moving& unit : moving_) {
    const FloatRange& range = unit.range.floats->at(unit.range.unit, place);
    result.push_back({std::max({0.0, range.lower, -range.upper}), std::max(range.upper, -range.lower)});
  }
  return result;
}

void Coincidences::note_partner(Moving& unit, std::size_t place, Agreement agreement) {
  const Moving& other = moving_[place];
  if (unit.partners.size() <= most_partners)
    unit.partners.push_back({static_cast<std::uint32_t>(place), agreement});
  if (other.network != unit.network) return;
  unit.has_partner_at_home = true;
  if (!other.range.is_exact(0, other.range.size())) unit.has_uncertain_partner_at_home = true;
}

std::optional<LastingUnit> Coincidences::lasting_unit() const {
  if (!complete_) return std::nullopt;
  std::optional<LastingUnit> found;
  for (const Moving& unit : moving_) {
    if (found && unit.partners.size() >= found->partners.size()) continue;
    if (!lasts(unit)) continue;
    found = LastingUnit{unit.network, unit.range.unit, {}, {}};
    if (unit.partners.empty()) found->nearest = nearest(unit);
    for (const MovingPartner& partner : unit.partners)
      found->partners.push_back({moving_[partner.place].network, moving_[partner.place].range.unit});
    std::sort(found->partners.begin(), found->partners.end(), [](const auto& x, const auto& y) {
      return std::pair(x.network, x.unit) < std::pair(y.network, y.unit);
    });
  }
  return found;
}

std::optional<LastingUnit::Nearest> Coincidences::nearest(const Moving& unit) const {
  std::optional<LastingUnit::Nearest> best;
  const std::size_t there = 1 - unit.network;
  for (std::size_t other = 0; other < models_[there]->width(); ++other)
    for (const bool opposite : {false, true}) {
      LastingUnit::Nearest here{other, opposite, 0, 0};
      for (std::size_t place = unit.range.inputs() + 1; place-- > 0;)
        if (!can_agree(unit.range, {models_[there], floats_[there], other}, place, opposite)) {
          ++here.apart;
          here.place = place;
        }
      if (!best || here.apart < best->apart) best = here;
    }
  return best;
}

/// Each of the unit's partners may be in its group, with any sign that their pairs allow, or not be in it.
bool Coincidences::lasts(const Moving& unit) const {
  if (unit.partners.size() > most_partners || unit.range.can_be_constant()) return false;
  std::vector<int> signs(unit.partners.size(), -1);
  for (;;) {
    bool possible = true;
    for (std::size_t p = 0; p < signs.size(); ++p) {
      const Agreement& found = unit.partners[p].agreement;
      if ((signs[p] > 0 && !found.equal) || (signs[p] < 0 && !found.opposite)) possible = false;
    }
    if (possible && !lasts(unit, signs)) return false;
    std::size_t p = 0;
    while (p < signs.size() && signs[p] == 1) signs[p++] = -1;
    if (p == signs.size()) return true;
    ++signs[p];
  }
}

/// Whether the weights of the unit and of its partners, with these signs (0: not in its group), add up to 0
/// in f_A - f_B for no values.
bool Coincidences::lasts(const Moving& unit, std::span<const int> signs) const {
  ExactSum low;
  ExactSum high;
  for (std::size_t output = 0; output < unit.range.outputs(); ++output) {
    low.clear();
    high.clear();
    const auto add = [&](const UnitRange& range, bool negated) {
      const Number lower = range.lower().a(range.unit)[output];
      const Number upper = range.upper().a(range.unit)[output];
      (negated ? high : low).add(lower, range.lower().numbers, negated);
      (negated ? low : high).add(upper, range.upper().numbers, negated);
    };
    add(unit.range, false);
    for (std::size_t p = 0; p < signs.size(); ++p) {
      const Moving& partner = moving_[unit.partners[p].place];
      if (signs[p] != 0) add(partner.range, (partner.network == unit.network) != (signs[p] > 0));
    }
    if (low.total().sign() > 0 || high.total().sign() < 0) return true;
  }
  return false;
}

std::optional<std::size_t> Coincidences::lasting_bias() const {
  const std::vector<UnitRange> of_a = constants(*models_[0], *floats_[0]);
  const std::vector<UnitRange> of_b = constants(*models_[1], *floats_[1]);
  for (std::size_t output = 0; output < models_[0]->outputs(); ++output)
    for (long precision = 64; precision <= 1024; precision *= 4)
      if (excludes_zero(folded_bias(*models_[0], of_a, output, precision) -
                        folded_bias(*models_[1], of_b, output, precision)))
        return output;
  return std::nullopt;
}

/// Units that can merge with no other of their network count one each if they are always essential. Of the
/// others the rank is known if all of them are exact.
std::optional<std::size_t> Coincidences::rank(std::size_t network) const {
  if (!complete_) return std::nullopt;
  std::size_t alone = 0;
  Network exact(models_[network]->inputs(), models_[network]->outputs());
  for (const Moving& unit : moving_) {
    if (unit.network != network) continue;
    const UnitRange& range = unit.range;
    if (!unit.has_partner_at_home) {
      if (range.can_be_blank() || range.can_be_constant()) return std::nullopt;
      ++alone;
      continue;
    }
    if (unit.has_uncertain_partner_at_home || !range.is_exact(0, range.size())) return std::nullopt;
    const auto row = exact.append_unit();
    for (std::size_t k = 0; k < row.size(); ++k)
      row[k] = exact.numbers.copy(range.lower().row(range.unit)[k], range.lower().numbers);
  }
  return alone + canonical_form(exact).rank();
}

}  // namespace isopath
