// One output of a difference of networks as a sum of terms, near units together.
//
//     g(tau) = bias + sum over terms of  w tanh(s) + w' tanh(s'),      s, s' affine in tau
//
// A term is one unit (w' = 0), or a couple: two units with s near s' and so, for networks that are nearly
// equal, w near -w'. A couple is bounded as (w + w') tanh(s) - w' (tanh(s) - tanh(s')), where the gap s - s',
// subtracted exactly, is a small affine function with small relative error; bounded one by one, the two units
// would give numbers that are orders of magnitude too large. How units are matched is a heuristic: every
// matching gives the same function.
#ifndef ISOPATH_VERIFY_TANH_BOUND_TERMS_HPP
#define ISOPATH_VERIFY_TANH_BOUND_TERMS_HPP

#include <cstddef>
#include <optional>
#include <vector>

#include "exact/enclosure.hpp"
#include "exact/tanh_sum.hpp"
#include "verify/networks/network.hpp"

namespace isopath {

/// c + sum_k b_k tau_k.
struct AffineFunction {
  std::vector<Rational> b;
  Rational c;
};

struct WeightedUnit {
  AffineFunction s;
  Rational weight;
  std::size_t unit;  // of the network
};

struct Term {
  WeightedUnit unit;
  std::optional<WeightedUnit> partner;
  bool partner_is_turned = false;  // (s', w') is (-s, -w) of its unit
};

/// The units of the network with a weight in this output, matched.
std::vector<Term> matched_terms(const Network& network, std::size_t output);

/// The exponent e of a power of two near what the terms can contribute on [-1, 1]^n, which is below 2^(e +
/// 1): numbers near 1 suit binary64.
long exponent_of(const TanhSum& bias, const std::vector<Term>& terms);
/// |bias| + sum |w|.
Enclosure weight_of(const TanhSum& bias, const std::vector<Term>& terms, long precision);

/// A binary64 near the number.
inline double about(const Enclosure& x) { return x.middle().lower_double(); }

/// An affine function with enclosed coefficients, their absolute values, and binary64 near them.
struct EnclosedAffine {
  EnclosedAffine(const AffineFunction& f, long precision);
  std::vector<Enclosure> b;
  std::vector<Enclosure> size;
  Enclosure c;
  std::vector<double> about_b;
  double about_c;
};

struct EnclosedTerm {
  EnclosedTerm(const Term& term, long exponent, long precision);
  EnclosedAffine s;
  Enclosure weight;
  bool is_couple;
  // Of a couple; copies of the above and 0 otherwise.
  EnclosedAffine partner;
  EnclosedAffine gap;        // s - s'
  Enclosure partner_weight;  // w'
  Enclosure weight_sum;      // w + w'
  double about_weight_sum;
  // In binary64 the gap is kept as 2^about_gap_exponent times gap.about_b and gap.about_c, and w' as
  // about_partner_weight divided by that: both may be too small, and too large, for it.
  long about_gap_exponent;
  double about_partner_weight;
};

/// 2^-exponent times g, all numbers enclosed at one precision.
struct EnclosedSum {
  EnclosedSum(const TanhSum& constant, const std::vector<Term>& list, long exponent, long precision);
  Enclosure bias;
  double about_bias;
  std::vector<EnclosedTerm> terms;
  long precision;
};

}  // namespace isopath

#endif
