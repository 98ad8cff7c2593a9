// expected: no match for|invalid operands
#include "exact/enclosure.hpp"

int main() {
  const isopath::Enclosure value(isopath::Rational(1), 64);
  return value.is_zero() == isopath::Truth::refuted ? 0 : 1;
}
