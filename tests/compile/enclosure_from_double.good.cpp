// expected: deleted
#include "exact/enclosure.hpp"

int main() {
  const isopath::Enclosure value(isopath::Rational(1), 64);
  return value.is_finite() ? 0 : 1;
}
