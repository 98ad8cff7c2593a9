// What rule U6 of certificates proves about |g| on a cell (docs/certificate-format.md, section 12).
//
// The rules are fewer than those of verify/tanh/bound/cell_bound.hpp, so that a small checker can follow
// them: the ranges of the terms, and on boxes the mean value form, each side at the centre that suits it.
#ifndef ISOPATH_VERIFY_TANH_BOUND_CERTIFIED_BOUND_HPP
#define ISOPATH_VERIFY_TANH_BOUND_CERTIFIED_BOUND_HPP

#include "verify/tanh/bound/domain_cell.hpp"
#include "verify/tanh/bound/term_bound.hpp"
#include "verify/tanh/bound/terms.hpp"

namespace isopath {

struct CertifiedBound {
  Enclosure size;  // |g| is at most that
  Gains gains;
};

CertifiedBound certified_bound(const EnclosedSum& sum, const DomainCell& cell, const Axes& axes);

}  // namespace isopath

#endif
