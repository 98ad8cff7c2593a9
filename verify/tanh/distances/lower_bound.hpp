// Lower bounds of the distance of two members of a class: how many segments a path needs at least.
//
// docs/mathematics.md, section 7: Theorem 3 for one segment, Theorem 5 by the units' first moves, Theorem 7
// by the seats of essential groups, Theorem 8 for pairs that differ by all signs; section 9: tables of cells.
// docs/certificate-format.md, rules D3 to D6.
#ifndef ISOPATH_VERIFY_TANH_DISTANCES_LOWER_BOUND_HPP
#define ISOPATH_VERIFY_TANH_DISTANCES_LOWER_BOUND_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verify/tanh/distances/cells/class_search.hpp"
#include "verify/tanh/distances/ends.hpp"
#include "verify/tanh/distances/rigid_pair.hpp"

namespace isopath {

struct LowerBound {
  enum class Argument { none, parameters, segment, unit, seats, turned, table };
  std::size_t segments = 0;
  Argument argument = Argument::none;
  std::uint32_t unit = 0;                        // for `unit`
  std::vector<std::vector<std::string>> layers;  // for `table`
};

/// "none", "parameters", ...: as in certificates.
const char* name_of(LowerBound::Argument argument);

/// The best bound that needs no search.
LowerBound lower_bound(const Ends& ends);

/// An argument that needs no search and gives exactly this bound, if there is one.
std::optional<LowerBound> lower_bound_of(std::size_t segments, const Ends& ends);

/// Whether a table can be the argument for these ends.
bool has_tables(const Ends& ends);

/// What a search for a table may spend: rule D6 allows checkers no more.
constexpr std::uint64_t most_choices_of_table = 100'000'000;

/// The exact distance of the pair, by search among classes of cells; the layers are its table. The search
/// goes on as far as needed. Throws SearchTooLarge. Precondition: has_tables, and a group has to move;
/// `search` is of the shape of the pair.
LowerBound searched_bound(const RigidPair& pair, ClassSearch& search);

}  // namespace isopath

#endif
