// expected: private
#include "exact/number.hpp"

int main() {
  const isopath::Number number(isopath::Number::from_binary64(0));
  return number.is_zero() ? 0 : 1;
}
