#include "verify/networks/number_row.hpp"

namespace isopath {

namespace {

std::uint64_t word(Number number) { return number.bits(); }
std::uint32_t word(std::uint32_t bits) { return bits; }

/// On the bits, without branches; 0 has no sign to change.
template <typename Word, typename Stored>
bool equal_words(const Stored* x, const Stored* y, std::size_t size, Word change) {
  Word differences = 0;
  for (std::size_t k = 0; k < size; ++k) {
    const Word both = word(x[k]) | word(y[k]);
    differences |= word(x[k]) ^ word(y[k]) ^ (both == 0 ? Word{0} : change);
  }
  return differences == 0;
}

}  // namespace

bool equal(const NumberRow& x, const NumberTable& x_table, const NumberRow& y, const NumberTable& y_table,
           bool negated) {
  constexpr auto narrow_sign = static_cast<std::uint32_t>(Number::sign_mask >> 32U);
  if (x.narrow_words() != nullptr && y.narrow_words() != nullptr)
    return equal_words<std::uint32_t>(x.narrow_words(), y.narrow_words(), x.size(),
                                      negated ? narrow_sign : 0);
  if (x_table.empty() && y_table.empty() && x.wide_words() != nullptr && y.wide_words() != nullptr)
    return equal_words<std::uint64_t>(x.wide_words(), y.wide_words(), x.size(),
                                      negated ? Number::sign_mask : 0);
  for (std::size_t k = 0; k < x.size(); ++k)
    if (!equal(x[k].negated_if(negated), x_table, y[k], y_table)) return false;
  return true;
}

}  // namespace isopath
