// Witnesses: a point at which two functions differ, with bounds of the difference. Rule N4 of
// docs/certificate-format.md.
#ifndef ISOPATH_CHECK_WITNESS_HPP
#define ISOPATH_CHECK_WITNESS_HPP

#include "network.hpp"

namespace isopath::check {

/// (1 - t) u + t v, for 0 <= t <= 1 and two networks of the same shape, mapped to tanh. A network f is
/// {f, f, 0}.
struct PointOfSegment {
  const Network& u;
  const Network& v;
  mpq_class t;
};

/// A point at which two functions differ, and bounds of the difference.
struct Witness {
  std::vector<Rational> x;
  std::vector<Rational> difference;  // l and u
  std::size_t output = 0;
};

/// The value of the k-th of the keys x, output, difference of a witness for functions of the shape of f.
/// `rule` says that the output is one of theirs.
void read_witness(Reader& in, std::size_t k, const Network& f, std::string_view rule, Witness& witness);

/// N4, at the place where the reader is.
void check_n4(const Reader& in, const Witness& witness, const PointOfSegment& a, const PointOfSegment& b);

}  // namespace isopath::check

#endif
