// Bounds of a difference on cells: rule U6 of docs/certificate-format.md.
//
// Every quantity is enclosed in an interval, with 64 bits at first and with more where they decide nothing.
#ifndef ISOPATH_CHECK_DIFFERENCE_BOUND_HPP
#define ISOPATH_CHECK_DIFFERENCE_BOUND_HPP

#include <memory>

#include "kinds/difference_cells.hpp"

namespace isopath::check {

/// Two units of the difference that are near each other, to be bounded together (U4). If they are turned, the
/// pair and the weight of the second are multiplied by -1.
struct Couple {
  std::size_t unit;
  std::size_t partner;
  bool is_turned;
};

/// Bounds the difference in one output on cells, with as many bits as each needs. The difference, the domain
/// and the bound must outlive it.
class CellBounds {
 public:
  CellBounds(const Difference& g, std::size_t output, std::vector<Couple> couples, const Domain& domain,
             const mpq_class& upper);
  ~CellBounds();

  /// Is the absolute value of the difference proved to be at most `upper` on the cell?
  bool is_bounded(const DomainCell& cell);

 private:
  struct Form;
  bool is_too_large(mpfr_prec_t bits) const;

  const Difference& g_;
  std::size_t output_;
  std::vector<Couple> couples_;
  const Domain& domain_;
  const mpq_class& upper_;
  std::optional<mpq_class> constant_;
  std::vector<std::unique_ptr<Form>> forms_;  // with 64, 128, ... bits
};

}  // namespace isopath::check

#endif
