// expected: private
#include "exact/number.hpp"

int main() {
  const isopath::Number number(0.5);
  return number.is_zero() ? 0 : 1;
}
