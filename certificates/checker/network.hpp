// Networks: section 1 ("network"), T2, T4, and M1, M2, M3 of docs/certificate-format.md; sections 2 and 3 of
// docs/network-files.md.
#ifndef ISOPATH_CHECK_NETWORK_HPP
#define ISOPATH_CHECK_NETWORK_HPP

#include "notation.hpp"
#include "reader.hpp"

namespace isopath::check {

constexpr std::uint64_t max_inputs = 1'000'000;     // and outputs
constexpr std::uint64_t max_units = 2'147'483'647;  // 2^31 - 1

/// f(x) = d + sum over units of a act(b . x + c), all numbers as canonical texts.
struct Network {
  bool is_logistic = false;
  std::size_t inputs = 0, outputs = 0;
  std::vector<Rational> a, b, c;    // unit after unit: `outputs`, `inputs`, and one of each
  std::vector<std::string_view> d;  // sums

  // Where it stands, for messages:
  const Source* source = nullptr;
  Place place;
  std::vector<std::size_t> unit_offsets;

  std::size_t units() const { return c.size(); }
  Rational a_of(std::size_t unit, std::size_t output) const { return a[unit * outputs + output]; }
  const Rational* b_of(std::size_t unit) const { return b.data() + unit * inputs; }
  /// The place of a unit, or of a key of it.
  Place place_of_unit(std::size_t unit, const std::string& key = {}) const;
  Place place_of_output(std::size_t output) const;
};

/// Reads the value of "network", "canonical", "a" or "b" in a certificate.
Network read_claimed_network(Reader& in);

/// Reads a network file in JSON. Converted numbers are kept in `store`, all others stay views of the source.
Network read_network_file(const Source& source, TextStore& store);

/// Reads, in a certificate, a rational (T2) and a list of so many rationals (T4).
Rational read_rational(Reader& in);
void read_rationals(Reader& in, std::size_t length, std::vector<Rational>& list);

/// A network of tanh units, as the rules see it.
struct TanhNetwork : Network {
  bool weights_join_bias = false;  // M1, if it was logistic: its output bias is d + sum a
  std::vector<signed char>
      orientation;  // M2: the sign of the first non-zero entry of b; M3: 0 for a constant unit
};

/// M1, M2, M3. The texts of halved numbers are kept in `store`.
TanhNetwork tanh_network(Network stated, TextStore& store);

/// M2: the sign of the first non-zero entry of b, 0 if there is none.
int orientation(const Rational* b, std::size_t inputs);

/// A unit's b and c with the sign that orients them.
struct Pair {
  const Rational* b;
  Rational c;
  int sign;
};

Pair pair_of(const TanhNetwork& f, std::size_t unit);

/// Are the oriented pairs the same, as texts?
bool same_pair(const Pair& p, const Pair& q, std::size_t inputs);

}  // namespace isopath::check

#endif
