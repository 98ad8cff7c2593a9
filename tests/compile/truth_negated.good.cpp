// expected: no match for|invalid argument type
#include "exact/enclosure.hpp"

int main() {
  const isopath::Enclosure value(isopath::Rational(1), 64);
  return value.is_zero() != isopath::Truth::proved ? 0 : 1;
}
