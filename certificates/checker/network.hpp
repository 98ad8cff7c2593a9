// Networks in certificates (section 1, T2, T4, M1, M2, M3 of docs/certificate-format.md) and in files (F1;
// docs/network-files.md).
#ifndef ISOPATH_CHECK_NETWORK_HPP
#define ISOPATH_CHECK_NETWORK_HPP

#include <array>
#include <optional>

#include "numbers.hpp"

namespace isopath::check {

/// "1 unit", "2 units".
std::string counted(std::size_t count, const char* noun);

constexpr std::uint64_t max_inputs = 1'000'000;     // and outputs
constexpr std::uint64_t max_units = 2'147'483'647;  // 2^31 - 1

/// f(x) = d + sum over units of a act(b . x + c), all numbers as canonical texts.
struct Network {
  bool is_logistic = false;
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  std::vector<Rational> a;               // unit after unit, `outputs` of each
  std::vector<Rational> b;               // `inputs` of each
  std::vector<Rational> c;               // one of each
  std::vector<std::string_view> d;       // sums
  std::vector<signed char> orientation;  // see orient
  Place place;                           // where it stands, for messages
  std::vector<std::size_t> unit_offsets;

  std::size_t units() const { return c.size(); }
  std::span<const Rational> a_of(std::size_t unit) const { return {a.data() + unit * outputs, outputs}; }
  std::span<const Rational> b_of(std::size_t unit) const { return {b.data() + unit * inputs, inputs}; }
  /// Its activation and numbers of units, inputs and outputs, in words.
  std::string shape() const;
  /// The place of a unit or of a key of it, and of an entry of d.
  Place place_of_unit(std::size_t unit, const std::string& key = {}) const;
  Place place_of_output(std::size_t output) const;
};

/// How the numbers of a network file are read: `bare` is the format that bare numbers are rounded to, if any.
struct FileNumbers {
  TextStore& store;
  std::uint64_t budget;
  const FloatFormat* bare = nullptr;
};

// Without FileNumbers, these read a certificate's numbers, in canonical notation (T2).

Rational read_rational(Reader& in, FileNumbers* file = nullptr);
/// A list of so many rationals (T4).
void read_rationals(Reader& in, std::size_t length, std::vector<Rational>& list, FileNumbers* file = nullptr);
Network read_claimed_network(Reader& in);
/// The value of the k-th of the keys activation, inputs, outputs, units, d of a network.
void read_key(Reader& in, std::size_t k, Network& net, FileNumbers* file = nullptr);

/// M2, M3: sets the orientations, the sign of the first entry of b other than 0, and 0 for a constant unit.
void orient(Network& net);
/// M1, and orients: makes a logistic network the tanh network that it stands for, but for d, which stays: the
/// output bias is d + sum a if is_logistic. Halved numbers are kept in the store.
void map_to_tanh(Network& net, TextStore& store);
/// Are the oriented pairs of unit i of f and unit j of g the same, as texts?
bool same_pair(const Network& f, std::size_t i, const Network& g, std::size_t j);

/// Do two networks of the same shape agree in all numbers?
bool have_same_numbers(const Network& f, const Network& g);

// A network file. The texts of numbers are in the source or in the store.
Network read_json_network(const Source& source, TextStore& store);
std::vector<Network> read_json_path(const Source& source, TextStore& store);  // its vertices
bool is_json_path(const Source& source);

}  // namespace isopath::check

#endif
