#include "verify/tanh/uncertain/common_member.hpp"

#include <vector>

#include "exact/enclosure.hpp"
#include "verify/tanh/uncertain/unit_range.hpp"

namespace isopath {

namespace {

/// Places of rows looked at: a second or two.
constexpr std::size_t most_work = std::size_t{1} << 28U;

/// Whether an element of K is known to be 0 or more.
bool is_known_not_negative(const TanhSum& sum) {
  if (sum.is_rational()) return sum.rational().sign() >= 0;
  for (long precision = 64; precision <= 1024; precision *= 4)
    if (const Truth positive = Enclosure(sum, precision).is_positive(); positive != Truth::undecided)
      return positive == Truth::proved;
  return false;
}

bool biases_meet(const UncertainModel& a, const UncertainModel& b) {
  for (std::size_t output = 0; output < a.outputs(); ++output)
    if (!is_known_not_negative(b.upper.stated().d[output] - a.lower.stated().d[output]) ||
        !is_known_not_negative(a.upper.stated().d[output] - b.lower.stated().d[output]))
      return false;
  return true;
}

}  // namespace

/// Rows of logistic networks are compared as those of their tanh networks, which are half of them. That is
/// the same question but for opposite units.
bool have_common_member(const UncertainModel& a, const FloatRanges& floats_a, const UncertainModel& b,
                        const FloatRanges& floats_b) {
  if (a.activation() != b.activation() || !biases_meet(a, b)) return false;
  const bool is_odd = tanh_form(a.activation()).shift == 0;
  std::vector<bool> taken(b.width());
  std::size_t work = 0;
  for (std::size_t i = 0; i < a.width(); ++i) {
    const UnitRange unit{&a, &floats_a, i};
    bool found = false;
    for (std::size_t j = 0; j < b.width() && !found; ++j) {
      if (taken[j]) continue;
      const Agreement both = agreement(unit, {&b, &floats_b, j}, unit.size(), work);
      if (work > most_work) return false;
      found = both.equal || (is_odd && both.opposite);
      taken[j] = found;
    }
    if (!found && !unit.can_be_blank()) return false;
  }
  for (std::size_t j = 0; j < b.width(); ++j)
    if (!taken[j] && !UnitRange{&b, &floats_b, j}.can_be_blank()) return false;
  return true;
}

}  // namespace isopath
