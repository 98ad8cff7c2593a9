// expected: convert
#include "exact/enclosure.hpp"

int main() {
  const isopath::Enclosure value(isopath::Rational(1), 64);
  if (value.is_positive() == isopath::Truth::proved) return 0;
  return 1;
}
