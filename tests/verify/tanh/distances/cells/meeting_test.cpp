// Meetings against linear algebra: the labels of two cells as equations for pairs and for weights.
#include "verify/tanh/distances/cells/meeting.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/verify/random_networks.hpp"
#include "tests/verify/tanh/distances/cells/all_cells.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// Whether a linear system has a solution: each row has the coefficients of the unknowns, then the right
/// sides.
bool is_solvable(std::vector<Vector> rows, std::size_t unknowns) {
  std::size_t rank = 0;
  for (std::size_t column = 0; column < unknowns; ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[pivot], rows[rank]);
    for (std::size_t i = rank + 1; i < rows.size(); ++i) {
      const Rational factor = Rational::fraction(rows[i][column], rows[rank][column]);
      for (std::size_t k = column; k < rows[i].size(); ++k) rows[i][k] -= factor * rows[rank][k];
    }
    ++rank;
  }
  return std::all_of(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                     [](const Vector& row) { return is_zero(row); });
}

/// The pairs (beta_k, gamma_k) and the |c| of constants are unit vectors: no two of them are equal or
/// opposite, none is 0, and that is all that matters.
class Equations {
 public:
  explicit Equations(const ClassShape& shape) : shape_(shape) {}

  bool have_common_point(const EndCell& p, const EndCell& q) const {
    return is_solvable(pairs(p, q), 2 * LabelCell::most_groups) && is_solvable(weights(p, q), shape_.width);
  }

 private:
  static constexpr std::size_t most_places = 8;

  /// Unknown: the pair of each zero-sum group, of p and then of q. What p says of a unit's pair is what q
  /// says; and a unit labelled C is at its place.
  std::vector<Vector> pairs(const EndCell& p, const EndCell& q) const {
    std::vector<Vector> rows;
    for (std::size_t i = 0; i < shape_.width; ++i) {
      Vector row = pair(p.cell, i, 0);
      const Vector other = pair(q.cell, i, LabelCell::most_groups);
      for (std::size_t k = 0; k < row.size(); ++k) row[k] -= other[k];
      rows.push_back(std::move(row));
      for (const EndCell* end : {&p, &q}) {
        if (end->place[i] == EndCell::anywhere) continue;
        Vector tied(width_of_row());
        tied[(end == &p ? 0 : LabelCell::most_groups) + end->cell.group(i)] = 1;
        if (end->place[i] != EndCell::at_zero) tied[right_side() + shape_.rank + end->place[i]] = 1;
        rows.push_back(std::move(tied));
      }
    }
    return rows;
  }
  static std::size_t right_side() { return 2 * LabelCell::most_groups; }
  std::size_t width_of_row() const { return right_side() + shape_.rank + most_places; }

  /// A unit's pair by its label, with what is known on the right side.
  Vector pair(const LabelCell& cell, std::size_t i, std::size_t first_unknown) const {
    Vector row(width_of_row());
    const std::size_t group = cell.group(i);
    row[group < shape_.rank ? right_side() + group : first_unknown + group] = cell.is_negative(i) ? -1 : 1;
    return row;
  }

  /// Unknown: the weight of each unit. In each group of either cell they add up to alpha_k, a unit vector, or
  /// to 0.
  std::vector<Vector> weights(const EndCell& p, const EndCell& q) const {
    std::vector<Vector> rows;
    for (const EndCell* end : {&p, &q})
      for (std::size_t group = 0; group < LabelCell::most_groups; ++group) {
        Vector row(shape_.width + shape_.rank);
        for (std::size_t i = 0; i < shape_.width; ++i)
          if (end->cell.group(i) == group) row[i] = end->cell.is_negative(i) ? -1 : 1;
        if (group < shape_.rank) row[shape_.width + group] = 1;
        rows.push_back(std::move(row));
      }
    return rows;
  }

  ClassShape shape_;
};

/// A cell in which some zero-sum groups of one unit are constants, at few places.
EndCell random_end(Random& random, const ClassShape& shape) {
  const std::vector<LabelCell>& cells = known_cells(shape);
  EndCell end{cells[below(random, cells.size())], {}};
  for (std::size_t i = 0; i < shape.width; ++i) {
    std::size_t companions = 0;
    for (std::size_t k = 0; k < shape.width; ++k)
      companions += end.cell.group(k) == end.cell.group(i) ? 1U : 0U;
    if (end.cell.group(i) < shape.rank || companions > 1 || one_in(random, 2)) continue;
    end.place[i] = static_cast<std::uint8_t>(between(random, EndCell::at_zero, EndCell::at_zero + 2));
    if (one_in(random, 2)) end.cell.turn(i);
  }
  return end;
}

/// The weights are of the essential group of each unit's component: in every group of either cell they add up
/// to its alpha, or to 0.
void check_weights(const Meeting& found, const EndCell& p, const EndCell& q, const ClassShape& shape) {
  const auto weights = weights_at(found, p, q, shape);
  for (const EndCell* end : {&p, &q})
    for (std::size_t group = 0; group < groups_of(end->cell, shape); ++group) {
      Vector sum(shape.rank);
      for (std::size_t i = 0; i < shape.width; ++i) {
        if (end->cell.group(i) != group || weights[i] == 0) continue;
        const std::size_t essential = found.components[found.component[i]].essential;
        BOOST_REQUIRE_LT(essential, shape.rank);
        sum[essential] += Rational(end->cell.is_negative(i) ? -weights[i] : weights[i]);
      }
      Vector expected(shape.rank);
      if (group < shape.rank) expected[group] = 1;
      BOOST_CHECK(sum == expected);
    }
}

/// The unit's pair is what both labels say, given the component's pair: e_k, a constant, or any other number.
void check_pairs(const Meeting& found, const EndCell& p, const EndCell& q, const ClassShape& shape) {
  for (const EndCell* end : {&p, &q})
    for (std::size_t i = 0; i < shape.width; ++i) {
      const Meeting::Component& component = found.components[found.component[i]];
      if (end->cell.group(i) < shape.rank) {
        BOOST_CHECK_EQUAL(component.essential, end->cell.group(i));
        BOOST_CHECK_EQUAL(found.negative[i], end->cell.is_negative(i));
      }
      if (end->place[i] != EndCell::anywhere && end->place[i] != EndCell::at_zero) {
        BOOST_CHECK_EQUAL(component.place, end->place[i]);
        BOOST_CHECK(!component.at_zero);
      }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verify_meeting)

BOOST_AUTO_TEST_CASE(cells_meet_if_the_equations_have_a_solution) {
  std::size_t met = 0;
  std::size_t apart = 0;
  for_random_cases(4000, [&](Random& random) {
    const ClassShape shape = small_shapes()[below(random, small_shapes().size())];
    const EndCell p = random_end(random, shape);
    const EndCell q = random_end(random, shape);
    const auto found = meeting(p, q, shape);
    BOOST_REQUIRE_EQUAL(found.has_value(), Equations(shape).have_common_point(p, q));
    ++(found ? met : apart);
    if (!found) return;
    check_weights(*found, p, q, shape);
    check_pairs(*found, p, q, shape);
  });
  BOOST_CHECK_GT(met, 0);
  BOOST_CHECK_GT(apart, 0);
}

BOOST_AUTO_TEST_CASE(all_cells_of_a_small_class) {
  const ClassShape shape{2, 3};
  for (const LabelCell& p : known_cells(shape))
    for (const LabelCell& q : known_cells(shape))
      BOOST_REQUIRE_EQUAL(meet(p, q, shape), Equations(shape).have_common_point({p, {}}, {q, {}}));
}

BOOST_AUTO_TEST_SUITE_END()
