// A point at which two networks differ: rule N4 of docs/certificate-format.md.
#ifndef ISOPATH_CHECK_WITNESS_HPP
#define ISOPATH_CHECK_WITNESS_HPP

#include "network.hpp"

namespace isopath::check {

struct Witness {
  std::vector<Rational> x;
  std::size_t output = 0;
  Rational lower, upper;  // the certificate's enclosure of f_a(x) - f_b(x)
  Place place;            // of the enclosure
};

enum class Enclosed { yes, no, undecided };

/// N4 at one precision: does f_a(x) - f_b(x) lie in [lower, upper]? Also `no` if its enclosure is narrower
/// than half of that and still not inside.
Enclosed is_enclosed(const Witness& witness, const TanhNetwork& a, const TanhNetwork& b, long bits);

}  // namespace isopath::check

#endif
