// expected: deleted
#include "exact/tanh_sum.hpp"

int main() {
  const isopath::TanhSum sum(isopath::Rational(1));
  return sum.is_zero() ? 1 : 0;
}
