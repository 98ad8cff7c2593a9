// The cells that contain a parameter, those with constants too: the first and the last cells of paths.
//
// A unit labelled C keeps its pair (0, c), and where the cell meets the next one of a path its weight is 0
// (docs/mathematics.md, section 7). So as far as meeting goes it is a blank unit that is tied to a place,
// |c|.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_CELLS_END_CELL_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_CELLS_END_CELL_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/tanh/distances/cells/label_cell.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath {

struct EndCell {
  /// A unit labelled C is a zero-sum group of its own, with the sign of its c.
  LabelCell cell;
  /// The number of |c| for such a unit, else `anywhere`.
  std::array<std::uint8_t, LabelCell::most_units> place{};

  static constexpr std::uint8_t anywhere = 0;
  static constexpr std::uint8_t at_zero = 1;  // c = 0: there a pair is its own opposite
  bool has_constants() const { return place != decltype(place){}; }
};

/// The values |c| of constant units of some parameters, numbered.
class Places {
 public:
  std::uint8_t number(const Rational& magnitude);

 private:
  std::vector<Rational> others_;  // than 0, from number 2 on
};

/// The cells that contain the parameter, but for those in which a blank unit has a label C: with the label Z
/// in its place the cell contains the same, and more of what is next to it. If there are more than `most`
/// cells, the list is empty. Precondition: `form` is its canonical form; width at most LabelCell::most_units.
std::vector<EndCell> cells_around(const Network& network, const CanonicalForm& form, Places& places,
                                  std::size_t most);

}  // namespace isopath

#endif
