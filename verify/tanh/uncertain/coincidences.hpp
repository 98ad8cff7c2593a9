// What can coincide in two uncertain models, and what that proves for all members.
//
// In a member, units merge if their incoming pairs are equal up to sign (docs/mathematics.md, section 3).
// Whether two units can merge is a question about ranges of rationals. A unit that is never constant, and
// whose weights never cancel against those of units that can merge with it, is essential in f_A - f_B for all
// values; so is a constant term that is never 0. Either proves that the functions differ for all values
// (section 11, Theorem 9).
#ifndef ISOPATH_VERIFY_TANH_UNCERTAIN_COINCIDENCES_HPP
#define ISOPATH_VERIFY_TANH_UNCERTAIN_COINCIDENCES_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "verify/tanh/uncertain/unit_range.hpp"

namespace isopath {

/// A unit whose group has weights other than 0 in f_A - f_B for all values.
struct LastingUnit {
  std::size_t network;  // 0: A, 1: B
  std::size_t unit;
  /// Units that can merge with it; network 0 or 1.
  struct Partner {
    std::size_t network;
    std::size_t unit;
  };
  std::vector<Partner> partners;
  /// If it can merge with none: the unit of the other network whose pair is apart from its own in the fewest
  /// numbers, up to sign.
  struct Nearest {
    std::size_t unit;
    bool opposite;
    std::size_t apart;  // in how many places
    std::size_t place;  // the first of them, in b, c
  };
  std::optional<Nearest> nearest;
};

class Coincidences {
 public:
  /// A and B have the same inputs and outputs. The models and their ranges have to outlive this.
  Coincidences(const UncertainModel& a, const FloatRanges& floats_a, const UncertainModel& b,
               const FloatRanges& floats_b);

  /// False if there are too many units to compare all; then lasting_unit and rank are empty.
  bool complete() const { return complete_; }
  /// A unit that lasts, with as few partners as possible; empty if none is found.
  std::optional<LastingUnit> lasting_unit() const;
  /// An output in which the biases, with the constants folded in, differ for all values; empty if none is
  /// found.
  std::optional<std::size_t> lasting_bias() const;
  /// The rank of A (0) or B (1); empty unless it is known to be the same for all values.
  std::optional<std::size_t> rank(std::size_t network) const;

 private:
  struct MovingPartner {
    std::uint32_t place;  // in moving_
    Agreement agreement;
  };
  /// A unit that is not always blank or constant.
  struct Moving {
    UnitRange range;
    std::size_t network;
    std::vector<MovingPartner> partners;  // too many: not all of them
    bool has_partner_at_home = false;
    bool has_uncertain_partner_at_home = false;
  };
  void find_partners();
  /// The absolute values of the moving units' numbers in one place.
  std::vector<FloatRange> sizes(std::size_t place) const;
  void note_partner(Moving& unit, std::size_t place, Agreement agreement);
  std::optional<LastingUnit::Nearest> nearest(const Moving& unit) const;
  bool lasts(const Moving& unit) const;
  bool lasts(const Moving& unit, std::span<const int> signs) const;

  std::vector<Moving> moving_;
  const UncertainModel* models_[2];
  const FloatRanges* floats_[2];
  bool complete_ = true;
};

}  // namespace isopath

#endif
