// What several kinds check: sums of weights, output biases, and the difference of two functions at a point.
#ifndef ISOPATH_CHECK_RULES_HPP
#define ISOPATH_CHECK_RULES_HPP

#include "network.hpp"

namespace isopath::check {

/// Numbers, each with the sign that it counts with.
using Terms = std::vector<std::pair<int, Rational>>;

bool add_up_to_0(Terms terms);

/// The numbers of the lists times the sign of the first that is not 0, in a text that no others have; the
/// sign.
std::pair<std::string, int> oriented(std::initializer_list<std::span<const Rational>> lists);

/// C6, E4, N3, S3. For each output: are "d plus the contributions of the constant units" different elements
/// of K?
std::vector<bool> differing_biases(const Network& a, const Network& b);

/// (1 - t) u + t v, for 0 <= t <= 1 and two networks of the same shape, mapped to tanh. A network f is
/// {f, f, 0}.
struct PointOfSegment {
  const Network& u;
  const Network& v;
  mpq_class t;
};

/// A point at which two functions differ, and bounds of the difference.
struct Witness {
  std::vector<Rational> x, difference;  // difference: l and u
  std::size_t output = 0;
};

/// The value of the k-th of the keys x, output, difference of a witness for functions of the shape of f.
/// `rule` says that the output is one of theirs.
void read_witness(Reader& in, std::size_t k, const Network& f, std::string_view rule, Witness& witness);
/// An index of an output, which by this rule is one of f.
std::size_t read_output(Reader& in, const Network& f, std::string_view rule);

/// N4, at the place where the reader is.
void check_n4(const Reader& in, const Witness& witness, const PointOfSegment& a, const PointOfSegment& b);

}  // namespace isopath::check

#endif
