// Numbers in every notation of section 1 of docs/network-files.md, within its limits (T4), and the rounding
// of section 3.
//
// All become canonical texts, which compare with a certificate's. A certificate's own sums are read here too
// (T2).
#ifndef ISOPATH_CHECK_NOTATION_HPP
#define ISOPATH_CHECK_NOTATION_HPP

#include <cstdint>
#include <stdexcept>
#include <utility>

#include "rational.hpp"

namespace isopath::check {

constexpr std::size_t max_number_length = 1'000'000;

/// A text that is no number (T2), or one beyond a limit (T4). The caller knows the place.
class NotationFault : public std::runtime_error {
 public:
  NotationFault(const char* broken, const std::string& what) : std::runtime_error(what), rule(broken) {}
  const char* rule;
};

/// How many digits the numbers of a file may still expand to. It is charged before a number is computed:
/// texts as short as 1e100000 must not fill the memory.
class ExpansionBudget {
 public:
  explicit ExpansionBudget(std::size_t file_size)
      : left_((std::uint64_t{64} << 20U) + 64 * std::uint64_t{file_size}) {}
  void charge(std::uint64_t digits);

 private:
  std::uint64_t left_;
};

/// What a bare JSON number means: itself, or the float nearest to it, ties to even.
enum class BareNumbers { exact, binary64, binary32 };

mpq_class read_number(std::string_view text, ExpansionBudget& budget);
mpq_class read_bare_number(std::string_view text, BareNumbers meaning, ExpansionBudget& budget);

/// An element of K.
struct Sum {
  mpq_class rational;
  std::vector<std::pair<mpq_class, mpq_class>>
      terms;  // positive arguments of tanh, rising; coefficients, not 0
};

Sum read_sum(std::string_view text, ExpansionBudget& budget);

/// T2: reads a sum in canonical notation; any other is a fault.
Sum read_canonical_sum(std::string_view text);

/// The canonical text of a sum.
std::string to_string(const Sum& sum);

/// mantissa * 2^exponent.
mpq_class dyadic(const mpz_class& mantissa, std::int64_t exponent);

}  // namespace isopath::check

#endif
