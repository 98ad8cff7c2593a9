// UncertainModel: a network whose numbers are known up to ranges.
//
// Every number of the file lies between its value in `lower` and its value in `upper`, ends included,
// independently of all others. A *member* is a network with such values. What is exact is the same in both.
#ifndef ISOPATH_VERIFY_NETWORKS_UNCERTAIN_MODEL_HPP
#define ISOPATH_VERIFY_NETWORKS_UNCERTAIN_MODEL_HPP

#include <cstddef>
#include <variant>

#include "verify/networks/model.hpp"

namespace isopath {

struct UncertainModel {
  /// One activation and one shape. The tanh networks of members (Model::network) lie between those of the
  /// two: the map of a logistic network rises with a, b, c and d. Of these, not all values are taken
  /// together, for d then depends on a.
  Model lower;
  Model upper;

  Activation activation() const { return lower.activation(); }
  std::size_t width() const { return lower.network().width(); }
  std::size_t inputs() const { return lower.network().inputs(); }
  std::size_t outputs() const { return lower.network().outputs(); }
};

/// What a network file states.
using StatedModel = std::variant<Model, UncertainModel>;

/// The same as an uncertain model; if it is exact, with ranges of width 0.
UncertainModel as_uncertain(StatedModel model);

/// A member, for its shape; an exact model is its own.
const Model& some_member(const StatedModel& model);

/// How many of the stated numbers are not exact.
std::size_t uncertain_numbers(const UncertainModel& model);

/// Whether all members are the same function, which then is that of `lower`. So it is if and only if every
/// number that is not exact belongs to a unit with a = 0, or is a weight a of a tanh unit with b = 0 and c =
/// 0 (docs/mathematics.md, section 11).
bool is_one_function(const UncertainModel& model);

/// The member in the middle.
Model midpoint(const UncertainModel& model);

}  // namespace isopath

#endif
