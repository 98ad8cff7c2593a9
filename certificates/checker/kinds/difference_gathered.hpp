// The difference of two functions, gathered into one sum of units: rule U2 of docs/certificate-format.md.
//
// Numbers are exact here. The inputs are x = origin + scale tau, and the difference is a function of tau.
#ifndef ISOPATH_CHECK_DIFFERENCE_GATHERED_HPP
#define ISOPATH_CHECK_DIFFERENCE_GATHERED_HPP

#include "interval.hpp"
#include "network.hpp"

namespace isopath::check {

/// The range of an input. An end that is infinite is empty.
struct InputRange {
  std::optional<mpq_class> lower;
  std::optional<mpq_class> upper;
};

struct DifferenceClaim {
  Network a;
  Network b;
  std::vector<InputRange> domain;
  mpq_class lower;
  std::optional<mpq_class> upper;
};

/// x = origin + scale tau.
struct Coordinate {
  mpq_class origin;
  mpq_class scale;
};

/// A unit of the difference, as a function of tau, with its weight in each output.
struct DifferenceUnit {
  std::vector<mpq_class> b;
  mpq_class c;
  std::vector<mpq_class> weights;
};

struct Difference {
  std::vector<DifferenceUnit> units;  // in the order of their pairs
  std::vector<Sum> bias;
  std::vector<bool> is_axis;  // of each input: does some unit look at it?
};

/// f_a - f_b, of networks that are mapped to tanh, in all outputs or in one only: then the others stay 0.
/// Refuses a difference that costs more than U2 allows.
Difference difference_of(const DifferenceClaim& claim, const std::vector<Coordinate>& coordinates,
                         std::optional<std::size_t> only = {});

/// The difference in this output, if it is rational and is known to be; else empty.
std::optional<mpq_class> rational_constant(const Difference& g, std::size_t output);

/// Encloses an element of K.
Interval enclosed(const Sum& sum, mpfr_prec_t bits);

}  // namespace isopath::check

#endif
