// What several kinds check: sums of weights, output biases and shapes.
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

/// C6, E4, Q1: refuses output biases that differ.
void check_biases(const Network& a, const Network& b, std::string_view rule);

/// C1, E1, N1, I1, U1: refuses networks that differ in inputs or outputs.
void check_same_shape(const Network& first, const Network& second, std::string_view rule);

/// An index of an output, which by this rule is one of f.
std::size_t read_output(Reader& in, const Network& f, std::string_view rule);

}  // namespace isopath::check

#endif
