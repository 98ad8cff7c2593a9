// Rounding of a model's numbers to a float format, as storing it in that format would.
#ifndef ISOPATH_VERIFY_NETWORKS_ROUNDING_HPP
#define ISOPATH_VERIFY_NETWORKS_ROUNDING_HPP

#include <optional>

#include "exact/float_formats.hpp"
#include "verify/networks/model.hpp"

namespace isopath {

/// Whether every stated number is a value of the format already.
bool holds(FloatFormat format, const Model& model);

/// The model with every stated number (a, b, c, and d as a real number) replaced by the nearest value of the
/// format, ties to even. Empty if one would become an infinity, or if an irrational d is so near a tie that
/// 65 536 bits do not tell its side.
std::optional<Model> round_model(FloatFormat format, const Model& model);

}  // namespace isopath

#endif
