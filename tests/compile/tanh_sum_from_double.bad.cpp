// expected: deleted
#include "exact/tanh_sum.hpp"

int main() {
  const isopath::TanhSum sum(1.0);
  return sum.is_zero() ? 1 : 0;
}
